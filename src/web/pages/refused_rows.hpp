// What a file was refused for, as a table that can be downloaded and worked off: where, what was
// found, what was expected, what to do. Kept as JSON between the steps of a wizard.
#pragma once

#include "base/json.hpp"
#include "web/kit/table.hpp"

namespace web {

// One row per fault of the error (all of them, else the error itself).
json::array refused_rows(const Error&);

TableView refused_table(const json::array& rows, std::string caption, std::string file_name);

}  // namespace web
