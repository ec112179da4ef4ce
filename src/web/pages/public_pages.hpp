// The pages of the public portal, and what they share.
#pragma once

#include "web/kit/page.hpp"

namespace web {}  // namespace web
