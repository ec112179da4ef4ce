// Goals at an entry of the journal: programme and report of every subproducto, unit and month.
// Also what `metas mostrar` lists.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/production/close.hpp"
#include "domain/production/series.hpp"
#include "queries/cuts.hpp"
#include "storage/database.hpp"

namespace queries {

struct GoalCell {
  production::GoalKey key;
  Quantity initial, programmed;  // As first approved; in force. Zero where nothing is programmed.
  std::optional<production::Report> report;
  bool rectified = false;
  bool illustrative = false;
};

// Every cell of the months that has a programme or a report, by subproducto, unit and month.
Result<std::vector<GoalCell>> goal_cells(storage::Database&, std::string_view institution,
                                         Month first, Month last, std::int64_t seq);

struct UnitState {
  std::string unit;
  Month month;
  production::ReportState state = production::ReportState::Borrador;
  std::optional<Date> sent_on;
  std::string comment;
};
Result<std::vector<UnitState>> unit_states(storage::Database&, std::string_view institution,
                                           Month first, Month last, std::int64_t seq);

struct ClosedMonth {
  Month month;
  std::vector<production::Absentee> absentees;
  Date on{};
};
Result<std::vector<ClosedMonth>> closed_months(storage::Database&, std::string_view institution,
                                               Month first, Month last, std::int64_t seq);

struct RectificationState {
  std::int64_t number = 0;
  production::Rectification asked;
  std::string state;  // "propuesta", "autorizada", "negada".
  std::int64_t proposed_by = 0;
  Date proposed_on{};
  std::optional<std::int64_t> decided_by, decided_seq;
  std::optional<Date> decided_on;
};
Result<std::vector<RectificationState>> rectifications_of(storage::Database&,
                                                          std::string_view institution);

struct SeriesRow {
  production::SeriesValue value;
  std::string reason;
  Date on{};
  std::int64_t seq = 0;
};
// The values of a series ("" for all) in force, by key.
Result<std::vector<SeriesRow>> series_values(storage::Database&, std::string_view institution,
                                             std::string_view series, std::int64_t seq);

}  // namespace queries
