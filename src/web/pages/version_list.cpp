// Versions of the plan with the act that approves each, what changed between two, and the workbook
// in which a planner edits one.
#include "base/text.hpp"
#include "documents/plan_template.hpp"
#include "domain/planning/plan_diff.hpp"
#include "domain/planning/plan_json.hpp"
#include "text/format.hpp"
#include "web/pages/planning_pages.hpp"
#include "web/pages/planning_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using Kind = TableColumn::Kind;

TableView versions_table(const std::vector<storage::PlanVersionRow>& versions) {
  TableView view;
  view.id = "versiones";
  view.caption = "Versiones del plan, la más reciente primero";
  view.file_name = "versiones-del-plan";
  view.empty = "Aún no se ha cargado un plan.";
  view.columns = {{.key = "version", .title = "Versión", .kind = Kind::Code, .row_header = true},
                  {.key = "ejercicio", .title = "Ejercicio", .kind = Kind::Code},
                  {.key = "nombre", .title = "Nombre", .secondary = true},
                  {.key = "actos", .title = "Aprobada por"},
                  {.key = "fecha", .title = "Cargada el", .kind = Kind::Date},
                  {.key = "archivo", .title = "Archivo", .secondary = true},
                  {.key = "asiento", .title = "Asiento", .kind = Kind::Code, .secondary = true},
                  {.key = "estado", .title = "Estado", .kind = Kind::State}};
  for (auto one = versions.rbegin(); one != versions.rend(); ++one) {
    TableRow row;
    const auto number = std::to_string(one->number);
    row.cells.push_back({number, "/planificacion/matriz?version=" + number});
    row.cells.push_back({show(one->year)});
    row.cells.push_back({one->name});
    row.cells.push_back(one->acts.empty() ? TableCell{} : TableCell{one->acts});
    row.cells.push_back({one->on});
    row.cells.push_back(one->file_name.empty() ? TableCell{NotDue{}} : TableCell{one->file_name});
    row.cells.push_back({std::to_string(one->from_seq)});
    row.cells.push_back({one->until_seq ? tag("Reemplazada") : tag("Vigente", Tint::Green), "",
                         one->until_seq ? "Reemplazada" : "Vigente"});
    view.rows.push_back(std::move(row));
  }
  return view;
}

Html version_select(const std::vector<storage::PlanVersionRow>& versions, std::string_view id,
                    std::string_view label, std::int64_t held) {
  Html options;
  for (const auto& one : versions)
    options += html(one.number == held ? "<option value=\"{}\" selected>Versión {}, {}</option>"
                                       : "<option value=\"{}\">Versión {}, {}</option>",
                    std::to_string(one.number), std::to_string(one.number), show(one.year));
  return html(
      "<div><label for=\"f-{}\">{}</label><select id=\"f-{}\" name=\"{}\">{}</select></div>", id,
      label, id, id, options);
}

Html pair_form(const std::vector<storage::PlanVersionRow>& versions, std::int64_t from,
               std::int64_t to) {
  if (versions.size() < 2) return {};
  return html(
      R"(<form class="filtros" action="/planificacion/versiones/diferencias" method="get">
{}{}
<button type="submit" class="govuk-button govuk-button--secondary">Ver qué cambió</button>
</form>)",
      version_select(versions, "de", "De", from), version_select(versions, "a", "A", to));
}

}  // namespace

Result<Response> version_list(Visit& visit) {
  const auto versions = TRY(queries::plan_versions(visit.db(), visit.institution));
  const auto list = versions_table(versions);
  if (auto file = table_file(visit, list)) return *std::move(file);
  PageView view;
  view.title = view.heading = "Versiones del plan";
  view.lead = "Ninguna se sobrescribe. Cada una dice el acto que la aprueba.";
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.dense = true;
  view.content += table(visit, list);
  if (versions.size() > 1)
    view.content +=
        section("diferencias", "Diferencias entre dos",
                pair_form(versions, versions[versions.size() - 2].number, versions.back().number));
  Html actions;
  if (!versions.empty()) {
    actions +=
        secondary_link("/planificacion/plantilla.xlsx", "Descargar el plan vigente en Excel");
    actions += secondary_link("/planificacion/plantilla.json", "Descargarlo en JSON");
  }
  actions += secondary_link("/planificacion/plantilla.xlsx?vacia=1", "Plantilla vacía");
  if (visit.viewer->may(access_control::Permission::LoadPlan))
    actions += primary_link("/planificacion/cargar", "Cargar una versión");
  view.content += html("<div class=\"acciones\">{}</div>", actions);
  return page(visit, view);
}

Result<Response> version_differences(Visit& visit) {
  const auto number = [&](std::string_view name) -> Result<std::int64_t> {
    const auto said = visit.request.query.first(name);
    const auto found = whole_number(said);
    if (found && *found > 0) return *found;
    return refuse(Refusal::ParameterInvalid, {{"campo", std::string(name)},
                                              {"hallado", std::string(said)},
                                              {"esperado", "el número de una versión"}});
  };
  const auto from = TRY(number("de")), to = TRY(number("a"));
  const auto before = TRY(queries::plan_of(visit.db(), visit.institution, {}, from));
  const auto after = TRY(queries::plan_of(visit.db(), visit.institution, {}, to));
  std::vector<std::pair<std::string, std::pair<std::string, std::string>>> changes;
  for (auto& change :
       planning::changes_between(planning::to_json(before.plan), planning::to_json(after.plan)))
    changes.emplace_back(std::move(change.campo),
                         std::pair(std::move(change.antes), std::move(change.ahora)));
  const auto list = changes_table(
      changes, "De la versión " + std::to_string(from) + " a la " + std::to_string(to) + ": " +
                   text::counted(static_cast<std::int64_t>(changes.size()), "cambio", "cambios"));
  if (auto file = table_file(visit, list)) return *std::move(file);
  PageView view;
  view.title = view.heading = "Diferencias entre versiones";
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.crumbs.push_back({"Versiones", "/planificacion/versiones"});
  view.dense = true;
  view.content = pair_form(TRY(queries::plan_versions(visit.db(), visit.institution)), from, to);
  view.content += table(visit, list);
  return page(visit, view);
}

Result<Response> plan_template(Visit& visit) {
  planning::Plan plan;
  const auto& query = visit.request.query;
  const auto this_year = static_cast<std::int16_t>(int(visit.today().year()));
  std::string name = "plan-vacio";
  if (query.first("vacia") == "1") {
    const auto asked = query.optional("anio");
    plan.ejercicio = asked ? TRY(FiscalYear::parse(*asked)).year : this_year;
    plan.poa.ejercicio = plan.red.ejercicio = plan.ejercicio;
    plan.institucion.codigo = visit.institution;
  } else {
    auto stored = TRY(plan_asked(visit));
    if (!stored) return redirect("/planificacion/plantilla.xlsx?vacia=1");
    plan = std::move(stored->plan);
    name = "plan-v" + std::to_string(stored->version.number);
  }
  // The start of another year's plan: the same chain and network, no goals of months that are past.
  if (const auto following = query.optional("para")) {
    const auto year = TRY(FiscalYear::parse(*following)).year;
    plan.ejercicio = plan.poa.ejercicio = plan.red.ejercicio = year;
    for (auto& goal : plan.poa.metas) goal.reprogramaciones.clear();
    name = "plan-" + std::to_string(year);
  }
  if (visit.request.path.ends_with(".json"))
    return download(pretty(planning::to_json(plan)), "application/json", name + ".json");
  return download(TRY(documents::plan_template(plan)),
                  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                  name + ".xlsx");
}

}  // namespace web
