// The plan on both engines: versions, goals, sheets, findings, follow-up, and all of it replayed.
#include "commands/load_plan.hpp"

#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "commands/approve_indicator_sheet.hpp"
#include "commands/follow_measure.hpp"
#include "commands/rebuild_base.hpp"
#include "commands/testing.hpp"
#include "domain/planning/linter.hpp"
#include "domain/planning/plan_json.hpp"
#include "storage/plan_store.hpp"

namespace commands {
namespace {

using access_control::Role;
using testing::OnBothEngines;

planning::Plan demo() { return planning::parse_plan(resource("demo/plan.json").value()).value(); }

class PlanActs : public OnBothEngines {
 protected:
  // An institution with its organisation, and a planner who asks.
  Context founded(const testing::Place& place) {
    auto context = testing::create(place);
    testing::found_institution(context);
    const auto organization = parse_json(resource("demo/organizacion.json").value()).value();
    EXPECT_TRUE(submit(context, {"organizacion.cargar", organization.as_object(), ""}));
    testing::act_as(context, Role::Planificacion);
    return context;
  }
};
INSTANTIATE_TEST_SUITE_P(engines, PlanActs, testing::both_engines(), testing::engine_name);

std::string code_of(const Result<Receipt>& receipt) { return receipt ? "" : receipt.error().code; }

TEST_P(PlanActs, a_version_is_kept_whole_and_loaded_once) {
  testing::Place place(GetParam());
  auto context = founded(place);
  const auto receipt = submit(context, load_plan(demo(), "plan.json", std::string(64, 'a')));
  ASSERT_TRUE(receipt) << receipt.error().code << detail_of(receipt.error(), "hallado");
  EXPECT_EQ(receipt->outcome.at("version"), 1);
  EXPECT_EQ(receipt->outcome.at("metas_cambiadas"), 33 * 12);
  EXPECT_EQ(receipt->outcome.at("fichas_cambiadas"), 4);

  auto& db = context.db();
  const auto stored = storage::plan_at(db, context.institution).value().value();
  EXPECT_EQ(canonical(planning::to_json(stored.plan)), canonical(planning::to_json(demo())));
  EXPECT_EQ(stored.version.acts, "AMN 007-2025, AMN 006-2023");
  const FiscalYear year{2026};
  Quantity initial, amount;
  const auto goals =
      storage::plan_goals_at(db, context.institution, Month{year, 1}, Month{year, 12}).value();
  for (const auto& row : goals)
    if (row.key.subproducto == "P02.S1") {
      initial += row.initial;
      amount += row.amount;
      EXPECT_TRUE(row.illustrative);
    }
  EXPECT_EQ(initial, Quantity::units(104'000));
  EXPECT_EQ(amount, Quantity::units(109'008));

  const auto again = submit(context, load_plan(demo()));
  EXPECT_EQ(again->seq, 0);
  EXPECT_EQ(again->outcome.at("ya_cargado"), true);
}

TEST_P(PlanActs, a_new_version_leaves_the_old_one_readable) {
  testing::Place place(GetParam());
  auto context = founded(place);
  const auto first = submit(context, load_plan(demo())).value();
  auto changed = demo();
  changed.nombre = "Otro nombre";
  changed.poa.metas[0].metas[11] = Quantity::units(2);
  const auto second = submit(context, load_plan(changed)).value();
  EXPECT_EQ(second.outcome.at("version"), 2);
  EXPECT_EQ(second.outcome.at("metas_cambiadas"), 1);

  auto& db = context.db();
  const FiscalYear year{2026};
  EXPECT_EQ(storage::plan_at(db, context.institution, year).value()->plan.nombre, "Otro nombre");
  EXPECT_EQ(storage::plan_at(db, context.institution, year, first.seq).value()->plan.nombre,
            demo().nombre);
  EXPECT_EQ(storage::plan_version(db, context.institution, 1).value()->plan.nombre, demo().nombre);
  const production::GoalKey key{"P01.S1", "DG", Month{year, 12}};
  EXPECT_EQ(storage::plan_goal_of(db, context.institution, key).value()->amount,
            Quantity::units(2));
  const auto before =
      storage::plan_goals_at(db, context.institution, key.month, key.month, first.seq);
  EXPECT_EQ(before->front().amount, Quantity::units(1));

  // Another fiscal year does not end this one.
  auto later = demo();
  later.ejercicio = later.poa.ejercicio = later.red.ejercicio = 2027;
  ASSERT_TRUE(submit(context, load_plan(later)));
  EXPECT_EQ(storage::plan_at(db, context.institution, year).value()->version.number, 2);
  EXPECT_EQ(storage::plan_at(db, context.institution).value()->version.number, 3);
  EXPECT_EQ(storage::plan_versions(db, context.institution)->size(), 3U);
}

TEST_P(PlanActs, refusals_leave_nothing) {
  testing::Place place(GetParam());
  auto context = founded(place);
  const auto before = testing::dump(context.db(), storage::Mark::Estado);
  struct Case {
    void (*spoil)(planning::Plan&);
    const char* code;
  };
  for (const auto& [spoil, code] : {
           Case{[](auto& plan) { plan.institucion.codigo = "11200001"; }, "plan.otra_institucion"},
           {[](auto& plan) { plan.poa.metas[0].unidad = "NADIE"; }, "plan.unidad_desconocida"},
           {[](auto& plan) { plan.subproductos[1].padre = "P02.S1"; }, "plan.padres_en_ciclo"},
       }) {
    auto plan = demo();
    spoil(plan);
    EXPECT_EQ(code_of(submit(context, load_plan(plan))), code);
  }
  testing::act_as(context, Role::Enlace);
  EXPECT_FALSE(submit(context, load_plan(demo())));
  EXPECT_EQ(code_of(submit(context, accept_plan_finding("F-MODO", "pei", "x"))), "acto.sin_permiso")
      << "the role comes first";
  testing::act_as(context, Role::Planificacion);
  EXPECT_EQ(code_of(submit(context, accept_plan_finding("F-MODO", "pei", "x"))), "plan.sin_plan");
  EXPECT_EQ(testing::dump(context.db(), storage::Mark::Estado), before);
}

TEST_P(PlanActs, the_programme_of_a_closed_month_stays) {
  testing::Place place(GetParam());
  auto context = founded(place);
  ASSERT_TRUE(submit(context, load_plan(demo())));
  const FiscalYear year{2026};
  auto fields = storage::fields_of(
      storage::CloseRow{Month{year, 1}, {}, parse_date("2026-02-09").value(), 2});
  fields.insert(fields.end(), {{"institution", context.institution}, {"seq", std::int64_t{2}}});
  ASSERT_TRUE(storage::put(context.db(), "month_close", fields));
  auto changed = demo();
  changed.poa.metas[0].metas[0] = Quantity::units(9);
  EXPECT_EQ(code_of(submit(context, load_plan(changed))), "meta.mes_cerrado");
  changed = demo();
  changed.poa.metas[0].metas[1] = Quantity::units(9);
  EXPECT_TRUE(submit(context, load_plan(changed)));
}

TEST_P(PlanActs, a_finding_is_accepted_until_the_next_version) {
  testing::Place place(GetParam());
  auto context = founded(place);
  ASSERT_TRUE(submit(context, load_plan(demo())));
  EXPECT_EQ(code_of(submit(context, accept_plan_finding("F-MODO", "pei", " "))),
            "plan.motivo_falta");
  EXPECT_EQ(code_of(submit(context, accept_plan_finding("F-MODO", "poa", "x"))),
            "hallazgo.desconocido");
  EXPECT_TRUE(submit(context, accept_plan_finding("F-MODO", "pei", "Se aclara en la ficha")));
  EXPECT_EQ(code_of(submit(context, accept_plan_finding("F-MODO", "pei", "x"))),
            "hallazgo.ya_aceptado");
  EXPECT_EQ(storage::accepted_findings(context.db(), context.institution, 1)->size(), 1U);

  auto changed = demo();
  changed.nombre = "Otra";
  ASSERT_TRUE(submit(context, load_plan(changed)));
  EXPECT_TRUE(storage::accepted_findings(context.db(), context.institution, 2)->empty());
}

TEST_P(PlanActs, who_proposes_a_sheet_does_not_approve_it) {
  testing::Place place(GetParam());
  auto context = founded(place);
  ASSERT_TRUE(submit(context, load_plan(demo())));
  auto sheet = *planning::ficha_of(demo(), "FI-02");
  EXPECT_EQ(code_of(submit(context, propose_indicator_sheet(sheet))), "ficha.misma_persona");
  sheet.aprobacion.reset();
  EXPECT_EQ(code_of(submit(context, propose_indicator_sheet(sheet))), "ficha.ya_aprobada");
  sheet.version = 2;
  sheet.variables[0].serie.clear();
  testing::act_as(context, Role::Administracion);
  ASSERT_TRUE(submit(context, propose_indicator_sheet(sheet)));
  EXPECT_EQ(submit(context, propose_indicator_sheet(sheet))->seq, 0);
  EXPECT_FALSE(submit(context, approve_indicator_sheet("FI-02", 2, "")));  // The same person.
  testing::act_as(context, Role::Autoridad);
  EXPECT_EQ(code_of(submit(context, approve_indicator_sheet("FI-02", 2, ""))),
            "ficha.sin_alimentar");
  EXPECT_EQ(code_of(submit(context, approve_indicator_sheet("FI-09", 1, ""))), "ficha.desconocida");
  testing::act_as(context, Role::Monitoreo);
  sheet.variables[0].serie = "RE2.DELEGACIONES";
  const auto proposed = submit(context, propose_indicator_sheet(sheet)).value();
  testing::act_as(context, Role::Autoridad);
  ASSERT_TRUE(submit(context, approve_indicator_sheet("FI-02", 2, "Resolución 1-2026")));
  EXPECT_EQ(code_of(submit(context, approve_indicator_sheet("FI-02", 2, ""))), "ficha.ya_aprobada");

  auto& db = context.db();
  const auto day = parse_date("2026-04-30").value();
  const auto now = storage::sheet_in_force(db, context.institution, "FI-02", day).value().value();
  EXPECT_EQ(now.sheet.version, 2);
  EXPECT_EQ(now.act, "Resolución 1-2026");
  // A cut made before the approval still uses the version it used.
  const auto then =
      storage::sheet_in_force(db, context.institution, "FI-02", day, proposed.seq).value().value();
  EXPECT_EQ(then.sheet.version, 1);
  const auto early = parse_date("2022-06-30").value();
  EXPECT_EQ(storage::sheet_in_force(db, context.institution, "FI-01", early)->value().sheet.version,
            1);
}

TEST_P(PlanActs, measures_and_lines_are_followed_by_cuatrimestre) {
  testing::Place place(GetParam());
  auto context = founded(place);
  ASSERT_TRUE(submit(context, load_plan(demo())));
  const auto c1 = Cuatrimestre::parse("2026-C1").value();
  const auto c2 = Cuatrimestre::parse("2026-C2").value();
  EXPECT_EQ(code_of(submit(context, follow_measure({.measure = "z-9", .period = c1}))),
            "medida.desconocida");
  EXPECT_EQ(code_of(submit(context, follow_measure({.measure = "a-1", .period = c1}))),
            "plan.avance_falta");
  EXPECT_EQ(code_of(submit(
                context,
                follow_measure(
                    {.measure = "a-1", .period = c1, .progress = "x", .evidence = {{"abc", ""}}}))),
            "plan.evidencia_mal_escrita");
  ASSERT_TRUE(submit(context, follow_measure({.measure = "a-1",
                                              .period = c1,
                                              .state = planning::MeasureState::EnProceso,
                                              .progress = "Ocho de doce",
                                              .amount = Quantity::units(8),
                                              .evidence = {{std::string(64, 'b'), "acta.pdf"}}})));
  ASSERT_TRUE(
      submit(context, follow_measure({.measure = "a-1", .period = c1, .progress = "Diez"})));
  ASSERT_TRUE(submit(
      context,
      follow_measure({.measure = "a-1", .period = c2, .state = planning::MeasureState::Cumplida})));
  auto rows = storage::measure_progress_at(context.db(), context.institution).value();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].progress, "Diez");
  EXPECT_EQ(rows[0].state, planning::MeasureState::EnProceso);
  EXPECT_EQ(rows[1].state, planning::MeasureState::Cumplida);

  EXPECT_EQ(code_of(submit(context, report_policy_line({.line = 80, .period = c1}))),
            "politica.linea_desconocida");
  EXPECT_EQ(code_of(submit(context, report_policy_line({.line = 7, .period = c1}))),
            "plan.avance_falta");
  EXPECT_EQ(
      code_of(submit(
          context, report_policy_line({.line = 7, .period = c1, .percent = Quantity::units(101)}))),
      "plan.numero_fuera_de_rango");
  ASSERT_TRUE(submit(
      context,
      report_policy_line(
          {.line = 7, .period = c1, .progress = "Talleres", .percent = Quantity::units(20)})));
  EXPECT_EQ(storage::policy_progress_at(context.db(), context.institution)->size(), 1U);
}

TEST_P(PlanActs, everything_is_there_again_after_replay) {
  testing::Place place(GetParam());
  auto context = founded(place);
  ASSERT_TRUE(submit(context, load_plan(demo())));
  auto changed = demo();
  changed.nombre = "Otra";
  ASSERT_TRUE(submit(context, load_plan(changed)));
  ASSERT_TRUE(submit(context, accept_plan_finding("F-MODO", "pei", "Se aclara")));
  const auto c1 = Cuatrimestre::parse("2026-C1").value();
  ASSERT_TRUE(submit(context, follow_measure({.measure = "a-1", .period = c1, .progress = "x"})));
  ASSERT_TRUE(submit(context, follow_measure({.measure = "a-1", .period = c1, .progress = "y"})));
  ASSERT_TRUE(submit(context, report_policy_line({.line = 1, .period = c1, .progress = "z"})));
  const auto state = testing::dump(context.db(), storage::Mark::Estado);
  testing::Place other(storage::Engine::Sqlite);
  const auto rebuilt = rebuild_base(context.db(), other.location, [](auto&&...) {});
  ASSERT_TRUE(rebuilt) << rebuilt.error().code;
  auto copy = storage::open(other.location, storage::Mode::Read).value();
  EXPECT_EQ(testing::dump(*copy, storage::Mark::Estado), state);
}

}  // namespace
}  // namespace commands
