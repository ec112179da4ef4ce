// How findings, instruments and risks stood when a cut was frozen, and what the rules said of
// payment files: rows of 0023_control_history.sql.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/control/finding.hpp"
#include "domain/control/instrument.hpp"
#include "storage/records.hpp"

namespace storage {

struct FindingStandingRow {
  std::string number;
  std::int64_t version = 1;
  control::EstadoHallazgo state{};
  std::optional<Date> due, exception_until;
  std::int64_t recurrences = 0;
  Date on{};  // It stood so from this day.
};
Fields fields_of(const FindingStandingRow&);
// What entries up to `seq` left, by number and version.
Result<std::vector<FindingStandingRow>> finding_standings(Database&, std::string_view institution,
                                                          std::int64_t seq);

struct InstrumentStandingRow {
  std::string code;
  std::int64_t version = 1;
  control::Recurrencia when;
};
Fields fields_of(const InstrumentStandingRow&);
// The newest of each that entries up to `seq` left, by code.
Result<std::vector<InstrumentStandingRow>> instrument_standings(Database&,
                                                                std::string_view institution,
                                                                std::int64_t seq);

// Runs and requests that entries up to `seq` left, by code and period; the same by code and number.
struct RunStanding {
  std::string code;
  control::Corrida run;
};
Result<std::vector<RunStanding>> runs_until(Database&, std::string_view institution,
                                            std::int64_t seq);
struct RequestStanding {
  std::string code;
  control::Solicitud request;
};
Result<std::vector<RequestStanding>> requests_until(Database&, std::string_view institution,
                                                    std::int64_t seq);

struct RiskStandingRow {
  FiscalYear ejercicio;
  std::int64_t number = 0;
  control::RiskLevels levels;
  bool withdrawn = false;
  Date on{};
};
Fields fields_of(const RiskStandingRow&);
// The newest of each risk of the year that entries up to `seq` left until `day`, by number; those
// withdrawn too. Error: RiskOutOfRange of a row that is none.
Result<std::vector<RiskStandingRow>> risk_standings(Database&, std::string_view institution,
                                                    FiscalYear, std::int64_t seq, Date day);

// ---- What rules said of payment files -----------------------------------------------------------

struct FileAskedRow {
  std::string number;
  std::string passed, untold;  // " B02 V01 "
  friend bool operator==(const FileAskedRow&, const FileAskedRow&) = default;
};
Fields fields_of(const FileAskedRow&);
Result<std::optional<FileAskedRow>> file_asked(Database&, std::string_view institution,
                                               std::string_view number);

// What a rule said of the payment files of a month, by the month of their reception ("2026-05").
struct RuleMonth {
  std::int64_t passed = 0, untold = 0;
  // Those it asked to verify, and of them those that nobody but `responsible` dismissed: who
  // answers for a finding does not make its failures disappear.
  std::int64_t flagged = 0, failing = 0;
  std::int64_t judged() const { return passed + flagged; }
};
struct RuleQuestion {
  std::string_view rule, unit;   // unit "": all.
  std::int64_t responsible = 0;  // 0: whoever dismissed a flag, it is dismissed.
  std::string_view first, last;  // Days of reception, both included: "2026-01-01".
};
Result<std::map<std::string, RuleMonth>> rule_months(Database&, std::string_view institution,
                                                     const RuleQuestion&);

}  // namespace storage
