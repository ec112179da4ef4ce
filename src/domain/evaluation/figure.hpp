// A computed figure that can show how it was made: formula, operands, value or the reason why
// there is none, and how much of what should have been reported was. Missing is never zero.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/evaluation/exact.hpp"
#include "domain/values/money.hpp"
#include "domain/values/quantity.hpp"
#include "domain/values/ratio.hpp"

namespace evaluation {

// Why a figure cannot be computed from what there is; no estimate takes its place.
enum class NotEvaluable {
  NoData,         // It had to be reported and was not.
  NotProgrammed,  // Nothing was to be done.
  NoVigente,      // Vigente is zero.
  NoSpending,     // Devengado is zero.
  NothingDone,    // Executed is zero, and is the divisor.
  NoHistory,      // Earlier periods that the method needs are not loaded.
  NoBaseline,
  NoTarget,
  TargetEqualsBaseline,
  DirectionAgainstTarget,  // A reduction whose target is above its baseline, or the reverse.
  MixedUnits,              // Units of measure differ.
  MixedKinds,              // Kinds of count differ.
  NotDisjoint,             // Not declared disjoint: somebody may be counted twice.
  CostUnknown,             // No cost of its own is recorded.
  NoReference,             // No reference population is loaded.
  TooManyUndisclosed,      // More "sin desagregar" than the method admits.
  YearOver,                // No months are left.
  TooFewYears,             // One earlier year cannot be tried against another.
  FormulaRefused,          // The method sheet's formula could not be evaluated.
};
const RefusalRow& row_of(NotEvaluable);
std::span<const RefusalRow> not_evaluable_rows();

// What the value of a figure or operand is measured in.
enum class Measure {
  Quetzales,
  Units,        // Of the subproducto's or variable's own unit.
  Percent,      // In points: 28.3 is 28.3 %.
  Points,       // Difference of two percentages.
  Times,        // A plain ratio: 1.12.
  CostPerUnit,  // Quetzales per unit.
  Months,
};
std::string_view name_of(Measure);  // "quetzales", "unidades", "porcentaje" …

struct Operand {
  std::string name;            // "devengado"
  std::optional<Ratio> value;  // Nothing: it was needed and is missing.
  Measure measure = Measure::Units;
};

// Of so many that were expected, so many reported. {0, 0}: nothing was expected.
struct Coverage {
  int reported = 0;
  int expected = 0;
  bool complete() const { return reported == expected; }
  friend Coverage operator+(Coverage a, Coverage b) {
    return {a.reported + b.reported, a.expected + b.expected};
  }
  friend bool operator==(Coverage, Coverage) = default;
};

struct Figure {
  std::string formula;  // "100 × devengado ÷ vigente"
  std::vector<Operand> operands;
  Measure measure = Measure::Percent;
  std::optional<Ratio> value;
  std::optional<NotEvaluable> why_not;  // Set exactly where there is no value.
  Coverage coverage;
};

Figure evaluated(std::string formula, std::vector<Operand> operands, Measure, const Exact& value,
                 Coverage = {});
Figure not_evaluable(std::string formula, std::vector<Operand> operands, Measure, NotEvaluable,
                     Coverage = {});

Ratio quetzales(MoneySum);
Operand operand(std::string name, MoneySum);
Operand operand(std::string name, Quantity);
Operand operand(std::string name, std::optional<Quantity>);

}  // namespace evaluation
