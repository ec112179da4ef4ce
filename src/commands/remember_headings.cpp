// Headings by layout; what is known already changes nothing.
#include "commands/remember_headings.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/planning/refusals.hpp"
#include "storage/records.hpp"

namespace commands {

using planning::Refusal;

Submission remember_headings(const std::vector<readers::HeadingChoice>& headings) {
  json::array list;
  for (const auto& one : headings)
    list.push_back(json::object{
        {"disposicion", one.layout}, {"encabezado", one.heading}, {"campo", one.field}});
  return {"plan.recordar_encabezados", {{"encabezados", std::move(list)}}, ""};
}

Result<Decision> decide_remember_headings(storage::Database& db, const json::object& act,
                                          const Meta& meta) {
  const auto layouts = readers::plan_layouts();
  Decision decision;
  std::int64_t changed = 0;
  for (const auto& item : TRY(array_at(act, "encabezados"))) {
    const auto* object = item.if_object();
    if (object == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", "encabezados"}});
    const auto code = TRY(text_at(*object, "disposicion"));
    const auto heading = collapsed(TRY(text_at(*object, "encabezado")));
    const auto field = TRY(text_at(*object, "campo"));
    const auto layout = std::ranges::find(layouts, code, &readers::PlanLayout::code);
    if (layout == layouts.end())
      return refuse(Refusal::NameUnknown, {{"campo", "disposicion"}, {"hallado", code}});
    if (heading.empty()) return refuse(Refusal::TextEmpty, {{"campo", "encabezado"}});
    if (!field.empty() &&
        std::ranges::find(layout->fields, field, &readers::PlanLayout::Field::name) ==
            layout->fields.end())
      return refuse(Refusal::NameUnknown, {{"campo", "campo"}, {"hallado", field}});
    const auto known = TRY(
        storage::find(db, "plan_heading",
                      {{"institution", meta.institution}, {"layout", code}, {"heading", heading}}));
    if (known && known->text("field") == field) continue;
    decision.changes.put("plan_heading", {{"layout", code},
                                          {"heading", heading},
                                          {"field", field},
                                          {"actor", meta.actor},
                                          {"on_date", show(meta.today())}});
    ++changed;
  }
  decision.outcome = {{"encabezados", changed}};
  return decision;
}

}  // namespace commands
