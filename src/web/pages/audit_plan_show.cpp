// The yearly plan of audits: what is planned, what runs, and its approval by the authority.
#include "base/text.hpp"
#include "domain/control/refusals.hpp"
#include "text/format.hpp"
#include "web/pages/audit_view.hpp"

namespace web {
namespace {

using access_control::Permission;
using control::EstadoAuditoria;

constexpr std::string_view here = "/auditoria/plan";

std::int64_t year_asked(const Visit& visit) {
  const auto asked = whole_number(visit.request.query.first("anio"));
  const auto year = FiscalYear::parse(asked ? std::to_string(*asked) : "");
  return year ? year->year : static_cast<int>(visit.today().year());
}

std::string address_of(std::int64_t year) {
  return std::string(here) + "?anio=" + std::to_string(year);
}

Html audit_tag(EstadoAuditoria estado) {
  constexpr Tint tints[] = {Tint::Blue, Tint::Amber, Tint::Green, Tint::Grey};
  static_assert(std::size(tints) == control::estado_auditoria_count);
  return tag(text::name_of(estado), tints[std::to_underlying(estado)]);
}

TableView table_of(const queries::AuditPlan& plan, std::int64_t year) {
  TableView view;
  view.id = "auditorias";
  view.caption = "Auditorías de " + std::to_string(year);
  view.file_name = "plan-de-auditoria";
  view.empty = "No hay auditorías programadas en " + std::to_string(year) + ".";
  using Kind = TableColumn::Kind;
  view.columns = {
      {.key = "numero", .title = "Número", .kind = Kind::Code, .row_header = true},
      {.key = "titulo", .title = "Auditoría"},
      {.key = "tipo", .title = "Tipo", .secondary = true},
      {.key = "origen", .title = "Origen", .secondary = true},
      {.key = "cua", .title = "CUA", .kind = Kind::Code, .secondary = true},
      {.key = "desde", .title = "Desde", .kind = Kind::Date, .secondary = true},
      {.key = "hasta", .title = "Hasta", .kind = Kind::Date, .secondary = true},
      {.key = "informe", .title = "Informe", .secondary = true},
      {.key = "hallazgos", .title = "Hallazgos", .kind = Kind::Count},
      {.key = "abiertos", .title = "Abiertos", .kind = Kind::Count},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
  };
  for (const auto& line : plan.lines) {
    const auto& row = line.row;
    view.illustrative = view.illustrative || row.illustrative;
    view.rows.push_back(
        {{{.value = row.number},
          {.value = row.title},
          {.value = std::string(text::name_of(row.kind))},
          {.value = std::string(text::name_of(row.origin))},
          {.value = row.cua.empty() ? CellValue{Missing{}} : CellValue{row.cua}},
          {.value = row.planned_from},
          {.value = row.planned_until},
          {.value = row.report.empty() ? CellValue{Missing{}} : CellValue{row.report}},
          {.value = line.hallazgos},
          {.value = line.abiertos},
          {.value = audit_tag(row.state), .export_text = std::string(text::name_of(row.state))}}});
  }
  return view;
}

Html plan_form(Visit& visit, std::int64_t year, bool approved, const FormState& state) {
  Html inside = hidden_input("ejercicio", std::to_string(year));
  inside += text_input(state, {.name = "titulo", .label = "Qué se audita"});
  inside += radios(state, {.name = "origen", .label = "Origen", .standard = "interna"},
                   choices_of<control::Origen>());
  inside += select(state, {.name = "tipo", .label = "Tipo"}, choices_of<control::TipoAuditoria>());
  inside += text_input(state, {.name = "unidad", .label = "Unidad auditada", .width = "20"});
  inside += text_input(state, {.name = "cua",
                               .label = "CUA",
                               .hint = "El código que da SAG-UDAI, si lo hay.",
                               .width = "10"});
  inside += date_input(state, {.name = "desde", .label = "Desde", .width = "10"});
  inside += date_input(state, {.name = "hasta", .label = "Hasta", .width = "10"});
  if (approved)
    inside += text_input(
        state,
        {.name = "motivo", .label = "Motivo del cambio", .hint = "El plan ya fue aprobado."});
  inside += button("Programar la auditoría");
  return section("programar", "Programar una auditoría",
                 form(visit, {.action = address_of(year)}, inside));
}

Html move_forms(Visit& visit, const queries::AuditPlan& plan, const FormState& state) {
  Html out;
  for (const auto& line : plan.lines) {
    const auto& row = line.row;
    const bool planned = row.state == EstadoAuditoria::Programada,
               running = row.state == EstadoAuditoria::EnCurso;
    if (!planned && !running) continue;
    const auto prefix = "m" + row.number + "_";
    Html inside;
    if (running)
      inside += text_input(state, {.name = prefix + "informe",
                                   .label = "Número del informe",
                                   .hint = "Para concluir.",
                                   .width = "20"});
    inside +=
        text_input(state, {.name = prefix + "motivo", .label = "Motivo", .hint = "Para cancelar."});
    inside += html(
        "<div class=\"acciones\">{}{}</div>",
        secondary_button("Cancelar la auditoría", "paso", "cancelar"),
        planned ? button("Iniciar", "paso", "iniciar") : button("Concluir", "paso", "concluir"));
    const bool faulty = state.fault_of(prefix + "informe") || state.fault_of(prefix + "motivo");
    out += html(
        "<details class=\"govuk-details\"{}><summary class=\"govuk-details__summary\"><span "
        "class=\"govuk-details__summary-text\">Mover la {}: {}</span></summary><div "
        "class=\"govuk-details__text\">{}</div></details>\n",
        Html{faulty ? " open" : ""}, row.number, row.title,
        form(visit,
             {.action = std::string(here) + "/" + encoded(row.number),
              .version = std::to_string(row.version)},
             inside));
  }
  return out.text.empty() ? out : section("mover", "Avance", out);
}

Result<Response> plan_page(Visit& visit, std::int64_t year, const FormState& state, int status) {
  const auto plan = TRY(queries::audit_plan(visit.db(), visit.institution, year));
  const auto view = table_of(plan, year);
  if (auto file = table_file(visit, view)) return *std::move(file);
  Html actions = plan.aprobado ? tag("Aprobado el " + text::date(*plan.aprobado), Tint::Green)
                               : tag("Sin aprobar", Tint::Amber);
  if (!plan.aprobado && visit.viewer->may(Permission::ApproveAuditPlan) && !plan.lines.empty())
    actions += form(visit, {.action = std::string(here) + "/aprobar"},
                    hidden_input("ejercicio", std::to_string(year)) + button("Aprobar el plan"));
  Html content = html("<ul class=\"vistas\" aria-label=\"Año\"><li>{}</li><li>{}</li></ul>\n",
                      link(address_of(year - 1), std::to_string(year - 1)),
                      link(address_of(year + 1), std::to_string(year + 1)));
  content += table(visit, view);
  if (visit.viewer->may(Permission::PlanAudit)) {
    content += move_forms(visit, plan, state);
    content += plan_form(visit, year, plan.aprobado.has_value(), state);
  }
  return page(visit,
              {.title = "Plan anual de auditoría " + std::to_string(year),
               .heading = "Plan anual de auditoría " + std::to_string(year),
               .rubric = "Auditoría y control",
               .lead = "Lo que se audita en el año, lo que ya se hizo y lo que encontró.",
               .area = Area::Audit,
               .crumbs = audit_crumbs(),
               .errors = error_summary(state),
               .actions = actions,
               .content = content,
               .dense = true,
               .has_errors = state.faulty()},
              status);
}

}  // namespace

Result<Response> audit_plan_show(Visit& visit) {
  const auto year = year_asked(visit);
  if (visit.request.method == Method::Get) return plan_page(visit, year, FormState(), 200);
  FormState state(visit.request.form);
  json::object act{{"ejercicio", year}};
  for (const char* key : {"titulo", "origen", "tipo", "unidad", "cua", "motivo"})
    put_text(act, key, state, key);
  put_day(act, "desde", state, "desde");
  put_day(act, "hasta", state, "hasta");
  if (!state.faulty()) {
    const auto receipt = visit.submit("auditoria.programar", std::move(act));
    if (receipt) {
      visit.notice("Se programó la auditoría " + *optional_text_at(receipt->outcome, "auditoria") +
                   ".");
      return redirect(address_of(year));
    }
    if (!of_typing(receipt.error())) return std::unexpected(receipt.error());
    if (receipt.error().code == row_of(control::Refusal::PlanApproved).code)
      state.fault("motivo", receipt.error());
    else
      put_fault(state, "", receipt.error(), "hasta");
  }
  return plan_page(visit, year, state, 422);
}

Result<Response> audit_plan_approve(Visit& visit) {
  const auto year = whole_number(visit.request.form.first("ejercicio")).value_or(0);
  TRY(visit.submit("auditoria.aprobar_plan", {{"ejercicio", year}}));
  visit.notice("Se aprobó el plan de " + std::to_string(year) + ".");
  return redirect(address_of(year));
}

Result<Response> audit_plan_move(Visit& visit) {
  FormState state(visit.request.form);
  const std::string number(visit.capture("numero"));
  const auto year = whole_number(number.substr(0, number.find('-'))).value_or(0);
  const auto prefix = "m" + number + "_";
  json::object act{{"auditoria", number},
                   {"version", whole_number(visit.request.form.first(version_field)).value_or(0)}};
  put_text(act, "paso", state, "paso");
  put_text(act, "informe", state, prefix + "informe");
  put_text(act, "motivo", state, prefix + "motivo");
  const auto receipt = visit.submit("auditoria.mover", std::move(act));
  if (receipt) {
    visit.notice("La auditoría " + number + " cambió de estado.");
    return redirect(address_of(year));
  }
  if (!of_typing(receipt.error())) return std::unexpected(receipt.error());
  put_fault(state, prefix, receipt.error(), "");
  return plan_page(visit, year, state, typing_status(receipt.error()));
}

}  // namespace web
