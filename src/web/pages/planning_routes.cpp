// The routes of planning: chain, matrix, sheets, POA, network, findings, versions, measures,
// policy.
#include "web/route.hpp"

namespace web {

std::span<const Route> planning_routes() { return {}; }

}  // namespace web
