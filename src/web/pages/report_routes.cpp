#include "web/route.hpp"

namespace web {

std::span<const Route> report_routes() { return {}; }

}  // namespace web
