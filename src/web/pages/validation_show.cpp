// A unit's month, read only, with what its reviewer can do: validate it, give the visto bueno, or
// return it with observations row by row.
#include <algorithm>

#include "base/text.hpp"
#include "domain/production/refusals.hpp"
#include "queries/organization.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/pages/capture_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using production::ReportState;
using queries::CaptureSheet;

Html grid(const CaptureSheet& sheet, bool observing, const FormState& state) {
  Html rows;
  const auto month = text::month_name(sheet.month);
  for (const auto& row : sheet.rows) {
    const auto name = "obs." + row.subproducto;
    Html observation;
    if (observing)
      observation = html(
          "<details class=\"agregar\"{}><summary>Observar{}</summary><label for=\"{}\">Observación"
          "</label><textarea class=\"nota\" id=\"{}\" name=\"{}\" rows=\"2\">\n{}</textarea>"
          "</details>",
          Html{state.value(name).empty() ? "" : " open"}, hidden(", " + row.name), name, name, name,
          state.value(name));
    else if (!row.observation.empty())
      observation = html("<p class=\"req\">Observación: {}</p>", row.observation);
    const auto range = row.range == production::RangeFinding::Inside
                           ? Html{}
                           : html(" {}", tag("Fuera de lo usual", Tint::Amber));
    const auto missing =
        row.due() && !row.content.amount ? html(" {}", tag("Sin dato", Tint::Amber)) : Html{};
    const auto parts = parts_text(row.content);
    rows += html(
        "<tr>\n<th scope=\"row\">{}{}</th><td class=\"num c-prog\" data-r=\"Programado {}\">{}</td>"
        "<td class=\"num c-ejec\" data-r=\"Ejecutado {}\"><b>{}</b></td><td class=\"num ult "
        "mas\">{}"
        "</td><td class=\"num mas\">{}</td><td class=\"num mas\">{}</td><td class=\"num c-pct\" "
        "data-r=\"% a la fecha\">{}</td><td class=\"c-est\" data-r=\"Estado\">{}</td><td "
        "class=\"c-nota con-nota\" data-r=\"Nota\">{}{} <span class=\"texto-nota\">{}</span>{}</td>"
        "</tr>\n",
        row_name(row),
        parts.empty() ? Html{} : html("<span class=\"bajo secundario chico\">{}</span>", parts),
        month, text::quantity(row.programmed), month, figure(row.content.amount),
        before_figures(row), figure(row.accumulated), text::quantity(row.programmed_to_date),
        percent_to_date(row), traffic_light(row.signal.light), range, missing, row.content.note,
        observation);
  }
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Reporte de {}\" "
      "tabindex=\"0\"><table "
      "class=\"tabla captura captura--leer\">\n<caption><div class=\"tt\">Ejecución física del mes"
      "<span>{}</span></div></caption>\n<thead><tr><th scope=\"col\">Subproducto</th><th "
      "scope=\"col\" class=\"num\">Programado<small>{}</small></th><th scope=\"col\" class=\"num\">"
      "Ejecutado<small>{}</small></th><th scope=\"col\" "
      "class=\"num\">Antes<small>{}</small></th><th "
      "scope=\"col\" class=\"num\">Acumulado</th><th scope=\"col\" "
      "class=\"num\">Programado<small>a la "
      "fecha</small></th><th scope=\"col\" class=\"num\">% a la fecha</th><th scope=\"col\">Estado"
      "</th><th scope=\"col\">Nota</th></tr></thead>\n<tbody>\n{}</tbody>\n</table></div>\n",
      month, sheet.illustrative ? stamp_illustrative() : Html{}, month, month,
      before_heading(sheet.month), rows);
}

Response review_page(Visit& visit, const CaptureSheet& sheet, const FormState& state,
                     int status = 200) {
  const auto names = queries::ActorNames::read(visit.db()).value_or(queries::ActorNames{});
  const auto& viewer = *visit.viewer;
  const bool sent = sheet.state == ReportState::Enviado && !sheet.closed && !sheet.published;
  const bool validated = sheet.state == ReportState::Validado && !sheet.closed && !sheet.published;
  const bool own_work = sheet.sent_by == viewer.number;
  const bool may = viewer.may(Permission::ValidateGoals);
  const bool endorses = sheet.wants_endorsement && !sheet.endorsed && sent &&
                        viewer.may(Permission::EndorseGoals) && !own_work;
  PageView view;
  view.title = "Avance de " + text::month(sheet.month) + ", " + sheet.unit_name;
  view.heading = "Avance de " + text::month(sheet.month);
  view.rubric = sheet.unit_name;
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Validación", validation_address(sheet.month)}};
  view.dense = true;
  view.has_errors = state.faulty();
  Html saved;
  if (sheet.sent_on)
    saved = html("Enviado el {} por {}", text::date(*sheet.sent_on), names.of(sheet.sent_by));
  Html content = error_summary(state) + state_strip(visit, sheet, saved);
  if (sheet.wants_endorsement && (sent || validated))
    content +=
        notice_box(sheet.endorsed ? NoticeTone::Green : NoticeTone::Amber,
                   html("<p>{}</p>", sheet.endorsed ? "Tiene el visto bueno de su subdirección."
                                                    : "Falta el visto bueno de su subdirección."));
  if (sent && may && own_work)
    content += notice_box(NoticeTone::Grey, html("<p>Usted envió este reporte: la validación "
                                                 "corresponde a otra persona.</p>"));
  if (!sheet.comment.empty() && sheet.state == ReportState::Devuelto)
    content += notice_box(NoticeTone::Amber, html("<p><b>Devuelto.</b> {}</p>", sheet.comment));
  if (!sheet.absence.empty())
    content += notice_box(NoticeTone::Amber, html("<p><b>Ausente en el cierre.</b> {}</p>",
                                                  sheet.absence.front().reason));
  const bool deciding = (sent || validated) && may && !(sent && own_work);
  Html body = grid(sheet, deciding, state) +
              section("medios", "Medios de verificación", attachment_list(sheet, false));
  if (deciding || endorses) {
    Html buttons;
    if (endorses) buttons += button("Dar visto bueno", "accion", "visto_bueno");
    if (deciding && sent) buttons += button("Validar", "accion", "validar");
    Html give_back;
    if (deciding)
      give_back = html(
          "<details class=\"govuk-details\" id=\"devolver\"{}><summary "
          "class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">Devolver "
          "con "
          "comentario</span></summary><div class=\"govuk-details__text\">{}{}</div></details>\n",
          Html{state.fault_of("motivo") ? " open" : ""},
          text_area(state,
                    {.name = "motivo",
                     .label = "Comentario para la unidad",
                     .hint = "Las observaciones de cada fila se escriben en la tabla."},
                    3),
          warning_button("Devolver", "accion", "devolver"));
    body +=
        html("{}<div class=\"cierre\"><div class=\"derecha\">{}</div></div>\n", give_back, buttons);
    content += form(visit, {.action = validation_address(sheet.month, sheet.unit)}, body);
  } else {
    content += body;
  }
  Html links;
  if (sheet.editable() && viewer.may(Permission::ReportGoals) && require_own(visit, sheet.unit))
    links += html("{} · ", link(capture_address(sheet.month, sheet.unit), "Abrir la captura"));
  if ((sheet.closed || sheet.published) && viewer.may(Permission::RectifyGoals))
    links += html("{} · ", link("/ejecucion/rectificaciones/nueva?mes=" + ::show(sheet.month) +
                                    "&unidad=" + encoded(sheet.unit),
                                "Proponer rectificación"));
  if (viewer.may(Permission::ReportGoals) && require_own(visit, sheet.unit))
    links += link(capture_address(sheet.month, sheet.unit, "historial"), "Historial");
  content += html("<p class=\"origen\">{}</p>\n", links);
  view.content = content;
  return page(visit, view, status);
}

Result<CaptureSheet> sheet_of(Visit& visit) {
  const auto path = TRY(unit_month_in(visit));
  if (!visit.viewer->may(Permission::ValidateGoals)) CHECK(require_own(visit, path.unit));
  return queries::capture_sheet(visit.db(), visit.institution, path.unit, path.month,
                                visit.today());
}

}  // namespace

Result<Response> validation_show(Visit& visit) {
  const auto sheet = TRY(sheet_of(visit));
  return review_page(visit, sheet, FormState{});
}

Result<Response> validation_decide(Visit& visit) {
  const auto sheet = TRY(sheet_of(visit));
  const auto action = visit.request.form.first("accion");
  const json::array units{sheet.unit};
  if (action == "visto_bueno") {
    CHECK(
        visit.submit("metas.dar_visto_bueno", {{"mes", ::show(sheet.month)}, {"unidades", units}}));
    visit.notice("Se dio el visto bueno al avance de " + text::month(sheet.month) + " de " +
                 sheet.unit_name + ".");
    return redirect("/inicio");
  }
  if (action == "devolver") {
    FormState state(visit.request.form);
    const std::string reason(trimmed(visit.request.form.first("motivo")));
    json::array observations;
    for (const auto& row : sheet.rows) {
      const std::string body(trimmed(visit.request.form.first("obs." + row.subproducto)));
      if (!body.empty()) observations.push_back(json::array{row.subproducto, body});
    }
    const bool observed = !observations.empty();
    if (reason.empty() && !observed) {
      state.fault("motivo", "Escriba qué debe corregir la unidad.");
      return review_page(visit, sheet, state, 422);
    }
    CHECK(visit.submit(
        "metas.devolver",
        {{"mes", ::show(sheet.month)},
         {"unidades", units},
         {"motivo", reason.empty() ? std::string("Vea las observaciones de las filas.") : reason},
         {"observaciones", std::move(observations)}}));
    visit.notice("Se devolvió el avance de " + text::month(sheet.month) + " a " + sheet.unit_name +
                 ".");
    return redirect("/inicio");
  }
  CHECK(visit.submit("metas.validar", {{"mes", ::show(sheet.month)}, {"unidades", units}}));
  visit.notice("Se validó el avance de " + text::month(sheet.month) + " de " + sheet.unit_name +
               ".");
  return redirect("/inicio");
}

}  // namespace web
