// A plan file over the plan in force.
#include "commands/read_plan.hpp"

#include "base/text.hpp"
#include "storage/plan_store.hpp"
#include "storage/records.hpp"

namespace commands {

Result<readers::PlanFile> read_plan(Context& context, std::string_view bytes) {
  if (is_whole_plan(bytes)) return readers::read_plan(bytes, nullptr);
  const auto stored = TRY(storage::plan_at(context.db(), context.institution));
  return readers::read_plan(bytes, stored ? &stored->plan : nullptr);
}

Result<readers::PlanChoices> remembered_choices(Context& context) {
  readers::PlanChoices choices;
  auto& db = context.db();
  const auto institution = storage::as_value(context.institution);
  for (const auto& row : TRY(storage::select(db, "plan_heading", {{"institution", institution}})))
    choices.headings.push_back({row.text("layout"), row.text("heading"), row.text("field")});
  for (const auto& row : TRY(storage::select(db, "org_unit", {{"institution", institution}}))) {
    choices.units.emplace_back(row.text("name"), row.text("code"));
    if (const auto brief = row.optional_text("short_name"))
      choices.units.emplace_back(*brief, row.text("code"));
  }
  return choices;
}

Result<readers::PlanFile> read_plan(Context& context, std::string_view bytes,
                                    const readers::PlanChoices& choices,
                                    const planning::Plan& blank) {
  if (is_whole_plan(bytes)) return readers::read_plan(bytes, nullptr);
  const auto stored = TRY(storage::plan_at(context.db(), context.institution));
  return readers::read_plan(bytes, stored ? &stored->plan : &blank, choices);
}

bool is_whole_plan(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto start = trimmed(bytes.substr(0, 100));
  return start.starts_with('{') || start.starts_with('[');
}

}  // namespace commands
