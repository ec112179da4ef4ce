// What the plan linter finds in the plan in force, and accepting a finding with a reason.
#include <algorithm>

#include "base/text.hpp"
#include "commands/load_plan.hpp"
#include "domain/planning/refusals.hpp"
#include "text/findings.hpp"
#include "text/format.hpp"
#include "web/pages/planning_pages.hpp"
#include "web/pages/planning_view.hpp"

namespace web {
namespace {

using access_control::Permission;
using queries::PlanFinding;

constexpr std::string_view severity_words[] = {"Alta", "Media", "Baja"};
constexpr Tint severity_tints[] = {Tint::Red, Tint::Amber, Tint::Grey};

TableView findings_table(const std::vector<PlanFinding>& all, bool may_accept) {
  using Kind = TableColumn::Kind;
  TableView view;
  view.id = "hallazgos";
  view.caption = "Hallazgos de la revisión del plan vigente";
  view.file_name = "hallazgos-del-plan";
  view.empty = "La revisión no encuentra nada.";
  view.columns = {
      {.key = "lugar", .title = "Dónde", .row_header = true},
      {.key = "codigo", .title = "Código", .kind = Kind::Code, .secondary = true},
      {.key = "severidad", .title = "Severidad", .kind = Kind::State},
      {.key = "motivo", .title = "Qué pasa", .sortable = false},
      {.key = "remedio", .title = "Qué hacer", .sortable = false, .secondary = true},
      {.key = "aceptado", .title = "Aceptado", .sortable = false, .secondary = true},
  };
  for (const auto& one : all) {
    const auto level = static_cast<std::size_t>(one.finding.severidad);
    TableRow row;
    TableCell place{text::place_of(one.finding)};
    if (may_accept && !one.accepted)
      place.after = html(
          "<br>{}", link("/planificacion/hallazgos/aceptar?codigo=" + encoded(one.finding.codigo) +
                             "&lugar=" + encoded(one.finding.lugar),
                         "Aceptar con motivo"));
    row.cells.push_back(std::move(place));
    row.cells.push_back({one.finding.codigo});
    row.cells.push_back({tag(severity_words[level], severity_tints[level]), "",
                         std::string(severity_words[level])});
    row.cells.push_back({text::reason_of(one.finding)});
    row.cells.push_back({text::remedy_of(one.finding)});
    if (one.accepted)
      row.cells.push_back(
          {(one.accepted_on ? text::date(*one.accepted_on) + ": " : "") + *one.accepted});
    else
      row.cells.push_back({NotDue{}});
    view.rows.push_back(std::move(row));
  }
  return view;
}

Html severity_filter(std::string_view held, std::string_view state) {
  Html options{"<option value=\"\">Todas</option>"};
  for (const auto word : severity_words)
    options += html(folded(word) == held ? "<option value=\"{}\" selected>{}</option>"
                                         : "<option value=\"{}\">{}</option>",
                    folded(word), word);
  Html states;
  for (const auto& [value, words] :
       {std::pair{"abiertos", "Sin aceptar"}, {"aceptados", "Aceptados"}, {"todos", "Todos"}})
    states += html(state == value ? "<option value=\"{}\" selected>{}</option>"
                                  : "<option value=\"{}\">{}</option>",
                   value, words);
  return html(
      R"(<form class="filtros" action="/planificacion/hallazgos" method="get">
<div><label for="f-severidad">Severidad</label>
<select id="f-severidad" name="severidad">{}</select></div>
<div><label for="f-estado">Estado</label><select id="f-estado" name="estado">{}</select></div>
<button type="submit" class="govuk-button govuk-button--secondary">Aplicar</button>
</form>)",
      options, states);
}

}  // namespace

Result<Response> finding_list(Visit& visit) {
  const auto stored = TRY(plan_asked(visit));
  if (!stored) return no_plan(visit, "Hallazgos del plan");
  auto all = TRY(queries::plan_findings(visit.db(), visit.institution));
  const auto open = std::ranges::count_if(all, [](const auto& one) { return !one.accepted; });
  const auto every = static_cast<std::int64_t>(all.size());
  const auto held = visit.request.query.first("severidad");
  const auto state = visit.request.query.optional("estado").value_or("abiertos");
  std::erase_if(all, [&](const PlanFinding& one) {
    if (!held.empty() &&
        folded(severity_words[static_cast<std::size_t>(one.finding.severidad)]) != held)
      return true;
    return (state == "abiertos" && one.accepted) || (state == "aceptados" && !one.accepted);
  });
  const bool may_accept = visit.viewer->may(Permission::AcceptFinding);
  const auto findings = findings_table(all, may_accept);
  if (auto file = table_file(visit, findings)) return *std::move(file);
  PageView view;
  view.title = view.heading = "Hallazgos del plan";
  view.lead = text::count(open) + " de " + text::count(every) +
              " sin aceptar. Se corrigen en una versión nueva, o se aceptan con motivo hasta ella.";
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.actions = plan_stamps(*stored);
  view.dense = true;
  view.content += severity_filter(held, state);
  view.content += table(visit, findings);
  return page(visit, view);
}

Result<Response> finding_accept(Visit& visit) {
  const bool sent = visit.request.method == Method::Post;
  const auto& fields = sent ? visit.request.form : visit.request.query;
  const std::string code(fields.first("codigo")), place(fields.first("lugar"));
  FormState state(visit.request.form);
  int status = 200;
  if (sent) {
    auto act = commands::accept_plan_finding(code, place, trimmed(state.value("motivo")));
    const auto receipt = visit.submit(act.kind, std::move(act.act));
    if (receipt) {
      visit.notice("Hallazgo aceptado hasta la próxima versión del plan (asiento " +
                   std::to_string(receipt->seq) + ").");
      return redirect("/planificacion/hallazgos");
    }
    status = status_of(receipt.error());
    state.fault(
        receipt.error().code == row_of(planning::Refusal::ReasonMissing).code ? "motivo" : "",
        receipt.error());
  }
  Html what;
  for (const auto& one : TRY(queries::plan_findings(visit.db(), visit.institution)))
    if (one.finding.codigo == code && one.finding.lugar == place)
      what +=
          html("<p><b>{}</b>. {}</p><p class=\"secundario\">{}</p>", text::place_of(one.finding),
               text::reason_of(one.finding), text::remedy_of(one.finding));
  PageView view;
  view.title = view.heading = "Aceptar un hallazgo";
  view.rubric = code;
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.crumbs.push_back({"Hallazgos", "/planificacion/hallazgos"});
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.content = what;
  Html inside = hidden_input("codigo", code);
  inside += hidden_input("lugar", place);
  inside += text_area(state,
                      {.name = "motivo",
                       .label = "Por qué se acepta",
                       .hint = "Queda en la bitácora y junto al hallazgo."},
                      4, 1000);
  inside += html("<div class=\"acciones\">{}{}</div>", button("Aceptar el hallazgo"),
                 link("/planificacion/hallazgos", "Volver"));
  view.content += form(visit, {.action = "/planificacion/hallazgos/aceptar"}, inside);
  return page(visit, view, status);
}

}  // namespace web
