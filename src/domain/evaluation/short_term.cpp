// Run rate and projections.
#include "domain/evaluation/short_term.hpp"

#include <cassert>

namespace evaluation {
namespace {

Exact sum_to(const PastYear& past, int months) {
  Exact sum;
  for (int m = 0; m < months; ++m) sum = sum + Exact(past.months[static_cast<std::size_t>(m)]);
  return sum;
}

std::vector<PastYear> useful(std::span<const PastYear> all, int months) {
  std::vector<PastYear> years;
  for (const auto& past : all)
    if (sum_to(past, months) > Exact() && sum_to(past, 12) > Exact()) years.push_back(past);
  return years;
}

// Mean of the shares of the year that were reached by the month; `without` is left out.
Exact mean_share(std::span<const PastYear> years, int months, const PastYear* without = nullptr) {
  Exact sum;
  int n = 0;
  for (const auto& past : years) {
    if (&past == without) continue;
    sum = sum + sum_to(past, months) / sum_to(past, 12);
    ++n;
  }
  return sum / Exact(n);
}

Trial trial(const PastYear& past, const Exact& projected) {
  const Exact actual = sum_to(past, 12);
  const Exact difference = projected > actual ? projected - actual : actual - projected;
  return {past.year, projected.narrow(), actual.narrow(),
          (Exact(100) * difference / actual).narrow()};
}

Figure mean_error(const std::vector<Trial>& trials) {
  const char* formula = "promedio de 100 × |proyectado − real| ÷ real";
  std::vector<Operand> operands;
  Exact sum;
  for (const auto& each : trials) {
    operands.push_back({show(each.year), each.error_percent, Measure::Percent});
    sum = sum + Exact(each.error_percent);
  }
  if (trials.empty()) return not_evaluable(formula, {}, Measure::Percent, NotEvaluable::NoHistory);
  return evaluated(formula, std::move(operands), Measure::Percent,
                   sum / Exact(static_cast<Int128>(trials.size())));
}

Figure share_of_goal(const Figure& at_close, const Course& course) {
  const char* formula = "100 × proyección ÷ meta del año";
  std::vector<Operand> operands{{"proyeccion", at_close.value, course.measure},
                                {"meta", course.year_goal, course.measure}};
  if (!at_close.value)
    return not_evaluable(formula, std::move(operands), Measure::Percent, *at_close.why_not);
  if (course.year_goal <= Ratio{})
    return not_evaluable(formula, std::move(operands), Measure::Percent,
                         NotEvaluable::NotProgrammed);
  return evaluated(formula, std::move(operands), Measure::Percent,
                   Exact(100) * Exact(*at_close.value) / Exact(course.year_goal));
}

Projection linear(const Course& course, std::span<const PastYear> years) {
  Projection out;
  out.at_close =
      evaluated("ejecutado × 12 ÷ meses",
                {{"ejecutado", course.executed, course.measure},
                 {"meses", Ratio::whole(course.months), Measure::Months}},
                course.measure, Exact(course.executed) * Exact(12) / Exact(course.months));
  out.percent_of_goal = share_of_goal(out.at_close, course);
  for (const auto& past : years)
    out.trials.push_back(
        trial(past, sum_to(past, course.months) * Exact(12) / Exact(course.months)));
  out.error = mean_error(out.trials);
  return out;
}

Projection by_profile(const Course& course, std::span<const PastYear> years) {
  const char* formula = "ejecutado ÷ parte del año que los anteriores llevaban a este mes";
  Projection out;
  std::vector<Operand> operands{{"ejecutado", course.executed, course.measure}};
  if (years.empty()) {
    out.at_close =
        not_evaluable(formula, std::move(operands), course.measure, NotEvaluable::NoHistory);
    out.percent_of_goal = share_of_goal(out.at_close, course);
    out.error = mean_error({});
    return out;
  }
  for (const auto& past : years)
    operands.push_back({show(past.year),
                        (Exact(100) * sum_to(past, course.months) / sum_to(past, 12)).narrow(),
                        Measure::Percent});
  out.at_close = evaluated(formula, std::move(operands), course.measure,
                           Exact(course.executed) / mean_share(years, course.months));
  out.percent_of_goal = share_of_goal(out.at_close, course);
  if (years.size() < 2) {
    out.error = mean_error({});
    out.error.why_not = NotEvaluable::TooFewYears;
    return out;
  }
  for (const auto& past : years)
    out.trials.push_back(
        trial(past, sum_to(past, course.months) / mean_share(years, course.months, &past)));
  out.error = mean_error(out.trials);
  return out;
}

}  // namespace

ShortTerm short_term(const Course& course, std::span<const PastYear> past) {
  assert(course.months >= 1 && course.months <= 12);
  const auto years = useful(past, course.months);
  const Operand executed{"ejecutado", course.executed, course.measure};
  const Operand goal{"meta", course.year_goal, course.measure};
  const int left = 12 - course.months;
  ShortTerm out;
  out.average = evaluated("ejecutado ÷ meses",
                          {executed, {"meses", Ratio::whole(course.months), Measure::Months}},
                          course.measure, Exact(course.executed) / Exact(course.months));
  const char* formula = "(meta − ejecutado) ÷ meses que faltan";
  std::vector<Operand> operands{goal, executed, {"meses", Ratio::whole(left), Measure::Months}};
  if (left == 0) {
    out.needed =
        not_evaluable(formula, std::move(operands), course.measure, NotEvaluable::YearOver);
  } else {
    const Exact rest = Exact(course.year_goal) - Exact(course.executed);
    out.needed = evaluated(formula, std::move(operands), course.measure,
                           rest > Exact() ? rest / Exact(left) : Exact());
  }
  out.linear = linear(course, years);
  out.profile = by_profile(course, years);
  return out;
}

}  // namespace evaluation
