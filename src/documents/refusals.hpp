// Why a document could not be made.
#pragma once

#include <span>

#include "base/result.hpp"

namespace documents {

enum class Refusal {
  ProgramMissing,   // A program that makes PDF or DOCX is not installed.
  ProgramFailed,    // It ended with an error.
  ProgramTimedOut,  // It did not end in time and was stopped.
  NoTemporaryFolder,
  FileNotWritten,
  SpreadsheetFailed,
  QrTooLong,
  FormatUnknown,  // Not one of html, pdf, docx, xlsx, json.
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace documents
