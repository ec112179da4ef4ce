// What was reported of one measure of the strategy, by cuatrimestre: the newest report of each.
#pragma once

#include <string_view>
#include <vector>

#include "storage/plan_store.hpp"

namespace queries {

Result<std::vector<storage::MeasureProgressRow>> measure_reports(storage::Database&,
                                                                 std::string_view institution,
                                                                 std::string_view measure);

}  // namespace queries
