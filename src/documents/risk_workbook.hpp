// The SINACIG workbook: the matrix in the official columns, the map, the work plan, the continuity
// of evidence, and where it comes from.
#pragma once

#include <string>

#include "base/result.hpp"
#include "queries/report_frame.hpp"
#include "queries/risks.hpp"

namespace documents {

// Inherent and residual risk are formulas over the row, with the value that the pages show.
// Errors: SpreadsheetFailed, NoTemporaryFolder.
Result<std::string> risk_workbook(const queries::RiskMatrix&, const queries::InstitutionData&,
                                  std::int64_t made_at);

}  // namespace documents
