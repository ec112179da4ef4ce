// A plan file over the plan in force.
#include "commands/read_plan.hpp"

#include "base/text.hpp"
#include "storage/plan_store.hpp"

namespace commands {

Result<readers::PlanFile> read_plan(Context& context, std::string_view bytes) {
  if (is_whole_plan(bytes)) return readers::read_plan(bytes, nullptr);
  const auto stored = TRY(storage::plan_at(context.db(), context.institution));
  return readers::read_plan(bytes, stored ? &stored->plan : nullptr);
}

bool is_whole_plan(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto start = trimmed(bytes.substr(0, 100));
  return start.starts_with('{') || start.starts_with('[');
}

}  // namespace commands
