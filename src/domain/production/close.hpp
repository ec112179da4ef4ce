// Closing an institution's month, and correcting it afterwards: a closed month does not change but
// by a rectification that a second person authorises.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/production/goal.hpp"
#include "domain/production/month_report.hpp"

namespace production {

// A unit that the close leaves without a validated report, by name and with the reason.
struct Absentee {
  std::string unit;
  std::string reason;
  friend bool operator==(const Absentee&, const Absentee&) = default;
};

struct ExpectedUnit {
  std::string unit;
  ReportState state = ReportState::Borrador;
};

struct CloseRequest {
  Month month;
  Date today;
  bool already_closed = false;
  std::optional<Month> earlier_open;   // The first month of the same year that is still open.
  std::vector<ExpectedUnit> expected;  // Units with a goal programmed for the month, by code.
  std::vector<Absentee> absentees;     // As the act names them.
};

// The absentees in order of unit. Every expected unit is validated or is named, never both.
Result<std::vector<Absentee>> close(const CloseRequest&);

// Asks to change one figure of a closed month. `old_amount` empty: there was no report.
struct Rectification {
  GoalKey key;
  std::optional<Quantity> old_amount;
  Report now;
  std::string reason;
};

// Whether it may be proposed: the month is closed, the old value is what is in force, something
// changes, there is a reason and evidence. Nothing changes yet.
Result<void> propose(const Rectification&, bool closed, const std::optional<Report>& in_force);

// Whether a second person may authorise it: not the one who proposed it, and the figure in force
// is still the one that was to be replaced.
Result<void> authorise(const Rectification&, const std::string& proposed_by,
                       const std::string& actor, bool decided,
                       const std::optional<Report>& in_force);

}  // namespace production
