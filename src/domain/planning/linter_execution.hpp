// The part of the plan linter that needs what was done and spent: execution without money, money
// without execution, far more than the goal, and a goal lowered to what had been done already.
// The part that a plan alone decides is linter.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/planning/linter.hpp"
#include "domain/values/money.hpp"

namespace planning {

// What a year has of one subproducto, over all units, up to `upto`.
struct ExecutedGoal {
  std::string subproducto;
  Quantity initial_goal, goal;       // Of the year: as first approved, and in force.
  std::optional<Quantity> executed;  // Nothing: no unit has reported.
};

// What a year has of one producto. Nothing in `devengado`: its activity has no budget loaded.
struct ExecutedProduct {
  std::string producto;
  std::vector<ExecutedGoal> goals;
  std::optional<MoneySum> devengado;
};

// Codes F-EJECUCION (class R13 of the validation rules: EF > MF · 1.2, or EF > 0 with D = 0, and
// the reverse) and F-BAJA (R14), by product in the order given.
std::vector<Finding> lint_execution(const std::vector<ExecutedProduct>&);

// What identifies such a finding: its figures change every month, so a reason that was accepted
// holds for the code at the place, as long as the plan does not change.
std::string execution_key(std::string_view code, std::string_view lugar);
// Whether a code at a place of this plan can be such a finding.
bool is_of_execution(const Plan&, std::string_view code, std::string_view lugar);

std::span<const std::string_view> execution_motives();

}  // namespace planning
