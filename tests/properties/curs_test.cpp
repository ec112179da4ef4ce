// CURs against their own extract: 100,000 of them reconcile with no difference, and one centavo
// changed anywhere is found and named. The extract is added up here, without the program's own
// posting, so that the two sides do not share a mistake.
#include "queries/curs.hpp"

#include <gtest/gtest.h>
#include <map>

#include "base/text.hpp"
#include "commands/import_budget.hpp"
#include "commands/import_curs.hpp"
#include "commands/rebuild_base.hpp"
#include "commands/testing.hpp"
#include "readers/byte_source.hpp"

namespace commands {
namespace {

using budget::Agreement;
using budget::SetAside;

const StageProgress silent = [](std::string_view, std::int64_t, std::int64_t) {};
constexpr const char* renglones[] = {"011", "029", "111", "122", "211"};
constexpr const char* classes[] = {"COM", "DEV", "PAGO", "CYD", "RDP", "REG"};
constexpr std::array<std::int64_t, 3> effects[] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1},
                                                   {1, 1, 0}, {0, 1, 1}, {1, 1, 1}};

std::string digits(std::int64_t value, std::size_t width) {
  return padded_left(std::to_string(value), width);
}

struct Entry {
  std::int64_t number = 0;
  std::size_t clase = 0;
  bool approved = true;
  int month = 1;
  std::int64_t reverts = 0;  // 0: nothing.
  std::string category, renglon;
  std::int64_t centavos = 0;
};

// Threes of COM, DEV and PAGO, every tenth of another class, some not approved yet, and some that
// take back a part of the one before.
std::vector<Entry> entries(int count) {
  std::vector<Entry> all;
  for (int n = 1; n <= count; ++n) {
    Entry e;
    e.number = n;
    e.month = 1 + static_cast<int>(std::int64_t{n} * 4 / (count + 1));
    if (n % 70 == 1 && n > 1 && all.back().approved && all.back().reverts == 0) {
      e = all.back();
      e.number = n;
      e.reverts = n - 1;
      e.centavos = -(n % 97 + 1);
    } else {
      e.clase = static_cast<std::size_t>(n % 10 == 0 ? 3 + n / 10 % 3 : n % 3);
      e.approved = n % 50 != 7;
      const int k = n / 3;
      e.category = digits(11 + k % 3, 2) + ",00,000," + digits(1 + k % 7, 3) + ",000";
      e.renglon = renglones[k / 21 % 5];
      e.centavos = 10'000 + n % 99'991;
    }
    all.push_back(e);
  }
  return all;
}

std::string cur_file(const std::vector<Entry>& all) {
  std::string text =
      "ejercicio,entidad,unidad_ejecutora,no_cur,clase_registro,estado,fec_aprobado,cur_revierte,"
      "nit,beneficiario,descripcion,programa,subprograma,proyecto,actividad,obra,renglon,"
      "geografico,fuente,organismo,correlativo,monto_renglon\n";
  for (const auto& e : all)
    text += "2026,11200099,0," + std::to_string(e.number) + "," + classes[e.clase] + "," +
            (e.approved ? "APROBADO" : "REGISTRADO") + ",15/0" + std::to_string(e.month) +
            "/2026," + (e.reverts ? std::to_string(e.reverts) : "") + ",6200060,Proveedor,Gasto " +
            std::to_string(e.number) + "," + e.category + "," + e.renglon + ",0101,11,0000,0000," +
            show(Money::centavos(e.centavos)) + "\n";
  return text;
}

std::string extract_file(const std::vector<Entry>& all) {
  std::map<std::pair<std::string, std::string>, std::array<std::array<std::int64_t, 3>, 4>> moved;
  for (const auto& e : all) {
    if (!e.approved) continue;
    auto& sums = moved[{e.category, e.renglon}][static_cast<std::size_t>(e.month - 1)];
    for (std::size_t s = 0; s < 3; ++s) sums[s] += e.centavos * effects[e.clase][s];
  }
  std::string text =
      "ejercicio,mes,entidad,unidad_ejecutora,programa,subprograma,proyecto,actividad,obra,renglon,"
      "fuente,organismo,correlativo,geografico,asignado,modificado,vigente,comprometido,devengado,"
      "pagado\n";
  for (const auto& [place, months] : moved)
    for (std::size_t m = 0; m < 4; ++m) {
      text += "2026," + std::to_string(m + 1) + ",11200099,000," + place.first + "," +
              place.second + ",11,0000,0000,0101," +
              (m == 0 ? "9000000000.00,0.00,9000000000.00" : "0.00,0.00,0.00");
      for (const auto sum : months[m]) text += "," + show(Money::centavos(sum));
      text += "\n";
    }
  return text;
}

class Curs : public testing::InstitutionOnBothEngines {
 protected:
  void before() override {
    testing::load_few_codes(
        context(),
        {{"grupos", {{"0", ""}, {"1", ""}, {"2", ""}}},
         {"subgrupos", {{"01", "0"}, {"02", "0"}, {"11", "1"}, {"12", "1"}, {"21", "2"}}},
         {"renglones", {{"011", "01"}, {"029", "02"}, {"111", "11"}, {"122", "12"}, {"211", "21"}}},
         {"fuentes", {{"11", ""}}},
         {"departamentos", {{"01", ""}}},
         {"municipios", {{"0101", "01"}}},
         {"entidades", {{"11200099", ""}}},
         {"unidades_ejecutoras", {{"11200099-000", "11200099"}}}});
  }
  Result<CurImported> import(std::string_view bytes, std::string_view detail = {}) {
    return import_curs(context(), bytes, detail, {.name = "cur.csv"}, silent);
  }
  void load_extract(const std::string& text) {
    const auto source = readers::bytes_in_memory(text);
    const auto loaded = import_budget(
        context(), *source, {.name = "extracto.csv", .accepted = "Como está en SICOIN"}, silent);
    ASSERT_TRUE(loaded) << loaded.error().code;
  }
  queries::CurBook book() {
    return queries::cur_book(context().db(), context().institution, {2026}).value();
  }
};

// The first COM from a place on, in either direction, that is approved and takes nothing back.
std::size_t com_from(const std::vector<Entry>& all, std::size_t at, int step) {
  while (all[at].clase != 0 || !all[at].approved || all[at].reverts != 0)
    at = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(at) + step);
  return at;
}

constexpr Month april{{2026}, 4};

TEST_P(Curs, a_hundred_thousand_reconcile_and_one_centavo_is_found_and_named) {
  constexpr int count = 100'000;
  const auto all = entries(count);
  load_extract(extract_file(all));
  const auto imported = import(cur_file(all));
  ASSERT_TRUE(imported) << imported.error().code;
  EXPECT_EQ(imported->report.at("nuevos").as_int64(), count);
  EXPECT_EQ(imported->report.at("apartados").at("cantidad").as_int64(), 0);

  auto& db = context().db();
  const auto whole = queries::reconciliation(db, context().institution, april, false);
  ASSERT_TRUE(whole) << whole.error().code;
  EXPECT_EQ(whole->explained, 0);
  EXPECT_EQ(whole->unexplained, 0);
  EXPECT_GT(whole->equal, 200);
  EXPECT_TRUE(whole->rows.empty());
  for (const auto& [stage, sum] : whole->extract_sum) {
    EXPECT_GT(sum, MoneySum{});
    EXPECT_EQ(sum, whole->cur_sum.at(stage));
  }

  // One centavo in one of them, as the base holds them.
  const auto extract = queries::extract_of(db, context().institution, {2026}).value();
  auto curs = curs_of(whole->book.curs);
  const auto number = all[com_from(all, count / 2, 1)].number;
  const auto one = std::ranges::find(curs, number, [](const auto& cur) { return cur.key.numero; });
  ASSERT_NE(one, curs.end());
  one->detalle[0].monto = Money::centavos(one->detalle[0].monto.in_centavos() + 1);
  const auto rows = budget::reconcile(extract, curs, {2026}, april.number);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].difference(), MoneySum{Money::centavos(-1)});
  EXPECT_TRUE(std::ranges::any_of(rows[0].asientos,
                                  [&](std::size_t i) { return curs[i].key.numero == number; }));
}

TEST_P(Curs, one_centavo_is_found_wherever_a_file_changes_it) {
  constexpr std::size_t count = 3'000;
  const auto all = entries(count);
  load_extract(extract_file(all));
  for (const auto at :
       {com_from(all, 0, 1), com_from(all, count / 2, 1), com_from(all, count - 1, -1)}) {
    auto changed = all;
    changed[at].centavos += 1;
    const auto imported = import(cur_file(changed));
    ASSERT_TRUE(imported) << imported.error().code;
    const auto off =
        queries::reconciliation(context().db(), context().institution, april, false).value();
    EXPECT_EQ(off.unexplained, 1);
    EXPECT_EQ(off.explained, 0);
    ASSERT_EQ(off.rows.size(), 1U);
    const auto& row = off.rows[0];
    EXPECT_EQ(row.etapa, budget::Stage::Comprometido);
    EXPECT_EQ(show(row.partida.renglon), all[at].renglon);
    EXPECT_EQ(row.difference(), MoneySum{Money::centavos(-1)});
    std::vector<std::int64_t> named;
    for (const auto i : row.asientos) named.push_back(off.book.curs[i].cur.key.numero);
    EXPECT_TRUE(std::ranges::find(named, all[at].number) != named.end());
    ASSERT_TRUE(submit(context(), withdraw_curs(imported->seq, "Prueba")));
  }
}

const std::string head =
    "ejercicio,entidad,ue,no_cur,clase,estado,fecha,cur_original,pg,spg,py,act,ob,ren,geo,fte,org,"
    "corr,monto\n";
std::string line(const std::string& start, const std::string& amount,
                 const std::string& renglon = "029") {
  return "2026,11200099,000," + start + ",11,00,000,001,000," + renglon + ",0101,11,0000,0000," +
         amount + "\n";
}

// January devengado 100 and paid 60, February 50 and 90: 150 and 150. One centavo more is named.
TEST_P(Curs, paying_a_centavo_that_is_not_owed_is_counted_and_named) {
  ASSERT_TRUE(
      import(head + line("1,COM,APROBADO,2026-01-05,", "200") +
             line("2,DEV,APROBADO,2026-01-10,", "100") + line("3,PAGO,APROBADO,2026-01-20,", "60") +
             line("4,DEV,APROBADO,2026-02-10,", "50") + line("5,PAGO,APROBADO,2026-02-20,", "90")));
  EXPECT_TRUE(book().ledger.overruns.empty());
  const auto more = import(head + line("6,PAGO,APROBADO,2026-03-02,", "0.01"));
  ASSERT_TRUE(more);
  EXPECT_EQ(more->report.at("sobregiros").at("cantidad").as_int64(), 1);
  const auto now = book();
  ASSERT_EQ(now.ledger.overruns.size(), 1U);
  const auto& named = now.ledger.overruns[0];
  EXPECT_EQ(now.curs[named.cur].cur.key.numero, 6);
  EXPECT_EQ(show(named.left), "150.01");
  EXPECT_EQ(show(named.right), "150.00");
  EXPECT_TRUE(now.ledger.quarantined.empty());  // It is counted.
}

TEST_P(Curs, what_cannot_be_counted_is_set_aside_by_name_and_nothing_is_lost) {
  const auto imported =
      import(head + line("1,COM,APROBADO,2026-01-05,", "200") +
             line("1,COM,APROBADO,2026-01-06,", "200") +    // Twice.
             line("2,COM,APROBADO,2025-12-31,", "10") +     // Outside its year.
             line("3,COM,APROBADO,2026-01-07,1", "-250") +  // Reverses more than was posted.
             line("4,COM,APROBADO,2026-01-08,99", "-1") +   // Reverses what is not there.
             line("5,COM,APROBADO,2026-01-09,1", "-50"));
  ASSERT_TRUE(imported) << imported.error().code;
  EXPECT_EQ(imported->report.at("apartados").at("cantidad").as_int64(), 4);
  const auto now = book();
  EXPECT_EQ(now.curs.size(), 6U);
  std::map<std::int64_t, SetAside> aside;
  for (const auto& one : now.ledger.quarantined)
    aside.emplace(now.curs[one.cur].cur.key.numero, one.why);
  EXPECT_EQ(aside, (std::map<std::int64_t, SetAside>{{1, SetAside::Twice},
                                                     {2, SetAside::OtherYear},
                                                     {3, SetAside::RevertsTooMuch},
                                                     {4, SetAside::RevertsUnknown}}));
  ASSERT_EQ(now.ledger.movements.size(), 1U);
  EXPECT_EQ(now.ledger.movements.begin()->second.months[0].money(budget::Stage::Comprometido),
            Money::centavos(15'000));
}

TEST_P(Curs, a_later_file_tells_the_new_state_of_a_cur_and_counts_it_once) {
  ASSERT_TRUE(import(head + line("1,COM,REGISTRADO,2026-01-05,", "200") +
                     line("2,COM,APROBADO,2026-01-05,", "5")));
  EXPECT_EQ(book().ledger.movements.size(), 1U);
  const auto next = import(head + line("1,COM,APROBADO,2026-01-09,", "200") +
                           line("2,COM,APROBADO,2026-01-05,", "5"));
  ASSERT_TRUE(next);
  EXPECT_EQ(next->report.at("nuevos").as_int64(), 0);
  EXPECT_EQ(next->report.at("otro_estado").as_int64(), 1);
  EXPECT_EQ(next->report.at("ya_contados").as_int64(), 1);
  const auto now = book();
  EXPECT_EQ(now.curs.size(), 2U);
  EXPECT_TRUE(now.ledger.quarantined.empty());
  EXPECT_EQ(now.ledger.movements.begin()->second.months[0].money(budget::Stage::Comprometido),
            Money::centavos(20'500));
}

TEST_P(Curs, a_cell_that_cannot_be_read_refuses_the_file_with_every_place) {
  const auto before = testing::dump(context().db(), storage::Mark::Estado);
  const auto refused =
      import(head + line("1,COMP,APROBADO,2026-01-05,", "200") +
             line("2,COM,LISTO,2026-01-05,", "200") + line("x,COM,APROBADO,2026-13-05,", "200"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "cur.clase_desconocida");
  EXPECT_EQ(detail_of(refused.error(), "linea"), "2");
  EXPECT_EQ(detail_of(refused.error(), "archivo"), "cur.csv");
  ASSERT_EQ(refused.error().all.size(), 4U);
  EXPECT_EQ(refused.error().all[1].code, "cur.estado_desconocido");
  EXPECT_EQ(detail_of(refused.error().all[1], "linea"), "3");
  EXPECT_EQ(testing::dump(context().db(), storage::Mark::Estado), before);
}

TEST_P(Curs, of_another_entity_is_refused) {
  auto text = head + line("1,COM,APROBADO,2026-01-05,", "200");
  text = replaced(text, "11200099", "11130005");
  const auto refused = import(text);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "cur.otra_institucion");
}

TEST_P(Curs, come_as_hoja_and_detalle_and_each_names_what_the_other_lacks) {
  const std::string hoja =
      "ejercicio,entidad,unidad_ejecutora,no_cur,clase_registro,estado,fec_aprobado\n"
      "2026,11200099,0,1,COM,APROBADO,2026-01-05\n"
      "2026,11200099,0,2,CYD,APROBADO,2026-01-06\n";
  const std::string detalle =
      "ejercicio,entidad,unidad_ejecutora,no_cur,programa,subprograma,proyecto,actividad,obra,"
      "renglon,geografico,fuente,monto_renglon\n"
      "2026,11200099,0,1,11,0,0,1,0,29,101,11,10.50\n"
      "2026,11200099,0,2,11,0,0,1,0,11,101,11,1\n"
      "2026,11200099,0,1,11,0,0,1,0,11,101,11,0.50\n";
  ASSERT_TRUE(import(hoja, detalle));
  const auto now = book();
  ASSERT_EQ(now.curs.size(), 2U);
  EXPECT_EQ(now.curs[0].cur.detalle.size(), 2U);
  const auto refused = import(hoja + "2026,11200099,0,3,COM,APROBADO,2026-01-05\n",
                              detalle + "2026,11200099,0,4,11,0,0,1,0,29,101,11,1\n");
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().all.size(), 2U);
  EXPECT_EQ(refused.error().all[0].code, "cur.sin_detalle");
  EXPECT_EQ(refused.error().all[1].code, "cur.sin_hoja");
}

TEST_P(Curs, the_same_file_again_does_nothing_and_replay_makes_the_same_rows) {
  const auto text =
      head + line("1,COM,APROBADO,2026-01-05,", "200") + line("2,DEV,APROBADO,2026-01-06,", "100");
  ASSERT_TRUE(import(text));
  const auto again = import(text);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->already);
  EXPECT_EQ(again->seq, 0);
  ASSERT_TRUE(import(head + line("3,CYD,APROBADO,2026-01-06,", "7", "011")));
  testing::Place other{GetParam() == storage::Engine::Sqlite && testing::postgres_url()
                           ? storage::Engine::Postgres
                           : storage::Engine::Sqlite};
  const auto rebuilt = rebuild_base(context().db(), other.location,
                                    [](std::string_view, std::int64_t, std::int64_t) {});
  ASSERT_TRUE(rebuilt) << rebuilt.error().code;
  const auto copy = storage::open(other.location, storage::Mode::Read).value();
  EXPECT_EQ(testing::dump(*copy, storage::Mark::Estado),
            testing::dump(context().db(), storage::Mark::Estado));
  EXPECT_EQ(testing::dump(context().db(), storage::Mark::Fuera).find("budget_staging"),
            std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(engines, Curs, testing::both_engines(), testing::engine_name);

}  // namespace
}  // namespace commands
