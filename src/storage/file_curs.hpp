// By which numbers of CURs a payment file is found: an index made of its content, and nothing else
// depends on it.
#pragma once

#include <string_view>

#include "storage/records.hpp"

namespace storage {

// After a row of `table` was put: what is derived from it follows. `row` is the whole row.
Result<void> follow_row(Database&, std::string_view table, const Fields& row);

// The CURs of every file there is, for a base that was made before the index.
Result<void> index_all_file_curs(Database&);

}  // namespace storage
