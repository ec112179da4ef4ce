// The pages of control_routes().
#pragma once

#include "web/route.hpp"

namespace web {}  // namespace web
