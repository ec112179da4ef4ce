// What the explorer's two data sets share.
#pragma once

#include <vector>

#include "queries/public_year.hpp"
#include "web/kit/page.hpp"
#include "web/kit/table.hpp"

namespace web {

enum class ExplorerSet : std::uint8_t { Budget, Goals };

// Links to the data sets that the explorer reads, the current one marked.
Html explorer_sets(const Visit&, ExplorerSet current);

// Months of the address (?desde=, ?hasta=), within those that have data; all of them unless it
// says.
struct MonthSpan {
  unsigned from = 1, to = 12;
};
MonthSpan months_asked(const Request&, Month last);
Html month_selects(const Visit&, Month last, const MonthSpan&);

// The page around what is asked and seen: title, trail and the two data sets.
PageView explorer_page(const Visit&, ExplorerSet, const TableView&, const std::vector<Crumb>&);

// The explorer over goals: ?datos=metas.
Result<Response> explore_goals(Visit&, const queries::PublicYear&, const std::vector<Crumb>&);

}  // namespace web
