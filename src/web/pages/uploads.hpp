// The bytes of an uploaded file that fits in memory.
#pragma once

#include <string>

#include "base/result.hpp"
#include "web/http.hpp"

namespace web {

// Error: Refusal::Failed where the temporary file cannot be read.
Result<std::string> bytes_of(const Upload&);

}  // namespace web
