// Files that people sent: their bytes on the way in, and on the way out to a page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/result.hpp"
#include "web/http.hpp"
#include "web/kit/form.hpp"
#include "web/visit.hpp"

namespace web {

// Error: Refusal::Failed where the temporary file cannot be read.
Result<std::string> bytes_of(const Upload&);

// Which files a control takes: a PDF, an image, a sheet or a text; or an XML too.
enum class Takes : std::uint8_t { Evidence, Papers };

// What an uploaded file is by its bytes, where its name agrees, as acts say it
// ("application/pdf"); nothing where it is none of what is taken.
std::optional<std::string> media_type_of(const Upload&, std::string_view bytes, Takes);
// What to do then.
std::string_view not_its_name(Takes);

// The uploaded file, kept by its hash, as {"nombre", "huella", "tipo", "bytes"}; an empty object
// where none came. One that is not taken is a fault of the control, and where anything is at fault
// nothing is kept.
Result<json::object> kept_upload(Visit&, std::string_view control, FormState&,
                                 Takes = Takes::Evidence);

// A kept file: a PDF or an image is shown inside the page that asks, anything else is only
// downloaded under `name`. Nothing of what others uploaded runs as a page of this site.
Result<Response> kept_file_response(Visit&, std::string_view hash, std::string_view name);

}  // namespace web
