// The acts of follow-up per cuatrimestre: of a measure of the strategy, and of a line of the
// Política Migratoria. A later report of the same period replaces the earlier one; both stay.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands/submit.hpp"
#include "domain/planning/plan.hpp"
#include "domain/production/goal.hpp"

namespace commands {

struct MeasureFollowUp {
  std::string measure;  // "a-1"
  Cuatrimestre period;
  std::optional<planning::MeasureState> state;  // Nothing: as it was.
  std::string progress;
  std::optional<Quantity> amount;
  std::optional<Money> spent;
  std::vector<production::Evidence> evidence;
};
Submission follow_measure(const MeasureFollowUp&);

struct PolicyFollowUp {
  std::int32_t line = 0;
  Cuatrimestre period;
  std::string progress;
  std::optional<Quantity> percent;
  std::vector<production::Evidence> evidence;
};
Submission report_policy_line(const PolicyFollowUp&);

Result<Decision> decide_follow_measure(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_report_policy_line(storage::Database&, const json::object&, const Meta&);

// Their second versions: who reports for some units reports only what the plan gives to them, by
// the function or by the post that answers for it. Error: OtherUnit beside the first ones'.
Result<Decision> decide_follow_own_measure(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_report_own_policy_line(storage::Database&, const json::object&,
                                               const Meta&);

}  // namespace commands
