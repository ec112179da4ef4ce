// What applies is decided twice by the same code: here, to leave out what does not, and in the act.
#include "commands/import_goals.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "commands/access_state.hpp"
#include "commands/goal_rows.hpp"
#include "domain/production/refusals.hpp"
#include "readers/goals_file.hpp"
#include "readers/variables_file.hpp"
#include "storage/blobs.hpp"

namespace commands {
namespace {

using production::GoalRow;

Error in_file(Error error, const std::string& name) {
  if (!name.empty() && detail_of(error, "archivo").empty())
    error.details.push_back({"archivo", name});
  for (auto& each : error.all)
    if (!name.empty() && detail_of(each, "archivo").empty())
      each.details.push_back({"archivo", name});
  return error;
}

// Whether a fault of the reader spoils the row's unit and month.
bool spoils(const readers::GoalFault& fault, const GoalState& state, const GoalRow& row) {
  if (fault.unit.empty()) return true;
  return state.unit_code(fault.unit) == row.key.unit &&
         (!fault.month || *fault.month == row.key.month);
}

Result<std::vector<MonthCoverage>> coverage_after(storage::Database& db, const Context& context,
                                                  const GoalState& state,
                                                  const GoalsImport& import) {
  std::map<Month, std::set<std::string>> expected, reported;
  for (const auto* list : {&import.applied, &import.unchanged})
    for (const auto& group : *list) {
      expected[group.month].insert(group.unit);
      for (const auto& change : group.changes)
        if (change.report) reported[group.month].insert(group.unit);
    }
  for (const auto& refused : import.refused)
    if (refused.month && !refused.unit.empty()) expected[*refused.month].insert(refused.unit);
  std::vector<MonthCoverage> all;
  for (auto& [month, units] : expected) {
    for (const auto& [unit, due] : TRY(state.expected(month))) units.insert(unit);
    for (const auto& row : TRY(storage::reports_at(db, context.institution, month, month)))
      reported[month].insert(row.key.unit);
    all.push_back(
        {month, static_cast<int>(reported[month].size()), static_cast<int>(units.size())});
  }
  return all;
}

}  // namespace

Result<std::vector<GroupDecision>> decide_groups(const GoalState& state,
                                                 const std::vector<GoalRow>& rows, Date today) {
  std::map<std::pair<std::string, Month>, std::vector<GoalRow>> groups;
  for (const auto& row : rows) groups[{row.key.unit, row.key.month}].push_back(row);
  std::vector<GroupDecision> decided;
  for (const auto& [key, group] : groups) {
    const auto& [unit, month] = key;
    auto place = TRY(state.unit_month(unit, month));
    place.closed = place.closed || state.published(month);
    std::map<production::GoalKey, production::Cell> cells;
    for (const auto& row : group) cells.emplace(row.key, TRY(state.cell(row.key)));
    const bool begun = std::chrono::sys_days(first_day(month)) <= std::chrono::sys_days(today);
    auto changes = production::decide_rows(
        place, begun, group, [&](const production::GoalKey& cell) { return cells.at(cell); });
    GroupDecision decision{unit, month, {}, {}};
    if (changes)
      decision.changes = std::move(*changes);
    else
      decision.error = std::move(changes.error());
    decided.push_back(std::move(decision));
  }
  return decided;
}

Result<GoalsImport> import_goals(Context& context, std::string_view bytes,
                                 const ImportOptions& options) {
  auto file = readers::read_goals(bytes);
  if (!file) return std::unexpected(in_file(std::move(file).error(), options.file_name));
  auto& db = context.db();
  GoalsImport import;
  import.ignored = file->ignored;
  const auto state = TRY(GoalState::read(db, context.institution));
  for (const auto& fault : file->faults)
    import.refused.push_back(
        {state.unit_code(fault.unit), fault.month, in_file(fault.error, options.file_name)});
  std::vector<GoalRow> rows;
  for (auto& row : file->rows) {
    row.key.unit = state.unit_code(row.key.unit);
    row.key.subproducto = state.subproducto_code(row.key.subproducto);
    if (std::ranges::none_of(file->faults,
                             [&](const auto& fault) { return spoils(fault, state, row); }))
      rows.push_back(std::move(row));
  }
  std::set<std::pair<std::string, Month>> good;
  const Meta meta{context.institution, 0, context.world.now(), context.actor.number};
  for (auto& group : TRY(decide_groups(state, rows, meta.today()))) {
    if (auto own = require_unit(db, meta, access_control::Permission::ReportGoals, group.unit);
        !own && !group.error)
      group.error = own.error();
    if (group.error) {
      import.refused.push_back({group.unit, group.month, in_file(*group.error, options.file_name)});
    } else if (group.changes.empty()) {
      import.unchanged.push_back(std::move(group));
    } else {
      good.emplace(group.unit, group.month);
      import.applied.push_back(std::move(group));
    }
  }
  if (!import.applied.empty()) {
    json::array lines;
    for (const auto& row : rows)
      if (good.contains({row.key.unit, row.key.month})) lines.push_back(to_json(row));
    const Submission act{"metas.importar",
                         {{"archivo", options.file_name},
                          {"huella", show(sha256(bytes))},
                          {"ilustrativa", options.illustrative},
                          {"filas", std::move(lines)}},
                         ""};
    CHECK(simulate(context, act));  // A refused act leaves no file behind.
    if (!options.simulate) {
      CHECK(storage::keep_blob(db, bytes));
      import.receipt = TRY(submit(context, act));
    }
  }
  import.coverage = TRY(coverage_after(db, context, state, import));
  return import;
}

Result<Receipt> import_variables(Context& context, std::string_view bytes,
                                 const ImportOptions& options, const std::string& reason) {
  auto values = readers::read_variables(bytes);
  if (!values) return std::unexpected(in_file(std::move(values).error(), options.file_name));
  json::array lines;
  for (auto& value : *values) {
    value.illustrative = value.illustrative || options.illustrative;
    lines.push_back(to_json(value));
  }
  const Submission act{"variables.importar",
                       {{"archivo", options.file_name},
                        {"huella", show(sha256(bytes))},
                        {"motivo", reason},
                        {"filas", std::move(lines)}},
                       ""};
  auto outcome = simulate(context, act);  // A refused act leaves no file behind.
  if (!outcome) return std::unexpected(in_file(std::move(outcome).error(), options.file_name));
  if (options.simulate) return Receipt{context.institution, 0, 0, *std::move(outcome), false};
  CHECK(storage::keep_blob(context.db(), bytes));
  auto receipt = submit(context, act);
  if (!receipt) return std::unexpected(in_file(std::move(receipt).error(), options.file_name));
  return receipt;
}

Result<production::Evidence> keep_evidence(Context& context, std::string_view bytes,
                                           const std::string& name) {
  return production::Evidence{show(TRY(storage::keep_blob(context.db(), bytes))), name};
}

}  // namespace commands
