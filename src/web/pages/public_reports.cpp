// P6: every report that was published, with its files, its hash and what it replaces.
#include <algorithm>

#include "base/text.hpp"
#include "queries/published_reports.hpp"
#include "text/format.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_proof.hpp"
#include "web/pages/public_reports_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

std::string_view type_of_file(std::string_view format) {
  if (format == "pdf") return "application/pdf";
  if (format == "docx")
    return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  if (format == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  if (format == "json") return "application/json; charset=utf-8";
  if (format == "csv") return "text/csv; charset=utf-8";
  return "application/octet-stream";
}

Html hashes(const Visit& visit, const queries::PublishedReport& published) {
  Html items;
  for (const auto& file : published.files) {
    const auto address = address_of_file(visit, published.report, file) + std::string(proof_ending);
    items += html("<li>{}: <span class=\"cod\">{}</span>{}</li>\n", file.name, file.hash,
                  file.proved ? html(" · <a href=\"{}\">{}{}</a>", address, tr(visit, "Prueba"),
                                     hidden(": " + file.name))
                              : Html{});
  }
  if (items.text.empty()) return {};
  return html(
      "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">{}</span></summary><div "
      "class=\"govuk-details__text\"><p>{} <a href=\"{}\">{}</a></p><ul "
      "class=\"huellas\">{}</ul></div></details>",
      tr(visit, "Huellas SHA-256"),
      tr(visit, "Con la huella se comprueba que un archivo es el que se publicó."),
      local(visit, "/transparencia/comprobar"), tr(visit, "Compruebe esta cifra"), items);
}

Html row_of(const Visit& visit, const queries::PublishedReport& published) {
  const auto& report = published.report;
  Html notes;
  if (report.replaces > 0)
    notes +=
        html("<br>{}", tr(visit, "Reemplaza a la versión {}.", {std::to_string(report.replaces)}));
  if (!report.errata.empty())
    notes += html("<br>{}: {}", tr(visit, "Fe de erratas"), own_words(visit, report.errata));
  if (report.replaced_by > 0)
    notes += html("<br>{}",
                  tr(visit, "La reemplaza la versión {}.", {std::to_string(report.replaced_by)}));
  if (report.stage == reporting::ReportStage::Retirado)
    notes += html("<br>{}: {}", tr(visit, "Motivo del retiro"), own_words(visit, report.reason));
  return html(
      "<tr><th scope=\"row\">{}<span class=\"cod bajo\">{}</span><span class=\"chico "
      "secundario\">{}</span></th><td>{}</td><td>{}</td><td>{}{}</td></tr>\n",
      report_title(visit, report), report.code + " v" + std::to_string(report.version),
      Html{notes.text.starts_with("<br>") ? notes.text.substr(4) : notes.text},
      report.published_on ? day(visit, *report.published_on) : std::string("—"),
      report_state(visit, report), report_files(visit, published), hashes(visit, published));
}

}  // namespace

Result<Response> public_reports(Visit& visit) {
  PageView view;
  view.title = tr(visit, "Informes");
  view.area = Area::PublicReports;
  view.crumbs = {home_crumb(visit)};
  view.lead =
      tr(visit,
         "Cada informe se publica con las cifras de un corte que ya no cambia. Si se corrige, "
         "sale una versión nueva y la anterior queda en la lista.");
  const auto reports = TRY(queries::published_reports(visit.db(), visit.institution));
  Html due = TRY(next_report(visit, reports));
  if (reports.empty()) {
    view.content = empty_state(tr(visit, "Aún no hay informes publicados."), due);
    return page(visit, view);
  }
  // One table a year, the newest first.
  std::vector<std::string> years;
  for (const auto& one : reports) {
    const auto year = one.report.period.substr(0, 4);
    if (std::ranges::find(years, year) == years.end()) years.push_back(year);
  }
  for (const auto& year : years) {
    Html rows;
    for (const auto& one : reports)
      if (one.report.period.starts_with(year)) rows += row_of(visit, one);
    view.content += html(
        "<div class=\"tabla-caja seccion\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table "
        "class=\"tabla tabla--media\">\n<caption><div "
        "class=\"tt\">{}</div></caption>\n<thead><tr><th "
        "scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
        "scope=\"col\">{}</th></tr></thead>\n<tbody>\n{}</tbody></table></div>\n",
        tr(visit, "Informes de {}", {year}), tr(visit, "Informes de {}", {year}),
        tr(visit, "Informe"), tr(visit, "Publicado"), tr(visit, "Estado"), tr(visit, "Descargar"),
        rows);
  }
  view.content += due;
  return page(visit, view);
}

// The last part of the address is the file's name, or its format; with .prueba, the proof of it.
Result<Response> public_report_file(Visit& visit) {
  const std::string_view path = visit.request.path;
  auto asked = path.substr(path.rfind('/') + 1);
  const bool wants_proof = asked.ends_with(proof_ending);
  if (wants_proof) asked.remove_suffix(proof_ending.size());
  const auto code = visit.capture("codigo");
  const auto version = visit.capture("version");
  const auto number = version.starts_with('v') ? whole_number(version.substr(1)) : std::nullopt;
  const auto reports = TRY(queries::published_reports(visit.db(), visit.institution));
  for (const auto& one : reports) {
    if (one.report.code != code || !number || one.report.version != *number) continue;
    for (const auto& file : one.files) {
      if (file.format != asked && file.name != asked) continue;
      if (wants_proof) return proof_file(visit, {one.report.code, one.report.version, file.format});
      auto response = download(TRY(queries::kept_file(visit.db(), file.hash)),
                               type_of_file(file.format), file.name);
      response.keep = Keep::Ask;
      return response;
    }
  }
  return refuse(Refusal::PageUnknown, {{"hallado", std::string(visit.request.path)}});
}

}  // namespace web
