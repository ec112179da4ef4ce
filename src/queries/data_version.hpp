// A number that changes with every act of anybody: what was computed from the same version is the
// same.
#pragma once

#include <cstdint>

#include "storage/database.hpp"

namespace queries {

Result<std::int64_t> data_version(storage::Database&);

// The institution of the base, where it has exactly one; else "".
Result<std::string> only_institution(storage::Database&);

}  // namespace queries
