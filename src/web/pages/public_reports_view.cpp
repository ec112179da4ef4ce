// Published reports as rows of tables.
#include "web/pages/public_reports_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "text/format.hpp"

namespace web {

using reporting::ReportStage;

std::string report_title(const Visit& visit, const queries::ReportVersion& report) {
  std::string title = report.kind == "cuatrimestral" ? tr(visit, "Informe cuatrimestral")
                      : report.kind == "mensual"     ? tr(visit, "Informe mensual")
                      : report.kind == "anual"       ? tr(visit, "Informe anual")
                      : report.kind == "estrategia"  ? tr(visit, "Estrategia de calidad del gasto")
                                                     : report.kind;
  if (const auto span = queries::span_of(report.period))
    title += ", " + span_of_months(visit, span->first, span->last);
  if (report.version > 1) title += tr(visit, ", versión {}", {std::to_string(report.version)});
  return title;
}

std::string address_of_file(const Visit& visit, const queries::ReportVersion& report,
                            const queries::ReportFile& file) {
  return local(visit, "/transparencia/informes/" + encoded(report.code) + "/v" +
                          std::to_string(report.version) + "/" + encoded(file.name));
}

Html report_files(const Visit& visit, const queries::PublishedReport& published) {
  const auto& report = published.report;
  Html out;
  for (const auto& file : published.files) {
    if (!out.text.empty()) out += Html{" · "};
    std::string name = file.format;
    std::ranges::transform(name, name.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    const auto kib = (file.size + 1023) / 1024;
    out += html("<a href=\"{}\">{}{}</a> ({}\xC2\xA0KB)", address_of_file(visit, report, file),
                name, hidden(", " + report_title(visit, report)), text::count(kib));
  }
  return out;
}

Html report_state(const Visit& visit, const queries::ReportVersion& report) {
  if (report.stage == ReportStage::Retirado) return tag(tr(visit, "Retirado"), Tint::Red);
  if (report.replaced_by > 0) return tag(tr(visit, "Reemplazado"));
  return html("<span class=\"sello sello--pub\">{}</span>", tr(visit, "Publicado"));
}

Result<Html> next_report(Visit& visit, const std::vector<queries::PublishedReport>& reports) {
  // The first cuatrimestre that is over, or the one that runs, without a published report.
  auto period = cuatrimestre_of(month_of(visit.today()));
  const auto is_out = [&](const Cuatrimestre& c) {
    return std::ranges::any_of(reports,
                               [&](const auto& one) { return one.report.period == show(c); });
  };
  const auto before = cuatrimestre_of(previous(first_month(period)));
  if (!is_out(before) && visit.today() <= TRY(queries::publication_deadline(visit.db(), before)))
    period = before;
  const auto due = TRY(queries::publication_deadline(visit.db(), period));
  return html(
      "<p class=\"origen\">{}</p>\n",
      tr(visit, "El informe de {} se publica a más tardar el {}.",
         {span_of_months(visit, first_month(period), last_month(period)), day(visit, due)}));
}

Result<Html> last_report(Visit& visit, const std::vector<queries::PublishedReport>& reports) {
  const auto found = std::ranges::find_if(reports, [](const auto& one) {
    return one.report.stage == ReportStage::Publicado && one.report.replaced_by == 0;
  });
  Html out;
  if (found == reports.end()) {
    out = html("<p class=\"govuk-body\">{}</p>\n", tr(visit, "Aún no hay informes publicados."));
  } else {
    out = html(
        "<div class=\"tabla-caja\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table "
        "class=\"tabla tabla--media\"><caption class=\"govuk-visually-hidden\">{}</caption>\n"
        "<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
        "scope=\"col\">{}</th></tr></thead>\n<tbody><tr><th scope=\"row\">{}</th><td>{}</td><td>{}"
        "</td><td>{}</td></tr></tbody></table></div>\n",
        tr(visit, "Último informe"), tr(visit, "Último informe publicado"), tr(visit, "Informe"),
        tr(visit, "Publicado"), tr(visit, "Estado"), tr(visit, "Descargar"),
        link(local(visit, "/transparencia/informes"), report_title(visit, found->report)),
        found->report.published_on ? day(visit, *found->report.published_on) : std::string("—"),
        report_state(visit, found->report), report_files(visit, *found));
  }
  return out += TRY(next_report(visit, reports));
}

}  // namespace web
