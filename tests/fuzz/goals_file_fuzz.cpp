// Goals files: nothing crashes; every row that is read has a unit, a month and finite amounts, and
// deciding rows never gives a change that the same rows, decided again, would give a second time.
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string_view>

#include "domain/production/month_report.hpp"
#include "readers/goals_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = readers::read_goals({reinterpret_cast<const char*>(data), size});
  if (!file) return 0;
  std::map<std::pair<std::string, Month>, std::vector<production::GoalRow>> groups;
  for (const auto& row : file->rows) {
    if (row.key.unit.empty() || row.key.subproducto.empty()) std::abort();
    groups[{row.key.unit, row.key.month}].push_back(row);
  }
  std::map<production::GoalKey, production::Cell> state;
  const auto known = [&](const production::GoalKey& key) {
    const auto found = state.find(key);
    return found != state.end() ? found->second : production::Cell{true, true, {}, {}, {}};
  };
  for (const auto& [key, rows] : groups) {
    const auto changes = production::decide_rows({}, true, rows, known);
    if (!changes) continue;
    for (const auto& change : *changes) {
      auto& cell = state.emplace(change.key, known(change.key)).first->second;
      cell.kind = change.kind;
      if (change.programme) cell.programme = change.programme;
      if (change.report) cell.report = change.report;
    }
    const auto again = production::decide_rows({}, true, rows, known);
    if (!again || !again->empty()) std::abort();
  }
  return 0;
}
