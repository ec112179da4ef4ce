// Financial indicators: the report of a year by month or by cuatrimestre, and one indicator with
// its method sheet, its series, and the notes on its deviations.
#include "base/text.hpp"
#include "documents/indicator_report.hpp"
#include "documents/render.hpp"
#include "domain/control/tool_refusals.hpp"
#include "queries/control_indicators.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"
#include "web/pages/execution_view.hpp"
#include "web/pages/report_files.hpp"
#include "web/pages/sample_pages.hpp"
#include "web/pages/tool_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using control::Juicio;
using Kind = TableColumn::Kind;
using queries::IndicatorReport;
using queries::IndicatorSeries;

constexpr std::string_view here = "/auditoria/indicadores";

Tint tint_of(Juicio judged) {
  switch (judged) {
    case Juicio::Bien:
      return Tint::Green;
    case Juicio::Atencion:
      return Tint::Amber;
    case Juicio::Desviacion:
      return Tint::Red;
    case Juicio::SinUmbral:
    case Juicio::SinDato:
      break;
  }
  return Tint::Grey;
}

Result<Month> until_asked(Visit& visit) {
  return TRY(asked_month(visit)).value_or(month_of(visit.today()));
}

Result<std::shared_ptr<const IndicatorReport>> report_at(Visit& visit, Month until) {
  return visit.remembered<IndicatorReport>(
      "indicadores-control " + visit.institution + " " + show(until),
      [&] { return queries::indicator_report(visit.db(), visit.institution, until); });
}

std::string value_of(const control::IndicatorSheet& sheet, const control::Reading& reading) {
  return reading.value ? text::reading(sheet.unidad, *reading.value) : std::string("Sin dato");
}

TableView report_table(const IndicatorReport& report, bool by_cuatrimestre) {
  TableView view;
  view.id = "indicadores";
  view.caption = "Indicadores financieros a " + text::month(report.until) +
                 (by_cuatrimestre ? ", por cuatrimestre" : ", por mes");
  view.illustrative = report.illustrative;
  view.file_name = "indicadores-financieros-" + show(report.until);
  view.paged = false;
  view.origin = std::string("Cada valor acumula desde enero, salvo la velocidad, que es ") +
                (by_cuatrimestre ? "de los meses del cuatrimestre." : "del mes.") +
                " «Sin dato» no es cero.";
  view.columns = {
      {.key = "codigo", .title = "Código", .kind = Kind::Code, .sortable = false},
      {.key = "indicador", .title = "Indicador", .sortable = false, .row_header = true}};
  for (const auto month : queries::indicator_columns(report.until, by_cuatrimestre))
    view.columns.push_back({.key = show(month),
                            .title = text::indicator_column(month, by_cuatrimestre),
                            .kind = Kind::Percent,
                            .sortable = false,
                            .secondary = month != report.until});
  view.columns.push_back({.key = "juicio", .title = "Hoy", .kind = Kind::State, .sortable = false});
  for (const auto& one : report.series) {
    const auto& sheet = *one.sheet;
    TableRow row;
    row.cells = {{std::string(sheet.code)},
                 {std::string(text::text_of(sheet).name),
                  std::string(here) + "/" + std::string(sheet.code) + month_query(report.until)}};
    for (const auto month : queries::indicator_columns(report.until, by_cuatrimestre)) {
      const auto& at = one.months[month.number - 1U];
      row.cells.push_back({.value = value_of(sheet, at.at(by_cuatrimestre)), .css = "num"});
    }
    const auto judged = one.months.back().judged_at(by_cuatrimestre);
    row.cells.push_back(
        {tag(text::name_of(judged), tint_of(judged)), "", std::string(text::name_of(judged))});
    view.rows.push_back(std::move(row));
  }
  return view;
}

TableView series_table(const IndicatorReport& report, const IndicatorSeries& series) {
  const auto& sheet = *series.sheet;
  TableView view;
  view.id = "serie";
  view.caption =
      std::string(text::text_of(sheet).name) + ", de enero a " + text::month(report.until);
  view.illustrative = report.illustrative;
  view.file_name = std::string(sheet.code) + "-" + show(report.until);
  view.paged = false;
  view.columns = {{.key = "mes", .title = "Mes", .sortable = false, .row_header = true},
                  {.key = "valor", .title = "Valor", .sortable = false},
                  {.key = "juicio", .title = "Juicio", .kind = Kind::State, .sortable = false},
                  {.key = "nota", .title = "Qué lo explica", .sortable = false, .secondary = true}};
  for (const auto& one : series.months) {
    const auto* note = report.note(sheet.code, one.month);
    view.rows.push_back(
        {{{text::capitalized(text::month(one.month))},
          {.value = one.reading.value ? text::reading(sheet.unidad, *one.reading.value)
                                      : "No puede determinarse: " +
                                            std::string(text::reason_of(one.reading.missing))},
          {tag(text::name_of(one.judged), tint_of(one.judged)), "",
           std::string(text::name_of(one.judged))},
          note ? TableCell{note->body} : TableCell{}}});
  }
  return view;
}

Result<Response> one_page(Visit& visit, const IndicatorSeries& series,
                          const IndicatorReport& report, const FormState& state) {
  const auto& sheet = *series.sheet;
  const auto& said = text::text_of(sheet);
  const auto list = series_table(report, series);
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = tool_page(std::string(said.name), std::string(said.reading));
  view.rubric = "Indicador " + std::string(sheet.code);
  view.crumbs.push_back({"Indicadores", std::string(here) + month_query(report.until)});
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  if (report.illustrative) view.actions = stamp_illustrative();
  const auto& last = series.months.back();
  const auto limits = text::threshold_sentence(sheet, series.threshold);
  view.content =
      month_filter(visit, std::string(here) + "/" + std::string(sheet.code), report.until);
  view.content += summary_list(
      {{"A " + text::month(report.until),
        html("{} {}",
             last.reading.value ? text::reading(sheet.unidad, *last.reading.value)
                                : "No puede determinarse: " +
                                      std::string(text::reason_of(last.reading.missing)) + ".",
             tag(text::name_of(last.judged), tint_of(last.judged)))},
       {"Fórmula", escaped(said.formula)},
       {"Fuente", escaped(said.source)},
       {"Umbral", escaped(limits)}});
  view.content += html("<div class=\"seccion\">{}</div>", table(visit, list));
  if (visit.viewer->may(Permission::NoteIndicator)) {
    Html inside = text_input(state, {.name = "mes",
                                     .label = "Mes",
                                     .hint = "Como 2026-04.",
                                     .standard = show(report.until),
                                     .width = "10"});
    inside += text_area(state, {.name = "nota", .label = "Qué explica la desviación"}, 3);
    inside += html("<div class=\"acciones\">{}</div>", button("Guardar la nota"));
    view.content += section("anotar", "Anotar una desviación",
                            form(visit,
                                 {.action = std::string(here) + "/" + std::string(sheet.code) +
                                            month_query(report.until)},
                                 inside));
  }
  if (visit.viewer->may(Permission::Guide) && last.reading.value &&
      (last.judged == Juicio::Desviacion || last.judged == Juicio::Atencion))
    view.content +=
        html("<p>{}</p>",
             secondary_link(
                 "/auditoria/orientaciones/nueva?origen=indicador&referencia=" +
                     encoded(std::string(sheet.code) + " " + show(report.until)) + "&cifras=" +
                     encoded(std::string(said.name) + " a " + text::month(report.until) + ": " +
                             text::reading(sheet.unidad, *last.reading.value) + ". " + limits),
                 "Orientar a la autoridad sobre esta desviación"));
  return page(visit, view, state.faulty() ? 422 : 200);
}

}  // namespace

Result<Response> control_indicator_list(Visit& visit) {
  const auto until = TRY(until_asked(visit));
  const bool by_cuatrimestre = visit.request.query.first("por") == "cuatrimestre";
  const auto report = TRY(report_at(visit, until));
  const auto list = report_table(*report, by_cuatrimestre);
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = tool_page("Indicadores financieros",
                        "Cómo se gasta, mes a mes, y qué se aparta de lo esperado.");
  if (report->illustrative) view.actions = stamp_illustrative();
  view.content = month_filter(visit, here, until,
                              by_cuatrimestre ? hidden_input("por", "cuatrimestre") : Html{});
  view.content += html(
      "<nav aria-label=\"Períodos\"><ul class=\"vistas\"><li><a href=\"{}\"{}>Por mes</a></li><li>"
      "<a href=\"{}\"{}>Por cuatrimestre</a></li></ul></nav>",
      with_query(visit.request, "por", ""), Html{by_cuatrimestre ? "" : " aria-current=\"page\""},
      with_query(visit.request, "por", "cuatrimestre"),
      Html{by_cuatrimestre ? " aria-current=\"page\"" : ""});
  std::int64_t deviating = 0, unknown = 0;
  for (const auto& one : report->series) {
    deviating += one.months.back().judged_at(by_cuatrimestre) == Juicio::Desviacion;
    unknown += !one.months.back().reading.value;
  }
  view.content +=
      figure_strip({{text::count(static_cast<std::int64_t>(report->series.size())), "Indicadores"},
                    {text::count(deviating), "Con desviación"},
                    {text::count(unknown), "No pueden determinarse"}});
  view.content += html("<div class=\"seccion\">{}</div>", table(visit, list));
  const auto file = [&](const char* format) {
    return std::string(here) + "/archivo/" + format + month_query(until) +
           (by_cuatrimestre ? "&por=cuatrimestre" : "");
  };
  view.content += html("<p class=\"origen\"><b>Informe con fichas y notas:</b> {} · {}</p>",
                       link(file("pdf"), "en PDF"), link(file("docx"), "en DOCX"));
  Html why;
  for (const auto& one : report->series)
    if (!one.months.back().reading.value)
      why += html("<li><b>{}</b>: {}.</li>", text::text_of(*one.sheet).name,
                  text::reason_of(one.months.back().reading.missing));
  if (!why.text.empty())
    view.content +=
        section("sin-dato", "Qué no puede determinarse, y por qué", html("<ul>{}</ul>", why));
  return page(visit, view);
}

Result<Response> control_indicator_show(Visit& visit) {
  const auto until = TRY(until_asked(visit));
  const auto code = std::string(visit.capture("codigo"));
  if (control::sheet_of(code) == nullptr)
    return refuse(control::ToolRefusal::IndicatorUnknown,
                  {{"hallado", code}, {"esperado", control::sheet_codes()}});
  FormState state(visit.request.form);
  if (visit.request.method == Method::Post) {
    const auto done =
        visit.submit("indicador.anotar", {{"indicador", code},
                                          {"mes", std::string(trimmed(state.value("mes")))},
                                          {"nota", state.value("nota")}});
    if (done) {
      visit.notice("Se guardó la nota.");
      return redirect(std::string(here) + "/" + code + month_query(until));
    }
    const std::pair<std::string_view, std::string_view> renamed[] = {{"la nota", "nota"}};
    if (!returned_to(state, done.error(), renamed)) return std::unexpected(done.error());
  }
  const auto report = TRY(report_at(visit, until));
  for (const auto& series : report->series)
    if (series.sheet->code == code) return one_page(visit, series, *report, state);
  return refuse(control::ToolRefusal::IndicatorUnknown, {{"hallado", code}});
}

Result<Response> control_indicator_file(Visit& visit) {
  const auto format = std::string(visit.capture("formato"));
  if (format != "pdf" && format != "docx") return refuse(Refusal::PageUnknown);
  const auto until = TRY(until_asked(visit));
  const bool by_cuatrimestre = visit.request.query.first("por") == "cuatrimestre";
  const auto report = TRY(report_at(visit, until));
  const auto institution = TRY(queries::institution_data(visit.db(), visit.institution));
  const auto document =
      documents::indicator_report(*report, by_cuatrimestre, institution, visit.today());
  return download(TRY(documents::render(document, format == "pdf" ? documents::Format::Pdf
                                                                  : documents::Format::Docx)),
                  content_type_of_format(format),
                  "indicadores-financieros-" + show(until) + "." + format);
}

}  // namespace web
