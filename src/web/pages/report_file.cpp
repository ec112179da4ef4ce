// Downloads of a report, and its published files.
#include <algorithm>

#include "base/text.hpp"
#include "documents/figures_csv.hpp"
#include "documents/render.hpp"
#include "text/format.hpp"
#include "web/kit/table.hpp"
#include "web/pages/report_blocks.hpp"
#include "web/pages/report_files.hpp"
#include "web/pages/report_pages.hpp"
#include "web/pages/report_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

struct FormatRow {
  std::string_view name, type;
};
constexpr FormatRow rows[] = {
    {"pdf", "application/pdf"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"json", "application/json"},
    {"html", "text/html; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
};

Result<std::string> render_now(Visit& visit, const queries::ReportVersion& report,
                               std::string_view format) {
  const auto made = TRY(made_report(visit, report));
  if (format == "csv") return documents::figures_csv(made->document);
  const auto formats = documents::parse_formats(format);
  if (!formats || formats->size() != 1) return refuse(Refusal::PageUnknown);
  return documents::render(made->document, formats->front());
}

}  // namespace

std::string_view content_type_of_format(std::string_view format) {
  for (const auto& row : rows)
    if (row.name == format) return row.type;
  return "application/octet-stream";
}

Result<std::shared_ptr<const std::string>> rendered_report(Visit& visit,
                                                           const queries::ReportVersion& report,
                                                           std::string_view format) {
  return visit.remembered<std::string>("archivo " + file_name_of(report, format),
                                       [&] { return render_now(visit, report, format); });
}

// What was published is handed out as it was; anything else is made from the cut.
Result<Response> report_file(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  const auto format = visit.capture("formato");
  const auto name = file_name_of(report, format);
  if (report.published_on)
    for (const auto& file :
         TRY(queries::published_files(visit.db(), visit.institution, report.code, report.version)))
      if (file.format == format)
        return download(TRY(queries::kept_file(visit.db(), file.hash)),
                        content_type_of_format(format), file.name);
  const auto bytes = TRY(rendered_report(visit, report, format));
  return download(*bytes, content_type_of_format(format), name);
}

Result<Response> report_scan(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  if (report.signed_hash.empty()) return refuse(Refusal::PageUnknown);
  return download(TRY(queries::kept_file(visit.db(), report.signed_hash)), "application/pdf",
                  file_name_of(report, "pdf"));
}

// The whole document inside the site, with its contents on the left.
Result<Response> report_preview(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  const auto made = TRY(made_report(visit, report));
  Html contents, body;
  for (const auto& chapter : documents::chapters_of(made->document)) {
    contents += html("<li><a href=\"#{}\">{}</a></li>\n", chapter.key, chapter.title);
    body += section(chapter.key, chapter.title, blocks_html(chapter.blocks, 3));
  }
  Html content = state_bar(visit, report, *made, {});
  if (made->document.draft)
    content += notice_box(NoticeTone::Amber, html("<p>Borrador, no aprobado.</p>"));
  content += html(
      "<nav aria-label=\"Contenido\"><h2 class=\"govuk-heading-s\">Contenido</h2>"
      "<ol class=\"govuk-list\">\n{}</ol></nav>\n{}",
      contents, body);
  return page(visit,
              {.title = "Vista previa · " + title_of(report),
               .heading = made->document.title,
               .rubric = made->document.institution.name,
               .lead = made->document.subtitle,
               .area = Area::Reports,
               .crumbs = report_crumbs(report),
               .actions = html("{}{}", secondary_link(address_of(report) + "/archivo/pdf", "PDF"),
                               secondary_link(address_of(report) + "/archivo/docx", "DOCX")),
               .content = content,
               .dense = true});
}

// Every compared figure of this report beside the one before it.
Result<Response> report_compare(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  const auto made = TRY(made_report(visit, report));
  TableView view;
  view.id = "comparacion";
  view.file_name = report.code + "-comparacion";
  view.columns = {
      {.key = "cifra", .title = "Cifra", .row_header = true},
      {.key = "antes", .title = "Antes", .kind = TableColumn::Kind::Text, .sortable = false},
      {.key = "ahora", .title = "Ahora", .kind = TableColumn::Kind::Text, .sortable = false}};
  std::string before_name;
  if (made->evaluation) {
    const auto first = made->evaluation->cut.first;
    std::string before;
    const auto kind = documents::parse_report_kind(report.kind);
    if (kind == documents::ReportKind::Monthly) before = show(previous(first));
    if (kind == documents::ReportKind::FourMonthly) before = show(cuatrimestre_of(previous(first)));
    if (kind == documents::ReportKind::Annual) before = show(previous(first).year);
    before_name = before;
    if (const auto then = queries::evaluation_of(visit.db(), visit.institution, before))
      for (const auto& one : queries::compared(*then, *made->evaluation)) {
        // A period of which nothing was loaded has no figures, not zeros.
        const bool known = one.measure == evaluation::Measure::Quetzales
                               ? then->financial.loaded
                               : then->physical.value.has_value() || one.figure == "valor";
        if (!known && !then->financial.loaded && !then->physical.value) continue;
        TableRow row;
        row.cells = {{.value = figure_name(one)},
                     {.value = figure_value(one, known ? one.before : std::nullopt), .css = "num"},
                     {.value = figure_value(one, one.after), .css = "num"}};
        view.rows.push_back(std::move(row));
      }
  }
  view.caption = "Cifras de " + report.period + " junto a las de " +
                 (before_name.empty() ? "su período anterior" : before_name);
  view.illustrative = !made->document.illustrative.empty();
  view.empty = "No hay datos del período anterior con que comparar.";
  if (auto file = table_file(visit, view)) return *std::move(file);
  return page(visit, {.title = "Comparar · " + title_of(report),
                      .heading = "Comparar con el período anterior",
                      .rubric = title_of(report),
                      .lead = "Las mismas cifras en los dos cortes. Un período de otro año empieza "
                              "de cero.",
                      .area = Area::Reports,
                      .crumbs = report_crumbs(report),
                      .content = table(visit, view),
                      .dense = true});
}

}  // namespace web
