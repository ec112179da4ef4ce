// The pages of reference_routes(): catalogues, norms, thresholds.
#pragma once

#include "web/route.hpp"

namespace web {

Result<Response> catalog_list(Visit&);
Result<Response> catalog_show(Visit&);
Result<Response> catalog_add(Visit&);
Result<Response> norm_list(Visit&);
Result<Response> norm_confirm(Visit&);
Result<Response> threshold_list(Visit&);

}  // namespace web
