// The files that prove a month: reading one, and taking it off the report.
#include "base/text.hpp"
#include "commands/capture_input.hpp"
#include "text/format.hpp"
#include "web/pages/capture_form.hpp"
#include "web/refusals.hpp"

namespace web {
Result<Response> evidence_show(Visit& visit) {
  const auto path = TRY(unit_month_in(visit));
  CHECK(require_own(visit, path.unit));
  auto file = TRY(queries::evidence_file(visit.db(), visit.institution, path.unit, path.month,
                                         visit.capture("huella")));
  if (!file) return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  const auto kind = commands::kind_of_bytes(file->bytes);
  // Always as a download: what others uploaded is never shown as a page of this site.
  return download(std::move(file->bytes), kind ? kind->media_type : "application/octet-stream",
                  file->name.empty() ? "evidencia" : file->name);
}

Result<Response> evidence_remove(Visit& visit) {
  const auto sheet = TRY(own_sheet(visit));
  const std::string hash(visit.capture("huella"));
  const auto here = capture_address(sheet.month, sheet.unit);
  if (visit.request.method == Method::Post) {
    const auto receipt =
        TRY(visit.submit("metas.retirar_adjunto",
                         {{"unidad", sheet.unit},
                          {"mes", show(sheet.month)},
                          {"subproducto", std::string(visit.request.form.first("subproducto"))},
                          {"huella", hash}}));
    visit.notice("Se quitó «" + optional_text_at(receipt.outcome, "nombre").value_or("") +
                 "» del reporte. El archivo se conserva en la bitácora.");
    return redirect(here + "#medios");
  }
  const auto subproducto = visit.request.query.first("subproducto");
  for (const auto& file : sheet.attachments) {
    if (file.hash != hash || file.subproducto != subproducto) continue;
    PageView view;
    view.title = "Quitar un archivo adjunto";
    view.heading = "¿Quitar «" + file.name + "»?";
    view.rubric = sheet.unit_name + ", " + text::month(sheet.month);
    view.lead = "Deja de respaldar el reporte. El archivo se conserva en la bitácora.";
    view.area = Area::Execution;
    view.crumbs = {{"Mi trabajo", "/inicio"},
                   {"Reporte de " + text::month_name(sheet.month), here}};
    view.content = form(
        visit, {.action = here + "/medios/" + hash + "/quitar"},
        hidden_input("subproducto", file.subproducto) +
            html("<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                 secondary_link(here + "#medios", "Dejarlo"), warning_button("Quitar archivo")));
    return page(visit, view);
  }
  return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
}

}  // namespace web
