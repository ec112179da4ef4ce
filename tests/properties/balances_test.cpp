// What the loaded budget, the quotas and the program's own books tell the rules, on both engines:
// where they are not there the rule cannot tell, and where they are it decides.
#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "commands/catalogs.hpp"
#include "commands/import_budget.hpp"
#include "commands/import_curs.hpp"
#include "commands/modifications.hpp"
#include "commands/testing.hpp"
#include "domain/verification/evaluate.hpp"
#include "queries/payment_files.hpp"
#include "readers/byte_source.hpp"
#include "storage/balance_book.hpp"
#include "storage/rule_norms.hpp"

namespace commands {
namespace {

using access_control::Role;
using verification::Input;
using verification::Verdict;

const StageProgress silent = [](std::string_view, std::int64_t, std::int64_t) {};
const std::string ours = "2026-11200099-000-11-00-000-001-000-211-0101-11-0000-0000";

class Balances : public testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    place_.emplace(GetParam());
    context_.emplace(testing::create(*place_, testing::steady_world(1'774'022'400'000)));
    testing::act_as(*context_, Role::Administracion);
    for (const std::string name : {"feriados", "rules", "listas"}) {
      const auto rows = read_catalog(name, resource("norms/" + name + ".csv").value());
      ASSERT_TRUE(rows) << rows.error().code;
      ASSERT_TRUE(submit(*context_, load_catalog(name, *rows)));
    }
    const struct {
      std::string catalog;
      std::vector<std::pair<std::string, std::string>> codes;  // And their parents.
    } catalogs[] = {
        {"grupos", {{"2", ""}}},           {"subgrupos", {{"21", "2"}}},
        {"renglones", {{"211", "21"}}},    {"fuentes", {{"11", ""}}},
        {"departamentos", {{"01", ""}}},   {"municipios", {{"0101", "01"}}},
        {"entidades", {{"11200099", ""}}}, {"unidades_ejecutoras", {{"11200099-000", "11200099"}}},
    };
    for (const auto& [catalog, codes] : catalogs) {
      std::vector<CatalogEntry> rows;
      for (const auto& [code, parent] : codes)
        rows.push_back({code, code, parent, {}, {}, Certeza::Encontrada, "Prueba", {}});
      ASSERT_TRUE(submit(*context_, load_catalog(catalog, rows)));
    }
    testing::found_institution(*context_);
  }

  // January and February; 100.00 in force, 50.00 committed in January.
  void load_extract() {
    testing::act_as(*context_, Role::Presupuesto);
    const std::string text =
        "ejercicio,mes,entidad,unidad_ejecutora,programa,subprograma,proyecto,actividad,obra,"
        "renglon,fuente,organismo,correlativo,geografico,asignado,modificado,vigente,comprometido,"
        "devengado,pagado\n"
        "2026,1,11200099,000,11,00,000,001,000,211,11,0000,0000,0101,100.00,0.00,100.00,50.00,"
        "0.00,0.00\n"
        "2026,2,11200099,000,11,00,000,001,000,211,11,0000,0000,0101,0.00,0.00,0.00,0.00,0.00,"
        "0.00\n";
    const auto source = readers::bytes_in_memory(text);
    const auto loaded = import_budget(
        *context_, *source, {.name = "extracto.csv", .accepted = "Como está en SICOIN"}, silent);
    ASSERT_TRUE(loaded) << loaded.error().code;
  }

  // A transfer with one CUR of compromiso on one partida.
  std::string file_with(const std::string& partida, const char* estado, const char* fecha,
                        const char* monto) {
    testing::act_as(*context_, Role::Compras);
    json::array lines;
    const std::pair<const char*, std::string> all[] = {
        {"gasto", "transferencia"},    {"ejercicio", "2026"},
        {"unidad_ejecutora", "000"},   {"monto", monto},
        {"proveedor.nit", "12345679"}, {"partida.1.partida", partida},
        {"cur.1.numero", "77"},        {"cur.1.clase", "COM"},
        {"cur.1.estado", estado},      {"cur.1.ejercicio", "2026"},
        {"cur.1.fecha", fecha},        {"cur.1.monto", monto}};
    for (const auto& [path, value] : all) lines.push_back(json::array{path, value});
    const auto receipt =
        submit(*context_, {"expediente.registrar", {{"lineas", lines}, {"motivo", "Cuota"}}, ""});
    EXPECT_TRUE(receipt) << receipt.error().code << ' ' << detail_of(receipt.error(), "campo");
    return receipt ? std::string(receipt->outcome.at("expediente").as_string()) : "";
  }

  verification::Outcome outcome_of(const std::string& number, std::string_view rule) {
    auto& db = context_->db();
    const auto norms = storage::norm_table(db, context_->institution).value();
    const auto row = storage::payment_file(db, context_->institution, number).value().value();
    const auto facts =
        storage::facts_of(db, context_->institution, row, local_date(context_->world.now()), norms);
    EXPECT_TRUE(facts) << facts.error().code;
    const auto evaluation = verification::evaluate(*facts, norms);
    for (const auto& judged : evaluation.all)
      if (judged.rule == verification::rule_at(rule)) return judged.outcome;
    ADD_FAILURE() << rule;
    return {};
  }
  std::string difference(const verification::Outcome& outcome) {
    if (outcome.proofs.empty() || !outcome.proofs.front().difference) return "";
    const auto* money = std::get_if<Money>(&*outcome.proofs.front().difference);
    return money == nullptr ? "" : show(*money);
  }

  std::optional<testing::Place> place_;
  std::optional<Context> context_;
};

TEST_P(Balances, a_compromiso_is_held_against_what_the_extract_leaves) {
  const auto number = file_with(ours, "REGISTRADO", "2026-02-10", "60.00");
  const auto before = outcome_of(number, "B01");
  EXPECT_EQ(before.verdict, Verdict::CannotTell);
  EXPECT_EQ(before.missing, Input::Saldos);
  EXPECT_EQ(outcome_of(number, "B07").verdict, Verdict::CannotTell);

  load_extract();
  const auto over = outcome_of(number, "B01");
  EXPECT_EQ(over.verdict, Verdict::Fail);
  EXPECT_EQ(difference(over), "10.00");  // 60.00 of the 50.00 that are left.
  EXPECT_EQ(outcome_of(number, "B07").verdict, Verdict::Pass);
  EXPECT_EQ(outcome_of(file_with(ours, "REGISTRADO", "2026-02-10", "50.00"), "B01").verdict,
            Verdict::Pass);
  // What the extract already counts of this file's own CUR is not counted twice: 50.00 of January
  // hold its 50.00, so that all of the 100.00 are left for it.
  EXPECT_EQ(outcome_of(file_with(ours, "APROBADO", "2026-01-20", "50.00"), "B01").verdict,
            Verdict::Pass);
}

TEST_P(Balances, a_partida_that_the_extract_does_not_name_stays_unknown) {
  load_extract();
  const auto number = file_with("2026-11200099-000-11-00-000-001-000-212-0101-11-0000-0000",
                                "REGISTRADO", "2026-02-10", "1.00");
  EXPECT_EQ(outcome_of(number, "B01").verdict, Verdict::CannotTell);
  EXPECT_EQ(outcome_of(number, "B07").verdict, Verdict::Pass) << "its category is there";
  const auto other = file_with("2026-11200099-000-99-00-000-001-000-211-0101-11-0000-0000",
                               "REGISTRADO", "2026-02-10", "1.00");
  EXPECT_EQ(outcome_of(other, "B07").verdict, Verdict::Fail);
}

TEST_P(Balances, a_compromiso_is_held_against_the_cuota_that_others_left) {
  const auto number = file_with(ours, "REGISTRADO", "2026-02-10", "40.00");
  EXPECT_EQ(outcome_of(number, "B04").verdict, Verdict::CannotTell);
  EXPECT_EQ(outcome_of(number, "B04").missing, Input::Cuota);
  testing::act_as(*context_, Role::Presupuesto);
  const auto loaded = import_quotas(*context_,
                                    "ejercicio,ue,fuente,grupo,etapa,tipo,mes,monto,documento\n"
                                    "2026,0,11,2,compromiso,normal,2026-01,55.00,Resolución 1\n",
                                    "cuotas.csv", false, false);
  ASSERT_TRUE(loaded) << loaded.error().code;
  EXPECT_EQ(outcome_of(number, "B04").verdict, Verdict::Pass);
  // Another's CUR uses 20.00 of it; this file's own number 77 does not count against itself.
  const auto cur = [](int n, const char* amount) {
    return "2026,11200099,0," + std::to_string(n) +
           ",COM,APROBADO,15/01/2026,,6200060,Proveedor,Gasto,11,00,000,001,000,211,0101,11,0000,"
           "0000," +
           amount + "\n";
  };
  testing::act_as(*context_, Role::Presupuesto);
  const auto imported = import_curs(
      *context_,
      "ejercicio,entidad,unidad_ejecutora,no_cur,clase_registro,estado,fec_aprobado,cur_revierte,"
      "nit,beneficiario,descripcion,programa,subprograma,proyecto,actividad,obra,renglon,"
      "geografico,fuente,organismo,correlativo,monto_renglon\n" +
          cur(5, "20.00") + cur(77, "40.00"),
      "", {.name = "cur.csv"}, silent);
  ASSERT_TRUE(imported) << imported.error().code;
  const auto over = outcome_of(number, "B04");
  EXPECT_EQ(over.verdict, Verdict::Fail);
  EXPECT_EQ(difference(over), "5.00");  // 40.00 of 55.00 − 20.00.
}

TEST_P(Balances, history_tells_of_the_journal_and_not_of_goals_without_a_plan) {
  auto& db = context_->db();
  const auto today = parse_date("2026-11-20").value();  // Its norms are in force.
  const auto verdict = [&](std::string_view rule) {
    const auto norms = storage::norm_table(db, context_->institution).value();
    const auto history = queries::file_history(db, context_->institution, today).value();
    for (auto& judged : verification::evaluate(history, norms))
      if (judged.rule == verification::rule_at(rule)) return judged.outcome;
    return verification::HistoryOutcome{};
  };
  EXPECT_EQ(verdict("W07").verdict, Verdict::NotApplicable) << "nothing is in the journal yet";
  file_with(ours, "REGISTRADO", "2026-02-10", "60.00");
  file_with(ours, "REGISTRADO", "2026-02-10", "50.00");
  EXPECT_EQ(verdict("W07").verdict, Verdict::Pass);
  EXPECT_EQ(verdict("B09").verdict, Verdict::CannotTell);
  EXPECT_EQ(verdict("B09").missing, Input::Metas);
  // One byte of the second entry.
  ASSERT_TRUE(db.run(
      "update journal_entry set act = replace(act, ':', ': ') where institution = ?1 and seq = 2",
      context_->institution));
  const auto broken = verdict("W07");
  EXPECT_EQ(broken.verdict, Verdict::Fail);
  ASSERT_EQ(broken.flags.size(), 1U);
  EXPECT_EQ(broken.flags[0].name, "asiento 2");
}

INSTANTIATE_TEST_SUITE_P(engines, Balances, testing::both_engines(), testing::engine_name);

}  // namespace
}  // namespace commands
