// The open dataset of persons by category. Only what a release shows; what it hides is "c".
#include "documents/wording.hpp"
#include "queries/persons.hpp"
#include "text/format.hpp"
#include "web/pages/public_datasets.hpp"

namespace web {
namespace {

using Kind = TableColumn::Kind;

std::string name_of_who(const queries::PublicYear& year, const std::string& code) {
  for (const auto& product : year.evaluation.products) {
    if (product.code == code) return product.name;
    for (const auto& goal : product.goals)
      if (goal.subproducto == code) return goal.name;
  }
  return code;
}

CellValue hidden_cell(const Visit& visit) {
  return html("<abbr title=\"{}\">c</abbr>", tr(visit, "confidencial"));
}

}  // namespace

std::string axis_label(const Visit& visit, const disclosure::PersonKey& key) {
  const auto axis = production::axis(key.axis);
  return tr(visit, axis ? std::string(documents::label_of(*axis)) : std::string("Total"));
}

std::string category_of(const Visit& visit, const disclosure::PersonKey& key) {
  const auto axis = production::axis(key.axis);
  if (!axis) return tr(visit, "Total");
  if (key.category == disclosure::not_told_apart) return tr(visit, "Sin desagregar");
  return tr(visit, documents::category_label(*axis, key.category));
}

Result<TableView> persons_table(Visit& visit, const queries::PublicYear& year) {
  const auto& cut = year.evaluation.cut;
  TableView view;
  view.id = "personas";
  view.caption = tr(visit, "Personas atendidas por categoría");
  view.as_of = data_until(visit, cut);
  view.illustrative = year.evaluation.illustrative;
  view.file_name = "personas-" + cut.code;
  view.empty = tr(visit, "Los datos de personas de este corte no se han publicado.");
  view.columns = {
      {.key = "codigo", .title = tr(visit, "Código"), .kind = Kind::Code},
      {.key = "nombre", .title = tr(visit, "Producto o subproducto"), .row_header = true},
      {.key = "unidad_que_reporta", .title = tr(visit, "Unidad que reporta")},
      {.key = "periodo", .title = tr(visit, "Período"), .kind = Kind::Code},
      {.key = "eje", .title = tr(visit, "Por")},
      {.key = "grupo_de_personas", .title = tr(visit, "Categoría")},
      {.key = "personas", .title = tr(visit, "Personas"), .kind = Kind::Count}};
  const auto released = TRY(visit.remembered<std::optional<queries::ReleasedPersons>>(
      "publico/personas/" + cut.code + '/' + std::to_string(cut.version),
      [&] { return queries::released_persons(visit.db(), cut); }));
  if (!*released) return view;
  const auto& persons = (*released)->persons;
  for (std::size_t c = 0; c < persons.keys.size(); ++c) {
    const auto& key = persons.keys[c];
    const auto name = name_of_who(year, key.who);
    TableRow row;
    row.cells = {{key.who},
                 {own_words(visit, name), "", name},
                 {key.unit.empty() ? tr(visit, "Todas") : key.unit},
                 {key.period},
                 {axis_label(visit, key)},
                 {category_of(visit, key)}};
    if ((*released)->shown[c])
      row.cells.push_back({std::int64_t{persons.table.cells[c].value}});
    else
      row.cells.push_back({hidden_cell(visit), "", "c"});
    view.rows.push_back(std::move(row));
  }
  view.origin = tr(visit,
                   "c: confidencial. Se oculta lo que cuenta a menos de {} personas, y lo que "
                   "permitiría deducirlo. Quien recibe varias atenciones se cuenta en cada una.",
                   {text::count((*released)->threshold)});
  return view;
}

}  // namespace web
