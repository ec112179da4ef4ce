// The cuadros of a document as a workbook: one sheet each, numbered alike, with real numbers and
// dates, totals as formulas, and the figures of prose and charts on sheets of their own.
#pragma once

#include <string>

#include "base/result.hpp"
#include "documents/document.hpp"

namespace documents {

// Errors: SpreadsheetFailed, NoTemporaryFolder.
Result<std::string> xlsx_of(const Document&);

// A text that a spreadsheet could take for a formula, made harmless: "=1+1" → "'=1+1".
std::string harmless(std::string_view text);

}  // namespace documents
