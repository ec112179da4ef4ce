// Percentages as MINFIN rolls them up, sums only where they may be made, and unit costs.
#include "domain/evaluation/execution.hpp"

#include <gtest/gtest.h>
#include <random>

namespace evaluation {
namespace {

using production::CountKind;

GoalProgress goal(const char* code, std::int64_t year, std::int64_t programmed,
                  std::optional<std::int64_t> executed, const char* unit = "Documento",
                  CountKind kind = CountKind::Documentos, bool disjoint = true) {
  GoalProgress goal{code,
                    {unit, kind, disjoint},
                    Quantity::units(year),
                    Quantity::units(programmed),
                    std::nullopt,
                    {}};
  if (executed) goal.executed = Quantity::units(*executed);
  return goal;
}

Money money(const char* quetzales) { return Money::parse(quetzales).value(); }

std::string shown(const Figure& figure, int decimals = 1) {
  return figure.value ? show(*figure.value, decimals)
                      : std::string(row_of(*figure.why_not).code.substr(11));
}

// The demo's productos: code, goals, vigente, devengado, and what the report prints.
struct Producto {
  const char* code;
  std::vector<GoalProgress> goals;
  const char* vigente;
  const char* devengado;
  const char* physical;
  const char* financial;
  int with_data, of;
};

const std::vector<Producto>& productos() {
  static const std::vector<Producto> all{
      {"01-00-000-001-000",
       {goal("P01.S1", 12, 4, 4)},
       "77200000.00",
       "23318454.63",
       "33.3",
       "30.2",
       1,
       1},
      {"11-00-000-001-000",
       {goal("P02.S1", 109008, 38600, 34706, "Persona", CountKind::Atenciones),
        goal("P02.S2", 58000, 19300, 19212, "Persona", CountKind::Atenciones)},
       "48750000.00",
       "9828417.59",
       "32.5",
       "20.2",
       2,
       2},
      {"11-00-000-002-000",
       {goal("P03.S1", 900000, 300000, 318440), goal("P03.S2", 2400, 800, 391)},
       "142800000.00",
       "45274434.60",
       "25.8",
       "31.7",
       2,
       2},
      {"11-00-000-003-000",
       {goal("P04.S1", 5200, 1700, 1232), goal("P04.S2", 7500, 2500, 2214),
        goal("P04.S3", 9000, 3000, 2871)},
       "9340000.00",
       "2509468.24",
       "28.4",
       "26.9",
       3,
       3},
      {"12-00-000-001-000",
       {goal("P05.S1", 5900000, 2050000, 1968337, "Persona", CountKind::Movimientos),
        goal("P05.S2", 3, 1, {}), goal("P05.S3", 84000, 28000, 26905, "Persona")},
       "60910000.00",
       "15251418.14",
       "32.7",
       "25.0",
       2,
       3},
      {"99-00-000-001-000",
       {goal("P06.S1", 4, 0, {})},
       "1000000.00",
       "0.00",
       "no_programado",
       "0.0",
       0,
       1},
  };
  return all;
}

TEST(execution, rolls_up_as_minfin_does) {
  std::vector<Weighted> parts;
  MoneySum vigente, devengado;
  for (const auto& producto : productos()) {
    const Figure average = average_percent(producto.goals);
    EXPECT_EQ(shown(average), producto.physical) << producto.code;
    EXPECT_EQ(average.coverage, (Coverage{producto.with_data, producto.of})) << producto.code;
    EXPECT_EQ(shown(financial_percent(money(producto.devengado), money(producto.vigente))),
              producto.financial);
    parts.push_back({producto.code, average, money(producto.vigente)});
    vigente += money(producto.vigente);
    devengado += money(producto.devengado);
  }
  const Figure whole = weighted_percent(parts);
  EXPECT_EQ(shown(whole), "29.8");
  EXPECT_EQ(whole.coverage, (Coverage{5, 6}));
  EXPECT_EQ(whole.operands.size(), 12U);
  EXPECT_EQ(shown(financial_percent(devengado, vigente)), "28.3");
}

TEST(execution, the_gap_is_in_points) {
  const auto& asistencia = productos()[1];
  const auto difference =
      gap(average_percent(asistencia.goals),
          financial_percent(money(asistencia.devengado), money(asistencia.vigente)));
  EXPECT_EQ(shown(difference), "12.3");
  EXPECT_EQ(difference.measure, Measure::Points);
  EXPECT_EQ(shown(gap(average_percent(productos()[5].goals), difference)), "no_programado");
}

TEST(execution, unit_cost_only_where_the_units_may_be_added) {
  const auto cost = [](const Producto& p) {
    return unit_cost(p.goals, money(p.vigente), money(p.devengado));
  };
  const UnitCost asistencia = cost(productos()[1]);
  EXPECT_EQ(shown(asistencia.planned, 2), "291.90");
  EXPECT_EQ(shown(asistencia.actual, 2), "182.28");
  EXPECT_EQ(shown(cost(productos()[4]).planned), "unidades_distintas");
  EXPECT_EQ(shown(cost(productos()[4]).actual), "unidades_distintas");
  EXPECT_EQ(shown(cost(productos()[5]).actual), "no_programado");
  EXPECT_EQ(shown(cost(productos()[5]).planned), "250000.0");

  std::vector<GoalProgress> kinds{goal("A", 10, 5, 5),
                                  goal("B", 10, 5, 5, "documento", CountKind::Atenciones)};
  EXPECT_EQ(shown(unit_cost(kinds, money("10"), money("10")).actual), "conteos_distintos");
  std::vector<GoalProgress> twice{goal("A", 10, 5, 5), goal("B", 10, 5, 5)};
  twice[1].addend.disjoint = false;
  EXPECT_EQ(shown(unit_cost(twice, money("10"), money("10")).actual), "no_disjuntos");
  std::vector<GoalProgress> missing{goal("A", 10, 5, 5), goal("B", 10, 5, {})};
  EXPECT_EQ(shown(unit_cost(missing, money("10"), money("10")).actual), "sin_dato");
  EXPECT_EQ(shown(unit_cost(missing, money("10"), money("10")).planned), "0.5");
  std::vector<GoalProgress> nothing{goal("A", 10, 5, 0)};
  EXPECT_EQ(shown(unit_cost(nothing, money("10"), money("10")).actual), "nada_ejecutado");
}

TEST(execution, a_subproducto_has_a_unit_cost_only_where_its_own_cost_is_known) {
  const auto one = goal("A", 10, 5, 4);
  EXPECT_EQ(shown(unit_cost(one, money("100"), money("60")).actual, 2), "15.00");
  const auto unknown = unit_cost(one, std::nullopt, std::nullopt);
  EXPECT_EQ(shown(unknown.planned), "costo_desconocido");
  EXPECT_FALSE(unknown.actual.operands.front().value);
}

TEST(execution, sums_are_refused_or_cover_the_same_goals_above_and_below) {
  EXPECT_EQ(shown(summed_percent(productos()[1].goals), 2), "32.28");
  EXPECT_EQ(shown(summed_percent(productos()[4].goals)), "unidades_distintas");
  const std::vector<GoalProgress> some{goal("A", 10, 5, 5), goal("B", 1000, 5, {})};
  const Figure partial = summed_percent(some);
  EXPECT_EQ(shown(partial), "50.0");
  EXPECT_EQ(partial.coverage, (Coverage{1, 2}));
}

TEST(execution, what_cannot_be_computed_says_why) {
  const struct {
    const char* name;
    Figure figure;
    const char* want;
  } cases[] = {
      {"zero reported", physical_percent(goal("A", 10, 5, 0)), "0.0"},
      {"not reported", physical_percent(goal("A", 10, 5, {})), "sin_dato"},
      {"not programmed", physical_percent(goal("A", 10, 0, {})), "no_programado"},
      {"done without goal", physical_percent(goal("A", 0, 0, 3)), "no_programado"},
      {"no vigente", financial_percent(money("1"), money("0")), "sin_asignacion"},
      {"efficacy", efficacy(goal("A", 10, 8, 6)), "75.0"},
      {"efficacy of nothing programmed", efficacy(goal("A", 10, 0, 3)), "no_programado"},
      {"efficiency", efficiency(goal("A", 10, 8, 6), money("100"), money("50")), "1.2"},
      {"efficiency without spending", efficiency(goal("A", 10, 8, 6), money("100"), money("0")),
       "sin_devengado"},
      {"efficiency without vigente", efficiency(goal("A", 10, 8, 6), money("0"), money("1")),
       "sin_asignacion"},
      {"no parts", average_percent({}), "no_programado"},
      {"no parts weighted", weighted_percent({}), "no_programado"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(shown(c.figure), c.want) << c.name;
    EXPECT_EQ(c.figure.value.has_value(), !c.figure.why_not.has_value()) << c.name;
  }
}

TEST(execution, many_unrelated_denominators_do_not_overflow) {
  std::mt19937_64 random{7};
  std::vector<Weighted> parts;
  for (int p = 0; p < 40; ++p) {
    std::vector<GoalProgress> goals;
    for (int g = 0; g < 12; ++g) {
      const auto year = static_cast<std::int64_t>(random() % 999'999'999'989 + 1);
      goals.push_back(goal("g", year, year, static_cast<std::int64_t>(random()) & 0xffffffff));
    }
    parts.push_back(
        {"p", average_percent(goals), Money::centavos(static_cast<std::int64_t>(random() >> 2))});
  }
  EXPECT_TRUE(weighted_percent(parts).value);
}

// The weighted percentage lies between the least and the greatest of its parts, and equal parts
// weigh nothing.
TEST(execution, a_weighted_percentage_lies_between_its_parts) {
  std::mt19937_64 random{11};
  for (int round = 0; round < 300; ++round) {
    std::vector<Weighted> parts;
    for (int p = 0; p < 5; ++p) {
      const auto year = static_cast<std::int64_t>(random() % 1000 + 1);
      const std::vector<GoalProgress> one{
          goal("g", year, year, static_cast<std::int64_t>(random() % 2000))};
      parts.push_back({"p", average_percent(one),
                       Money::centavos(static_cast<std::int64_t>(random() % 100'000 + 1))});
    }
    Ratio least = *parts[0].percent.value, most = least;
    for (const auto& part : parts) {
      least = std::min(least, *part.percent.value);
      most = std::max(most, *part.percent.value);
    }
    const Ratio whole = *weighted_percent(parts).value;
    // One unit of the twelfth decimal is the narrowing of results.
    EXPECT_GE(Exact(whole) + Exact(Ratio{1, 1'000'000'000'000}), Exact(least));
    EXPECT_LE(Exact(whole), Exact(most) + Exact(Ratio{1, 1'000'000'000'000}));
    for (auto& part : parts) part.percent = parts[0].percent;
    EXPECT_EQ(*weighted_percent(parts).value, *parts[0].percent.value);
  }
}

TEST(addition, unique_persons_added_over_months_are_attentions) {
  EXPECT_EQ(kind_of_sum(CountKind::PersonasUnicas, true), CountKind::Atenciones);
  EXPECT_EQ(kind_of_sum(CountKind::PersonasUnicas, false), CountKind::PersonasUnicas);
  EXPECT_EQ(kind_of_sum(CountKind::Movimientos, true), CountKind::Movimientos);
}

TEST(exact, narrows_to_what_fits_and_stays_near) {
  EXPECT_EQ(Exact(Ratio{1, 3}).narrow(), (Ratio{1, 3}));
  EXPECT_EQ(Exact(Int128{-5}).narrow(), Ratio::whole(-5));
  Exact tiny = Ratio{1, 3};
  for (int i = 0; i < 5; ++i) tiny = tiny * tiny;  // 3^-32
  EXPECT_EQ(tiny.narrow(), (Ratio{1, 1'853'020'188'851'841}));
  tiny = tiny * tiny;
  EXPECT_EQ(tiny.narrow(), Ratio{});
  const Int128 huge = Int128{1} << 100;
  EXPECT_EQ(Exact(huge).narrow(), Ratio::whole(huge));
  EXPECT_EQ((Exact(Ratio{-1, 3}) - Exact(Ratio{1, huge})).narrow(),
            (Ratio{-333'333'333'333, 1'000'000'000'000}));
}

}  // namespace
}  // namespace evaluation
