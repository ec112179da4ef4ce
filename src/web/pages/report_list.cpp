// I28: the reports of the institution, and the drafts that the calendar asks for next.
#include <algorithm>
#include <set>

#include "commands/submit.hpp"
#include "queries/cuts.hpp"
#include "text/format.hpp"
#include "web/kit/form.hpp"
#include "web/kit/table.hpp"
#include "web/pages/report_pages.hpp"
#include "web/pages/report_view.hpp"

namespace web {
namespace {

using access_control::Permission;
using documents::ReportKind;

struct Due {
  ReportKind kind;
  std::string period;
};

// The periods that have ended and of which there is no report yet: the last cuatrimestre, the last
// month, the last year, and the strategy of the year that runs.
std::vector<Due> due_reports(Date today, const std::vector<queries::ReportVersion>& all) {
  std::set<std::string> codes;
  for (const auto& one : all) codes.insert(one.code);
  std::vector<Due> due;
  const auto add = [&](ReportKind kind, std::string period) {
    const auto code = documents::report_code(kind, period);
    if (code && !codes.contains(*code)) due.push_back({kind, std::move(period)});
  };
  const auto now = month_of(today);
  const auto last_month = previous(now);
  auto ended = last_month;
  while (ended.number % 4 != 0) ended = previous(ended);
  add(ReportKind::FourMonthly, show(cuatrimestre_of(ended)));
  add(ReportKind::Monthly, show(last_month));
  add(ReportKind::Annual, show(FiscalYear{std::int16_t(now.year.year - 1)}));
  add(ReportKind::Strategy, show(now.year));
  return due;
}

std::string title_of_due(const Due& due) {
  queries::ReportVersion like;
  like.kind = documents::show(due.kind);
  like.period = due.period;
  return title_of(like);
}

Html due_item(Visit& visit, const Due& due, bool primary) {
  Html inside = hidden_input("tipo", documents::show(due.kind));
  inside += hidden_input("periodo", due.period);
  inside += primary ? button("Generar borrador") : secondary_button("Generar borrador");
  return html(
      "<li class=\"govuk-task-list__item\"><div class=\"govuk-task-list__name-and-hint\"><b>{}</b>"
      "<div class=\"govuk-task-list__hint\">Fija las cifras a hoy y abre el borrador.</div></div>\n"
      "<div class=\"govuk-task-list__status\">{}</div></li>\n",
      title_of_due(due), form(visit, {.action = "/informes"}, inside));
}

std::vector<Choice> kinds() {
  return {{"cuatrimestral", "Cuatrimestral", "Período como 2026-C1"},
          {"mensual", "Mensual", "Período como 2026-04"},
          {"anual", "Anual", "Período como 2025"},
          {"estrategia", "Estrategia del año", "Período como 2026"}};
}

Html other_draft(Visit& visit, const FormState& state) {
  Html inside = radios(state, {.name = "tipo", .label = "Tipo de informe"}, kinds());
  inside +=
      text_input(state, {.name = "periodo",
                         .label = "Período",
                         .hint = "Año, año y mes, o año y cuatrimestre: 2026, 2026-04, 2026-C1",
                         .width = "10"});
  inside += secondary_button("Generar borrador");
  return html(
      "<details class=\"govuk-details seccion\"{}><summary class=\"govuk-details__summary\">"
      "<span class=\"govuk-details__summary-text\">Generar el de otro período</span></summary>"
      "<div class=\"govuk-details__text\">{}</div></details>\n",
      Html{state.faulty() ? " open" : ""}, form(visit, {.action = "/informes"}, inside));
}

TableView list_of(const std::vector<queries::ReportVersion>& all) {
  TableView view;
  view.id = "informes";
  view.caption = "Informes, el período más reciente primero";
  view.file_name = "informes";
  view.columns = {
      {.key = "informe", .title = "Informe", .row_header = true},
      {.key = "codigo", .title = "Código", .kind = TableColumn::Kind::Code, .secondary = true},
      {.key = "version", .title = "Versión", .kind = TableColumn::Kind::Count, .secondary = true},
      {.key = "periodo", .title = "Período", .kind = TableColumn::Kind::Code},
      {.key = "estado", .title = "Estado", .kind = TableColumn::Kind::State},
      {.key = "fecha", .title = "Desde", .kind = TableColumn::Kind::Date, .secondary = true},
  };
  for (const auto& one : all) {
    Date since = one.drafted_on;
    for (const auto& later : {one.sent_on, one.returned_on, one.approved_on, one.signed_on,
                              one.published_on, one.withdrawn_on})
      if (later && *later > since) since = *later;
    Html state = stage_tag(one.stage);
    if (one.replaced_by > 0)
      state +=
          html(" <span class=\"secundario\">reemplazado por la {}</span>", int(one.replaced_by));
    TableRow row;
    row.cells = {{.value = title_of(one), .address = address_of(one)},
                 {.value = one.code},
                 {.value = one.version},
                 {.value = one.period},
                 {.value = state, .export_text = std::string(show(one.stage))},
                 {.value = since}};
    view.rows.push_back(std::move(row));
  }
  return view;
}

Result<Response> render(Visit& visit, const FormState& state, int status = 200) {
  const auto all = TRY(queries::reports(visit.db(), visit.institution));
  const auto view = list_of(all);
  if (auto file = table_file(visit, view)) return *std::move(file);
  const bool drafts = visit.viewer->may(Permission::DraftReport);
  Html content;
  const auto due = due_reports(visit.today(), all);
  if (drafts && !due.empty()) {
    Html items;
    for (std::size_t i = 0; i < due.size(); ++i) items += due_item(visit, due[i], i == 0);
    content += section("por-hacer", all.empty() ? "Generar el primer borrador" : "Por generar",
                       html("<ul class=\"govuk-task-list\">\n{}</ul>\n", items));
  }
  if (all.empty())
    content += empty_state("Todavía no hay informes.",
                           drafts ? html("Genere el primer borrador: las cifras quedan fijas y "
                                         "usted escribe el análisis.")
                                  : html("Los prepara la unidad de monitoreo."));
  else
    content += section("todos", "Todos los informes", table(visit, view));
  if (drafts) content += other_draft(visit, state);
  return page(visit,
              {.title = "Informes",
               .heading = "Informes",
               .lead = "Mensuales, cuatrimestrales, anuales y la estrategia: del borrador a la "
                       "publicación.",
               .area = Area::Reports,
               .crumbs = {{"Mi trabajo", "/inicio"}},
               .errors = error_summary(state),
               .content = content,
               .has_errors = state.faulty()},
              status);
}

// The newest frozen cut of the period, or one made now.
Result<std::int64_t> cut_for(Visit& visit, ReportKind kind, const std::string& period) {
  if (kind == ReportKind::Strategy) return 0;
  if (const auto frozen = TRY(queries::frozen_cut(visit.db(), visit.institution, period)))
    return frozen->version;
  const auto receipt = TRY(visit.submit("corte.crear", {{"codigo", period}}));
  return integer_at(receipt.outcome, "version");
}

Result<std::string> draft(Visit& visit, ReportKind kind, const std::string& period) {
  const auto code = TRY(documents::report_code(kind, period));
  const auto cut = TRY(cut_for(visit, kind, period));
  const auto receipt = TRY(visit.submit("informe.preparar", {{"codigo", code},
                                                             {"tipo", documents::show(kind)},
                                                             {"periodo", period},
                                                             {"corte_version", cut}}));
  const auto version = TRY(integer_at(receipt.outcome, "version"));
  return "/informes/" + encoded(code) + '/' + std::to_string(version);
}

}  // namespace

Result<Response> report_list(Visit& visit) { return render(visit, {}); }

Result<Response> report_draft(Visit& visit) {
  FormState state(visit.request.form);
  const auto kind = documents::parse_report_kind(visit.request.form.first("tipo"));
  if (!kind) {
    state.fault("tipo", "Elija el tipo de informe.");
    return render(visit, state, 422);
  }
  const auto address = draft(visit, *kind, std::string(visit.request.form.first("periodo")));
  if (!address) {
    if (address.error().fault == Fault::Forbidden) return std::unexpected(address.error());
    state.fault("periodo", address.error());
    return render(visit, state, 422);
  }
  visit.notice("Se generó el borrador. Las cifras están fijas al corte; falta el análisis.");
  return redirect(*address);
}

}  // namespace web
