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

// What a person says of a workbook that is the institution's own: which sheet is what, and which
// heading is which field. Headings are remembered by layout; units may be named instead of coded.
struct SheetChoice {
  std::string sheet;
  std::string layout;  // "plan-poa"; "": not read.
};
struct HeadingChoice {
  std::string layout, heading;
  std::string field;  // "": not read.
};
struct PlanChoices {
  std::vector<SheetChoice> sheets;  // The others are recognised by their headings.
  std::vector<HeadingChoice> headings;
  std::vector<std::pair<std::string, std::string>> units;  // Name → code.
};

// A sheet as it was found, with what is made of it so far.
struct SheetSeen {
  std::string name;
  std::size_t rows = 0;
  std::string layout;          // "" where none fits.
  std::size_t header_row = 0;  // From 1.
  struct Heading {
    std::string column;   // "C"
    std::string heading;  // As written.
    std::string field;    // "" where it means nothing.
    std::string sample;   // The first value below it.
  };
  std::vector<Heading> headings;
  std::vector<std::string> missing;  // Obligatory fields without a column.
};
// Errors: of the file as a whole.
Result<std::vector<SheetSeen>> look_at_plan(std::string_view bytes, const PlanChoices&);

// The layouts of a plan: code, what they are called, their fields with whether they must be there.
struct PlanLayout {
  std::string code, title;
  struct Field {
    std::string name;
    bool required = false;
  };
  std::vector<Field> fields;
};
std::vector<PlanLayout> plan_layouts();

// JSON by its first character, else tables over `base` (null: from nothing, which needs the sheet
// of general data). Errors: parse_plan's; readers::Refusal with place; planning's CellUnreadable,
// SheetMissing, LayoutUnknown with place; every fault of a file is in `all`.
Result<PlanFile> read_plan(std::string_view bytes, const planning::Plan* base,
                           const PlanChoices& = {});

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
