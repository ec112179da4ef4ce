// Files that people sent: their bytes on the way in, and on the way out to a page.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "web/http.hpp"
#include "web/visit.hpp"

namespace web {

// Error: Refusal::Failed where the temporary file cannot be read.
Result<std::string> bytes_of(const Upload&);

// A kept file: a PDF or an image is shown inside the page that asks, anything else is only
// downloaded under `name`. Nothing of what others uploaded runs as a page of this site.
Result<Response> kept_file_response(Visit&, std::string_view hash, std::string_view name);

}  // namespace web
