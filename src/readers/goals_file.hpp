// A file of goals (docs/formats/metas.md): one row per subproducto, unit and month, with what was
// programmed, reprogrammed and done, and a column "eje:categoría" for each part. A fault spoils
// the unit's month it stands in and no other; what the figures mean is decided by
// domain/production.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/production/month_report.hpp"

namespace readers {

struct GoalFault {
  std::string unit;            // "": the whole file.
  std::optional<Month> month;  // Nothing: every month of the unit.
  Error error;
};

struct GoalsFile {
  std::vector<production::GoalRow> rows;  // Without the faulty ones.
  std::vector<GoalFault> faults;
  std::vector<std::string> ignored;  // Headings that mean nothing here.
};

// CSV or XLSX; of a workbook, every visible sheet that has the header. Errors: of the file as a
// whole (readers::Refusal, and production's AxisUnknown or CategoryUnknown for a heading).
Result<GoalsFile> read_goals(std::string_view bytes);

// What people write where there is no figure: "", "—", "-", "sin dato", "n. a.".
bool says_no_data(std::string_view text);

// "2026-04", "abril", "abril de 2026", "4" with the year beside it. Error: MonthMalformed.
Result<Month> parse_month(std::string_view text, std::string_view year);

// "4" → "documentos" …: the data name, or its Spanish words. Nothing for what is none.
std::optional<production::CountKind> parse_count_kind(std::string_view text);

// Hashes separated by blanks, commas or semicolons, each perhaps followed by "=name".
std::vector<production::Evidence> parse_evidence(std::string_view text);

}  // namespace readers
