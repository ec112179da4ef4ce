// The routes of internal control and audit: what was found, the controls, and their tools.
#include <array>

#include "web/pages/control_pages.hpp"

namespace web {
namespace {

constexpr std::array<Route, 0> routes{};

}  // namespace

std::span<const Route> control_routes() { return routes; }

}  // namespace web
