// What happened to a unit's month, cell by cell; and undoing an act of capture: an ordinary act
// that writes the earlier values, at any time while the month is open.
#include <algorithm>

#include "base/text.hpp"
#include "domain/production/refusals.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/pages/capture_form.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using production::CellContent;
using queries::CaptureSheet;

Html content_shown(const CellContent& content) {
  return html("{}{}{}", figure(content.amount),
              content.note.empty() ? Html{} : html("<br><small>{}</small>", content.note),
              content.parts.empty() ? Html{} : html("<br><small>{}</small>", parts_text(content)));
}

std::string step_word(const std::string& step) {
  if (step == "enviado") return "Se envió";
  if (step == "validado") return "Se validó";
  if (step == "devuelto") return "Se devolvió";
  return "Volvió a borrador";
}

std::string way_of(const std::string& kind) {
  if (kind == "metas.importar") return "Por archivo";
  if (kind == "metas.rectificacion_autorizar") return "Por rectificación";
  if (kind == "metas.adjuntar" || kind == "metas.retirar_adjunto") return "Al adjuntar";
  return "En el formulario";
}

std::string name_in(const CaptureSheet& sheet, const std::string& code) {
  const auto* row = sheet.row(code);
  return row ? row->name : code;
}

// What the act of an entry changed in the month: its contents before and after, by subproducto.
struct Undoing {
  std::string subproducto;
  CellContent from, to;  // What the act wrote; what was there before it.
};
Result<std::vector<Undoing>> undoing_of(Visit& visit, const CaptureSheet& sheet, std::int64_t seq) {
  const auto before =
      TRY(queries::contents_at(visit.db(), visit.institution, sheet.unit, sheet.month, seq - 1));
  const auto after =
      TRY(queries::contents_at(visit.db(), visit.institution, sheet.unit, sheet.month, seq));
  std::vector<Undoing> all;
  for (const auto& row : sheet.rows) {
    const auto was = before.find(row.subproducto), is = after.find(row.subproducto);
    Undoing one{row.subproducto, is == after.end() ? CellContent{} : is->second,
                was == before.end() ? CellContent{} : was->second};
    if (one.from != one.to) all.push_back(std::move(one));
  }
  return all;
}

Result<std::int64_t> entry_in(Visit& visit) {
  const auto number = whole_number(visit.capture("asiento"));
  if (!number || *number < 1) return refuse(Refusal::PageUnknown);
  return *number;
}

}  // namespace

Result<Response> capture_history(Visit& visit) {
  const auto sheet = TRY(own_sheet(visit));
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const auto only = visit.request.query.first("subproducto");
  Html rows;
  std::int64_t shown = 0;
  for (const auto& one :
       TRY(queries::capture_history(visit.db(), visit.institution, sheet.unit, sheet.month))) {
    if (!only.empty() && one.subproducto != only) continue;
    ++shown;
    const auto when = html("<time datetime=\"{}\">{}</time>", ::show(local_date(one.entry.at)),
                           text::date_and_time(one.entry.at));
    if (!one.step.empty()) {
      rows += html(
          "<tr><td>{}</td><td>{}</td><th scope=\"row\"><b>{}</b></th><td colspan=\"2\">{}</td><td>"
          "{}</td></tr>\n",
          when, names.of(one.entry.actor), step_word(one.step), one.comment,
          text::count(one.entry.seq));
      continue;
    }
    rows += html(
        "<tr><td>{}</td><td>{}<br><small>{}</small></td><th scope=\"row\">{}</th><td "
        "class=\"num\">{}</td><td class=\"num\">{}</td><td>{}</td></tr>\n",
        when, names.of(one.entry.actor), way_of(one.entry.kind),
        link(capture_address(sheet.month, sheet.unit,
                             "historial?subproducto=" + encoded(one.subproducto)),
             name_in(sheet, one.subproducto)),
        content_shown(one.before), content_shown(one.after), text::count(one.entry.seq));
  }
  PageView view;
  view.title = "Historial, " + text::month(sheet.month) + ", " + sheet.unit_name;
  view.heading = only.empty() ? "Historial del reporte" : "Historial de una cifra";
  view.rubric = sheet.unit_name + ", " + text::month(sheet.month);
  view.lead = "Quién cambió qué y cuándo, lo más reciente primero. Nada se borra.";
  view.area = Area::Execution;
  view.crumbs = {
      {"Mi trabajo", "/inicio"},
      {"Reporte de " + text::month_name(sheet.month), capture_address(sheet.month, sheet.unit)}};
  view.dense = true;
  if (!only.empty())
    view.crumbs.push_back({"Historial", capture_address(sheet.month, sheet.unit, "historial")});
  view.content =
      shown == 0
          ? empty_state("Todavía no hay cambios en este reporte.")
          : html(
                "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Historial\" "
                "tabindex=\"0\"><table class=\"tabla tabla--media\"><caption><div class=\"tt\">{}"
                "</div></caption><thead><tr><th scope=\"col\">Cuándo</th><th scope=\"col\">Quién"
                "</th><th scope=\"col\">Qué</th><th scope=\"col\" class=\"num\">Antes</th><th "
                "scope=\"col\" class=\"num\">Después</th><th scope=\"col\">Asiento</th></tr>"
                "</thead><tbody>\n{}</tbody></table></div>\n",
                only.empty() ? "Cambios y pasos del mes" : name_in(sheet, std::string(only)), rows);
  return page(visit, view);
}

Result<Response> capture_undo(Visit& visit) {
  const auto sheet = TRY(own_sheet(visit));
  const auto seq = TRY(entry_in(visit));
  const auto undoing = TRY(undoing_of(visit, sheet, seq));
  const auto mark = TRY(queries::entry_mark(visit.db(), visit.institution, seq));
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  PageView view;
  view.title = "Deshacer un cambio";
  view.heading = view.title;
  view.rubric = sheet.unit_name + ", " + text::month(sheet.month);
  view.area = Area::Execution;
  const auto here = capture_address(sheet.month, sheet.unit);
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Reporte de " + text::month_name(sheet.month), here}};
  if (!mark || undoing.empty()) {
    view.content = empty_state("Ese asiento no cambió ninguna cifra de este reporte.",
                               link(here, "Volver al reporte"));
    return page(visit, view, 404);
  }
  view.lead = "Vuelve a poner lo que había antes. Lo deshecho también queda en el historial.";
  Html rows;
  for (const auto& one : undoing)
    rows += html(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\"><b>{}</b>"
        "</td></tr>\n",
        name_in(sheet, one.subproducto), content_shown(one.from), content_shown(one.to));
  view.content =
      html("<p>Cambio de {}, {}.</p>\n", names.of(mark->actor), moment(mark->at, visit.today())) +
      html(
          "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Lo que se deshace\" "
          "tabindex=\"0\"><table class=\"tabla tabla--media\"><caption><div class=\"tt\">Lo que se "
          "deshace</div></caption><thead><tr><th scope=\"col\">Subproducto</th><th scope=\"col\" "
          "class=\"num\">Dice</th><th scope=\"col\" class=\"num\">Volverá a decir</th></tr></thead>"
          "<tbody>\n{}</tbody></table></div>\n",
          rows) +
      (sheet.editable()
           ? form(visit, {.action = here + "/deshacer/" + std::to_string(seq)},
                  html("<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                       secondary_link(here, "Dejarlo como está"), button("Deshacer")))
           : notice_box(NoticeTone::Grey,
                        html("<p>El reporte ya no admite cambios: está enviado, validado o en un "
                             "mes cerrado.</p>")));
  return page(visit, view);
}

Result<Response> capture_undone(Visit& visit) {
  const auto sheet = TRY(own_sheet(visit));
  const auto seq = TRY(entry_in(visit));
  json::array cells;
  const auto undoing = TRY(undoing_of(visit, sheet, seq));
  for (const auto& one : undoing)
    cells.push_back(json::object{{"subproducto", one.subproducto},
                                 {"antes", content_json(one.from)},
                                 {"ahora", content_json(one.to)}});
  const auto receipt = TRY(visit.submit(
      "metas.capturar",
      {{"unidad", sheet.unit}, {"mes", show(sheet.month)}, {"celdas", std::move(cells)}}));
  visit.notice("Se deshizo el cambio en " +
                   numbered(static_cast<std::int64_t>(undoing.size()), "fila", "filas") + ".",
               receipt.seq > 0 ? capture_address(sheet.month, sheet.unit,
                                                 "deshacer/" + std::to_string(receipt.seq))
                               : "");
  return redirect(capture_address(sheet.month, sheet.unit));
}

}  // namespace web
