// I8: the programmatic network as a tree with explicit parents, its comparison with another version
// of the plan, and its copy as the start of the next year's.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "documents/wording.hpp"
#include "text/format.hpp"
#include "web/pages/planning_pages.hpp"
#include "web/pages/planning_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using planning::Plan;
using Kind = TableColumn::Kind;

std::string address_of(FiscalYear year) { return "/planificacion/red/" + show(year); }

const planning::RedRow* printed_row(const Plan& plan, std::string_view id) {
  const auto found = std::ranges::find(plan.red.filas, id, &planning::RedRow::id);
  return found == plan.red.filas.end() ? nullptr : &*found;
}

// One line of the tree: a producto, or a subproducto with its parent.
struct Line {
  int depth = 0;
  std::string id, name, unit, parent, category;
  const planning::RedRow* printed = nullptr;
};

void below(const Plan& plan, const std::string& parent, const std::string& category, int depth,
           std::vector<Line>& lines) {
  for (const auto& sub : plan.subproductos) {
    if (sub.padre != parent) continue;
    lines.push_back({depth, sub.id, sub.nombre, sub.unidad_medida, parent, category,
                     printed_row(plan, sub.id)});
    below(plan, sub.id, category, depth + 1, lines);
  }
}

std::vector<Line> lines_of(const Plan& plan) {
  std::vector<const planning::Producto*> products;
  for (const auto& product : plan.productos) products.push_back(&product);
  std::ranges::stable_sort(products, {}, [](const auto* p) { return p->categoria; });
  std::vector<Line> lines;
  for (const auto* product : products) {
    lines.push_back({0, product->id, product->nombre, product->unidad_medida, "",
                     product->categoria, printed_row(plan, product->id)});
    below(plan, product->id, product->categoria, 1, lines);
  }
  return lines;
}

TableView network_table(const storage::StoredPlan& stored) {
  const auto& plan = stored.plan;
  TableView view;
  view.id = "red";
  view.caption =
      (plan.red.titulo.empty() ? std::string("Red de categorías programáticas") : plan.red.titulo) +
      ", " + std::to_string(plan.red.ejercicio);
  view.as_of = "Versión " + std::to_string(stored.version.number);
  view.file_name = "red-" + std::to_string(plan.red.ejercicio);
  view.empty = "El plan no tiene red programática.";
  view.paged = false;
  view.columns = {
      {.key = "nombre", .title = "Producto y subproducto", .sortable = false, .row_header = true},
      {.key = "pg", .title = "PG", .kind = Kind::Code, .sortable = false},
      {.key = "sp", .title = "SP", .kind = Kind::Code, .sortable = false, .secondary = true},
      {.key = "py", .title = "PY", .kind = Kind::Code, .sortable = false, .secondary = true},
      {.key = "ac", .title = "AC", .kind = Kind::Code, .sortable = false},
      {.key = "categoria",
       .title = "Categoría",
       .kind = Kind::Code,
       .sortable = false,
       .secondary = true},
      {.key = "unidad_medida", .title = "Unidad de medida", .sortable = false},
      {.key = "codigo",
       .title = "Código",
       .kind = Kind::Code,
       .sortable = false,
       .secondary = true},
      {.key = "padre", .title = "Padre", .kind = Kind::Code, .sortable = false, .secondary = true},
  };
  const auto code = [](const std::string& said) -> TableCell {
    if (said.empty()) return {NotDue{}};
    return {said};
  };
  for (const auto& line : lines_of(plan)) {
    TableRow row;
    row.css = line.depth == 0 ? "n1" : "n2";
    row.cells.push_back(
        {documents::without_stop(line.name),
         line.depth == 0 ? "/ejecucion/productos/" + encoded(line.id) : std::string()});
    row.cells.push_back(code(line.printed ? line.printed->programa : ""));
    row.cells.push_back(code(line.printed ? line.printed->subprograma : ""));
    row.cells.push_back(code(line.printed ? line.printed->proyecto : ""));
    row.cells.push_back(code(line.printed ? line.printed->actividad : ""));
    row.cells.push_back(code(line.category));
    row.cells.push_back(code(line.unit));
    row.cells.push_back(code(line.id));
    row.cells.push_back(code(line.parent));
    view.rows.push_back(std::move(row));
  }
  return view;
}

// What of a line a comparison looks at.
struct Seen {
  std::string name, unit, parent, category;
  friend bool operator==(const Seen&, const Seen&) = default;
};
std::map<std::string, Seen> seen_of(const Plan& plan) {
  std::map<std::string, Seen> seen;
  for (const auto& line : lines_of(plan))
    seen[line.id] = {line.name, line.unit, line.parent, line.category};
  return seen;
}

TableView comparison(const storage::StoredPlan& before, const storage::StoredPlan& after) {
  TableView view;
  view.id = "comparacion";
  view.caption = "Red de la versión " + std::to_string(before.version.number) + " (" +
                 show(before.version.year) + ") y de la versión " +
                 std::to_string(after.version.number) + " (" + show(after.version.year) + ")";
  view.file_name = "red-comparada";
  view.empty = "Las dos redes son iguales.";
  view.columns = {{.key = "codigo", .title = "Código", .kind = Kind::Code, .row_header = true},
                  {.key = "cambio", .title = "Cambio", .kind = Kind::State},
                  {.key = "campo", .title = "Qué"},
                  {.key = "antes", .title = "Antes", .sortable = false},
                  {.key = "ahora", .title = "Ahora", .sortable = false}};
  const auto old_lines = seen_of(before.plan), new_lines = seen_of(after.plan);
  const auto add = [&](const std::string& id, std::string_view change, Tint tint,
                       std::string_view what, const std::string& from, const std::string& to) {
    TableRow row;
    row.cells.push_back({id});
    row.cells.push_back({tag(change, tint), "", std::string(change)});
    row.cells.push_back({std::string(what)});
    row.cells.push_back(from.empty() ? TableCell{NotDue{}} : TableCell{from});
    row.cells.push_back(to.empty() ? TableCell{NotDue{}} : TableCell{to});
    view.rows.push_back(std::move(row));
  };
  for (const auto& [id, one] : new_lines) {
    const auto old = old_lines.find(id);
    if (old == old_lines.end()) {
      add(id, "Nuevo", Tint::Green, "fila", "", one.name);
      continue;
    }
    const std::tuple<std::string_view, const std::string&, const std::string&> parts[] = {
        {"nombre", old->second.name, one.name},
        {"unidad de medida", old->second.unit, one.unit},
        {"padre", old->second.parent, one.parent},
        {"categoría", old->second.category, one.category}};
    for (const auto& [what, from, to] : parts)
      if (from != to) add(id, "Cambia", Tint::Amber, what, from, to);
  }
  for (const auto& [id, one] : old_lines)
    if (!new_lines.contains(id)) add(id, "Ya no está", Tint::Red, "fila", one.name, "");
  return view;
}

Html compare_form(const std::vector<storage::PlanVersionRow>& versions, FiscalYear year,
                  std::int64_t current) {
  if (versions.size() < 2) return {};
  Html options;
  for (const auto& one : versions)
    if (one.number != current)
      options += html("<option value=\"{}\">Versión {}, {}</option>", std::to_string(one.number),
                      std::to_string(one.number), show(one.year));
  return html(
      R"(<form class="filtros" action="{}" method="get">
<div><label for="f-con">Comparar con</label><select id="f-con" name="con">{}</select></div>
<button type="submit" class="govuk-button govuk-button--secondary">Comparar</button>
</form>)",
      address_of(year) + "/comparar", options);
}

}  // namespace

Result<Response> network_show(Visit& visit) {
  const auto year = TRY(FiscalYear::parse(visit.capture("anio")));
  const auto stored = TRY(plan_asked(visit, year));
  if (!stored) return no_plan(visit, "Red programática " + show(year));
  const auto network = network_table(*stored);
  if (auto file = table_file(visit, network)) return *std::move(file);
  const auto versions = TRY(queries::plan_versions(visit.db(), visit.institution));
  PageView view;
  view.title = view.heading = "Red programática " + show(year);
  view.lead =
      "Programas, productos y subproductos. Cada subproducto dice su padre: el orden "
      "impreso no decide.";
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.actions = plan_stamps(*stored);
  view.dense = true;
  view.content += table(visit, network);
  view.content += html(
      "<p class=\"origen\">PG programa, SP subprograma, PY proyecto, AC actividad u obra, tal como "
      "se imprimen. La categoría es la normalizada.</p>");
  view.content += html("<section class=\"seccion\" aria-label=\"Comparar\">{}</section>",
                       compare_form(versions, year, stored->version.number));
  const FiscalYear following{static_cast<std::int16_t>(year.year + 1)};
  Html actions = secondary_link("/planificacion/plantilla.xlsx?anio=" + show(year),
                                "Descargar en Excel para editar");
  if (visit.viewer->may(access_control::Permission::LoadPlan)) {
    actions += secondary_link(
        "/planificacion/plantilla.xlsx?anio=" + show(year) + "&para=" + show(following),
        "Copiar como base de " + show(following));
    actions += primary_link("/planificacion/cargar", "Subir la red editada");
  }
  view.content += html("<div class=\"acciones\">{}</div>", actions);
  view.content += version_line(*stored);
  return page(visit, view);
}

Result<Response> network_compare(Visit& visit) {
  const auto year = TRY(FiscalYear::parse(visit.capture("anio")));
  const auto stored = TRY(plan_asked(visit, year));
  if (!stored) return no_plan(visit, "Comparar la red");
  const auto number = whole_number(visit.request.query.first("con"));
  if (!number || *number < 1)
    return refuse(Refusal::ParameterInvalid,
                  {{"campo", "con"},
                   {"hallado", std::string(visit.request.query.first("con"))},
                   {"esperado", "el número de una versión"}});
  const auto other = TRY(queries::plan_of(visit.db(), visit.institution, {}, *number));
  const bool older = other.version.number < stored->version.number;
  const auto changes = older ? comparison(other, *stored) : comparison(*stored, other);
  if (auto file = table_file(visit, changes)) return *std::move(file);
  PageView view;
  view.title = view.heading = "Comparar la red programática";
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.crumbs.push_back({"Red " + show(year), address_of(year)});
  view.dense = true;
  view.content = table(visit, changes);
  return page(visit, view);
}

}  // namespace web
