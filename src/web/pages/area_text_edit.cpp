// What one area writes for a cuatrimestre: logros, limitaciones, causas and corrective actions;
// written and sent by the area, validated or returned by another person.
#include <algorithm>

#include "base/text.hpp"
#include "queries/organization.hpp"
#include "queries/reporting.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/pages/report_pages.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using reporting::AreaText;
using reporting::TextState;

constexpr int spare_actions = 2;  // Empty rows for new corrective actions.

struct Slot {
  std::string_view name, label, hint;
  std::string AreaText::*text;
};
constexpr Slot slots[] = {
    {"logros", "Logros", "Qué se hizo en el cuatrimestre y qué cambió con ello.",
     &AreaText::achievements},
    {"limitaciones", "Limitaciones", "Qué impidió o retrasó lo programado.",
     &AreaText::limitations},
    {"causas", "Causas", "Por qué: lo que depende del área y lo que no.", &AreaText::causes},
};

struct Asked {
  std::string address, period, code, version;
  queries::AreaReport area;
};

// The period is in the report's code: an area writes before its report has been drafted.
Result<Asked> asked(Visit& visit) {
  Asked out;
  out.code = visit.capture("codigo");
  out.version = visit.capture("version");
  const auto dash = out.code.find('-');
  out.period = dash == out.code.npos ? std::string() : out.code.substr(dash + 1);
  CHECK(Cuatrimestre::parse(out.period));
  const auto unit = visit.capture("unidad");
  out.address =
      "/informes/" + encoded(out.code) + '/' + encoded(out.version) + "/textos/" + encoded(unit);
  const auto areas = TRY(queries::area_reports(visit.db(), visit.institution, out.period));
  const auto found = std::ranges::find(areas, unit, &queries::AreaReport::unit);
  if (found != areas.end()) {
    out.area = *found;
    return out;
  }
  // Any unit may write; those that must are in the list above.
  const auto known = TRY(queries::units(visit.db(), visit.institution, visit.today()));
  const auto one = std::ranges::find(known, unit, &organization::Unit::code);
  if (one == known.end()) return refuse(Refusal::PageUnknown);
  out.area.unit = one->code;
  out.area.unit_name = one->name;
  return out;
}

bool writes(const Visit& visit, const Asked& asked) {
  return visit.viewer->may(Permission::WriteText) && visit.viewer->serves(asked.area.unit) &&
         (asked.area.text.state == TextState::Borrador ||
          asked.area.text.state == TextState::Devuelto);
}

Html state_of(const Asked& asked) {
  const auto& text = asked.area.text;
  Html state;
  switch (text.state) {
    case TextState::Borrador:
      state = text.author == 0 ? tag("Sin texto", Tint::Amber) : tag("Borrador", Tint::Blue);
      break;
    case TextState::Enviado:
      state = tag("Enviado", Tint::Blue);
      break;
    case TextState::Devuelto:
      state = tag("Devuelto", Tint::Red);
      break;
    case TextState::Validado:
      state = tag("Validado", Tint::Green);
      break;
  }
  Html when;
  if (text.reviewed_on)
    when = html("<span>Revisado el {}</span>", text::date(*text.reviewed_on));
  else if (text.sent_on)
    when = html("<span>Enviado el {}</span>", text::date(*text.sent_on));
  return html(
      "<div class=\"barra-estado\">{}{}{}<span class=\"derecha\" data-guardado "
      "role=\"status\"></span></div>\n",
      state, when, asked.area.illustrative ? stamp_illustrative() : Html{});
}

Html read_only(const AreaText& text) {
  Html out;
  for (const auto& slot : slots)
    if (!trimmed(text.*slot.text).empty())
      out += html("<h2 class=\"govuk-heading-s\">{}</h2><p>{}</p>\n", slot.label, text.*slot.text);
  Html rows;
  for (const auto& action : text.actions)
    rows += html("<li>{}<br><span class=\"secundario\">{} · {}</span></li>\n", action.text,
                 action.post, text::date(action.due));
  if (!rows.text.empty())
    out += html(
        "<h2 class=\"govuk-heading-s\">Acciones correctivas</h2><ul class=\"govuk-list "
        "govuk-list--bullet\">\n{}</ul>\n",
        rows);
  return out;
}

Html actions_inputs(const FormState& state, const AreaText& text) {
  Html out = html(
      "<h2 class=\"govuk-heading-s\">Acciones correctivas</h2><p "
      "class=\"govuk-hint\">Qué se hará, quién responde y para cuándo.</p>\n");
  const int n = int(text.actions.size()) + spare_actions;
  for (int i = 0; i < n; ++i) {
    const auto number = std::to_string(i + 1);
    const auto* one = i < int(text.actions.size()) ? &text.actions[std::size_t(i)] : nullptr;
    Html inside = text_input(state, {.name = "accion_" + number,
                                     .label = "Acción " + number,
                                     .standard = one ? one->text : ""});
    inside += text_input(state, {.name = "puesto_" + number,
                                 .label = "Puesto responsable",
                                 .standard = one ? one->post : "",
                                 .width = "20"});
    inside += date_input(
        state,
        {.name = "fecha_" + number, .label = "Fecha", .standard = one ? text::date(one->due) : ""});
    out += html(
        "<fieldset class=\"govuk-fieldset seccion\"><legend "
        "class=\"govuk-visually-hidden\">Acción correctiva {}</legend>{}</fieldset>\n",
        number, inside);
  }
  return out;
}

Html writing_form(Visit& visit, const Asked& asked, const FormState& state) {
  Html inside;
  for (const auto& slot : slots)
    inside += text_area(state,
                        {.name = std::string(slot.name),
                         .label = std::string(slot.label),
                         .hint = std::string(slot.hint),
                         .standard = asked.area.text.*slot.text},
                        6);
  inside += actions_inputs(state, asked.area.text);
  inside +=
      html("<div class=\"acciones\">{}{}</div>\n", button("Guardar y enviar", "accion", "enviar"),
           secondary_button("Guardar", "accion", "guardar"));
  return form(visit,
              {.action = asked.address,
               .keyed = false,
               .attributes = html(" data-autoguardado=\"{}\"", asked.address)},
              inside);
}

Html review_form(Visit& visit, const Asked& asked, const FormState& state) {
  Html inside = html("<div class=\"acciones\">{}</div>\n", button("Validar", "accion", "validar"));
  inside += text_area(state,
                      {.name = "motivo",
                       .label = "Para devolver: qué debe corregirse",
                       .hint = "Lo lee quien lo escribió."},
                      3);
  inside += secondary_button("Devolver", "accion", "devolver");
  return form(visit, {.action = asked.address}, inside);
}

Result<Response> render(Visit& visit, const Asked& asked, const FormState& state,
                        int status = 200) {
  const auto period = TRY(Cuatrimestre::parse(asked.period));
  Html content = state_of(asked);
  if (!asked.area.text.comment.empty())
    content += notice_box(NoticeTone::Red,
                          html("<h3>Se pidió corregir</h3><p>{}</p>", asked.area.text.comment));
  if (writes(visit, asked)) {
    content += writing_form(visit, asked, state);
  } else {
    const auto text = read_only(asked.area.text);
    content += text.text.empty() ? empty_state("El área todavía no ha escrito su análisis.") : text;
    if (asked.area.text.state == TextState::Enviado && visit.viewer->may(Permission::ValidateText))
      content += section("revision", "Revisión", review_form(visit, asked, state));
  }
  return page(visit,
              {.title = "Análisis del área · " + asked.area.unit_name,
               .heading = "Análisis del " + text::cuatrimestre(period),
               .rubric = asked.area.unit_name,
               .lead = "Va en el capítulo «Análisis por área» del informe cuatrimestral.",
               .area = Area::Reports,
               .crumbs = {{"Mi trabajo", "/inicio"}, {"Informes", "/informes"}},
               .errors = error_summary(state),
               .content = content,
               .has_errors = state.faulty()},
              status);
}

std::optional<std::string> iso_date(std::string_view typed) {
  const auto parts = split(trimmed(typed), '/');
  if (parts.size() != 3) return std::nullopt;
  const auto parsed = parse_date(padded_left(parts[2], 4) + '-' + padded_left(parts[1], 2) + '-' +
                                 padded_left(parts[0], 2));
  return parsed ? std::optional(::show(*parsed)) : std::nullopt;
}

json::array typed_actions(const Fields& typed, FormState& state) {
  json::array actions;
  for (int i = 1; typed.has("accion_" + std::to_string(i)); ++i) {
    const auto number = std::to_string(i);
    const std::string text(trimmed(typed.first("accion_" + number)));
    const std::string post(trimmed(typed.first("puesto_" + number)));
    const auto date = trimmed(typed.first("fecha_" + number));
    if (text.empty() && post.empty() && date.empty()) continue;
    if (text.empty()) state.fault("accion_" + number, "Escriba la acción, o borre la fila entera.");
    if (post.empty()) state.fault("puesto_" + number, "Escriba el puesto que responde.");
    const auto due = iso_date(date);
    if (!due) state.fault("fecha_" + number, "Escriba la fecha como dd/mm/aaaa: 31/07/2026.");
    actions.push_back(
        json::object{{"accion", text}, {"puesto", post}, {"fecha", due.value_or("")}});
  }
  return actions;
}

json::object key_of(const Asked& asked) {
  return {{"periodo", asked.period}, {"unidad", asked.area.unit}};
}

Result<void> save(Visit& visit, const Asked& asked, json::array actions) {
  const auto& typed = visit.request.form;
  auto act = key_of(asked);
  for (const auto& slot : slots) act[slot.name] = nfc(replaced(typed.first(slot.name), "\r", ""));
  act["acciones"] = std::move(actions);
  act["ilustrativa"] = asked.area.illustrative;
  CHECK(visit.submit("texto.guardar", std::move(act)));
  return {};
}

Result<void> step(Visit& visit, const Asked& asked, std::string_view action) {
  if (action == "enviar") {
    CHECK(visit.submit("texto.enviar", key_of(asked)));
    visit.notice("Se envió el análisis del área.");
  } else if (action == "validar") {
    CHECK(visit.submit("texto.validar", key_of(asked)));
    visit.notice("El texto quedó validado.");
  } else if (action == "devolver") {
    auto act = key_of(asked);
    act["motivo"] = std::string(visit.request.form.first("motivo"));
    CHECK(visit.submit("texto.devolver", std::move(act)));
    visit.notice("El texto se devolvió al área.");
  } else {
    visit.notice("Se guardó el análisis.");
  }
  return {};
}

}  // namespace

Result<Response> area_text_edit(Visit& visit) {
  const auto here = TRY(asked(visit));
  if (visit.request.method != Method::Post) return render(visit, here, {});
  const auto& typed = visit.request.form;
  const auto action = typed.first("accion");
  const bool review = action == "validar" || action == "devolver";
  const bool auto_saved = visit.request.headers.first("accept").starts_with("application/json");
  FormState state(typed);
  auto actions = typed_actions(typed, state);
  Result<void> done;
  if (!state.faulty() && !review) done = save(visit, here, std::move(actions));
  if (!state.faulty() && done && !auto_saved) done = step(visit, here, action);
  if (auto_saved) {
    Response response;
    response.content_type = "application/json";
    if (state.faulty() || !done) {
      response.status = 422;
      response.body = canonical(json::object{
          {"detail", done ? state.faults().front().second : text::what_happened(done.error())}});
    } else {
      response.body = canonical(json::object{{"hora", text::time_of_day(visit.now)}});
    }
    return response;
  }
  if (!done) {
    if (done.error().fault != Fault::Invalid) return std::unexpected(done.error());
    state.fault(action == "devolver" ? "motivo" : "logros", done.error());
  }
  if (state.faulty()) return render(visit, here, state, 422);
  return redirect(here.address);
}

}  // namespace web
