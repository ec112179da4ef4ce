// Sending a report to review, approving it by another person, returning it with a reason.
#include "queries/reporting.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/form.hpp"
#include "web/pages/report_pages.hpp"
#include "web/pages/report_view.hpp"

namespace web {
namespace {

using access_control::Permission;

json::object key_of(const queries::ReportVersion& report) {
  return {{"codigo", report.code}, {"version", report.version}};
}

// What a reviewer should know before deciding: nothing here blocks.
Result<Html> checks(Visit& visit, const queries::ReportVersion& report) {
  const auto made = TRY(made_report(visit, report));
  const auto sections = TRY(queries::report_sections(visit.db(), report, visit.institution));
  const auto tasks = TRY(tasks_of(visit, report, *made, sections));
  const auto changes = TRY(changed_figures(visit, report));
  Html items;
  const auto add = [&](bool fine, std::string_view words, const Html& more = {}) {
    items += html("<li>{} {}{}</li>\n", symbol(fine ? "ritmo" : "atencion", "i"), words, more);
  };
  int without_text = 0;
  Html named;
  for (const auto& task : tasks.all)
    if (task.state == SectionTask::State::Empty || task.state == SectionTask::State::Missing) {
      if (task.key == "firmas") continue;
      ++without_text;
      named += html("{}{}", named.text.empty() ? " " : " · ", link(task.address, task.title));
    }
  add(without_text == 0,
      without_text == 0
          ? std::string("Todas las secciones tienen su texto.")
          : text::capitalized(text::counted(without_text, "sección espera", "secciones esperan",
                                            text::Gender::Feminine)) +
                " texto:",
      named);
  add(changes->empty(), changes->empty() ? std::string("Ninguna cifra cambió después del corte.")
                                         : text::capitalized(text::counted(
                                               std::int64_t(changes->size()), "cifra cambió",
                                               "cifras cambiaron", text::Gender::Feminine)) +
                                               " después del corte.");
  if (made->evaluation) {
    const auto& cut = made->evaluation->cut;
    std::vector<std::string> open;
    for (const auto month : cut.open_months) open.push_back(text::month_name(month));
    add(open.empty(), open.empty()
                          ? std::string("Todos los meses del corte están cerrados.")
                          : "Meses sin cerrar al fijar el corte: " + text::listed(open) + ".");
  }
  if (!made->document.illustrative.empty())
    add(false, "El informe contiene datos ilustrativos y lo dice en la portada.");
  return html("<ul class=\"govuk-list\">\n{}</ul>\n", items);
}

Result<Response> review_page(Visit& visit, const queries::ReportVersion& report,
                             const FormState& state, int status = 200) {
  const auto made = TRY(made_report(visit, report));
  const auto at = address_of(report);
  Html content = state_bar(visit, report, *made, {});
  content += section("revisar", "Antes de aprobar", TRY(checks(visit, report)));
  content += html("<p>{} · {}</p>", link(at + "/vista", "Leer el informe completo"),
                  link(at + "/archivo/pdf", "Descargar el PDF"));
  if (report.stage == reporting::ReportStage::Revision &&
      visit.viewer->may(Permission::ApproveReport)) {
    content += html("<div class=\"acciones seccion\">{}</div>\n",
                    primary_link(at + "/aprobar", "Aprobar"));
    Html back = text_area(state,
                          {.name = "motivo",
                           .label = "Qué debe corregirse",
                           .hint = "Lo lee quien preparó el informe; queda en el historial."},
                          4);
    back += secondary_button("Devolver");
    content += section("devolver", "Devolver con comentario",
                       form(visit, {.action = at + "/revision"}, back));
  } else if (report.stage == reporting::ReportStage::Revision) {
    content += notice_box(NoticeTone::Grey,
                          html("<p>El informe está en revisión: lo aprueba la autoridad.</p>"));
  }
  return page(visit,
              {.title = "Revisar · " + title_of(report),
               .heading = "Revisar el informe",
               .rubric = title_of(report),
               .lead = "Quien aprueba no puede ser quien lo preparó.",
               .area = Area::Reports,
               .crumbs = report_crumbs(report),
               .errors = error_summary(state),
               .content = content,
               .has_errors = state.faulty()},
              status);
}

}  // namespace

Result<Response> report_send(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  CHECK(visit.submit("informe.enviar", key_of(report)));
  visit.notice("El informe se envió a revisión. Lo aprueba otra persona.");
  return redirect(address_of(report));
}

Result<Response> report_review(Visit& visit) {
  return review_page(visit, TRY(report_asked(visit)), {});
}

Result<Response> report_return(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  auto act = key_of(report);
  act["motivo"] = std::string(visit.request.form.first("motivo"));
  if (const auto done = visit.submit("informe.devolver", std::move(act)); !done) {
    if (done.error().fault != Fault::Invalid) return std::unexpected(done.error());
    FormState state(visit.request.form);
    state.fault("motivo", done.error());
    return review_page(visit, report, state, 422);
  }
  visit.notice("El informe se devolvió con su comentario.");
  return redirect("/informes");
}

// GET: the page that asks to confirm. POST: the act.
Result<Response> report_approve(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  FormState state(visit.request.form);
  int status = 200;
  if (visit.request.method == Method::Post) {
    auto act = key_of(report);
    const std::string letter(visit.request.form.first("oficio"));
    if (!letter.empty()) act["oficio"] = letter;
    const auto done = visit.submit("informe.aprobar", std::move(act));
    if (done) {
      visit.notice("El informe quedó aprobado. Sigue registrar las firmas.");
      return redirect(address_of(report));
    }
    if (done.error().fault != Fault::Invalid) return std::unexpected(done.error());
    state.fault("oficio", done.error());
    status = 422;
  }
  const auto made = TRY(made_report(visit, report));
  std::vector<SummaryRow> rows{
      {"Informe", escaped(title_of(report))},
      {"Código",
       html("<span class=\"cod\">{}</span>, versión {}", report.code, int(report.version))},
      {"Enviado", escaped(report.sent_on ? text::long_date(*report.sent_on) : "sin enviar")}};
  if (made->evaluation)
    rows.push_back({"Corte", escaped(text::long_date(last_day(made->evaluation->cut.last)))});
  Html inside = text_input(state, {.name = "oficio",
                                   .label = "Número de oficio (opcional)",
                                   .hint = "Puede registrarse después, con las firmas.",
                                   .width = "20"});
  inside += button("Confirmar aprobación");
  return page(visit,
              {.title = "Aprobar · " + title_of(report),
               .heading = "Aprobar el informe",
               .rubric = title_of(report),
               .lead = "El informe aprobado ya no se edita: se corrige con una versión nueva.",
               .area = Area::Reports,
               .crumbs = report_crumbs(report),
               .errors = error_summary(state),
               .content = html("{}{}", summary_list(rows),
                               form(visit, {.action = address_of(report) + "/aprobar"}, inside)),
               .has_errors = state.faulty()},
              status);
}

}  // namespace web
