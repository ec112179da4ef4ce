// Measures and lines of the policy as their pages list them.
#include "queries/follow_up.hpp"

namespace queries {

Result<std::vector<storage::MeasureProgressRow>> measure_reports(storage::Database& db,
                                                                 std::string_view institution,
                                                                 std::string_view measure) {
  std::vector<storage::MeasureProgressRow> found;
  for (auto& row : TRY(storage::measure_progress_at(db, institution)))
    if (row.measure == measure) found.push_back(std::move(row));
  return found;
}

}  // namespace queries
