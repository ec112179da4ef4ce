// What boards show of a year so far: the live state evaluated up to a month, with the course of the
// year month by month.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/planning/plan.hpp"
#include "queries/evaluation.hpp"
#include "queries/goals.hpp"

namespace queries {

// One month of the year, accumulated from January, in per cent points.
struct CoursePoint {
  std::optional<Ratio> financial_programmed;  // Of vigente; nothing where no programme is loaded.
  std::optional<Ratio> financial;             // Nothing after the month of the board.
  std::optional<Ratio> physical_programmed;   // The average of what is programmed, of every goal.
  std::optional<Ratio> physical;
};

struct LiveExecution {
  Evaluation evaluation;
  planning::Plan plan;
  std::vector<GoalCell> cells;  // Of the whole year.
  std::array<CoursePoint, 12> course{};
};

// January to `month`, live: whatever is reported counts, validated or not. Errors as
// evaluation_at.
Result<LiveExecution> live_execution(storage::Database&, std::string_view institution, Month);

// The course of an evaluation; its last point is what the evaluation itself says.
std::array<CoursePoint, 12> course_of(const Evaluation&);

// The month that boards open with: the last that is closed or that the budget has movements of.
// Where there is neither, January of the year that the plan in force is for; nothing without plan.
Result<std::optional<Month>> month_of_boards(storage::Database&, std::string_view institution);

// The years that have a budget, goals or a plan, newest first.
Result<std::vector<FiscalYear>> years_of_boards(storage::Database&, std::string_view institution);

}  // namespace queries
