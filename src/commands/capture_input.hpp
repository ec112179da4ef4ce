// What people type or paste into a month's form, read by the same grammar as files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/production/goal.hpp"

namespace commands {

// A typed figure: "1198", "1,198", " 1 198 ", "Q"-less. Nothing for "", "—", "sin dato". Errors:
// AmountNotANumber, AmountAmbiguous ("1.198": asks, never guesses), AmountTooLarge; of production,
// AmountNegative and AmountNotWhole.
Result<std::optional<Quantity>> typed_count(std::string_view text);

// Counts of an open list, one a line or separated by commas: "HND 12". Errors: CategoryUnknown,
// PartDoubled, and those of typed_count().
Result<std::vector<production::Part>> typed_parts(production::Axis, std::string_view text);

// What was copied from a sheet: rows of cells separated by tabs (by semicolons where there is no
// tab), quoted cells with tabs and breaks inside and doubled quotes, CR or LF or both. Blank rows
// at the end are dropped. Total: a quote that is never closed is a character like any other.
std::vector<std::vector<std::string>> pasted_cells(std::string_view text);

// What the bytes of a file are, by themselves: "application/pdf". Nothing for what is not taken as
// a means of verification.
struct FileKind {
  std::string_view media_type;
  std::string_view name;       // "PDF"
  std::string_view extension;  // "pdf"
};
std::optional<FileKind> kind_of_bytes(std::string_view bytes);
// The kinds that are taken, for the form's hint and its `accept`.
std::vector<FileKind> accepted_kinds();
// Whether the name's ending is one of the kind's ("jpg" and "jpeg").
bool name_fits(std::string_view file_name, const FileKind&);

}  // namespace commands
