// The demonstration, from files to the figures of the four-monthly report; frozen cuts that stay;
// and the same evaluation after the journal is replayed.
#include "queries/evaluation.hpp"

#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "commands/import_goals.hpp"
#include "commands/load_demo.hpp"
#include "commands/load_plan.hpp"
#include "commands/publish_persons.hpp"
#include "commands/replay.hpp"
#include "commands/testing.hpp"
#include "domain/planning/plan_json.hpp"
#include "queries/persons.hpp"

namespace {

using access_control::Role;
using namespace commands;
using evaluation::Figure;

constexpr Milliseconds june = 1'780'855'200'000;  // 7 June 2026.

std::string shown(const Figure& figure, int decimals = 1) {
  return figure.value ? show(*figure.value, decimals)
                      : std::string(row_of(*figure.why_not).code.substr(11));
}

std::string_view demo(const std::string& name) { return resource("demo/" + name).value(); }

class Demonstration : public commands::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    place = std::make_unique<commands::testing::Place>(GetParam());
    const World real = commands::testing::steady_world(june);
    context = commands::testing::create(*place, demo_world(real));
    context.world = real;
  }
  void load_everything() {
    const auto loaded = load_demo(context, [](auto, auto, auto) {});
    ASSERT_TRUE(loaded) << loaded.error().code << " " << detail_of(loaded.error(), "paso") << " "
                        << detail_of(loaded.error(), "hallado");
  }
  queries::Evaluation evaluate(const char* period = "2026-C1") {
    auto evaluated = queries::evaluation_of(context.db(), context.institution, period);
    EXPECT_TRUE(evaluated) << evaluated.error().code;
    return std::move(evaluated).value();
  }
  std::unique_ptr<commands::testing::Place> place;
  Context context;
};

const queries::PhysicalGoal& goal_of(const queries::Evaluation& all, const std::string& code) {
  for (const auto& product : all.products)
    for (const auto& goal : product.goals)
      if (goal.subproducto == code) return goal;
  throw std::runtime_error(code);
}

TEST_P(Demonstration, says_what_the_report_prints) {
  load_everything();
  const auto all = evaluate();
  EXPECT_TRUE(all.illustrative);
  EXPECT_TRUE(all.cut.frozen());

  // Money: Cuadros 2, 7 and 18, and the short term of 5.2.
  const auto& money = all.financial;
  EXPECT_EQ(show(money.total.vigente), "340000000.00");
  EXPECT_EQ(show(money.total.devengado), "96182193.20");
  EXPECT_EQ(shown(money.total.percent), "28.3");
  EXPECT_EQ(show(money.total.programmed.value()), "105800000.00");
  EXPECT_EQ(shown(money.total.signal.index), "90.9");
  EXPECT_EQ(shown(money.short_term.needed, 2), "30477225.85");
  EXPECT_EQ(shown(money.short_term.average, 2), "24045548.30");
  EXPECT_EQ(shown(money.short_term.linear.at_close, 2), "288546579.60");
  EXPECT_EQ(shown(money.short_term.profile.at_close), "sin_historial");
  ASSERT_EQ(money.activities.size(), 6U);
  EXPECT_EQ(money.activities[1].producto, "P02");
  EXPECT_EQ(show(money.activities[1].devengado), "9828417.59");
  EXPECT_EQ(shown(money.activities[1].signal.index), "66.4");
  EXPECT_EQ(name_of(money.activities[1].signal.light), "atencion");
  EXPECT_EQ(name_of(money.activities[5].signal.light), "no_programado");

  // Goals: Cuadros 10 and 17.
  const struct {
    const char* code;
    const char* goal;
    const char* programmed;
    const char* executed;
    const char* percent;
    const char* light;
  } goals[] = {
      {"P01.S1", "12", "4", "4", "33.3", "en_ritmo"},
      {"P02.S1", "109008", "38600", "34706", "31.8", "en_ritmo"},
      {"P02.S2", "58000", "19300", "19212", "33.1", "en_ritmo"},
      {"P03.S1", "900000", "300000", "318440", "35.4", "sobre_lo_programado"},
      {"P03.S2", "2400", "800", "391", "16.3", "rezago"},
      {"P04.S1", "5200", "1700", "1232", "23.7", "atencion"},
      {"P04.S2", "7500", "2500", "2214", "29.5", "en_ritmo"},
      {"P04.S3", "9000", "3000", "2871", "31.9", "en_ritmo"},
      {"P05.S1", "5900000", "2050000", "1968337", "33.4", "en_ritmo"},
      {"P05.S2", "3", "1", "sin dato", "sin_dato", "sin_dato"},
      {"P05.S3", "84000", "28000", "26905", "32.0", "en_ritmo"},
      {"P06.S1", "4", "0", "sin dato", "no_programado", "no_programado"},
  };
  for (const auto& want : goals) {
    const auto& goal = goal_of(all, want.code);
    EXPECT_EQ(show(goal.year_goal), want.goal) << want.code;
    EXPECT_EQ(show(goal.accumulated.programmed), want.programmed) << want.code;
    EXPECT_EQ(goal.accumulated.executed ? show(*goal.accumulated.executed) : "sin dato",
              want.executed);
    EXPECT_EQ(shown(goal.percent), want.percent) << want.code;
    EXPECT_EQ(name_of(goal.signal.light), want.light) << want.code;
  }
  EXPECT_EQ(show(goal_of(all, "P02.S1").initial_goal), "104000");
  EXPECT_EQ(show(*goal_of(all, "P04.S2").months[1].executed), "542");
  const auto& april = goal_of(all, "P05.S1").months[3];
  EXPECT_EQ(april.coverage, (evaluation::Coverage{21, 22}));
  EXPECT_EQ(april.missing_units, std::vector<std::string>{"DEL-CARMEN"});

  // Productos, the whole, unit cost and gap: Cuadro 10, Gráfica 4, 6.3.
  const char* percents[] = {"33.3", "32.5", "25.8", "28.4", "32.7", "no_programado"};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(shown(all.products[i].percent), percents[i]) << i;
  EXPECT_EQ(shown(all.physical), "29.8");
  EXPECT_EQ(shown(all.physical_expected), "33.6");
  EXPECT_EQ(name_of(all.physical_signal.light), "en_ritmo");
  EXPECT_EQ(shown(all.products[1].gap), "12.3");
  EXPECT_FALSE(all.products[1].wide_gap);
  EXPECT_EQ(shown(all.products[1].unit_cost.planned, 2), "291.90");
  EXPECT_EQ(shown(all.products[1].unit_cost.actual, 2), "182.28");
  EXPECT_EQ(shown(all.products[4].unit_cost.planned), "unidades_distintas");

  // Who reported: 6.4.
  EXPECT_EQ(all.coverage.delegations, (evaluation::Coverage{21, 22}));
  EXPECT_EQ(all.coverage.subproductos, (evaluation::Coverage{10, 12}));
  EXPECT_EQ(all.coverage.closed.size(), 4U);
  ASSERT_EQ(all.rectifications.size(), 1U);
  EXPECT_EQ(show(*all.rectifications[0].before), "561");
  EXPECT_EQ(show(*all.rectifications[0].after), "542");
  EXPECT_EQ(all.rectifications[0].evidence.size(), 1U);
  ASSERT_EQ(all.reprogrammings.size(), 1U);
  EXPECT_EQ(show(all.reprogrammings[0].after), "109008");
}

TEST_P(Demonstration, evaluates_the_results_and_their_equity) {
  load_everything();
  const auto all = evaluate();
  ASSERT_EQ(all.indicators.size(), 2U);
  const auto& persons = all.indicators[0];
  EXPECT_EQ(persons.sheet, "FI-01");
  EXPECT_EQ(persons.version, 3);
  EXPECT_EQ(persons.target_text, "51%");
  EXPECT_EQ(shown(persons.value, 2), "42.61");
  EXPECT_EQ(shown(persons.advance), "83.5");
  EXPECT_EQ(shown(persons.year_advance), "32.3");
  EXPECT_EQ(shown(persons.cumulative->accumulated, 0), "574366");
  EXPECT_EQ(show(persons.cumulative->interval.low), "680717");
  EXPECT_EQ(show(persons.cumulative->missing->high), "119829");
  EXPECT_EQ(show(*persons.variables[0].year), "53918");
  EXPECT_EQ(persons.variables[0].kind, production::CountKind::Atenciones);
  EXPECT_EQ(name_of(persons.signal.light), "en_ritmo");
  EXPECT_EQ(shown(persons.signal.index), "93.1");
  ASSERT_EQ(persons.series.size(), 6U);
  EXPECT_EQ(show(*persons.series[4].value, 2), "38.61");
  EXPECT_FALSE(persons.series[0].before);  // The method of version 3 changes no earlier value.

  const auto& delegations = all.indicators[1];
  EXPECT_EQ(shown(delegations.value), "sin_historial");
  EXPECT_EQ(shown(delegations.year_value), "0.0");
  EXPECT_EQ(show(*delegations.year_target), "2");
  EXPECT_EQ(show(*delegations.cumulative_target), "7");
  EXPECT_EQ(name_of(delegations.signal.light), "no_programado");

  ASSERT_EQ(all.equity.size(), 1U);
  const auto& sex = all.equity[0].axes[0];
  EXPECT_EQ(show(sex.attended), "53918");
  EXPECT_EQ(shown(sex.rows[0].attended_share), "68.4");
  EXPECT_EQ(shown(sex.rows[0].ratio, 2), "0.88");
  EXPECT_EQ(shown(sex.rows[1].ratio, 2), "1.12");
  EXPECT_EQ(show(sex.rows[2].attended), "3906");
  const auto& people = all.equity[0].axes[2];
  EXPECT_EQ(show(people.rows[0].attended), "14571");
  EXPECT_EQ(shown(people.rows[0].ratio), "sin_poblacion_de_referencia");
  EXPECT_EQ(people.why_not.size(), 2U);
}

TEST_P(Demonstration, without_the_history_the_result_is_not_evaluable) {
  commands::testing::found_institution(context);
  const auto organization = parse_json(demo("organizacion.json")).value().as_object();
  ASSERT_TRUE(submit(context, {"organizacion.cargar", organization, ""}));
  ASSERT_TRUE(submit(context, load_plan(planning::parse_plan(demo("plan.json")).value())));
  commands::testing::act_as(context, Role::Enlace);
  for (const char* month : {"01", "02", "03", "04"})
    ASSERT_TRUE(import_goals(context, demo("metas-2026-" + std::string(month) + ".csv"), {}));
  const auto all = evaluate();
  EXPECT_EQ(shown(all.indicators[0].value), "sin_historial");
  EXPECT_EQ(shown(all.indicators[0].advance), "sin_historial");
  EXPECT_EQ(shown(all.indicators[0].cumulative->accumulated), "sin_historial");
  EXPECT_EQ(show(*all.indicators[0].variables[0].year), "53918");
}

TEST_P(Demonstration, a_frozen_cut_stays_and_the_live_figure_changes) {
  load_everything();
  const auto before = evaluate();
  ASSERT_TRUE(before.cut.frozen());

  // A rectification and a changed history after the cut.
  commands::testing::act_as(context, Role::Enlace);
  const auto proposed =
      submit(context, {"metas.rectificacion_proponer",
                       {{"subproducto", "P02.S1"},
                        {"unidad", "SAPDF"},
                        {"mes", "2026-01"},
                        {"antes", "8155"},
                        {"ahora", "8100"},
                        {"motivo", "Contadas dos veces"},
                        {"evidencia", json::array{json::array{std::string(64, '9'), ""}}}},
                       ""});
  ASSERT_TRUE(proposed) << proposed.error().code;
  commands::testing::act_as(context, Role::Monitoreo);
  ASSERT_TRUE(submit(context, {"metas.rectificacion_autorizar", {{"numero", proposed->seq}}, ""}));

  const auto after = evaluate();
  EXPECT_EQ(shown(after.indicators[0].value, 9), shown(before.indicators[0].value, 9));
  EXPECT_EQ(show(*goal_of(after, "P02.S1").accumulated.executed), "34706");
  EXPECT_EQ(after.rectifications.size(), before.rectifications.size());

  const auto live = queries::evaluation_at(
      context.db(), queries::live_cut(context.db(), context.institution, "2026-C1").value());
  EXPECT_EQ(show(*goal_of(*live, "P02.S1").accumulated.executed), "34651");
  EXPECT_EQ(live->rectifications.size(), before.rectifications.size() + 1);
  // The next period lists what changed since the cut of this one, and only that.
  const auto next = evaluate("2026-C2");
  ASSERT_EQ(next.rectifications.size(), 1U);
  EXPECT_EQ(show(*next.rectifications[0].after), "8100");
}

TEST_P(Demonstration, replay_gives_the_same_evaluation) {
  load_everything();
  commands::testing::Place other{storage::Engine::Sqlite};
  auto copy = storage::open(other.location, storage::Mode::Create);
  ASSERT_TRUE(copy);
  const auto replayed = replay_all(context.db(), **copy, [](std::int64_t, std::int64_t) {});
  ASSERT_TRUE(replayed) << replayed.error().code << detail_of(replayed.error(), "asiento");
  EXPECT_TRUE(commands::testing::dump(context.db(), storage::Mark::Estado) ==
              commands::testing::dump(**copy, storage::Mark::Estado));
  const auto again = queries::evaluation_of(**copy, context.institution, "2026-C1");
  EXPECT_EQ(shown(again->indicators[0].value, 9), shown(evaluate().indicators[0].value, 9));
}

// What is published of persons gives no small group away, with all that was published before it;
// without complementary suppression it would.
TEST_P(Demonstration, the_attack_finds_nobody_in_what_is_published) {
  load_everything();
  const auto cuts = queries::cuts_of(context.db(), context.institution).value();
  const auto day = local_date(june);
  const auto first = queries::person_review(context.db(), cuts.back(), day);
  ASSERT_TRUE(first) << first.error().code;
  EXPECT_TRUE(first->released_on.has_value());
  EXPECT_TRUE(first->proposal.found.empty());
  EXPECT_TRUE(first->proposal.exposed_before.empty());
  EXPECT_GT(first->proposal.hidden().size(), 8U);
  EXPECT_GT(first->proposal.found_without, 4U);
  const auto released = queries::released_persons(context.db(), cuts.back()).value();
  ASSERT_TRUE(released);
  for (std::size_t c = 0; c < released->persons.keys.size(); ++c) {
    const auto value = released->persons.table.cells[c].value;
    EXPECT_TRUE(!released->shown[c] || value == 0 || value >= 5)
        << disclosure::show(released->persons.keys[c]);
    EXPECT_EQ(released->shown[c], first->proposal.shows(released->persons.keys[c]));
  }

  // A rectification of two persons, and the same period again.
  commands::testing::act_as(context, Role::Enlace);
  const auto proposed =
      submit(context, {"metas.rectificacion_proponer",
                       {{"subproducto", "P05.S3"},
                        {"unidad", "SCM"},
                        {"mes", "2026-01"},
                        {"antes", "6322"},
                        {"ahora", "6324"},
                        {"motivo", "Dos atenciones que faltaban"},
                        {"evidencia", json::array{json::array{std::string(64, '9'), ""}}}},
                       ""});
  ASSERT_TRUE(proposed) << proposed.error().code;
  commands::testing::act_as(context, Role::Monitoreo);
  ASSERT_TRUE(submit(context, {"metas.rectificacion_autorizar", {{"numero", proposed->seq}}, ""}));
  ASSERT_TRUE(submit(context, {"corte.crear", {{"codigo", "2026-C1"}}, ""}));
  EXPECT_EQ(publish_persons(context, "2026-C1").error().code, "acto.sin_permiso");
  commands::testing::act_as(context, Role::Autoridad);
  const auto again = queries::cuts_of(context.db(), context.institution).value().back();
  const auto second = queries::person_review(context.db(), again, day);
  ASSERT_TRUE(second);
  EXPECT_TRUE(second->proposal.found.empty());
  EXPECT_EQ(submit(context, {"personas.publicar",
                             {{"corte", "2026-C1"},
                              {"corte_version", again.version},
                              {"ocultas", first->digest + "0"}},
                             ""})
                .error()
                .code,
            "divulgacion.revision_vencida");
  ASSERT_TRUE(publish_persons(context, "2026-C1"));
  EXPECT_EQ(publish_persons(context, "2026-C1").error().code, "divulgacion.ya_publicada");
}

INSTANTIATE_TEST_SUITE_P(engines, Demonstration, commands::testing::both_engines(),
                         commands::testing::engine_name);

}  // namespace
