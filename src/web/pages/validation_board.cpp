// I11: which units have reported which month. The cell opens the report to be validated.
#include <algorithm>

#include "base/text.hpp"
#include "documents/wording.hpp"
#include "queries/organization.hpp"
#include "text/format.hpp"
#include "web/pages/capture_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using production::ReportState;
using queries::BoardCell;
using queries::CaptureBoard;

struct Mark {
  std::string_view shape, word, css;
};

// Shape and word; the colour only follows.
Mark mark_of(const CaptureBoard& board, const BoardCell& cell, Date today) {
  if (!cell.expected && !cell.reported) return {"", "", "m-nada"};
  if (cell.state == ReportState::Validado) return {"⬤", "validado", "m-validado"};
  if (cell.state == ReportState::Enviado)
    return cell.late ? Mark{"◐", "enviado tarde", "m-enviado"} : Mark{"◐", "enviado", "m-enviado"};
  if (cell.absent) return {"✕", "ausente", "m-ausente"};
  if (board.is_closed(cell.month)) return {"✕", "sin validar", "m-ausente"};
  if (cell.state == ReportState::Devuelto) return {"↩", "devuelto", "m-devuelto"};
  if (cell.late) return {"▲", "tarde", "m-tarde"};
  if (std::chrono::sys_days(first_day(cell.month)) > std::chrono::sys_days(today))
    return {"·", "aún no toca", "m-nada"};
  return {"◯", "pendiente", "m-pendiente"};
}

Html matrix(Visit& visit, const CaptureBoard& board) {
  Html head, rows;
  for (int n = 1; n <= 12; ++n) {
    const Month month{board.year, static_cast<std::uint8_t>(n)};
    head += html("<th scope=\"col\" class=\"c\">{}{}</th>", documents::month_short(month),
                 board.is_closed(month) ? html("<small>cerrado</small>") : Html{});
  }
  for (const auto& row : board.units) {
    Html cells;
    for (const auto& cell : row.months) {
      const auto mark = mark_of(board, cell, visit.today());
      if (mark.shape.empty()) {
        cells += html("<td class=\"c\">{}</td>", hidden("sin metas"));
        continue;
      }
      const auto inside =
          html("<span aria-hidden=\"true\">{}</span>{}", mark.shape,
               hidden(text::month_name(cell.month) + ": " + std::string(mark.word)));
      const bool ahead =
          std::chrono::sys_days(first_day(cell.month)) > std::chrono::sys_days(visit.today());
      cells += html("<td class=\"c {}\">{}</td>", mark.css,
                    ahead ? inside
                          : html("<a href=\"{}\" title=\"{}\">{}</a>",
                                 validation_address(cell.month, row.unit), mark.word, inside));
    }
    rows += html("<tr><th scope=\"row\" class=\"fija\">{}</th>{}</tr>\n", row.name, cells);
  }
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Estado por unidad y mes\" "
      "tabindex=\"0\"><table class=\"tabla matriz\"><caption><div class=\"tt\">Reportes de {} por "
      "unidad "
      "y mes<span>{}</span></div></caption><thead><tr><th scope=\"col\" "
      "class=\"fija\">Unidad</th>{}"
      "</tr></thead>\n<tbody>\n{}</tbody></table></div>\n",
      ::show(board.year), board.illustrative ? stamp_illustrative() : Html{}, head, rows);
}

Html legend() {
  return html(
      "<p class=\"origen\">⬤ validado · ◐ enviado · ◯ pendiente · ↩ devuelto · ▲ tarde · ✕ ausente "
      "en el cierre</p>\n");
}

// What of the open month waits to be validated, and what only needs a glance.
struct Waiting {
  const queries::BoardRow* row;
  const BoardCell* cell;
};
std::vector<Waiting> waiting(const CaptureBoard& board, Month month) {
  std::vector<Waiting> all;
  for (const auto& row : board.units) {
    const auto& cell = row.months[month.number - 1U];
    if (cell.state == ReportState::Enviado) all.push_back({&row, &cell});
  }
  return all;
}

bool without_warnings(const CaptureBoard& board, const BoardCell& cell) {
  return cell.outside == 0 && cell.missing == 0 && (!board.wants_endorsement || cell.endorsed);
}

std::string warning_words(const CaptureBoard& board, const BoardCell& cell) {
  std::vector<std::string> words;
  if (cell.outside > 0)
    words.push_back(numbered(cell.outside, "fila", "filas") + " fuera de lo usual" +
                    (cell.without_note > 0 ? ", sin nota" : ", con nota"));
  if (cell.missing > 0) words.push_back(numbered(cell.missing, "fila", "filas") + " sin dato");
  if (board.wants_endorsement && !cell.endorsed) words.emplace_back("falta el visto bueno");
  return joined(words, "; ");
}

Html queue_of(Visit& visit, const CaptureBoard& board, Month month) {
  const auto sent = waiting(board, month);
  if (sent.empty()) return {};
  const bool may = visit.viewer->may(Permission::ValidateGoals);
  Html rows, good;
  std::int64_t ready = 0;
  for (const auto& [row, cell] : sent) {
    const auto words = warning_words(board, *cell);
    rows += html(
        "<li><span class=\"v\">{}</span><span class=\"a\"><a href=\"{}\">Validar avance de {}, "
        "{}</a>"
        "{}</span><span class=\"e\">{}</span><span class=\"q\">{}</span></li>\n",
        text::date(board.deadline[month.number - 1U]), validation_address(month, row->unit),
        text::month_name(month), row->name,
        words.empty() ? Html{} : html("<small>{}</small>", words),
        tag(cell->late ? "Enviado tarde" : "Enviado", cell->late ? Tint::Amber : Tint::Blue),
        words.empty() ? "sin avisos" : "con avisos");
    if (!without_warnings(board, *cell)) continue;
    ++ready;
    good += hidden_input("unidad", row->unit);
  }
  Html bulk;
  if (may && ready > 1)
    bulk = form(visit, {.action = "/ejecucion/validacion/" + month_path(month) + "/validar"},
                good + secondary_button("Validar " + text::count(ready) + " sin avisos"));
  return section("por-validar", "Por validar de " + text::month(month),
                 html("<ol class=\"cola\">\n{}</ol>\n{}", rows, bulk));
}

std::string coverage_sentence(const CaptureBoard::Count& count) {
  return text::count(count.reported) + " de " + text::count(count.expected) +
         " unidades con dato: " + text::count(count.validated) + " validadas, " +
         text::count(count.sent) + " enviadas, " + text::count(count.returned) + " devueltas.";
}

Result<FiscalYear> year_asked(Visit& visit) {
  const auto asked = visit.request.query.first("anio");
  if (!asked.empty()) return FiscalYear::parse(asked);
  return month_of(visit.today()).year;
}

}  // namespace

Result<Response> validation_board(Visit& visit) {
  const auto year = TRY(year_asked(visit));
  const auto board =
      TRY(queries::capture_board(visit.db(), visit.institution, year, visit.today()));
  const auto open = board.open_month(visit.today());
  PageView view;
  view.title = "Validación de metas " + ::show(year);
  view.heading = "Validación";
  view.rubric = "Metas físicas " + ::show(year);
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Ejecución", "/ejecucion"}};
  view.dense = true;
  if (board.units.empty()) {
    view.content = empty_state(
        "No hay metas programadas en " + ::show(year) + ".",
        html("Cargue primero el {}.", link("/planificacion/poa/" + ::show(year), "POA")));
    return page(visit, view);
  }
  Html content;
  if (open) {
    const auto count = board.count(*open);
    view.lead = "Mes abierto: " + text::month(*open) + ". " + coverage_sentence(count);
    if (visit.viewer->may(Permission::CloseMonth))
      view.actions = secondary_link("/ejecucion/validacion/" + month_path(*open) + "/recordatorio",
                                    "Recordatorio") +
                     primary_link("/ejecucion/validacion/" + month_path(*open) + "/cerrar",
                                  "Cerrar " + text::month_name(*open));
    if (count.expected > 0 && count.validated == count.expected)
      content += notice_box(NoticeTone::Green, html("<p>Todas las unidades enviaron y están "
                                                    "validadas. Ya se puede cerrar el mes.</p>"));
    else if (count.expected > 0 && count.reported == count.expected && count.returned == 0 &&
             count.sent + count.validated == count.expected)
      content += notice_box(NoticeTone::Green, html("<p>Todas las unidades enviaron.</p>"));
    content += queue_of(visit, board, *open);
  } else {
    view.lead = "No hay un mes abierto con metas programadas.";
  }
  content += matrix(visit, board) + legend();
  Html years;
  for (const int step : {-1, 1}) {
    const FiscalYear other{static_cast<std::int16_t>(year.year + step)};
    years +=
        html("<li>{}</li>", link("/ejecucion/validacion?anio=" + ::show(other), ::show(other)));
  }
  content += html("<ul class=\"vistas\" aria-label=\"Otros años\">{}<li>{}</li>{}</ul>\n", years,
                  link("/ejecucion/rectificaciones", "Rectificaciones"),
                  visit.viewer->may(Permission::ReportGoals) && visit.viewer->units.empty()
                      ? html("<li>{}</li>",
                             link("/ejecucion/metas/importar", "Importar metas de varias unidades"))
                      : Html{});
  view.content = content;
  return page(visit, view);
}

Result<Response> validation_steps(Visit& visit) {
  const auto month = TRY(month_in(visit));
  json::array units;
  for (const auto& unit : visit.request.form.every("unidad")) units.push_back(json::value(unit));
  const auto count = static_cast<std::int64_t>(units.size());
  CHECK(visit.submit("metas.validar", {{"mes", ::show(month)}, {"unidades", std::move(units)}}));
  visit.notice("Se validó el avance de " + text::month(month) + " de " +
               numbered(count, "unidad", "unidades") + ".");
  return redirect(validation_address(month));
}

// A text to copy into a message: who has not sent, and until when.
Result<Response> validation_reminder(Visit& visit) {
  const auto month = TRY(month_in(visit));
  const auto board =
      TRY(queries::capture_board(visit.db(), visit.institution, month.year, visit.today()));
  const auto deadline = TRY(queries::capture_deadline(visit.db(), month, visit.today()));
  Html rows;
  std::string names;
  int count = 0;
  for (const auto& row : board.units) {
    const auto& cell = row.months[month.number - 1U];
    const bool open = cell.state == ReportState::Borrador || cell.state == ReportState::Devuelto;
    if (!cell.expected || !open || board.is_closed(month)) continue;
    ++count;
    const auto head = TRY(queries::head_of(visit.db(), visit.institution, row.unit, visit.today()));
    const auto state = cell.state == ReportState::Devuelto ? "devuelto"
                       : cell.reported                     ? "en borrador"
                                                           : "sin dato";
    names += "- " + row.name + " (" + state + ")\n";
    rows += html("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n", row.name,
                 head ? head->post : std::string("—"), state);
  }
  const auto message = "Buen día:\n\nEl reporte de metas físicas de " + text::month(month) +
                       " cierra el " + weekday_date(deadline.date) + " (" +
                       left_in_words(deadline.left) + "). Aún no se recibe el de:\n\n" + names +
                       "\nSi la unidad no tuvo ejecución, reporte 0; si no hay dato, envíe el "
                       "reporte y diga por qué.\n";
  PageView view;
  view.title = "Recordatorio de " + text::month(month);
  view.heading = view.title;
  view.lead = count == 0 ? std::string("Todas las unidades enviaron.")
                         : "Faltan " + text::count(count) + " unidades. Copie el texto y envíelo.";
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Validación", validation_address(month)}};
  if (count > 0)
    view.content = html(
        "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"mensaje\">Texto para "
        "copiar</label><textarea class=\"govuk-textarea\" id=\"mensaje\" rows=\"{}\" readonly>\n{}"
        "</textarea></div>\n<div class=\"tabla-caja\" role=\"region\" aria-label=\"Quién falta\" "
        "tabindex=\"0\"><table class=\"tabla tabla--media\"><caption><div class=\"tt\">Quién falta"
        "</div></caption><thead><tr><th scope=\"col\">Unidad</th><th scope=\"col\">Responsable</th>"
        "<th scope=\"col\">Estado</th></tr></thead><tbody>\n{}</tbody></table></div>\n",
        std::min(24, count + 10), message, rows);
  else
    view.content = empty_state("Todas las unidades enviaron.");
  return page(visit, view);
}

}  // namespace web
