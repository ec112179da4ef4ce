// I10: check the answers of a month before they are sent; and the sending itself.
#include <algorithm>

#include "base/text.hpp"
#include "domain/production/refusals.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/pages/capture_form.hpp"

namespace web {
namespace {

using production::RangeFinding;
using queries::CaptureRow;
using queries::CaptureSheet;

bool needs_reason(const CaptureRow& row) { return row.due() && !row.content.amount; }
bool needs_note(const CaptureRow& row) {
  return row.content.amount && row.range != RangeFinding::Inside;
}

std::string signed_difference(Quantity now, Quantity before) {
  const auto difference = now - before;
  return (difference > Quantity{} ? "+" : "") + text::quantity(difference);
}

Html compared(const std::optional<Quantity>& now, const std::optional<Quantity>& before) {
  if (!before) return figure(before);
  if (!now) return figure(before);
  return html("{}<br><small>{}</small>", figure(before), signed_difference(*now, *before));
}

Html answers(const CaptureSheet& sheet) {
  Html rows;
  const auto here = capture_address(sheet.month, sheet.unit);
  for (const auto& row : sheet.rows) {
    if (!row.due() && row.content.empty()) continue;
    Html mark;
    if (needs_note(row))
      mark = tag("Fuera de lo usual", Tint::Amber);
    else if (needs_reason(row))
      mark = tag("Sin dato", Tint::Amber);
    rows += html(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\"><b>{}</b></td>"
        "<td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td><td>{}{}</td>"
        "<td><a href=\"{}#e.{}\">Cambiar{}</a></td></tr>\n",
        row_name(row), text::quantity(row.programmed), figure(row.content.amount),
        compared(row.content.amount, row.before.back()),
        compared(row.content.amount, row.last_year), percent_to_date(row), mark,
        row.content.note.empty() ? Html{} : html(" {}", row.content.note), here, row.subproducto,
        hidden(" " + row.name));
  }
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Lo que se va a enviar\" "
      "tabindex=\"0\"><table class=\"tabla tabla--media\"><caption><div class=\"tt\">Lo que se va "
      "a "
      "enviar{}</div></caption><thead><tr><th scope=\"col\">Subproducto</th><th scope=\"col\" "
      "class=\"num\">Programado</th><th scope=\"col\" class=\"num\">Ejecutado</th><th "
      "scope=\"col\" "
      "class=\"num\">Mes anterior<small>y diferencia</small></th><th scope=\"col\" class=\"num\">"
      "Mismo mes de {}<small>y diferencia</small></th><th scope=\"col\" class=\"num\">% a la fecha"
      "</th><th scope=\"col\">Nota</th><th scope=\"col\"></th></tr></thead><tbody>\n{}</tbody>"
      "</table></div>\n",
      sheet.illustrative ? html("<span>{}</span>", stamp_illustrative()) : Html{},
      std::to_string(sheet.month.year.year - 1), rows);
}

// What must still be explained, with a field for each.
Html explanations(const CaptureSheet& sheet, const FormState& state) {
  Html fields;
  for (const auto& row : sheet.rows) {
    const bool reason = needs_reason(row);
    if (!reason && !needs_note(row)) continue;
    auto question = reason ? "Por qué no hay dato: " + row.name
                           : range_sentence(row, sheet.usual) + ": " + row.name;
    fields += text_area(state,
                        {.name = "n." + row.subproducto,
                         .label = std::move(question),
                         .standard = row.content.note},
                        2);
  }
  if (fields.text.empty()) return {};
  return html(
      "<section class=\"seccion\" aria-labelledby=\"explicar\"><h2 id=\"explicar\" "
      "class=\"govuk-heading-s\">Lo que hay que explicar</h2>\n{}</section>\n",
      fields);
}

Response check_page(Visit& visit, const CaptureSheet& sheet, const FormState& state,
                    int status = 200) {
  const auto here = capture_address(sheet.month, sheet.unit);
  std::int64_t outside = 0, missing = 0, noted = 0;
  for (const auto& row : sheet.rows) {
    outside += needs_note(row) ? 1 : 0;
    missing += needs_reason(row) ? 1 : 0;
    noted += needs_note(row) && !row.content.note.empty() ? 1 : 0;
  }
  PageView view;
  view.title = "Revisar y enviar, " + text::month(sheet.month) + ", " + sheet.unit_name;
  view.heading = "Revise antes de enviar";
  view.rubric = sheet.unit_name + ", " + text::month(sheet.month);
  view.lead = "Compare con el mes y el año anteriores. Puede cambiar cualquier fila.";
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Reporte de " + text::month_name(sheet.month), here}};
  view.has_errors = state.faulty();
  std::string found = outside == 0 && missing == 0
                          ? "Todas las filas programadas tienen dato y están dentro de lo usual."
                          : numbered(outside, "fila", "filas") + " fuera de lo usual (" +
                                text::count(noted) + " con nota) y " +
                                numbered(missing, "fila", "filas") + " sin dato.";
  Html content = error_summary(state) + state_strip(visit, sheet, {}) +
                 notice_box(outside + missing == 0 ? NoticeTone::Green : NoticeTone::Amber,
                            html("<p>{}</p>", text::capitalized(found))) +
                 answers(sheet);
  if (sheet.editable()) {
    Html evidence =
        html("<p>Medios de verificación: {}. {}</p>\n",
             numbered(static_cast<std::int64_t>(sheet.attachments.size()), "archivo", "archivos"),
             link(here + "#medios", "Adjuntar"));
    content += form(
        visit, {.action = here + "/revisar"},
        explanations(sheet, state) + evidence +
            html("<p class=\"texto\">Al enviar, declaro que las cifras son las que constan en los "
                 "registros de la unidad y que sus medios de verificación están disponibles.</p>\n"
                 "<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                 secondary_link(here, "Volver al reporte"),
                 button(sheet.returns > 0 ? "Reenviar" : "Enviar", "accion", "enviar")));
  }
  view.content = content;
  return page(visit, view, status);
}

}  // namespace

// What speaks against sending; empty where nothing does.
FormState sending_faults(const Fields& typed, const CaptureSheet& sheet) {
  FormState state(typed);
  for (const auto& row : sheet.rows) {
    if (!needs_reason(row) && !needs_note(row)) continue;
    const auto name = "n." + row.subproducto;
    if (!trimmed(state.value(name, row.content.note)).empty()) continue;
    state.fault(name,
                (needs_reason(row) ? "Escriba por qué no hay dato de «" : "Escriba la causa en «") +
                    row.name + "».");
  }
  return state;
}

Result<commands::Receipt> send_month(Visit& visit, const CaptureSheet& sheet) {
  json::array missing;
  for (const auto& row : sheet.rows)
    if (needs_reason(row) && !row.content.note.empty())
      missing.push_back(json::array{row.subproducto, row.content.note});
  return visit.submit("metas.enviar", {{"mes", show(sheet.month)},
                                       {"unidades", json::array{sheet.unit}},
                                       {"sin_dato", std::move(missing)}});
}

void tell_sent(Visit& visit, const CaptureSheet& sheet, const commands::Receipt& receipt) {
  visit.notice(
      "Se envió el reporte de " + text::month(sheet.month) + " (asiento " +
      text::count(receipt.seq) +
      "). Planificación lo valida o lo devuelve con observaciones; lo verá en Mi trabajo.");
}

Result<Response> capture_check(Visit& visit) {
  const auto sheet = TRY(own_sheet(visit));
  return check_page(visit, sheet, FormState{});
}

Result<Response> capture_send(Visit& visit) {
  auto sheet = TRY(own_sheet(visit));
  auto state = sending_faults(visit.request.form, sheet);
  if (state.faulty()) return check_page(visit, sheet, state, 422);
  // Explanations typed on this page are notes like any other.
  json::array cells;
  for (auto& row : sheet.rows) {
    const auto typed = visit.request.form.optional("n." + row.subproducto);
    if (!typed) continue;
    auto now = row.content;
    now.note = std::string(trimmed(replaced(*typed, "\r\n", "\n")));
    if (now == row.content) continue;
    cells.push_back(json::object{{"subproducto", row.subproducto},
                                 {"antes", content_json(row.content)},
                                 {"ahora", content_json(now)}});
    row.content = now;
  }
  if (!cells.empty())
    CHECK(visit.submit(
        "metas.capturar",
        {{"unidad", sheet.unit}, {"mes", show(sheet.month)}, {"celdas", std::move(cells)}}));
  const auto receipt = send_month(visit, sheet);
  if (!receipt) {
    if (receipt.error().fault != Fault::Invalid) return std::unexpected(receipt.error());
    state.fault("", receipt.error());
    return check_page(visit, sheet, state, 422);
  }
  tell_sent(visit, sheet, *receipt);
  return redirect(capture_address(sheet.month, sheet.unit));
}

}  // namespace web
