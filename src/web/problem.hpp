// A refusal as application/problem+json (RFC 9457): for whoever asks the API.
#pragma once

#include "base/result.hpp"
#include "web/http.hpp"

namespace web {

Response problem(const Request&, const Error&);
// The same with a status of its own: 412 for a version that is no longer there.
Response problem(const Request&, const Error&, int status);

// Whether this request is for the API, so that a refusal is told as a problem.
bool asks_the_api(const Request&);

}  // namespace web
