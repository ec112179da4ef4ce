// A unit's month: every row of it applies or none, and the steps have an order.
#include "domain/production/month_report.hpp"

#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "domain/production/refusals.hpp"

namespace production {
namespace {

constexpr Month april{{2026}, 4};

GoalRow row(const char* subproducto, const char* unit = "U1") {
  GoalRow row;
  row.key = {subproducto, unit, april};
  row.kind = CountKind::Documentos;
  return row;
}

Cell known_cell() { return {true, true, CountKind::Documentos, {}, {}}; }

std::vector<std::string> codes(const Result<std::vector<CellChange>>& result) {
  std::vector<std::string> codes;
  if (!result && result.error().all.empty()) codes.push_back(result.error().code);
  if (!result)
    for (const auto& error : result.error().all) codes.push_back(error.code);
  return codes;
}

std::string decided(const UnitMonth& month, bool begun, const GoalRow& row, const Cell& cell) {
  const auto result = decide_rows(month, begun, {row}, [&](const GoalKey&) { return cell; });
  if (!result) return result.error().code;
  std::string out;
  for (const auto& change : *result) {
    if (change.programme)
      out += "programa " + show(change.programme->initial) + "/" +
             show(change.programme->in_force) + " v" + std::to_string(change.programme->version) +
             ";";
    if (change.report) out += "reporte " + show(change.report->amount) + ";";
  }
  return out;
}

TEST(month_report, a_row_is_decided_by_what_is_known) {
  const auto q = [](std::int64_t n) { return Quantity::units(n); };
  const Programme ten{q(10), q(10), 1};
  const Report three{q(3), CountKind::Documentos, {}, {}, ""};
  const UnitMonth draft, closed{ReportState::Validado, true, "a"},
      sent{ReportState::Enviado, false, "a"}, returned{ReportState::Devuelto, false, "a"};

  GoalRow programmes = row("S"), does = row("S"), does_zero = row("S"), again = row("S"),
          careless = row("S"), lawless = row("S"), empty = row("S"), nothing_but_parts = row("S"),
          other_kind = row("S"), no_kind = row("S"), both = row("S");
  programmes.programmed = q(10);
  does.executed = q(3);
  does_zero.executed = q(0);
  again.reprogrammed = q(8);
  again.reason = "Huelga";
  again.act = "RES-1";
  careless = again;
  careless.reason = " ";
  lawless = again;
  lawless.act = "";
  nothing_but_parts.parts = {{Axis::Sexo, "mujer", q(1)}};
  other_kind.executed = q(1);
  other_kind.kind = CountKind::Atenciones;
  no_kind.executed = q(1);
  no_kind.kind = std::nullopt;
  both = again;
  both.programmed = q(10);
  GoalRow other_programme = programmes;
  other_programme.programmed = q(11);
  GoalRow half = row("S");
  half.programmed = Quantity::hundredths(150);

  const Cell fresh = known_cell();
  Cell programmed = fresh, done = fresh, unknown = fresh, nowhere = fresh, undeclared = fresh;
  programmed.programme = ten;
  done.programme = ten;
  done.report = three;
  unknown.subproducto_exists = false;
  nowhere.unit_exists = false;
  undeclared.kind = std::nullopt;

  const struct {
    const char* name;
    UnitMonth month;
    bool begun;
    GoalRow row;
    Cell cell;
    const char* want;
  } cases[] = {
      {"first programme", draft, false, programmes, fresh, "programa 10/10 v1;"},
      {"the same programme again", draft, false, programmes, programmed, ""},
      {"another programme without act", draft, false, other_programme, programmed,
       "meta.ya_programada"},
      {"reprogramming", draft, false, again, programmed, "programa 10/8 v2;"},
      {"programme and reprogramming at once", draft, false, both, fresh, "programa 10/8 v2;"},
      {"reprogramming of nothing", draft, false, again, fresh, "meta.no_programada"},
      {"reprogramming without reason", draft, false, careless, programmed,
       "meta.reprogramacion_sin_motivo"},
      {"reprogramming without act", draft, false, lawless, programmed,
       "meta.reprogramacion_sin_acto"},
      {"reprogramming of a closed month", closed, true, again, programmed, "meta.mes_cerrado"},
      {"programme of a closed month", closed, true, programmes, fresh, "meta.mes_cerrado"},
      {"reprogramming of a sent month", sent, true, again, programmed, "programa 10/8 v2;"},
      {"half a document", draft, false, half, fresh, "meta.cantidad_con_decimales"},
      {"report", draft, true, does, programmed, "reporte 3;"},
      {"a zero is a report", draft, true, does_zero, programmed, "reporte 0;"},
      {"report without programme", draft, true, does, fresh, "reporte 3;"},
      {"the same report again", draft, true, does, done, ""},
      {"the same report of a closed month", closed, true, does, done, ""},
      {"another report of a closed month", closed, true, does_zero, done, "meta.mes_cerrado"},
      {"another report of a sent month", sent, true, does_zero, done, "meta.reporte_ya_enviado"},
      {"another report of a returned month", returned, true, does_zero, done, "reporte 0;"},
      {"report of the future", draft, false, does, programmed, "meta.mes_no_iniciado"},
      {"no amount at all", draft, true, empty, fresh, "meta.fila_sin_datos"},
      {"parts of no total", draft, true, nothing_but_parts, fresh, "meta.desagregacion_sin_total"},
      {"unknown subproducto", draft, true, does, unknown, "meta.subproducto_desconocido"},
      {"unknown unit", draft, true, does, nowhere, "meta.unidad_desconocida"},
      {"other kind", draft, true, other_kind, fresh, "meta.tipo_de_conteo_distinto"},
      {"no kind", draft, true, no_kind, undeclared, "meta.tipo_de_conteo_falta"},
  };
  for (const auto& c : cases) EXPECT_EQ(decided(c.month, c.begun, c.row, c.cell), c.want) << c.name;
}

TEST(month_report, one_bad_row_keeps_the_others_of_the_unit_out_and_all_faults_are_named) {
  GoalRow good = row("S1"), negative = row("S2"), doubled = row("S1");
  good.executed = Quantity::units(1);
  doubled.executed = Quantity::units(2);
  negative.executed = Quantity::units(-1);
  negative.place = "3";
  const auto result =
      decide_rows({}, true, {good, negative, doubled}, [](const GoalKey&) { return known_cell(); });
  EXPECT_EQ(codes(result),
            (std::vector<std::string>{"meta.cantidad_negativa", "meta.fila_repetida"}));
  EXPECT_EQ(detail_of(result.error(), "linea"), "3");
  EXPECT_EQ(detail_of(result.error(), "unidad"), "U1");
  EXPECT_EQ(detail_of(result.error(), "mes"), "2026-04");
}

TEST(month_report, two_rows_of_a_file_may_not_count_one_subproducto_in_two_ways) {
  GoalRow first = row("S1"), second = row("S1");
  first.executed = second.executed = Quantity::units(1);
  second.key.month = {{2026}, 3};
  second.kind = CountKind::Atenciones;
  Cell cell = known_cell();
  cell.kind = std::nullopt;
  const auto result = decide_rows({}, true, {first, second}, [&](const GoalKey&) { return cell; });
  EXPECT_EQ(codes(result), (std::vector<std::string>{"meta.tipo_de_conteo_distinto"}));
}

TEST(month_report, steps_have_an_order_and_two_persons) {
  const UnitMonth draft{ReportState::Borrador, false, ""};
  const UnitMonth sent{ReportState::Enviado, false, "enlace"};
  const UnitMonth valid{ReportState::Validado, false, "enlace"};
  const UnitMonth back{ReportState::Devuelto, false, "enlace"};
  const UnitMonth closed{ReportState::Enviado, true, "enlace"};
  const auto state = [](const Result<UnitMonth>& month) {
    return month ? std::string(name_of(month->state)) : month.error().code;
  };
  EXPECT_EQ(state(send(draft, {"S"}, {}, {}, "enlace")), "enviado");
  EXPECT_EQ(state(send(back, {"S"}, {}, {}, "enlace")), "enviado");
  EXPECT_EQ(state(send(sent, {"S"}, {}, {}, "enlace")), "meta.reporte_ya_enviado");
  EXPECT_EQ(state(send(closed, {"S"}, {}, {}, "enlace")), "meta.mes_cerrado");
  EXPECT_EQ(state(send(draft, {}, {"S"}, {}, "enlace")), "meta.nada_reportado");
  EXPECT_EQ(state(send(draft, {"S"}, {"T"}, {}, "enlace")), "meta.reporte_incompleto");
  EXPECT_EQ(state(send(draft, {"S"}, {"T"}, {{"T", " "}}, "enlace")), "meta.reporte_incompleto");
  EXPECT_EQ(state(send(draft, {"S"}, {"T"}, {{"T", "Sin formularios"}}, "enlace")), "enviado");
  EXPECT_EQ(state(validate(sent, "planificador")), "validado");
  EXPECT_EQ(state(validate(sent, "enlace")), "meta.misma_persona");
  EXPECT_EQ(state(validate(draft, "planificador")), "meta.reporte_no_enviado");
  EXPECT_EQ(state(validate(valid, "planificador")), "meta.reporte_no_enviado");
  EXPECT_EQ(state(validate(closed, "planificador")), "meta.mes_cerrado");
  EXPECT_EQ(state(give_back(sent, "Falta la lista")), "devuelto");
  EXPECT_EQ(state(give_back(valid, "Falta la lista")), "devuelto");
  EXPECT_EQ(state(give_back(sent, "")), "meta.motivo_falta");
  EXPECT_EQ(state(give_back(draft, "Falta la lista")), "meta.reporte_no_enviado");
  EXPECT_EQ(state(give_back(closed, "Falta la lista")), "meta.mes_cerrado");
}

// Whatever a file says: applying its changes and deciding it again changes nothing.
TEST(month_report, a_file_applied_twice_is_a_file_applied_once) {
  std::mt19937 random{20260430};
  const auto upto = [&](int n) { return static_cast<int>(random() % unsigned(n)); };
  int applied = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<GoalRow> rows;
    for (int i = 0, n = 1 + upto(4); i < n; ++i) {
      GoalRow one = row(("S" + std::to_string(i)).c_str());
      if (upto(2)) one.programmed = Quantity::units(upto(50));
      if (upto(3) == 0) one.reprogrammed = Quantity::units(upto(50));
      if (upto(2)) one.executed = Quantity::units(upto(50));
      one.reason = "r";
      one.act = "a";
      if (one.executed && upto(2)) one.parts = {{Axis::Sexo, "mujer", Quantity::units(upto(30))}};
      rows.push_back(one);
    }
    std::map<GoalKey, Cell> state;
    const auto known = [&](const GoalKey& key) {
      return state.contains(key) ? state[key] : known_cell();
    };
    const auto first = decide_rows({}, true, rows, known);
    if (!first) continue;
    ++applied;
    for (const auto& change : *first) {
      auto& cell = state.emplace(change.key, known_cell()).first->second;
      if (change.programme) cell.programme = change.programme;
      if (change.report) cell.report = change.report;
    }
    const auto second = decide_rows({}, true, rows, known);
    ASSERT_TRUE(second);
    EXPECT_TRUE(second->empty()) << "round " << round;
  }
  EXPECT_GT(applied, 200);
}

}  // namespace
}  // namespace production
