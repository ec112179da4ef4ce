// Money at document level: CURs, modifications, quotas, and the extract against the CURs.
#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "domain/budget/cur.hpp"
#include "domain/budget/modification.hpp"
#include "domain/budget/quota.hpp"
#include "domain/budget/reconcile.hpp"

namespace budget {
namespace {

using std::chrono::year;

Partida partida(int n = 1) {
  static const auto base =
      Partida::parse("2026-11200099-201-11-00-000-001-000-291-0101-31-0151-0001").value();
  auto made = base;
  made.categoria.actividad = static_cast<std::uint16_t>(n);
  return made;
}
Money q(std::string_view text) { return Money::parse(text).value(); }

Cur cur(std::int64_t number, CurClase clase, Date day, Money amount, int at = 1) {
  const auto p = partida(at);
  return {.key = {{2026}, p.entidad, p.unidad_ejecutora, number},
          .clase = clase,
          .estado = CurEstado::Aprobado,
          .aprobado = day,
          .revierte = {},
          .detalle = {{p, amount}}};
}
Cur reversal(std::int64_t number, std::int64_t of, CurClase clase, Date day, Money amount) {
  auto made = cur(number, clase, day, amount);
  made.revierte = of;
  return made;
}

const Date january = year{2026} / 1 / 31, february = year{2026} / 2 / 28,
           march = year{2026} / 3 / 31;

TEST(CurLedger, PayingLaterWhatWasOwedEarlierIsSoundAndOneCentavoMoreIsNamed) {
  // January devengado 100 and paid 60, February 50 and 90: 150 of 150.
  std::vector<Cur> curs = {
      cur(1, CurClase::Com, year{2026} / 1 / 5, q("200")), cur(2, CurClase::Dev, january, q("100")),
      cur(3, CurClase::Pago, january, q("60")), cur(4, CurClase::Dev, february, q("50")),
      cur(5, CurClase::Pago, february, q("90"))};
  auto ledger = post(curs);
  EXPECT_TRUE(ledger.quarantined.empty());
  EXPECT_TRUE(ledger.overruns.empty());
  EXPECT_TRUE(breaches(ledger.movements.at(partida())).empty() ||
              breaches(ledger.movements.at(partida())).front().rule != Rule::PagadoOverDevengado);
  const auto totals = accumulated(ledger.movements.at(partida()), 2).value();
  EXPECT_EQ(totals.money(Stage::Devengado), q("150"));
  EXPECT_EQ(totals.money(Stage::Pagado), q("150"));

  curs.push_back(cur(6, CurClase::Pago, march, q("0.01")));
  ledger = post(curs);
  ASSERT_EQ(ledger.overruns.size(), 1U);
  EXPECT_EQ(ledger.overruns[0].cur, 5U);
  EXPECT_EQ(ledger.overruns[0].rule, Rule::PagadoOverDevengado);
  EXPECT_EQ(ledger.overruns[0].left, q("150.01"));
  EXPECT_EQ(ledger.overruns[0].right, q("150"));
  // What SICOIN approved is counted all the same.
  EXPECT_EQ(accumulated(ledger.movements.at(partida()), 3)->money(Stage::Pagado), q("150.01"));
}

TEST(CurLedger, EachClassMovesItsStages) {
  const struct {
    CurClase clase;
    int com, dev, pag;
  } rows[] = {{CurClase::Pre, 0, 0, 0}, {CurClase::Com, 1, 0, 0}, {CurClase::Dev, 0, 1, 0},
              {CurClase::Cyd, 1, 1, 0}, {CurClase::Rdp, 0, 1, 1}, {CurClase::Reg, 1, 1, 1},
              {CurClase::Pago, 0, 0, 1}};
  for (const auto& row : rows) {
    const Cur one[] = {cur(1, row.clase, january, q("10"))};
    const auto ledger = post(one);
    const auto found = ledger.movements.find(partida());
    const auto moved = [&](Stage stage) {
      return found == ledger.movements.end() ? 0 : int(found->second.months[0][stage] / 1000);
    };
    EXPECT_EQ(moved(Stage::Comprometido), row.com) << code_of(row.clase);
    EXPECT_EQ(moved(Stage::Devengado), row.dev) << code_of(row.clase);
    EXPECT_EQ(moved(Stage::Pagado), row.pag) << code_of(row.clase);
    EXPECT_EQ(cur_clase(code_of(row.clase)), row.clase);
  }
}

TEST(CurLedger, WhatCannotBeCountedIsSetAsideByName) {
  auto other_year = cur(5, CurClase::Com, year{2025} / 12 / 30, q("10"));
  const std::vector<Cur> curs = {
      cur(1, CurClase::Com, january, q("100")),
      cur(1, CurClase::Com, january, q("100")),           // Twice.
      other_year,                                         // Outside its year.
      reversal(7, 99, CurClase::Com, february, q("-5")),  // Of none.
      reversal(8, 1, CurClase::Com, february, q("-60")),  // Holds.
      reversal(9, 1, CurClase::Com, march, q("-40.01")),  // A centavo too much.
      cur(10, CurClase::Com, march, q("-3")),             // Of nothing named.
      reversal(11, 1, CurClase::Dev, march, q("-1")),     // Of another class.
  };
  const auto ledger = post(curs);
  std::vector<std::pair<std::size_t, SetAside>> found;
  for (const auto& row : ledger.quarantined) found.emplace_back(row.cur, row.why);
  EXPECT_EQ(found, (std::vector<std::pair<std::size_t, SetAside>>{{1, SetAside::Twice},
                                                                  {2, SetAside::OtherYear},
                                                                  {3, SetAside::RevertsUnknown},
                                                                  {5, SetAside::RevertsTooMuch},
                                                                  {6, SetAside::AmountNotPositive},
                                                                  {7, SetAside::RevertsUnknown}}));
  EXPECT_EQ(ledger.quarantined[3].difference, MoneySum{q("0.01")});
  EXPECT_EQ(ledger.quarantined[3].other, 0U);
  EXPECT_EQ(accumulated(ledger.movements.at(partida()), 12)->money(Stage::Comprometido), q("40"));
}

TEST(CurLedger, MoreThanIsInForceIsNamedOnceUntilItIsMended) {
  const std::vector<Cur> curs = {
      cur(1, CurClase::Com, january, q("80")), cur(2, CurClase::Com, february, q("30")),
      cur(3, CurClase::Com, february, q("1")), reversal(4, 1, CurClase::Com, march, q("-20"))};
  const auto ledger = post(curs, {{partida(), q("100")}});
  ASSERT_EQ(ledger.overruns.size(), 1U);
  EXPECT_EQ(ledger.overruns[0].cur, 1U);
  EXPECT_EQ(ledger.overruns[0].rule, Rule::ComprometidoOverVigente);
  EXPECT_EQ(ledger.overruns[0].left, q("110"));
}

// A year of CURs that hold together: a chain COM → DEV → PAGO for each, some reversed.
std::vector<Cur> random_curs(std::mt19937& chance, int chains, int partidas) {
  std::vector<Cur> curs;
  const auto draw = [&](int most) { return int(chance() % unsigned(most)); };
  std::int64_t number = 0;
  for (int i = 0; i < chains; ++i) {
    const int at = 1 + draw(partidas), month = 1 + draw(10);
    const auto amount = Money::centavos(1 + draw(5'000'000));
    const auto day = [&](int later) { return year{2026} / (month + later) / (1 + draw(28)); };
    const auto first = ++number;
    curs.push_back(cur(first, CurClase::Com, day(0), amount, at));
    if (draw(4) == 0) continue;
    curs.push_back(cur(++number, CurClase::Dev, day(1), amount, at));
    if (draw(3) == 0) continue;
    curs.push_back(cur(++number, CurClase::Pago, day(2), amount, at));
  }
  return curs;
}

std::vector<ExtractRow> extract_of(const CurLedger& ledger) {
  std::vector<ExtractRow> rows;
  for (const auto& [key, movements] : ledger.movements) rows.push_back({key, movements});
  return rows;
}

TEST(CurLedgerProperty, TheOrderInWhichCursArriveChangesNothing) {
  std::mt19937 chance(7);
  for (int round = 0; round < 20; ++round) {
    auto curs = random_curs(chance, 60, 5);
    const auto one = post(curs);
    std::ranges::shuffle(curs, chance);
    const auto other = post(curs);
    EXPECT_EQ(one.movements, other.movements);
    EXPECT_EQ(one.overruns.size(), other.overruns.size());
    EXPECT_TRUE(one.quarantined.empty());
  }
}

TEST(CurLedgerProperty, ReversingEverythingLeavesNothing) {
  std::mt19937 chance(8);
  for (int round = 0; round < 20; ++round) {
    auto curs = random_curs(chance, 40, 4);
    const auto count = curs.size();
    for (std::size_t i = 0; i < count; ++i) {
      auto back = curs[i];
      back.key.numero += 10'000;
      back.revierte = curs[i].key.numero;
      back.aprobado = year{2026} / 12 / 31;
      for (auto& line : back.detalle) line.monto = Money::centavos(-line.monto.in_centavos());
      curs.push_back(std::move(back));
    }
    const auto ledger = post(curs);
    EXPECT_TRUE(ledger.quarantined.empty());
    for (const auto& [key, movements] : ledger.movements)
      EXPECT_EQ(accumulated(movements, 12).value(), Amounts{});
  }
}

TEST(ReconcileProperty, AnExtractOfTheCursIsEqualAndOneCentavoAnywhereIsFound) {
  std::mt19937 chance(9);
  const auto curs = random_curs(chance, 46'000, 300);
  const auto extract = extract_of(post(curs));
  EXPECT_GT(curs.size(), 100'000U);
  EXPECT_TRUE(reconcile(extract, curs, {2026}, 12).empty());
  for (int round = 0; round < 2; ++round) {
    auto touched = extract;
    auto& row = touched[chance() % touched.size()];
    const auto month = chance() % 12;
    constexpr Stage stages[] = {Stage::Comprometido, Stage::Devengado, Stage::Pagado};
    const auto stage = stages[chance() % 3];
    row.movements.months[month][stage] += round % 2 == 0 ? 1 : -1;
    const auto found = reconcile(touched, curs, {2026}, 12);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].partida, row.partida);
    EXPECT_EQ(found[0].etapa, stage);
    EXPECT_EQ(found[0].difference(), MoneySum::centavos(round % 2 == 0 ? 1 : -1));
    EXPECT_EQ(found[0].estado, Agreement::Unexplained);
    EXPECT_FALSE(found[0].asientos.empty());
  }
}

TEST(Reconcile, WhatOneSideDoesNotCountYetExplainsADifference) {
  std::vector<Cur> curs = {cur(1, CurClase::Com, year{2026} / 1 / 10, q("100")),
                           cur(2, CurClase::Com, year{2026} / 1 / 29, q("30"))};
  auto extract = extract_of(post(curs));
  // In the extract, not yet approved here.
  auto waiting = cur(3, CurClase::Com, year{2026} / 1 / 12, q("7"));
  waiting.estado = CurEstado::Solicitado;
  curs.push_back(waiting);
  extract[0].movements.months[0][Stage::Comprometido] += 700;
  auto found = reconcile(extract, curs, {2026}, 1);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].explicacion, Explanation::InFlight);
  EXPECT_EQ(found[0].asientos, (std::vector<std::size_t>{2}));
  // Approved here in the last days, not there.
  extract[0].movements.months[0][Stage::Comprometido] -= 3700;
  found = reconcile(extract, curs, {2026}, 1);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].explicacion, Explanation::NotYetThere);
  EXPECT_EQ(found[0].asientos, (std::vector<std::size_t>{1}));
  // Counted there, set aside here.
  extract[0].movements.months[0][Stage::Comprometido] += 3000 + 10000;
  curs.push_back(cur(1, CurClase::Com, year{2026} / 1 / 10, q("100")));
  found = reconcile(extract, curs, {2026}, 1);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].explicacion, Explanation::SetAsideHere);
}

Modification modification(ModClase clase, std::vector<ModLine> lines) {
  return {clase, 7, year{2026} / 2 / 10, "AMN 12-2026", "Atención de retornados", std::move(lines),
          {}};
}

TEST(Modification, OnlyInternalTransfersMustAddToZero) {
  // Of a transfer between institutions our side alone may be shown.
  EXPECT_TRUE(faults_of(modification(ModClase::Inter, {{partida(), q("-500000")}})).empty());
  EXPECT_TRUE(faults_of(modification(ModClase::Amp, {{partida(), q("10")}})).empty());
  EXPECT_TRUE(faults_of(modification(ModClase::Dis, {{partida(), q("-10")}})).empty());
  EXPECT_TRUE(
      faults_of(modification(ModClase::Intra2, {{partida(1), q("-10")}, {partida(2), q("10")}}))
          .empty());
  const auto found =
      faults_of(modification(ModClase::Intra1, {{partida(1), q("-10")}, {partida(2), q("9.99")}}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], (ModFinding{ModFault::NotZero, {}, MoneySum{q("-0.01")}}));
}

TEST(Modification, EachFaultIsNamed) {
  auto other_programme = partida(2);
  other_programme.categoria.programa = 12;
  auto other_year = partida(2);
  other_year.ejercicio = {2025};
  const auto first = [](const Modification& m) { return faults_of(m).front().fault; };
  EXPECT_EQ(first(modification(ModClase::Amp, {})), ModFault::NoLines);
  EXPECT_EQ(first(modification(ModClase::Amp, {{partida(), Money{}}})), ModFault::ZeroLine);
  EXPECT_EQ(first(modification(ModClase::Amp, {{other_year, q("1")}})), ModFault::OtherYear);
  EXPECT_EQ(first(modification(ModClase::Amp, {{partida(), q("-1")}})), ModFault::WrongSign);
  EXPECT_EQ(first(modification(ModClase::Dis, {{partida(), q("1")}})), ModFault::WrongSign);
  EXPECT_EQ(
      first(modification(ModClase::Intra2, {{partida(1), q("-1")}, {other_programme, q("1")}})),
      ModFault::CrossesProgramme);
  auto silent = modification(ModClase::Amp, {{partida(), q("1")}});
  silent.motivo.clear();
  EXPECT_EQ(first(silent), ModFault::ReasonMissing);
  silent.motivo = "x";
  silent.resolucion.clear();
  EXPECT_EQ(first(silent), ModFault::ResolutionMissing);
}

TEST(Modification, TakingWhatIsPromisedIsNamed) {
  std::map<Partida, InForce> in_force = {{partida(1), {q("100"), q("95")}}};
  const auto short_of = bring_into_force(
      modification(ModClase::Intra2, {{partida(1), q("-10")}, {partida(2), q("10")}}), in_force);
  EXPECT_EQ(short_of, (std::vector<Shortfall>{{partida(1), q("90"), q("95")}}));
  EXPECT_EQ(in_force.at(partida(2)).vigente, q("10"));
}

TEST(Modification, WhoApprovesIsDatedDataAndUnknownWhereNobodyToldIt) {
  CatalogEntry entry;
  entry.code = "INTRA2/descentralizada";
  entry.from = year{2026} / 1 / 1;
  const CatalogEntry entries[] = {entry};
  EXPECT_NE(approver_of(entries, ModClase::Intra2, "descentralizada", year{2026} / 5 / 1), nullptr);
  EXPECT_EQ(approver_of(entries, ModClase::Intra2, "descentralizada", year{2025} / 5 / 1), nullptr);
  EXPECT_EQ(approver_of(entries, ModClase::Intra1, "descentralizada", year{2026} / 5 / 1), nullptr);
}

TEST(Quota, ComprometidoGoesByCuatrimestreAndDevengadoByMonth) {
  const std::vector<Cur> curs = {cur(1, CurClase::Com, year{2026} / 1 / 10, q("100")),
                                 cur(2, CurClase::Dev, year{2026} / 4 / 10, q("40")),
                                 cur(3, CurClase::Reg, year{2026} / 4 / 11, q("5"))};
  const auto used = used_by(curs);
  const auto key = [](QuotaStage stage, QuotaTipo tipo, unsigned month) {
    return quota_of(partida(), stage, tipo, year{2026} / int(month) / 1);
  };
  EXPECT_EQ(used.at(key(QuotaStage::Compromiso, QuotaTipo::Normal, 3)), MoneySum{q("100")});
  EXPECT_EQ(used.at(key(QuotaStage::Devengado, QuotaTipo::Normal, 4)), MoneySum{q("40")});
  EXPECT_EQ(used.at(key(QuotaStage::Devengado, QuotaTipo::Regularizacion, 4)), MoneySum{q("5")});
  const Quotas quotas = {{key(QuotaStage::Compromiso, QuotaTipo::Normal, 1), q("120")}};
  const auto asked = key(QuotaStage::Compromiso, QuotaTipo::Normal, 2);
  EXPECT_EQ(fits(quotas, used, asked, q("20")).fit, Fit::Fits);
  const auto over = fits(quotas, used, asked, q("20.01"));
  EXPECT_EQ(over.fit, Fit::Exceeds);
  EXPECT_EQ(over.over, MoneySum{q("0.01")});
  EXPECT_EQ(fits(quotas, used, key(QuotaStage::Compromiso, QuotaTipo::Normal, 5), q("1")).fit,
            Fit::CannotTell);
}

TEST(Quota, WhatOthersUsedIsTheWholeLessOnesOwnHoweverManyAsk) {
  constexpr std::int64_t many = 20'000;  // Copied for each question they would take minutes.
  std::vector<Cur> curs;
  for (std::int64_t n = many; n >= 1; --n)
    curs.push_back(cur(n, CurClase::Com, year{2026} / 1 / 10, q("1.00")));
  auto other_unit = cur(7, CurClase::Com, year{2026} / 1 / 10, q("5.00"));
  other_unit.key.unidad_ejecutora = UnidadEjecutora::parse("202").value();
  curs.push_back(other_unit);
  const QuotaUse use{std::move(curs)};
  const auto key =
      quota_of(partida(), QuotaStage::Compromiso, QuotaTipo::Normal, year{2026} / 2 / 1);
  const MoneySum all = Money::centavos(many * 100) + q("5.00");
  EXPECT_EQ(use.used(key, {}), all);
  ASSERT_EQ(use.numbered(7).size(), 2U);
  EXPECT_TRUE(use.numbered(many + 1).empty());
  for (std::int64_t n = 1; n <= many; ++n) {
    const Cur* own[] = {&use.numbered(n).front()};
    ASSERT_EQ(use.used(key, own), all - own[0]->detalle.front().monto);
  }
  const Cur* later[] = {&use.numbered(1).front()};
  EXPECT_EQ(
      use.used(quota_of(partida(), QuotaStage::Compromiso, QuotaTipo::Normal, year{2026} / 6 / 1),
               later),
      MoneySum{});
}

}  // namespace
}  // namespace budget
