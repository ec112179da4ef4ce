// Rows of goals and values of series as the bodies of acts, and back.
#pragma once

#include "base/json.hpp"
#include "domain/production/close.hpp"
#include "domain/production/series.hpp"

namespace commands {

json::object to_json(const production::GoalRow&);
Result<production::GoalRow> goal_row_from(const json::value&);

json::object to_json(const production::SeriesValue&);
Result<production::SeriesValue> series_value_from(const json::value&);

// [["P05.S2", "Sin formularios"]] and the like: a code and its reason.
json::array to_json(const std::vector<production::Missing>&);
json::array to_json(const std::vector<production::Absentee>&);
Result<std::vector<production::Missing>> missing_from(const json::array&);
Result<std::vector<production::Absentee>> absentees_from(const json::array&);

}  // namespace commands
