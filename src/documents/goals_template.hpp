// The file in which a unit reports its goals, with what was programmed and reported so far;
// readers/goals_file reads it back. Not a report: no figure is computed here.
#pragma once

#include <map>
#include <span>
#include <string>

#include "base/result.hpp"
#include "domain/planning/plan.hpp"
#include "queries/goals.hpp"

namespace documents {

// One row per cell. The columns of docs/formats/metas.md, one per closed category, and the names
// of subproducto and unit to read by.
struct GoalsTemplate {
  const planning::Plan& plan;
  const std::map<std::string, std::string>& unit_names;
  std::span<const queries::GoalCell> cells;
};

// UTF-8 with byte order mark, commas.
std::string goals_template_csv(const GoalsTemplate&);

// Errors: SpreadsheetFailed, NoTemporaryFolder.
Result<std::string> goals_template_xlsx(const GoalsTemplate&);

}  // namespace documents
