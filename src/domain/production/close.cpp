// Decisions on closed months.
#include "domain/production/close.hpp"

#include <algorithm>
#include <chrono>

#include "base/text.hpp"
#include "domain/production/refusals.hpp"

namespace production {
namespace {

std::string shown(const std::optional<Quantity>& amount) { return amount ? show(*amount) : ""; }

Result<void> check_old(const Rectification& asked, const std::optional<Report>& in_force) {
  const auto now = in_force ? std::optional(in_force->amount) : std::nullopt;
  if (now != asked.old_amount)
    return refuse(Refusal::OldValueDiffers,
                  {{"hallado", shown(asked.old_amount)}, {"esperado", shown(now)}});
  return {};
}

}  // namespace

Result<std::vector<Absentee>> close(const CloseRequest& request) {
  const std::vector<Detail> month{{"mes", show(request.month)}};
  if (request.already_closed) return refuse(Refusal::AlreadyClosed, month);
  if (std::chrono::sys_days(request.today) <= std::chrono::sys_days(last_day(request.month)))
    return refuse(Refusal::MonthNotOver, month);
  if (request.earlier_open)
    return refuse(Refusal::EarlierMonthOpen, {{"mes", show(*request.earlier_open)}});
  for (const auto& named : request.absentees) {
    const auto found = std::ranges::find(request.expected, named.unit, &ExpectedUnit::unit);
    if (found == request.expected.end())
      return refuse(Refusal::AbsenteeUnknown, {{"unidad", named.unit}});
    if (found->state == ReportState::Validado)
      return refuse(Refusal::AbsenteeReported, {{"unidad", named.unit}});
    if (trimmed(named.reason).empty())
      return refuse(Refusal::ReasonMissing, {{"unidad", named.unit}});
  }
  for (const auto& [unit, state] : request.expected)
    if (state != ReportState::Validado &&
        std::ranges::find(request.absentees, unit, &Absentee::unit) == request.absentees.end())
      return refuse(Refusal::AbsenteeNotNamed,
                    {{"unidad", unit}, {"estado", std::string(name_of(state))}});
  auto absentees = request.absentees;
  std::ranges::sort(absentees, {}, &Absentee::unit);
  return absentees;
}

Result<void> propose(const Rectification& asked, bool closed,
                     const std::optional<Report>& in_force) {
  std::vector<Error> faults;
  check_report(asked.now, faults);
  if (!faults.empty()) return std::unexpected(faults.front());
  if (!closed) return refuse(Refusal::MonthNotClosed, {{"mes", show(asked.key.month)}});
  CHECK(check_old(asked, in_force));
  if (in_force && in_force->amount == asked.now.amount && in_force->parts == asked.now.parts)
    return refuse(Refusal::NothingChanges, {{"hallado", show(asked.now.amount)}});
  if (trimmed(asked.reason).empty()) return refuse(Refusal::ReasonMissing);
  if (asked.now.evidence.empty()) return refuse(Refusal::EvidenceMissing);
  return {};
}

Result<void> authorise(const Rectification& asked, const std::string& proposed_by,
                       const std::string& actor, bool decided,
                       const std::optional<Report>& in_force) {
  if (decided) return refuse(Refusal::RectificationDecided);
  if (proposed_by == actor) return refuse(Refusal::SamePerson, {{"hallado", actor}});
  return check_old(asked, in_force);
}

}  // namespace production
