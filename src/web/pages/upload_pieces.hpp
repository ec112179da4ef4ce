// The addresses that the script of files in pieces asks.
#pragma once

#include "web/route.hpp"

namespace web {

Result<Response> pieces_begin(Visit&);
Result<Response> pieces_show(Visit&);
Result<Response> pieces_add(Visit&);
Result<Response> pieces_cancel(Visit&);

}  // namespace web
