// Progress towards a rounded cumulative target.
#include "domain/evaluation/cumulative_target.hpp"

#include <algorithm>

namespace evaluation {
namespace {

Quantity missing_to(Quantity goal, Quantity reached) {
  return std::max(Quantity{}, goal - reached);
}

Figure percent(std::string formula, std::vector<Operand> operands, const Figure& of,
               Quantity against, NotEvaluable zero) {
  if (!of.value)
    return not_evaluable(std::move(formula), std::move(operands), Measure::Percent, *of.why_not,
                         of.coverage);
  if (against <= Quantity{})
    return not_evaluable(std::move(formula), std::move(operands), Measure::Percent, zero,
                         of.coverage);
  return evaluated(std::move(formula), std::move(operands), Measure::Percent,
                   Exact(100) * Exact(*of.value) / Exact(against.as_ratio()), of.coverage);
}

}  // namespace

CumulativeProgress cumulative_progress(const CumulativeAim& aim) {
  CumulativeProgress out;
  out.target_count = planning::share_of(aim.total, aim.target_percent);
  out.interval = aim.rounded ? planning::units_that_round_to(aim.total, aim.target_percent)
                             : planning::UnitInterval{out.target_count, out.target_count};

  const char* formula = "historial + periodo";
  std::vector<Operand> parts{operand("historial", aim.history), operand("periodo", aim.period)};
  if (!aim.history || !aim.period)
    out.accumulated =
        not_evaluable(formula, parts, Measure::Units,
                      aim.history ? NotEvaluable::NoData : NotEvaluable::NoHistory, aim.coverage);
  else
    out.accumulated = evaluated(formula, parts, Measure::Units,
                                (*aim.history + *aim.period).as_ratio(), aim.coverage);

  const Operand accumulated{"acumulado", out.accumulated.value, Measure::Units};
  out.percent_of_total =
      percent("100 × acumulado ÷ total", {accumulated, operand("total", aim.total)},
              out.accumulated, aim.total, NotEvaluable::NoTarget);
  out.percent_of_target =
      percent("100 × acumulado ÷ meta", {accumulated, operand("meta", out.target_count)},
              out.accumulated, out.target_count, NotEvaluable::NoTarget);
  const char* year = "100 × periodo ÷ (meta − historial)";
  if (!out.accumulated.value)
    out.percent_of_year =
        not_evaluable(year, parts, Measure::Percent, *out.accumulated.why_not, aim.coverage);
  else
    out.percent_of_year =
        percent(year, {parts[1], operand("meta", out.target_count), parts[0]},
                evaluated("", {}, Measure::Units, aim.period->as_ratio(), aim.coverage),
                out.target_count - *aim.history, NotEvaluable::NotProgrammed);
  if (aim.history && aim.period) {
    const Quantity reached = *aim.history + *aim.period;
    out.missing = {missing_to(out.interval.low, reached), missing_to(out.interval.high, reached)};
  }
  return out;
}

}  // namespace evaluation
