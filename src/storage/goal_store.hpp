// Goals, series and cuts as rows: what they were at an entry of the journal, or are now. Acts
// write them through commands::Changes with the row functions below, so that reading and writing
// share one description.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "domain/production/close.hpp"
#include "domain/production/series.hpp"
#include "storage/records.hpp"

namespace storage {

// As of which entry of the institution's journal.
inline constexpr std::int64_t live = std::numeric_limits<std::int64_t>::max();

struct ProgrammeRow {
  production::GoalKey key;
  production::Programme programme;
  std::string reason, act;
  Date on{};
  std::int64_t from_seq = 0;
};

struct ReportRow {
  production::GoalKey key;
  production::Report report;
  std::optional<std::int64_t> rectification;
  bool illustrative = false;
  std::int64_t from_seq = 0;
};

struct UnitMonthRow {
  std::string unit;
  Month month;
  production::ReportState state = production::ReportState::Borrador;
  std::int64_t sent_by = 0;
  std::optional<Date> sent_on;
  Date on{};
  std::string comment;
  std::vector<production::Missing> missing;
  std::int64_t from_seq = 0;
};

struct CloseRow {
  Month month;
  std::vector<production::Absentee> absentees;
  Date on{};
  std::int64_t from_seq = 0;
};

struct RectificationRow {
  std::int64_t number = 0;  // Seq of the proposal.
  production::Rectification asked;
  std::string state;  // "propuesta", "autorizada", "negada".
  std::int64_t proposed_by = 0;
  Date proposed_on{};
  std::optional<std::int64_t> decided_by, decided_seq;
  std::optional<Date> decided_on;
};

struct ValueRow {
  production::SeriesValue value;
  std::string reason;
  Date on{};
  std::int64_t from_seq = 0;
};

struct CutRow {
  std::string code;
  std::int64_t version = 0;
  Month first, last;
  std::int64_t institution_seq = 0, installation_seq = 0, frozen_at = 0;
  std::vector<Month> open_months;
  std::string norms;  // Canonical JSON.
};

// Ordered by key. `first`, `last` inclusive.
Result<std::vector<ProgrammeRow>> programmes_at(Database&, std::string_view institution,
                                                Month first, Month last, std::int64_t seq = live);
Result<std::vector<ReportRow>> reports_at(Database&, std::string_view institution, Month first,
                                          Month last, std::int64_t seq = live);
Result<std::vector<UnitMonthRow>> unit_months_at(Database&, std::string_view institution,
                                                 Month first, Month last, std::int64_t seq = live);
Result<std::vector<CloseRow>> closes_at(Database&, std::string_view institution, Month first,
                                        Month last, std::int64_t seq = live);

// One cell, as it is.
Result<std::optional<ProgrammeRow>> programme_of(Database&, std::string_view institution,
                                                 const production::GoalKey&);
Result<std::optional<ReportRow>> report_of(Database&, std::string_view institution,
                                           const production::GoalKey&, std::int64_t seq = live);
Result<std::optional<UnitMonthRow>> unit_month_of(Database&, std::string_view institution,
                                                  std::string_view unit, Month);

// All rectifications, by number.
Result<std::vector<RectificationRow>> rectifications(Database&, std::string_view institution);

// The values of a series ("" for all), by key.
Result<std::vector<ValueRow>> values_at(Database&, std::string_view institution,
                                        std::string_view series, std::int64_t seq = live);

// Oldest first.
Result<std::vector<CutRow>> cuts(Database&, std::string_view institution);

// Whole rows for Changes::put; institution and seq are filled in by the framework.
Fields fields_of(const ProgrammeRow&, std::optional<std::int64_t> until = {});
Fields fields_of(const ReportRow&, std::optional<std::int64_t> until = {});
Fields fields_of(const UnitMonthRow&, std::optional<std::int64_t> until = {});
Fields fields_of(const CloseRow&);
Fields fields_of(const RectificationRow&);
Fields fields_of(const ValueRow&, std::optional<std::int64_t> until = {});
Fields fields_of(const CutRow&);

// Parts and evidence as the JSON of rows and acts: [["sexo","mujer","13110"]], [["9c41…","x.pdf"]].
json::array to_json(const std::vector<production::Part>&);
json::array to_json(const std::vector<production::Evidence>&);
Result<std::vector<production::Part>> parts_from(const json::array&);
Result<std::vector<production::Evidence>> evidence_from(const json::array&);

}  // namespace storage
