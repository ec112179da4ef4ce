// A plan as a file: plan.json, or tables in CSV or XLSX (docs/formats/plan.md). A table says part
// of a plan; what it does not say is kept from the plan it is laid upon. Whether the whole holds
// together is decided by domain/planning.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/planning/plan.hpp"
#include "readers/sheet.hpp"

namespace readers {

struct PlanFile {
  planning::Plan plan;
  std::vector<std::string> tables;   // Codes of the layouts that were read: "plan-poa" …
  std::vector<std::string> ignored;  // Sheets that no layout fits.
};

// JSON by its first character, else tables over `base` (null: from nothing, which needs the sheet
// of general data). Errors: parse_plan's; readers::Refusal with place; planning's CellUnreadable,
// SheetMissing, LayoutUnknown with place; every fault of a file is in `all`.
Result<PlanFile> read_plan(std::string_view bytes, const planning::Plan* base);

// The yearly targets of one row of the matrix as values. "5%", 0.05 shown as a percentage, and a
// row of fractions up to 1 are percentages; whole numbers are counts. `texts` gets what the matrix
// prints.
struct TargetRow {
  bool percent = false;
  std::vector<Quantity> values;
  std::vector<std::string> texts;
};
Result<TargetRow> read_targets(const std::vector<Cell>&);

}  // namespace readers
