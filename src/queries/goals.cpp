// The plan's POA below, what was imported or reprogrammed above it, reports beside.
#include "queries/goals.hpp"

#include "storage/goal_store.hpp"
#include "storage/plan_store.hpp"

namespace queries {

Result<std::vector<GoalCell>> goal_cells(storage::Database& db, std::string_view institution,
                                         Month first, Month last, std::int64_t seq) {
  std::map<production::GoalKey, GoalCell> cells;
  const auto cell = [&](const production::GoalKey& key) -> GoalCell& {
    auto& found = cells[key];
    found.key = key;
    return found;
  };
  for (const auto& goal : TRY(storage::plan_goals_at(db, institution, first, last, seq))) {
    auto& found = cell(goal.key);
    found.initial = goal.initial;
    found.programmed = goal.amount;
    found.illustrative = goal.illustrative;
  }
  for (const auto& row : TRY(storage::programmes_at(db, institution, first, last, seq))) {
    auto& found = cell(row.key);
    found.initial = row.programme.initial;
    found.programmed = row.programme.in_force;
  }
  for (auto& row : TRY(storage::reports_at(db, institution, first, last, seq))) {
    auto& found = cell(row.key);
    found.rectified = row.rectification.has_value();
    found.illustrative = found.illustrative || row.illustrative;
    found.report = std::move(row.report);
  }
  std::vector<GoalCell> all;
  for (auto& [key, found] : cells) all.push_back(std::move(found));
  return all;
}

Result<std::vector<UnitState>> unit_states(storage::Database& db, std::string_view institution,
                                           Month first, Month last, std::int64_t seq) {
  std::vector<UnitState> all;
  for (const auto& row : TRY(storage::unit_months_at(db, institution, first, last, seq)))
    all.push_back({row.unit, row.month, row.state, row.sent_on, row.comment});
  return all;
}

Result<std::vector<ClosedMonth>> closed_months(storage::Database& db, std::string_view institution,
                                               Month first, Month last, std::int64_t seq) {
  std::vector<ClosedMonth> all;
  for (auto& row : TRY(storage::closes_at(db, institution, first, last, seq)))
    all.push_back({row.month, std::move(row.absentees), row.on});
  return all;
}

Result<std::vector<RectificationState>> rectifications_of(storage::Database& db,
                                                          std::string_view institution) {
  std::vector<RectificationState> all;
  for (auto& row : TRY(storage::rectifications(db, institution)))
    all.push_back({row.number, std::move(row.asked), row.state, row.proposed_by, row.proposed_on,
                   row.decided_by, row.decided_seq, row.decided_on});
  return all;
}

Result<std::vector<SeriesRow>> series_values(storage::Database& db, std::string_view institution,
                                             std::string_view series, std::int64_t seq) {
  std::vector<SeriesRow> all;
  for (auto& row : TRY(storage::values_at(db, institution, series, seq)))
    all.push_back({std::move(row.value), row.reason, row.on, row.from_seq});
  return all;
}

}  // namespace queries
