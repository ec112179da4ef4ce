#include "web/route.hpp"

namespace web {

std::span<const Route> api_routes() { return {}; }

}  // namespace web
