// The frame of the auditor's tools, and the way back to a form.
#include "web/pages/tool_view.hpp"

#include "base/text.hpp"
#include "web/pages/money_view.hpp"

namespace web {

PageView tool_page(std::string heading, std::string lead) {
  PageView view;
  view.title = heading;
  view.heading = std::move(heading);
  view.lead = std::move(lead);
  view.area = Area::Audit;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Auditoría", "/auditoria"}};
  view.dense = true;
  return view;
}

Result<FiscalYear> exercise_asked(const Visit& visit) {
  if (const auto text = visit.request.query.optional("ejercicio"); text && !text->empty())
    return FiscalYear::parse(*text);
  return FiscalYear{static_cast<std::int16_t>(static_cast<int>(visit.today().year()))};
}

Html exercise_filter(std::string_view action, FiscalYear year) {
  return html(
      R"(<form class="filtros" action="{}" method="get">
<div><label for="f-ejercicio">Ejercicio</label>
<input class="govuk-input govuk-input--width-4" id="f-ejercicio" name="ejercicio"
inputmode="numeric" value="{}"></div>
<button type="submit" class="govuk-button govuk-button--secondary">Ver</button>
</form>)",
      action, show(year));
}

bool returned_to(FormState& state, const Error& error,
                 std::span<const std::pair<std::string_view, std::string_view>> renamed) {
  if (error.fault != Fault::Invalid && error.fault != Fault::Conflict) return false;
  auto control = detail_of(error, "clave");
  if (control.empty()) control = detail_of(error, "campo");
  for (const auto& [key, name] : renamed)
    if (control == key) {
      control = name;
      break;
    }
  state.fault(std::string(control), error);
  return true;
}

json::object body_from(const Fields& form, std::span<const std::string_view> names) {
  json::object act;
  for (const auto name : names) act[name] = nfc(std::string(trimmed(form.first(name))));
  return act;
}

void take_day(json::object& act, std::string_view name, FormState& state) {
  const auto value = state.value(name);
  const auto typed = trimmed(value);
  if (typed.empty()) {
    state.fault(std::string(name), "Escriba la fecha: día, mes y año, como 31/05/2026.");
    return;
  }
  if (const auto day = typed_day(typed))
    act[name] = show(*day);
  else
    state.fault(std::string(name), "«" + std::string(typed) + "» no es una fecha.");
}

void take_number(json::object& act, std::string_view name, FormState& state) {
  const auto value = state.value(name);
  if (const auto number = whole_number(trimmed(value)))
    act[name] = std::int64_t{*number};
  else
    state.fault(std::string(name), "Escriba un número entero.");
}

}  // namespace web
