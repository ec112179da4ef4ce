// The workbook in which a planner fills or corrects the tables of a plan; readers/plan_file reads
// it back. Filled with what the plan says already. Not a report: no figure is computed here.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/planning/plan.hpp"

namespace documents {

// XLSX: instructions, general data, results, network, matrix, one sheet of goals per unit,
// measures, lines of the policy. An empty plan gives empty tables with their headings, for ten
// years from its fiscal year. Errors: SpreadsheetFailed, NoTemporaryFolder.
Result<std::string> plan_template(const planning::Plan&);

}  // namespace documents
