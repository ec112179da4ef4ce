// Accumulation, traffic light, the rounded target, equity and short-term analysis, with the
// figures of the four-monthly report.
#include <gtest/gtest.h>
#include <random>

#include "domain/evaluation/accumulation.hpp"
#include "domain/evaluation/cumulative_target.hpp"
#include "domain/evaluation/equity.hpp"
#include "domain/evaluation/short_term.hpp"
#include "domain/evaluation/traffic_light.hpp"

namespace evaluation {
namespace {

using planning::Acumulacion;
using planning::Polaridad;
using production::Axis;

std::string shown(const Figure& figure, int decimals = 1) {
  return figure.value ? show(*figure.value, decimals)
                      : std::string(row_of(*figure.why_not).code.substr(11));
}

Ratio whole(std::int64_t n) { return Ratio::whole(n); }

std::vector<Measurement> months(std::initializer_list<int> values) {
  std::vector<Measurement> due;
  std::uint8_t month = 1;
  for (const int value : values)
    due.push_back({{{2026}, month++}, value < 0 ? std::nullopt : std::optional(whole(value))});
  return due;
}

TEST(accumulation, each_type_makes_its_value) {
  const auto reported = months({10, 20, 30, 40});
  const auto one_missing = months({10, 20, 30, -1});
  const auto nothing = months({-1, -1});
  const struct {
    Acumulacion type;
    const std::vector<Measurement>& due;
    std::optional<Ratio> history;
    const char* want;
    Coverage coverage;
  } cases[] = {
      {Acumulacion::Flujo, reported, {}, "100.0", {4, 4}},
      {Acumulacion::Flujo, one_missing, {}, "60.0", {3, 4}},
      {Acumulacion::Flujo, nothing, {}, "sin_dato", {0, 2}},
      {Acumulacion::Acumulado, reported, whole(900), "1000.0", {4, 4}},
      {Acumulacion::Acumulado, reported, {}, "sin_historial", {4, 4}},
      {Acumulacion::Acumulado, one_missing, whole(0), "60.0", {3, 4}},
      {Acumulacion::Stock, reported, {}, "40.0", {4, 4}},
      {Acumulacion::Stock, one_missing, {}, "30.0", {3, 4}},
      {Acumulacion::Capacidad, one_missing, {}, "30.0", {3, 4}},
      {Acumulacion::Reduccion, reported, {}, "40.0", {4, 4}},
      {Acumulacion::ReduccionAnual, nothing, {}, "sin_dato", {0, 2}},
  };
  for (const auto& c : cases) {
    const Figure value = value_at_cut(c.type, c.due, c.history);
    EXPECT_EQ(shown(value), c.want) << int(c.type);
    EXPECT_EQ(value.coverage, c.coverage) << int(c.type);
  }
}

TEST(accumulation, six_types_by_three_directions) {
  using enum Acumulacion;
  using enum Polaridad;
  const struct {
    const char* name;
    int value;
    Aim aim;
    const char* want;
  } cases[] = {
      {"flow up", 30, {Flujo, Ascendente, whole(40), {}, {}, {}, {}}, "75.0"},
      {"flow down", 50, {Flujo, Descendente, whole(40), {}, {}, {}, {}}, "80.0"},
      {"flow down to nothing",
       0,
       {Flujo, Descendente, whole(40), {}, {}, {}, {}},
       "nada_ejecutado"},
      {"flow range inside", 45, {Flujo, Rango, {}, {}, {}, whole(40), whole(50)}, "100.0"},
      {"flow range below", 30, {Flujo, Rango, {}, {}, {}, whole(40), whole(50)}, "75.0"},
      {"flow range above", 100, {Flujo, Rango, {}, {}, {}, whole(40), whole(50)}, "50.0"},
      {"range without bounds", 45, {Stock, Rango, {}, {}, {}, {}, {}}, "sin_meta"},
      {"accumulated up", 574366, {Acumulado, Ascendente, whole(687456), {}, {}, {}, {}}, "83.5"},
      {"accumulated down", 200, {Acumulado, Descendente, whole(100), {}, {}, {}, {}}, "50.0"},
      {"accumulated range", 10, {Acumulado, Rango, {}, {}, {}, whole(20), {}}, "50.0"},
      {"stock up", 21, {Stock, Ascendente, whole(32), {}, {}, {}, {}}, "65.6"},
      {"stock down", 32, {Stock, Descendente, whole(24), {}, {}, {}, {}}, "75.0"},
      {"stock without target", 21, {Stock, Ascendente, {}, {}, {}, {}, {}}, "sin_meta"},
      {"stock to zero", 21, {Stock, Ascendente, whole(0), {}, {}, {}, {}}, "no_programado"},
      {"capacity up", 25, {Capacidad, Ascendente, whole(32), whole(21), {}, {}, {}}, "36.4"},
      {"capacity below its base",
       20,
       {Capacidad, Ascendente, whole(32), whole(22), {}, {}, {}},
       "-20.0"},
      {"capacity down", 18, {Capacidad, Descendente, whole(10), whole(20), {}, {}, {}}, "20.0"},
      {"capacity without base",
       25,
       {Capacidad, Ascendente, whole(32), {}, {}, {}, {}},
       "sin_linea_base"},
      {"capacity that asks for nothing",
       25,
       {Capacidad, Ascendente, whole(21), whole(21), {}, {}, {}},
       "meta_igual_a_linea_base"},
      {"reduction", 40, {Reduccion, Descendente, whole(20), whole(60), {}, {}, {}}, "50.0"},
      {"reduction upwards",
       40,
       {Reduccion, Ascendente, whole(20), whole(60), {}, {}, {}},
       "direccion_contraria"},
      {"reduction beyond its target",
       10,
       {Reduccion, Descendente, whole(20), whole(60), {}, {}, {}},
       "125.0"},
      {"yearly reduction",
       54,
       {ReduccionAnual, Descendente, whole(50), {}, whole(60), {}, {}},
       "60.0"},
      {"yearly reduction without last year",
       54,
       {ReduccionAnual, Descendente, whole(50), whole(80), {}, {}, {}},
       "sin_historial"},
      {"yearly reduction range",
       54,
       {ReduccionAnual, Rango, {}, {}, {}, whole(50), whole(60)},
       "100.0"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(shown(advance(evaluated("", {}, Measure::Units, whole(c.value)), c.aim)), c.want)
        << c.name;
  EXPECT_EQ(shown(advance(not_evaluable("", {}, Measure::Units, NotEvaluable::NoHistory),
                          {Acumulado, Ascendente, whole(1), {}, {}, {}, {}})),
            "sin_historial");
}

TEST(traffic_light, compares_with_what_was_programmed_to_date) {
  const Thresholds minfin;
  const auto light = [&](std::optional<int> executed, std::optional<int> programmed,
                         Polaridad direction = Polaridad::Ascendente, int gone = 4) {
    const auto result =
        signal(executed ? std::optional(whole(*executed)) : std::nullopt,
               expected_by(programmed ? std::optional(whole(*programmed)) : std::nullopt,
                           std::nullopt, gone),
               direction, gone, minfin);
    return std::string(name_of(result.light));
  };
  EXPECT_EQ(light(34706, 38600), "en_ritmo");
  EXPECT_EQ(light(318440, 300000), "sobre_lo_programado");
  EXPECT_EQ(light(391, 800), "rezago");
  EXPECT_EQ(light(1232, 1700), "atencion");
  EXPECT_EQ(light(std::nullopt, 1), "sin_dato");
  EXPECT_EQ(light(std::nullopt, 0), "no_programado");
  EXPECT_EQ(light(0, 0), "no_programado");
  EXPECT_EQ(light(3, 0), "sobre_lo_programado");
  EXPECT_EQ(light(0, 10), "rezago");
  EXPECT_EQ(light(0, 10, Polaridad::Ascendente, 1), "atencion");  // Nobody is behind in January.
  EXPECT_EQ(light(100, 100), "en_ritmo");                         // Edges belong upwards…
  EXPECT_EQ(light(75, 100), "en_ritmo");
  EXPECT_EQ(light(50, 100), "atencion");
  EXPECT_EQ(light(101, 100), "sobre_lo_programado");  // …and 100 is still as programmed.
  EXPECT_EQ(light(200, 100, Polaridad::Descendente), "atencion");
  EXPECT_EQ(light(80, 100, Polaridad::Descendente), "sobre_lo_programado");
  EXPECT_EQ(light(0, 100, Polaridad::Descendente), "sobre_lo_programado");
  EXPECT_EQ(light(0, 0, Polaridad::Descendente), "en_ritmo");
  EXPECT_EQ(light(5, std::nullopt), "no_programado");
}

TEST(traffic_light, expects_a_linear_part_only_without_a_programme) {
  EXPECT_EQ(show(*expected_by(std::nullopt, whole(300), 4).value, 0), "100");
  EXPECT_TRUE(expected_by(std::nullopt, whole(300), 4).linear);
  EXPECT_EQ(show(*expected_by(whole(10), whole(300), 4).value, 0), "10");
  EXPECT_FALSE(expected_by(whole(0), whole(300), 4).linear);
}

TEST(cumulative_target, the_case_of_the_strategy) {
  CumulativeAim aim{Quantity::units(1'347'953), Quantity::units(51),     true,
                    Quantity::units(520'448),   Quantity::units(53'918), {96, 96}};
  const auto with = cumulative_progress(aim);
  EXPECT_EQ(shown(with.accumulated, 0), "574366");
  EXPECT_EQ(shown(with.percent_of_total, 2), "42.61");
  EXPECT_EQ(show(with.target_count), "687456");
  EXPECT_EQ(shown(with.percent_of_target), "83.5");
  EXPECT_EQ(shown(with.percent_of_year), "32.3");
  EXPECT_EQ(show(with.interval.low), "680717");
  EXPECT_EQ(show(with.interval.high), "694195");
  EXPECT_EQ(show(with.missing->low), "106351");
  EXPECT_EQ(show(with.missing->high), "119829");

  aim.history.reset();
  const auto without = cumulative_progress(aim);
  for (const auto* figure : {&without.accumulated, &without.percent_of_total,
                             &without.percent_of_target, &without.percent_of_year})
    EXPECT_EQ(shown(*figure), "sin_historial");
  EXPECT_FALSE(without.missing);

  aim.history = Quantity::units(700'000);
  const auto beyond = cumulative_progress(aim);
  EXPECT_EQ(show(beyond.missing->high), "0");
  EXPECT_EQ(shown(beyond.percent_of_year), "no_programado");
}

// Every count of the interval rounds to the printed percentage, and its neighbours do not.
TEST(cumulative_target, the_interval_is_exactly_what_rounds_to_the_percentage) {
  std::mt19937_64 random{3};
  for (int round = 0; round < 500; ++round) {
    const auto total = static_cast<std::int64_t>(random() % 3'000'000 + 1000);
    const auto percent = static_cast<std::int64_t>(random() % 99 + 1);
    const auto interval =
        planning::units_that_round_to(Quantity::units(total), Quantity::units(percent));
    const auto rounds = [&](Quantity count) {
      return rounded(Ratio{count.in_hundredths(), total}) == percent;
    };
    const Quantity one = Quantity::units(1);
    EXPECT_TRUE(rounds(interval.low) && rounds(interval.high)) << total << " " << percent;
    EXPECT_FALSE(rounds(interval.low - one) || rounds(interval.high + one))
        << total << " " << percent;
  }
}

const std::vector<production::Part>& attended_parts() {
  static const auto part = [](Axis axis, const char* category, std::int64_t n) {
    return production::Part{axis, category, Quantity::units(n)};
  };
  static const std::vector<production::Part> all{
      part(Axis::Sexo, "hombre", 36902),   part(Axis::Sexo, "mujer", 13110),
      part(Axis::Edad, "0-17", 6811),      part(Axis::Edad, "18-29", 21655),
      part(Axis::Edad, "30-59", 19204),    part(Axis::Edad, "60+", 842),
      part(Axis::Pueblo, "maya", 13902),   part(Axis::Pueblo, "xinka", 310),
      part(Axis::Pueblo, "garifuna", 241), part(Axis::Pueblo, "afrodescendiente", 118),
      part(Axis::Pueblo, "ladino", 20118)};
  return all;
}

TEST(equity, compares_shares_and_keeps_the_undisclosed_visible) {
  using namespace std::chrono;
  const auto persons = [](std::int64_t n) { return Quantity::units(n); };
  const ReferencePopulation by_sex{
      {{"hombre", persons(782)}, {"mujer", persons(218)}}, 2026y / January / 20, "Estudio"};
  const Equity sex = equity(Axis::Sexo, persons(53918), attended_parts(), by_sex, whole(20));
  ASSERT_EQ(sex.rows.size(), 3U);
  EXPECT_TRUE(sex.why_not.empty());
  EXPECT_EQ(shown(sex.rows[0].attended_share), "68.4");
  EXPECT_EQ(shown(sex.rows[0].reference_share), "78.2");
  EXPECT_EQ(shown(sex.rows[0].ratio, 2), "0.88");
  EXPECT_EQ(shown(sex.rows[1].ratio, 2), "1.12");
  EXPECT_EQ(sex.rows[2].category, "");
  EXPECT_EQ(show(sex.rows[2].attended), "3906");
  EXPECT_EQ(shown(sex.rows[2].attended_share), "7.2");
  EXPECT_FALSE(sex.rows[2].ratio.value);

  const Equity people =
      equity(Axis::Pueblo, persons(53918), attended_parts(), std::nullopt, whole(20));
  ASSERT_EQ(people.rows.size(), 3U);
  EXPECT_EQ(people.rows[0].category, "maya_garifuna_xinka_afrodescendiente");
  EXPECT_EQ(show(people.rows[0].attended), "14571");
  EXPECT_EQ(shown(people.undisclosed_percent), "35.7");
  EXPECT_EQ(people.why_not,
            (std::vector{NotEvaluable::NoReference, NotEvaluable::TooManyUndisclosed}));
  EXPECT_EQ(shown(people.rows[0].ratio), "sin_poblacion_de_referencia");

  // Exactly at the limit it may still be compared.
  const Equity limit =
      equity(Axis::Sexo, persons(10),
             std::vector<production::Part>{{Axis::Sexo, "mujer", persons(8)}}, by_sex, whole(20));
  EXPECT_TRUE(limit.why_not.empty());
  EXPECT_EQ(shown(limit.rows[0].attended_share), "0.0");  // Men: in the reference, none attended.
}

// Whatever the parts: the rows add up to the attended, and the shares to a hundred.
TEST(equity, totals_are_conserved) {
  std::mt19937_64 random{5};
  for (int round = 0; round < 200; ++round) {
    const auto total = static_cast<std::int64_t>(random() % 10'000 + 1);
    std::vector<production::Part> parts;
    std::int64_t rest = total;
    for (const char* category : {"0-17", "18-29", "30-59", "60+"}) {
      const auto n = static_cast<std::int64_t>(random() % std::uint64_t(rest + 1));
      parts.push_back({Axis::Edad, category, Quantity::units(n)});
      rest -= n;
    }
    const Equity result =
        equity(Axis::Edad, Quantity::units(total), parts, std::nullopt, whole(20));
    Quantity sum;
    Exact shares;
    for (const auto& row : result.rows) {
      sum += row.attended;
      shares = shares + Exact(*row.attended_share.value);
    }
    EXPECT_EQ(sum, Quantity::units(total));
    EXPECT_EQ(shares, Exact(100));
  }
}

TEST(short_term, the_case_of_the_report) {
  const Course course{4, Ratio{9'618'219'320, 100}, whole(340'000'000), Measure::Quetzales};
  const ShortTerm result = short_term(course, {});
  EXPECT_EQ(shown(result.average, 2), "24045548.30");
  EXPECT_EQ(shown(result.needed, 2), "30477225.85");
  EXPECT_EQ(shown(result.linear.at_close, 2), "288546579.60");
  EXPECT_EQ(shown(result.linear.percent_of_goal), "84.9");
  EXPECT_EQ(shown(result.linear.error), "sin_historial");
  EXPECT_EQ(shown(result.profile.at_close), "sin_historial");
  EXPECT_EQ(shown(result.profile.percent_of_goal), "sin_historial");
}

PastYear past(std::int16_t year, std::array<int, 12> values) {
  PastYear out{{year}, {}};
  for (std::size_t i = 0; i < 12; ++i) out.months[i] = whole(values[i]);
  return out;
}

TEST(short_term, a_profile_is_tried_on_the_years_it_comes_from) {
  // A tenth of the year by April, in both years; the linear method expects a third.
  const PastYear a = past(2024, {1, 2, 3, 4, 10, 10, 10, 10, 10, 10, 10, 20});
  const PastYear b = past(2025, {2, 4, 6, 8, 20, 20, 20, 20, 20, 20, 20, 40});
  const Course course{4, whole(30), whole(400), Measure::Units};
  const std::vector both{a, b};
  const ShortTerm two = short_term(course, both);
  EXPECT_EQ(shown(two.profile.at_close), "300.0");
  EXPECT_EQ(shown(two.profile.percent_of_goal), "75.0");
  ASSERT_EQ(two.profile.trials.size(), 2U);
  EXPECT_EQ(shown(two.profile.error), "0.0");
  EXPECT_EQ(shown(two.linear.at_close), "90.0");
  EXPECT_EQ(shown(two.linear.error), "70.0");

  const ShortTerm one = short_term(course, std::span(&a, 1));
  EXPECT_EQ(shown(one.profile.at_close), "300.0");
  EXPECT_EQ(shown(one.profile.error), "pocos_ejercicios");

  const PastYear late = past(2023, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5});
  EXPECT_EQ(shown(short_term(course, std::span(&late, 1)).profile.at_close), "sin_historial");
}

TEST(short_term, the_end_of_the_year_and_a_goal_already_reached) {
  EXPECT_EQ(shown(short_term({12, whole(90), whole(100), Measure::Units}, {}).needed),
            "ejercicio_terminado");
  EXPECT_EQ(shown(short_term({6, whole(120), whole(100), Measure::Units}, {}).needed), "0.0");
  EXPECT_EQ(shown(short_term({6, whole(0), whole(0), Measure::Units}, {}).linear.percent_of_goal),
            "no_programado");
}

}  // namespace
}  // namespace evaluation
