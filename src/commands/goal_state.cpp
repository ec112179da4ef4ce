// The state that acts on goals read.
#include "commands/goal_state.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/production/refusals.hpp"

namespace commands {
namespace {

production::CountKind count_kind(planning::TipoConteo kind) {
  return static_cast<production::CountKind>(kind);
}
static_assert(static_cast<int>(planning::TipoConteo::Actos) ==
              static_cast<int>(production::CountKind::Actos));

// The code that `written` is, or the only one whose name it is, or `written` itself.
std::string code_in(const std::map<std::string, std::string>& names, const std::string& written) {
  if (names.contains(written)) return written;
  const auto plain = folded(written);
  const std::string* found = nullptr;
  for (const auto& [code, name] : names) {
    if (folded(code) != plain && folded(name) != plain) continue;
    if (found) return written;
    found = &code;
  }
  return found ? *found : written;
}

}  // namespace

Result<GoalState> GoalState::read(storage::Database& db, std::string_view institution) {
  GoalState state{db, institution};
  auto plan = TRY(storage::plan_at(db, institution));
  if (!plan) return refuse(production::Refusal::NoPlan);
  state.plan_ = std::move(plan->plan);
  for (const auto& unit :
       TRY(storage::select(db, "org_unit", {{"institution", storage::as_value(institution)}})))
    state.units_.emplace(unit.text("code"), unit.text("name"));
  const Month first{{1990}, 1}, last{{2100}, 12};
  for (const auto& close : TRY(storage::closes_at(db, institution, first, last)))
    state.closed_.insert(close.month);
  for (const auto& cut : TRY(storage::cuts(db, institution)))
    for (Month month = cut.first; month <= cut.last; month = next(month))
      state.published_.insert(month);
  return state;
}

bool GoalState::closed(Month month) const { return closed_.contains(month); }
bool GoalState::published(Month month) const { return published_.contains(month); }

Result<production::Cell> GoalState::cell(const production::GoalKey& key) const {
  production::Cell cell;
  const auto* subproducto = planning::subproducto_of(plan_, key.subproducto);
  cell.subproducto_exists = subproducto != nullptr;
  if (subproducto) cell.kind = count_kind(subproducto->tipo_conteo);
  cell.unit_exists = units_.contains(key.unit);
  if (const auto row = TRY(storage::programme_of(*db_, institution_, key)))
    cell.programme = row->programme;
  else if (const auto planned = TRY(storage::plan_goal_of(*db_, institution_, key)))
    cell.programme = production::Programme{planned->initial, planned->amount,
                                           planned->initial == planned->amount ? 1 : 2};
  if (auto row = TRY(storage::report_of(*db_, institution_, key)))
    cell.report = std::move(row->report);
  return cell;
}

Result<production::UnitMonth> GoalState::unit_month(std::string_view unit, Month month) const {
  production::UnitMonth state;
  if (const auto row = TRY(storage::unit_month_of(*db_, institution_, unit, month))) {
    state.state = row->state;
    state.sent_by = std::to_string(row->sent_by);
  }
  state.closed = closed(month);
  return state;
}

Result<std::map<std::string, std::vector<std::string>>> GoalState::expected(Month month) const {
  std::map<production::GoalKey, Quantity> programmed;
  for (const auto& goal : TRY(storage::plan_goals_at(*db_, institution_, month, month)))
    programmed[goal.key] = goal.amount;
  for (const auto& row : TRY(storage::programmes_at(*db_, institution_, month, month)))
    programmed[row.key] = row.programme.in_force;
  std::map<std::string, std::vector<std::string>> units;
  for (const auto& [key, amount] : programmed)
    if (amount > Quantity{}) units[key.unit].push_back(key.subproducto);
  return units;
}

Result<GoalState::Held> GoalState::held(std::string_view unit, Month month) const {
  Held held;
  for (const auto& row : TRY(storage::reports_at(*db_, institution_, month, month)))
    if (row.key.unit == unit) held.reported.push_back(row.key.subproducto);
  const auto all = TRY(expected(month));
  if (const auto due = all.find(std::string(unit)); due != all.end())
    for (const auto& code : due->second)
      if (std::ranges::find(held.reported, code) == held.reported.end())
        held.unreported.push_back(code);
  return held;
}

std::string GoalState::unit_code(const std::string& written) const {
  return code_in(units_, written);
}

std::string GoalState::subproducto_code(const std::string& written) const {
  std::map<std::string, std::string> names;
  for (const auto& each : plan_.subproductos) names.emplace(each.id, each.nombre);
  return code_in(names, written);
}

}  // namespace commands
