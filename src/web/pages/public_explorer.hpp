// What the explorer's two data sets share.
#pragma once

#include <vector>

#include "queries/public_year.hpp"
#include "web/kit/page.hpp"

namespace web {

enum class ExplorerSet : std::uint8_t { Budget, Goals };

// Links to the data sets that the explorer reads, the current one marked.
Html explorer_sets(const Visit&, ExplorerSet current);

// The explorer over goals: ?datos=metas.
Result<Response> explore_goals(Visit&, const queries::PublicYear&, const std::vector<Crumb>&);

}  // namespace web
