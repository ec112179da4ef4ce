// P5: the red programática: programme, activity, product and subproduct, each code in its column.
#include <algorithm>

#include "base/text.hpp"
#include "text/format.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_view.hpp"

namespace web {
namespace {

using Kind = TableColumn::Kind;

TableView table_of(Visit& visit, const queries::PublicYear& year) {
  const auto& red = year.plan.red;
  TableView view;
  view.id = "red";
  view.caption = tr(visit, "Red programática {}", {std::to_string(red.ejercicio)}) + '\n' +
                 tr(visit, "Programa (PG), subprograma (SP), proyecto (PY) y actividad (AC)");
  view.file_name = "red-programatica-" + std::to_string(red.ejercicio);
  view.paged = false;
  view.columns = {
      {.key = "nombre",
       .title = tr(visit, "Producto y subproducto"),
       .sortable = false,
       .row_header = true},
      {.key = "tipo", .title = tr(visit, "Tipo"), .sortable = false, .secondary = true},
      {.key = "programa", .title = "PG", .kind = Kind::Code, .sortable = false},
      {.key = "subprograma",
       .title = "SP",
       .kind = Kind::Code,
       .sortable = false,
       .secondary = true},
      {.key = "proyecto", .title = "PY", .kind = Kind::Code, .sortable = false, .secondary = true},
      {.key = "actividad", .title = "AC", .kind = Kind::Code, .sortable = false},
      {.key = "unidad_medida", .title = tr(visit, "Unidad de medida"), .sortable = false},
  };
  for (const auto& line : red.filas) {
    TableRow row;
    row.css = line.tipo == "Producto" ? "n1" : "n2";
    row.cells.push_back({own_words(visit, line.nombre), "", line.nombre});
    row.cells.push_back({tr(visit, line.tipo)});
    for (const auto* code : {&line.programa, &line.subprograma, &line.proyecto, &line.actividad})
      row.cells.push_back({code->empty() ? CellValue(NotDue{}) : CellValue(*code)});
    row.cells.push_back({own_words(visit, line.unidad_medida), "", line.unidad_medida});
    view.rows.push_back(std::move(row));
  }
  view.source = red.fuente;
  return view;
}

// The same as a tree that opens by programme, without any figure.
Html tree(const Visit& visit, const queries::PublicYear& year) {
  std::vector<std::string> programmes;
  for (const auto& line : year.plan.red.filas)
    if (std::ranges::find(programmes, line.programa) == programmes.end())
      programmes.push_back(line.programa);
  Html out;
  for (const auto& programme : programmes) {
    std::string name;
    for (const auto& one : year.evaluation.financial.programmes)
      if (one.code == programme) name = one.name;
    Html products;
    bool open = false;
    for (const auto& line : year.plan.red.filas) {
      if (line.programa != programme) continue;
      const auto item =
          html("{} <span class=\"secundario\">{}</span> <span class=\"cod\">{}</span>",
               own_words(visit, line.nombre), own_words(visit, line.unidad_medida),
               line.programa + '-' + line.subprograma + '-' + line.proyecto + '-' + line.actividad);
      if (line.tipo == "Producto") {
        if (open) products += Html{"</ul></li>\n"};
        products += html("<li><b>{}</b>\n<ul>", item);
        open = true;
      } else {
        if (!open) products += Html{"<li><ul>"};
        open = true;
        products += html("<li>{}</li>", item);
      }
    }
    if (open) products += Html{"</ul></li>\n"};
    products.text = replaced(products.text, "<ul></ul>", "");
    out += html(
        "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
        "class=\"govuk-details__summary-text\">{} {} {}</span></summary><div "
        "class=\"govuk-details__text\"><ul class=\"cadena\">\n{}</ul></div></details>\n",
        tr(visit, "Programa"), programme, own_words(visit, name), products);
  }
  return out;
}

}  // namespace

Result<Response> public_network(Visit& visit) {
  const auto year = TRY(asked_year(visit));
  if (!year) return nothing_published(visit, Area::Budget, "Red programática", {home_crumb(visit)});
  auto rows = table_of(visit, *year);
  if (auto file = table_file(visit, rows)) return *std::move(file);
  PageView view;
  view.title = tr(visit, "Red programática {}", {std::to_string(year->plan.red.ejercicio)});
  view.area = Area::Budget;
  view.crumbs = {home_crumb(visit), crumb(visit, "Presupuesto", "/transparencia/presupuesto")};
  view.lead =
      tr(visit, "Cómo se ordena el gasto: qué se entrega, con qué código y en qué se mide.");
  view.content = tree(visit, *year);
  view.content += section("tabla-red", tr(visit, "La red como tabla"), table(visit, rows));
  view.origin = about_data(visit, *year, year->plan.red.fuente);
  return page(visit, view);
}

}  // namespace web
