// I32, /admin/periodos: the months of a year, each with its deadline, coverage and the step that
// comes next; and the cuts that were frozen.
#include "domain/values/period.hpp"
#include "queries/capture.hpp"
#include "queries/cuts.hpp"
#include "text/format.hpp"
#include "web/kit/state.hpp"
#include "web/pages/admin_pages.hpp"
#include "web/pages/capture_view.hpp"

namespace web {
namespace {

using access_control::Permission;
using queries::CaptureBoard;
using Kind = TableColumn::Kind;

std::string address_of(Month month) { return "/ejecucion/validacion/" + month_path(month); }

const queries::ClosedMonth* closing_of(const CaptureBoard& board, Month month) {
  for (const auto& one : board.closed)
    if (one.month == month) return &one;
  return nullptr;
}

bool begun(const Visit& visit, Month month) {
  return std::chrono::sys_days(first_day(month)) <= std::chrono::sys_days(visit.today());
}
bool over(const Visit& visit, Month month) {
  return std::chrono::sys_days(last_day(month)) < std::chrono::sys_days(visit.today());
}

TableCell state_cell(const Visit& visit, const CaptureBoard& board, Month month) {
  TableCell cell;
  if (const auto* closing = closing_of(board, month)) {
    const bool published = board.published[month.number - 1U];
    cell.export_text = published ? "cerrado y publicado" : "cerrado";
    cell.value = html("{} {}", tag("Cerrado", Tint::Green), text::date(closing->on));
    if (published) cell.after = html("<br><small>con cifras publicadas</small>");
  } else if (begun(visit, month)) {
    cell.export_text = "abierto";
    cell.value = tag("Abierto", Tint::Blue);
  } else {
    cell.export_text = "aún no comienza";
    cell.value = tag("Aún no comienza");
  }
  return cell;
}

// What the viewer may do with the month now.
TableCell step_cell(const Visit& visit, const CaptureBoard& board, Month month) {
  const auto at = address_of(month);
  if (closing_of(board, month) != nullptr)
    return visit.viewer->may(Permission::ReopenMonth) && !board.published[month.number - 1U]
               ? TableCell{link(at + "/reabrir", "Reabrir")}
               : TableCell{std::string()};
  if (!begun(visit, month)) return {std::string()};
  if (over(visit, month) && visit.viewer->may(Permission::CloseMonth))
    return {link(at + "/cerrar", "Cerrar")};
  return {std::string()};
}

TableView months_of(const Visit& visit, const CaptureBoard& board) {
  TableView view;
  view.id = "meses";
  view.caption = "Meses de captura de " + show(board.year);
  view.illustrative = board.illustrative;
  view.file_name = "periodos-" + show(board.year);
  view.paged = false;
  view.columns = {
      {.key = "mes", .title = "Mes", .sortable = false, .row_header = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State, .sortable = false},
      {.key = "plazo", .title = "Plazo del reporte", .kind = Kind::Date, .sortable = false},
      {.key = "esperadas",
       .title = "Unidades con metas",
       .kind = Kind::Count,
       .sortable = false,
       .secondary = true},
      {.key = "enviadas",
       .title = "Enviadas",
       .kind = Kind::Count,
       .sortable = false,
       .secondary = true},
      {.key = "validadas",
       .title = "Validadas",
       .kind = Kind::Count,
       .sortable = false,
       .secondary = true},
      {.key = "ausentes",
       .title = "Ausentes",
       .kind = Kind::Count,
       .sortable = false,
       .secondary = true},
      {.key = "paso", .title = "Paso", .kind = Kind::Action, .sortable = false},
  };
  for (std::uint8_t n = 1; n <= 12; ++n) {
    const Month month{board.year, n};
    const auto count = board.count(month);
    const auto* closing = closing_of(board, month);
    TableRow row;
    row.cells = {
        {.value = text::capitalized(text::month_name(month)), .address = address_of(month)},
        state_cell(visit, board, month),
        {.value = board.deadline[n - 1U]},
        {.value = std::int64_t{count.expected}},
        {.value = std::int64_t{count.sent}},
        {.value = std::int64_t{count.validated}},
        closing == nullptr ? TableCell{NotDue{}}
                           : TableCell{static_cast<std::int64_t>(closing->absentees.size())},
        step_cell(visit, board, month)};
    view.rows.push_back(std::move(row));
  }
  return view;
}

TableView cuts_table(const std::vector<queries::Cut>& cuts) {
  TableView view;
  view.id = "cortes";
  view.caption = "Cortes: cifras fijadas para informes";
  view.exports = false;
  view.paged = false;
  view.columns = {
      {.key = "corte", .title = "Corte", .kind = Kind::Code, .row_header = true},
      {.key = "version", .title = "Versión", .kind = Kind::Count},
      {.key = "desde", .title = "Desde"},
      {.key = "hasta", .title = "Hasta"},
      {.key = "fijado", .title = "Fijado"},
      {.key = "abiertos", .title = "Meses sin cerrar al fijarlo"},
  };
  for (const auto& cut : cuts) {
    std::string open;
    for (const auto month : cut.open_months)
      open += (open.empty() ? "" : ", ") + text::month(month);
    view.rows.push_back({{{.value = cut.code},
                          {.value = std::int64_t{cut.version}},
                          {.value = text::month(cut.first)},
                          {.value = text::month(cut.last)},
                          {.value = text::date_and_time(cut.frozen_at)},
                          {.value = open.empty() ? std::string("ninguno") : open}}});
  }
  return view;
}

}  // namespace

Result<Response> periods(Visit& visit) {
  const auto asked = visit.request.query.first("anio");
  const auto year = asked.empty() ? month_of(visit.today()).year : TRY(FiscalYear::parse(asked));
  const auto board =
      TRY(queries::capture_board(visit.db(), visit.institution, year, visit.today()));
  const auto months = months_of(visit, board);
  if (auto file = table_file(visit, months)) return *std::move(file);
  const auto cuts = TRY(queries::cuts_of(visit.db(), visit.institution));
  PageView view;
  view.title = view.heading = "Períodos";
  view.lead =
      "Un mes se abre solo, el día 1. Se cierra con sus ausentes por nombre, y se reabre con "
      "motivo "
      "mientras no tenga cifras publicadas.";
  view.area = Area::Admin;
  view.crumbs = admin_crumbs();
  view.dense = true;
  Html years;
  for (const int step : {-1, 1}) {
    const FiscalYear other{static_cast<std::int16_t>(year.year + step)};
    years += html("<li>{}</li>", link("/admin/periodos?anio=" + show(other), show(other)));
  }
  view.content = table(visit, months) +
                 html("<ul class=\"vistas\" aria-label=\"Otros años\">{}<li>{}</li></ul>\n", years,
                      link("/ejecucion/validacion?anio=" + show(year), "Estado por unidad"));
  if (!cuts.empty()) view.content += section("cortes", "Cortes", table(visit, cuts_table(cuts)));
  return page(visit, view);
}

}  // namespace web
