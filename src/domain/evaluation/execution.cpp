// The formulas of execution.
#include "domain/evaluation/execution.hpp"

namespace evaluation {
namespace {

constexpr auto percent = Measure::Percent;

Exact exact(Quantity amount) { return amount.as_ratio(); }
Exact exact(MoneySum amount) { return quetzales(amount); }

// The sums of the goals with data, or why they cannot be made.
struct Totals {
  Exact year_goal, executed;
  Coverage coverage;
  std::optional<NotEvaluable> why_not;
};

Totals totals(std::span<const GoalProgress> goals) {
  Totals sum;
  std::vector<Addend> addends;
  std::optional<NotEvaluable> missing;
  for (const auto& goal : goals) {
    addends.push_back(goal.addend);
    ++sum.coverage.expected;
    const auto why = why_no_execution(goal);
    if (why && (!missing || *why < *missing)) missing = why;
    if (why) continue;
    ++sum.coverage.reported;
    sum.year_goal = sum.year_goal + exact(goal.year_goal);
    sum.executed = sum.executed + exact(*goal.executed);
  }
  sum.why_not = why_not_addable(addends);
  if (!sum.why_not && sum.coverage.reported == 0)
    sum.why_not = missing.value_or(NotEvaluable::NotProgrammed);
  return sum;
}

}  // namespace

std::optional<NotEvaluable> why_no_execution(const GoalProgress& goal) {
  if (goal.executed) return std::nullopt;
  return goal.programmed == Quantity{} ? NotEvaluable::NotProgrammed : NotEvaluable::NoData;
}

Figure physical_percent(const GoalProgress& goal) {
  const char* formula = "100 × ejecutado ÷ meta_vigente";
  std::vector<Operand> operands{operand("ejecutado", goal.executed),
                                operand("meta_vigente", goal.year_goal)};
  if (const auto why = why_no_execution(goal))
    return not_evaluable(formula, std::move(operands), percent, *why, goal.coverage);
  if (goal.year_goal <= Quantity{})
    return not_evaluable(formula, std::move(operands), percent, NotEvaluable::NotProgrammed,
                         goal.coverage);
  const auto value = Exact(100) * exact(*goal.executed) / exact(goal.year_goal);
  return evaluated(formula, std::move(operands), percent, value, goal.coverage);
}

Figure average_percent(std::span<const GoalProgress> goals) {
  const char* formula = "promedio simple de los porcentajes de las metas con dato";
  std::vector<Operand> operands;
  Exact sum;
  Coverage coverage{0, static_cast<int>(goals.size())};
  std::optional<NotEvaluable> missing;
  for (const auto& goal : goals) {
    const Figure one = physical_percent(goal);
    operands.push_back({goal.subproducto, one.value, percent});
    if (one.value) {
      // From the amounts, not from the narrowed percentage.
      sum = sum + Exact(100) * exact(*goal.executed) / exact(goal.year_goal);
      ++coverage.reported;
    } else if (!missing || *one.why_not < *missing) {
      missing = one.why_not;
    }
  }
  if (coverage.reported == 0)
    return not_evaluable(formula, std::move(operands), percent,
                         missing.value_or(NotEvaluable::NotProgrammed), coverage);
  return evaluated(formula, std::move(operands), percent, sum / Exact(coverage.reported), coverage);
}

Figure weighted_percent(std::span<const Weighted> parts) {
  const char* formula = "Σ(porcentaje × vigente) ÷ Σ vigente, de las partes con dato";
  std::vector<Operand> operands;
  Exact sum, weight;
  Coverage coverage{0, static_cast<int>(parts.size())};
  std::optional<NotEvaluable> missing;
  for (const auto& part : parts) {
    operands.push_back({part.name + " porcentaje", part.percent.value, percent});
    operands.push_back(operand(part.name + " vigente", MoneySum{part.vigente}));
    if (part.percent.value) {
      sum = sum + Exact(*part.percent.value) * exact(MoneySum{part.vigente});
      weight = weight + exact(MoneySum{part.vigente});
      ++coverage.reported;
    } else if (!missing || *part.percent.why_not < *missing) {
      missing = part.percent.why_not;
    }
  }
  if (coverage.reported == 0)
    return not_evaluable(formula, std::move(operands), percent,
                         missing.value_or(NotEvaluable::NotProgrammed), coverage);
  if (weight <= Exact())
    return not_evaluable(formula, std::move(operands), percent, NotEvaluable::NoVigente, coverage);
  return evaluated(formula, std::move(operands), percent, sum / weight, coverage);
}

Figure summed_percent(std::span<const GoalProgress> goals) {
  const char* formula = "100 × Σ ejecutado ÷ Σ meta_vigente, de las metas con dato";
  std::vector<Operand> operands;
  for (const auto& goal : goals) {
    operands.push_back(operand(goal.subproducto + " ejecutado", goal.executed));
    operands.push_back(operand(goal.subproducto + " meta_vigente", goal.year_goal));
  }
  const Totals sum = totals(goals);
  if (sum.why_not)
    return not_evaluable(formula, std::move(operands), percent, *sum.why_not, sum.coverage);
  if (sum.year_goal <= Exact())
    return not_evaluable(formula, std::move(operands), percent, NotEvaluable::NotProgrammed,
                         sum.coverage);
  return evaluated(formula, std::move(operands), percent, Exact(100) * sum.executed / sum.year_goal,
                   sum.coverage);
}

Figure financial_percent(MoneySum devengado, MoneySum vigente) {
  const char* formula = "100 × devengado ÷ vigente";
  std::vector<Operand> operands{operand("devengado", devengado), operand("vigente", vigente)};
  if (vigente <= MoneySum{})
    return not_evaluable(formula, std::move(operands), percent, NotEvaluable::NoVigente);
  return evaluated(formula, std::move(operands), percent,
                   Exact(100) * exact(devengado) / exact(vigente));
}

Figure efficacy(const GoalProgress& goal) {
  const char* formula = "100 × ejecutado ÷ programado_a_la_fecha";
  std::vector<Operand> operands{operand("ejecutado", goal.executed),
                                operand("programado_a_la_fecha", goal.programmed)};
  if (const auto why = why_no_execution(goal))
    return not_evaluable(formula, std::move(operands), percent, *why, goal.coverage);
  if (goal.programmed <= Quantity{})
    return not_evaluable(formula, std::move(operands), percent, NotEvaluable::NotProgrammed,
                         goal.coverage);
  return evaluated(formula, std::move(operands), percent,
                   Exact(100) * exact(*goal.executed) / exact(goal.programmed), goal.coverage);
}

Figure efficiency(const GoalProgress& goal, MoneySum vigente, MoneySum devengado) {
  const char* formula = "(vigente ÷ meta_vigente) ÷ (devengado ÷ ejecutado)";
  std::vector<Operand> operands{
      operand("vigente", vigente), operand("meta_vigente", goal.year_goal),
      operand("devengado", devengado), operand("ejecutado", goal.executed)};
  const auto refused = [&](NotEvaluable why) {
    return not_evaluable(formula, std::move(operands), Measure::Times, why, goal.coverage);
  };
  if (const auto why = why_no_execution(goal)) return refused(*why);
  if (goal.year_goal <= Quantity{}) return refused(NotEvaluable::NotProgrammed);
  if (vigente <= MoneySum{}) return refused(NotEvaluable::NoVigente);
  if (devengado <= MoneySum{}) return refused(NotEvaluable::NoSpending);
  return evaluated(
      formula, std::move(operands), Measure::Times,
      exact(*goal.executed) * exact(vigente) / (exact(goal.year_goal) * exact(devengado)),
      goal.coverage);
}

Figure gap(const Figure& physical, const Figure& financial) {
  const char* formula = "porcentaje físico − porcentaje financiero";
  std::vector<Operand> operands{{"fisico", physical.value, percent},
                                {"financiero", financial.value, percent}};
  for (const auto* side : {&physical, &financial})
    if (!side->value)
      return not_evaluable(formula, std::move(operands), Measure::Points, *side->why_not,
                           physical.coverage);
  return evaluated(formula, std::move(operands), Measure::Points,
                   Exact(*physical.value) - Exact(*financial.value), physical.coverage);
}

UnitCost unit_cost(std::span<const GoalProgress> goals, MoneySum vigente, MoneySum devengado) {
  const char* planned = "vigente ÷ Σ meta_vigente";
  const char* actual = "devengado ÷ Σ ejecutado";
  std::vector<Operand> plan{operand("vigente", vigente)}, act{operand("devengado", devengado)};
  std::vector<Addend> addends;
  Exact goal_sum, executed_sum;
  Coverage coverage{0, static_cast<int>(goals.size())};
  std::optional<NotEvaluable> missing;
  for (const auto& goal : goals) {
    addends.push_back(goal.addend);
    plan.push_back(operand(goal.subproducto, goal.year_goal));
    act.push_back(operand(goal.subproducto, goal.executed));
    goal_sum = goal_sum + exact(goal.year_goal);
    const auto why = why_no_execution(goal);
    if (!why) {
      executed_sum = executed_sum + exact(*goal.executed);
      ++coverage.reported;
    } else if (*why == NotEvaluable::NoData) {
      missing = why;  // The money bought it too; without its count the cost is wrong.
    }
  }
  const auto cost = [&](const char* formula, std::vector<Operand> operands, MoneySum money,
                        const Exact& units, std::optional<NotEvaluable> why, NotEvaluable zero) {
    if (why)
      return not_evaluable(formula, std::move(operands), Measure::CostPerUnit, *why, coverage);
    if (units <= Exact())
      return not_evaluable(formula, std::move(operands), Measure::CostPerUnit, zero, coverage);
    return evaluated(formula, std::move(operands), Measure::CostPerUnit, exact(money) / units,
                     coverage);
  };
  const auto apart = why_not_addable(addends);
  if (!missing && coverage.reported == 0) missing = NotEvaluable::NotProgrammed;
  return {cost(planned, std::move(plan), vigente, goal_sum, apart, NotEvaluable::NotProgrammed),
          cost(actual, std::move(act), devengado, executed_sum, apart ? apart : missing,
               NotEvaluable::NothingDone)};
}

UnitCost unit_cost(const GoalProgress& goal, std::optional<Money> vigente,
                   std::optional<Money> devengado) {
  UnitCost cost = unit_cost(std::span(&goal, 1), MoneySum{vigente.value_or(Money{})},
                            MoneySum{devengado.value_or(Money{})});
  const auto unknown = [](Figure& figure) {
    figure.value.reset();
    figure.operands.front().value.reset();
    figure.why_not = NotEvaluable::CostUnknown;
  };
  if (!vigente) unknown(cost.planned);
  if (!devengado) unknown(cost.actual);
  return cost;
}

}  // namespace evaluation
