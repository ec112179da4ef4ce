// What the decisions of audit and control share: the finding that an act names, at the version that
// its author saw; who acts and for whom; and the tests that are bound to findings.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/command.hpp"
#include "domain/control/finding.hpp"
#include "domain/control/refusals.hpp"
#include "domain/verification/norms.hpp"
#include "storage/control_history.hpp"
#include "storage/control_store.hpp"

namespace commands {

// Errors: json's, FindingUnknown, FindingChanged.
Result<storage::FindingRow> finding_at(storage::Database&, const json::object& act, const Meta&);

// The row as its next version, with {"hallazgo", "version", "estado"} as outcome.
void put_finding(Decision&, const Meta&, storage::FindingRow);
// The row as it is, and how the finding stands from a day on, which reports of a cut ask.
void put_standing(Decision&, const storage::FindingRow&, Date since);

// Trimmed text that must be there. Error: FieldMissing.
Result<std::string> filled_at(const json::object& act, std::string_view key);
// Trimmed text, or "".
std::string text_or_none(const json::object& act, std::string_view key);
// A day, or nothing. Errors: those of dates, with `campo`.
Result<std::optional<Date>> optional_day_at(const json::object& act, std::string_view key);
// A day that has not passed. Error: DueInThePast.
Result<void> require_future(std::optional<Date>, const Meta&);

// One value of a closed list. Error: ValueUnknown.
template <class Kind>
Result<Kind> choice_at(const json::object& act, std::string_view key) {
  const auto said = TRY(filled_at(act, key));
  if (const auto kind = control::kind_of<Kind>(said)) return *kind;
  std::string known;
  for (const auto code : control::codes_of<Kind>())
    known += (known.empty() ? "" : ", ") + std::string(code);
  return refuse(control::Refusal::ValueUnknown,
                {{"campo", std::string(key)}, {"hallado", said}, {"esperado", known}});
}

// A user by name, or the account of a role. Error: PersonUnknown.
Result<std::int64_t> person_at(storage::Database&, const json::object& act, std::string_view key);
// Whether the person audits on the day of the act, with a role of his own or a lent one.
Result<bool> audits(storage::Database&, const Meta&, std::int64_t person);
// Errors: PersonUnknown, AuditorAudited.
Result<std::int64_t> audited_person_at(storage::Database&, const json::object& act, const Meta&,
                                       std::string_view key);

// Who acts: for the responsible person where he lent his role to the actor, else for whoever lent
// the permission, if it is not the actor's own.
Result<control::Actuante> acting(storage::Database&, const Meta&, access_control::Permission,
                                 std::int64_t responsible);
Result<control::Personas> persons_of(storage::Database&, const Meta&, const storage::FindingRow&);

// Takes a step and puts its row; `row.state` follows. Errors: those of control::dar_paso.
Result<void> step_finding(storage::Database&, const Meta&, storage::FindingRow& row,
                          control::PasoHallazgo, std::string_view reason, std::optional<Date> due,
                          Decision&);

// Whether a rule can be asked period by period with what the base holds.
bool testable(std::string_view rule);

// Tests findings against the data of each period that has ended since they were issued, puts what
// changed, and sets what the tests propose. Rows are put as they are, without a new version:
// nobody's work on a finding is disturbed by testing it.
class Retest {
 public:
  Retest(storage::Database& db, const Meta& meta) : db_{db}, meta_{meta} {}
  // Whether anything changed.
  Result<bool> test(storage::FindingRow&, Decision&);

 private:
  struct Found {
    std::int64_t judged = 0, failures = 0;
    bool untold = false;
  };
  Result<Found> ask(const storage::FindingRow&, const control::Periodo&);
  Result<Found> ask_files(const storage::FindingRow&, const control::Periodo&);
  Result<Found> ask_history(const storage::FindingRow&, const control::Periodo&);

  storage::Database& db_;
  const Meta& meta_;
  std::map<std::string, std::map<std::string, storage::RuleMonth>> months_;
  std::map<std::string, std::vector<verification::Purchase>> bought_;  // By unit, by day.
  std::optional<verification::NormTable> norms_;
};

}  // namespace commands
