// The pages of trail_routes().
#pragma once

#include "web/route.hpp"

namespace web {

Result<Response> trail_list(Visit&);  // I27
Result<Response> trail_show(Visit&);
Result<Response> trail_export(Visit&);
Result<Response> trail_checkpoint(Visit&);
Result<Response> trail_proof(Visit&);

}  // namespace web
