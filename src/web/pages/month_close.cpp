// Closing a month with its absentees by name, and opening it again: a page that says what will
// happen before it does.
#include <algorithm>

#include "base/text.hpp"
#include "domain/production/refusals.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/pages/capture_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using production::ReportState;
using queries::CaptureBoard;

std::vector<const queries::BoardRow*> absentees(const CaptureBoard& board, Month month) {
  std::vector<const queries::BoardRow*> all;
  for (const auto& row : board.units) {
    const auto& cell = row.months[month.number - 1U];
    if (cell.expected && cell.state != ReportState::Validado) all.push_back(&row);
  }
  return all;
}

std::string_view state_word(const queries::BoardCell& cell) {
  switch (cell.state) {
    case ReportState::Enviado:
      return "Enviado, sin validar";
    case ReportState::Devuelto:
      return "Devuelto";
    case ReportState::Validado:
      return "Validado";
    case ReportState::Borrador:
      return cell.reported ? "Borrador" : "Sin dato";
  }
  return {};
}

Response close_page(Visit& visit, const CaptureBoard& board, Month month, const FormState& state,
                    int status = 200) {
  const auto count = board.count(month);
  const auto missing = absentees(board, month);
  PageView view;
  view.title = "Cerrar " + text::month(month);
  view.heading = view.title;
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Validación", validation_address(month)}};
  view.has_errors = state.faulty();
  view.lead =
      "Después del cierre una cifra solo cambia por una rectificación que otra persona "
      "autoriza.";
  Html fields;
  for (const auto* row : missing) {
    const auto& cell = row->months[month.number - 1U];
    fields += text_input(
        state, {.name = "ausente." + row->unit,
                .label = row->name,
                .hint = std::string(state_word(cell)) + ". Queda como ausente: diga el motivo.",
                .width = "30"});
  }
  const int validated = count.validated;
  view.content =
      error_summary(state) +
      summary_list(
          {{"Cobertura", html("{}/{} unidades con reporte validado", text::count(validated),
                              text::count(count.expected))},
           {"Con dato",
            html("{} de {} unidades", text::count(count.reported), text::count(count.expected))},
           {"Ausentes", html("{}", text::count(static_cast<std::int64_t>(missing.size())))}}) +
      form(
          visit, {.action = "/ejecucion/validacion/" + month_path(month) + "/cerrar"},
          (missing.empty()
               ? notice_box(NoticeTone::Green, html("<p>Todas las unidades con metas tienen su "
                                                    "reporte validado.</p>"))
               : html("<section class=\"seccion\" aria-labelledby=\"ausentes\"><h2 id=\"ausentes\" "
                      "class=\"govuk-heading-s\">Unidades ausentes</h2>\n{}</section>\n",
                      fields)) +
              html("<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                   secondary_link(validation_address(month), "No cerrar todavía"),
                   button("Cerrar " + text::month_name(month))));
  return page(visit, view, status);
}

Result<CaptureBoard> board_of(Visit& visit, Month month) {
  return queries::capture_board(visit.db(), visit.institution, month.year, visit.today());
}

Response reopen_page(Visit& visit, Month month, const FormState& state, int status = 200) {
  PageView view;
  view.title = "Reabrir " + text::month(month);
  view.heading = view.title;
  view.lead =
      "Las unidades podrán cambiar sus cifras y habrá que validar y cerrar de nuevo. El "
      "cierre anterior queda en la bitácora.";
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Validación", validation_address(month)}};
  view.has_errors = state.faulty();
  view.content = error_summary(state) +
                 form(visit, {.action = "/ejecucion/validacion/" + month_path(month) + "/reabrir"},
                      text_area(state,
                                {.name = "motivo",
                                 .label = "Motivo",
                                 .hint = "Quién lo pidió y por qué no basta una rectificación."},
                                4) +
                          html("<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                               secondary_link(validation_address(month), "No reabrir"),
                               warning_button("Reabrir " + text::month_name(month))));
  return page(visit, view, status);
}

}  // namespace

Result<Response> month_close_ask(Visit& visit) {
  const auto month = TRY(month_in(visit));
  const auto board = TRY(board_of(visit, month));
  if (board.is_closed(month)) return redirect("/ejecucion/validacion/" + month_path(month));
  return close_page(visit, board, month, FormState{});
}

Result<Response> month_close(Visit& visit) {
  const auto month = TRY(month_in(visit));
  const auto board = TRY(board_of(visit, month));
  FormState state(visit.request.form);
  json::array named;
  for (const auto* row : absentees(board, month)) {
    const auto control = "ausente." + row->unit;
    const std::string reason(trimmed(visit.request.form.first(control)));
    if (reason.empty())
      state.fault(control, "Diga por qué cierra el mes sin «" + row->name + "».");
    else
      named.push_back(json::array{row->unit, reason});
  }
  if (state.faulty()) return close_page(visit, board, month, state, 422);
  const auto receipt =
      visit.submit("metas.cerrar", {{"mes", ::show(month)}, {"ausentes", std::move(named)}});
  if (!receipt) {
    if (receipt.error().fault == Fault::Forbidden || receipt.error().fault == Fault::Unavailable)
      return std::unexpected(receipt.error());
    state.fault("", receipt.error());
    return close_page(visit, board, month, state, status_of(receipt.error()));
  }
  visit.notice("Se cerró " + text::month(month) + " (asiento " + text::count(receipt->seq) + ").");
  return redirect("/ejecucion/validacion/" + month_path(month));
}

Result<Response> month_show(Visit& visit) {
  const auto month = TRY(month_in(visit));
  const auto board = TRY(board_of(visit, month));
  const auto count = board.count(month);
  PageView view;
  view.title = "Cierre de " + text::month(month);
  view.heading = view.title;
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Validación", validation_address(month)}};
  Html absent;
  std::optional<Date> closed_on;
  for (const auto& close : board.closed)
    if (close.month == month) {
      closed_on = close.on;
      for (const auto& one : close.absentees) {
        const auto row = std::ranges::find(board.units, one.unit, &queries::BoardRow::unit);
        absent += html("<li><b>{}</b>: {}</li>\n", row == board.units.end() ? one.unit : row->name,
                       one.reason);
      }
    }
  view.lead =
      closed_on ? "Cerrado el " + text::long_date(*closed_on) + "." : "El mes está abierto.";
  const auto whole =
      html("{}/{} unidades {}", text::count(closed_on ? count.validated : count.reported),
           text::count(count.expected), closed_on ? "con reporte validado" : "con dato");
  view.content = figure_strip({{text::count(count.validated) + "/" + text::count(count.expected),
                                "Cobertura: unidades con reporte validado", whole, ""},
                               {text::count(count.expected - count.validated),
                                closed_on ? "Ausentes" : "Sin validar",
                                {},
                                ""}});
  if (!closed_on) {
    Html waiting;
    for (const auto* row : absentees(board, month))
      waiting += html("<li>{} <span class=\"secundario\">{}</span></li>\n",
                      link(validation_address(month, row->unit), row->name),
                      state_word(row->months[month.number - 1U]));
    view.content += waiting.text.empty()
                        ? empty_state("Todas las unidades están validadas: el mes se puede cerrar.")
                        : section("faltan", "Unidades sin validar",
                                  html("<ul class=\"govuk-list columnas\">\n{}</ul>", waiting));
  }
  if (!absent.text.empty())
    view.content +=
        section("ausentes", "Unidades ausentes, con su motivo", html("<ul>{}</ul>", absent));
  if (!closed_on && visit.viewer->may(Permission::CloseMonth))
    view.actions = primary_link("/ejecucion/validacion/" + month_path(month) + "/cerrar",
                                "Cerrar " + text::month_name(month));
  if (closed_on && visit.viewer->may(Permission::ReopenMonth) &&
      !board.published[month.number - 1U])
    view.actions = secondary_link("/ejecucion/validacion/" + month_path(month) + "/reabrir",
                                  "Reabrir " + text::month_name(month));
  return page(visit, view);
}

Result<Response> month_reopen_ask(Visit& visit) {
  return reopen_page(visit, TRY(month_in(visit)), FormState{});
}

Result<Response> month_reopen(Visit& visit) {
  const auto month = TRY(month_in(visit));
  FormState state(visit.request.form);
  const auto receipt = visit.submit(
      "metas.reabrir", {{"mes", ::show(month)},
                        {"motivo", std::string(trimmed(visit.request.form.first("motivo")))}});
  if (!receipt) {
    if (receipt.error().fault == Fault::Forbidden || receipt.error().fault == Fault::Unavailable)
      return std::unexpected(receipt.error());
    state.fault(receipt.error().fault == Fault::Invalid ? "motivo" : "", receipt.error());
    return reopen_page(visit, month, state, status_of(receipt.error()));
  }
  visit.notice("Se reabrió " + text::month(month) + " (asiento " + text::count(receipt->seq) +
               ").");
  return redirect(validation_address(month));
}

}  // namespace web
