// A file of series (docs/formats/variables.md): one row per series, unit, detail and period. All
// or nothing: the first fault is the error and every fault is in its `all`.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/production/series.hpp"

namespace readers {

// CSV or XLSX, as read_goals(). Errors: readers::Refusal, production's PeriodMalformed …
Result<std::vector<production::SeriesValue>> read_variables(std::string_view bytes);

}  // namespace readers
