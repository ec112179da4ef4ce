// The smallest remedy cures, is smallest, and is always the same; splitting warns and stops.
#include "domain/verification/remedy.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "domain/verification/splitting.hpp"
#include "rules/cases.hpp"
#include "text/rules.hpp"

using namespace verification;

namespace {

FileFacts file_with(std::string_view base, std::vector<CaseLine> lines) {
  static const auto files = base_files();
  auto file = files.at(std::string(base));
  for (const auto& line : lines) set(file, line, "remedy_test");
  return file;
}

std::string steps_of(const Cure& cure) {
  std::string text;
  for (const auto& step : cure.steps) {
    text += (text.empty() ? "" : "; ") + std::string(code_of(step.remedy.correccion));
    if (step.remedy.documento) text += " " + std::string(code_of(*step.remedy.documento));
  }
  return text;
}

const NormTable& verified() {
  static const auto table = norms_with({}, Certeza::Verificada);
  return table;
}

bool cures(const FileFacts& file, const Cure& cure, Mend mend) {
  auto copy = file;
  auto steps = cure.steps;
  std::ranges::sort(steps, std::ranges::greater{},
                    [](const RemedyStep& step) { return step.remedy.correccion; });
  for (const auto& step : steps) apply(step.remedy, copy, verified().on(norm_day(copy)));
  const auto flags = evaluate(copy, verified()).flags();
  return std::ranges::none_of(flags, [&](const Flag& flag) {
    return mend == Mend::Blocking ? flag.effect == Effect::Blocks
                                  : rules()[flag.rule].severity <= Severity::Mayor;
  });
}

}  // namespace

TEST(Remedy, ACleanFileNeedsNothing) {
  const auto cure = smallest_remedy(file_with("baja_cuantia", {}), verified(), Mend::Severe);
  ASSERT_TRUE(cure);
  EXPECT_TRUE(cure->steps.empty());
}

TEST(Remedy, MissingDocumentsAreEachHandedIn) {
  const auto file = file_with("baja_cuantia", {{"documento.ORDEN", "no"}, {"documento.RAZ", "no"}});
  const auto cure = smallest_remedy(file, verified(), Mend::Blocking);
  ASSERT_TRUE(cure);
  EXPECT_EQ(steps_of(*cure), "entregar_documento RAZ; entregar_documento ORDEN");
  EXPECT_EQ(cure->steps[0].responsable, Responsable::Solicitante);
  EXPECT_EQ(cure->steps[1].responsable, Responsable::Compras);
  EXPECT_TRUE(cures(file, *cure, Mend::Blocking));
}

TEST(Remedy, OneStepMendsTwoRulesWhereItCan) {
  // The list asks for the slip and B05 asks for it too: one paper mends both.
  const auto file = file_with("baja_cuantia", {{"documento.CDP", "no"}});
  const auto cure = smallest_remedy(file, verified(), Mend::Blocking);
  ASSERT_TRUE(cure);
  EXPECT_EQ(steps_of(*cure), "emitir_disponibilidad");
  EXPECT_EQ(cure->steps[0].rules.size(), 2U);
  EXPECT_EQ(cure->steps[0].responsable, Responsable::Presupuesto);
}

TEST(Remedy, AWholeBadInvoiceIsReplacedRatherThanMendedFourTimes) {
  const auto file = file_with("baja_cuantia", {{"factura.1.autorizacion", "D412A347"},
                                               {"factura.1.receptor", "CF"},
                                               {"factura.1.estado", "anulado"},
                                               {"factura.1.emitida", "2025-12-01"}});
  const auto cure = smallest_remedy(file, verified(), Mend::Severe);
  ASSERT_TRUE(cure);
  EXPECT_EQ(steps_of(*cure), "sustituir_factura");
  EXPECT_TRUE(cures(file, *cure, Mend::Severe));
}

TEST(Remedy, ACorrectionThatAsksForOthersIsCountedWithThem) {
  // Above the cap of baja cuantía only another modality helps, and it has its own documents.
  const auto file = file_with("baja_cuantia", {{"adjudicado", "30000.00"}, {"saldo_paa", "50000"}});
  const auto cure = smallest_remedy(file, verified(), Mend::Blocking);
  ASSERT_TRUE(cure);
  const auto text = steps_of(*cure);
  EXPECT_NE(text.find("cambiar_modalidad"), text.npos) << text;
  EXPECT_NE(text.find("publicar_guatecompras"), text.npos) << text;
  EXPECT_NE(text.find("entregar_documento OFERTAS"), text.npos) << text;
  EXPECT_TRUE(cures(file, *cure, Mend::Blocking)) << text;
}

TEST(Remedy, EveryBlockedCaseHasOneThatCures) {
  std::size_t blocked_files = 0;
  for (const auto& one : all_cases()) {
    if (one.base.empty() || one.result != "requiere verificación") continue;
    if (!one.norms.empty()) continue;
    auto file = file_with(one.base, one.facts);
    if (!blocked(evaluate(file, verified()))) continue;
    ++blocked_files;
    const auto cure = smallest_remedy(file, verified(), Mend::Blocking);
    ASSERT_TRUE(cure) << one.rule << ": " << one.title;
    EXPECT_TRUE(cures(file, *cure, Mend::Blocking)) << one.title << ": " << steps_of(*cure);
    EXPECT_FALSE(cure->steps.empty()) << one.title;
    const auto again = smallest_remedy(file, verified(), Mend::Blocking);
    EXPECT_EQ(steps_of(*again), steps_of(*cure));
    for (const auto& step : cure->steps) {
      EXPECT_FALSE(step.rules.empty()) << one.title << ": " << steps_of(*cure);
      EXPECT_FALSE(text::name_of(step.responsable).empty());
      EXPECT_FALSE(text::name_of(step.remedy.correccion).empty());
    }
  }
  EXPECT_GT(blocked_files, 30U);
}

TEST(Remedy, BelowVerificadaNothingBlocksSoNothingMustBeMended) {
  const auto file = file_with("baja_cuantia", {{"factura.1.receptor", "CF"}});
  EXPECT_TRUE(smallest_remedy(file, norms_with({}), Mend::Blocking)->steps.empty());
  EXPECT_EQ(smallest_remedy(file, norms_with({}), Mend::Severe)->steps.size(), 1U);
}

namespace {

Purchase bought(int number, std::string_view unit, std::string_view day) {
  Purchase purchase;
  purchase.expediente = *Number::of("2026-00000" + std::to_string(number));
  purchase.fecha = parse_date(day).value();
  purchase.unidad = UnidadEjecutora::parse(unit).value();
  purchase.familia = *Word::of("44103100");
  purchase.monto = Money::parse("24999").value();
  return purchase;
}

std::vector<SplitAnswer> asked(const NormTable& norms, std::span<const Purchase> before,
                               const Purchase& next) {
  return split_answers(before, next, norms.on(next.fecha)).value();
}

}  // namespace

TEST(Splitting, ThreePurchasesAlertTheFourthIsStoppedAndAnotherUnitIsNotAdded) {
  std::vector<Purchase> before = {bought(1, "201", "2026-01-15"), bought(2, "201", "2026-02-15")};
  auto answer = asked(verified(), before, bought(3, "201", "2026-03-15"));
  ASSERT_EQ(answer.size(), 1U);
  EXPECT_EQ(answer[0].group.nivel, SplitLevel::Alert);
  EXPECT_EQ(show(share_of(answer[0].group) * Ratio{100, 1}, 1), "83.3");
  EXPECT_FALSE(answer[0].stops);

  before.push_back(bought(3, "201", "2026-03-15"));
  answer = asked(verified(), before, bought(4, "201", "2026-04-15"));
  EXPECT_EQ(answer[0].group.suma, Money::parse("99996").value());
  EXPECT_EQ(answer[0].group.nivel, SplitLevel::Over);
  EXPECT_TRUE(answer[0].stops);
  ASSERT_NE(answer[0].norm, nullptr);
  EXPECT_EQ(answer[0].norm->attribute("articulo"), "81");

  EXPECT_EQ(asked(verified(), before, bought(5, "202", "2026-04-15"))[0].group.nivel,
            SplitLevel::Below);
  EXPECT_EQ(asked(verified(), before, bought(6, "201", "2026-05-02"))[0].group.nivel,
            SplitLevel::Below);

  // Unverified, the same only warns.
  answer = asked(norms_with({}), before, bought(4, "201", "2026-04-15"));
  EXPECT_EQ(answer[0].group.nivel, SplitLevel::Over);
  EXPECT_FALSE(answer[0].stops);
}

TEST(Splitting, QuotationsAddUpOverTheFiscalYear) {
  auto one = bought(1, "201", "2026-01-15"), two = bought(2, "201", "2026-11-15");
  one.modalidad = two.modalidad = Modalidad::Cotizacion;
  one.monto = two.monto = Money::parse("500000").value();
  const std::vector<Purchase> before = {one};
  const auto answer = asked(verified(), before, two);
  ASSERT_EQ(answer.size(), 1U);
  EXPECT_EQ(answer[0].group.periodo, SplitPeriod::Ejercicio);
  EXPECT_TRUE(answer[0].stops);
  EXPECT_EQ(period_name(answer[0].group.periodo, answer[0].group.primero), "2026");
}

TEST(Norms, AThresholdHasItsDaysAndOverlapsAreRefused) {
  CatalogEntry before, after;
  before.code = after.code = "C05/baja_cuantia_hasta";
  before.attributes = {{"valor", "25000.00"}};
  after.attributes = {{"valor", "35000.00"}};
  before.until = std::chrono::year{2026} / 6 / 30;
  after.from = std::chrono::year{2026} / 7 / 1;
  const auto table = NormTable::make({before, after}, {}, DayTable{}).value();
  const auto on = [&](int month, int day) {
    return show(
        *table.on(std::chrono::year{2026} / month / day).money(Parameter::BajaCuantiaHasta));
  };
  EXPECT_EQ(on(6, 30), "25000.00");
  EXPECT_EQ(on(7, 1), "35000.00");
  after.from = std::chrono::year{2026} / 6 / 30;
  const auto overlap = NormTable::make({before, after}, {}, DayTable{});
  ASSERT_FALSE(overlap);
  EXPECT_EQ(overlap.error().code, "verificacion.normas_traslapadas");
  after.from = std::chrono::year{2026} / 7 / 1;
  after.attributes = {{"valor", "mucho"}};
  EXPECT_EQ(NormTable::make({after}, {}, DayTable{}).error().code,
            "verificacion.parametro_mal_escrito");
  after.code = "Z99";
  EXPECT_EQ(NormTable::make({after}, {}, DayTable{}).error().code,
            "verificacion.norma_desconocida");
}
