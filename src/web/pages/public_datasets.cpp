// The data sets that the portal offers, each with its dictionary and rows.
#include "web/pages/public_datasets.hpp"

#include <algorithm>
#include <array>

#include "queries/budget.hpp"
#include "text/format.hpp"
#include "text/glossary.hpp"
#include "web/pages/public_results_view.hpp"

namespace web {
namespace {

using Kind = TableColumn::Kind;

TableView empty_table(Visit& visit, const queries::PublicYear& year, std::string_view slug,
                      std::string_view title) {
  TableView view;
  view.id = slug;
  view.caption = tr(visit, title);
  view.as_of = data_until(visit, year.evaluation.cut);
  view.illustrative = year.evaluation.illustrative;
  view.file_name = std::string(slug) + '-' + year.evaluation.cut.code;
  return view;
}

struct BudgetColumn {
  std::string_view key, title;
};
constexpr std::array<BudgetColumn, 7> budget_columns = {{{"programa", "Programa"},
                                                         {"categoria", "Categoría"},
                                                         {"unidad_ejecutora", "Unidad ejecutora"},
                                                         {"grupo", "Grupo de gasto"},
                                                         {"renglon", "Renglón"},
                                                         {"geografico", "Lugar"},
                                                         {"fuente", "Fuente de financiamiento"}}};

Result<TableView> budget_table(Visit& visit, const queries::PublicYear& year) {
  const auto& cut = year.evaluation.cut;
  queries::BudgetQuestion question;
  for (const auto& one : budget_columns) question.by.emplace_back(one.key);
  question.by.emplace_back("mes");
  question.ejercicio = cut.last.year.year;
  question.entidad = visit.institution;
  question.to_month = cut.last.number;
  question.institution_seq = cut.seq;
  question.installation_seq = cut.installation_seq;
  const auto rows = TRY(visit.remembered<std::vector<queries::BudgetRow>>(
      "publico/datos/" + cut.code + '/' + std::to_string(cut.version),
      [&] { return queries::budget_by(visit.db(), question); }));
  auto view = empty_table(visit, year, "presupuesto", "Ejecución del presupuesto por mes");
  for (const auto& one : budget_columns)
    view.columns.push_back({.key = std::string(one.key),
                            .title = tr(visit, one.title),
                            .kind = Kind::Code,
                            .row_header = one.key == "programa"});
  view.columns.push_back({.key = "mes", .title = tr(visit, "Mes"), .kind = Kind::Code});
  for (const auto stage : budget::stage_names)
    view.columns.push_back({.key = std::string(stage),
                            .title = tr(visit, text::capitalized(stage)),
                            .kind = Kind::Money});
  TableRow total;
  std::array<MoneySum, budget::stage_count> sums{};
  for (const auto& one : *rows) {
    TableRow row;
    for (const auto& key : one.keys)
      row.cells.push_back({key ? CellValue(*key) : CellValue(Missing{})});
    for (std::size_t s = 0; s < budget::stage_count; ++s) {
      row.cells.push_back({one.amounts[s]});
      sums[s] += one.amounts[s];
    }
    view.rows.push_back(std::move(row));
  }
  total.cells.push_back({tr(visit, "Total")});
  for (std::size_t i = 0; i < budget_columns.size(); ++i) total.cells.push_back({std::string()});
  for (const auto& sum : sums) total.cells.push_back({sum});
  view.total = std::move(total);
  view.source = year.evaluation.financial.source;
  return view;
}

Result<TableView> goals_table(Visit& visit, const queries::PublicYear& year) {
  auto view = empty_table(visit, year, "metas", "Metas físicas por subproducto");
  view.columns = {
      {.key = "subproducto", .title = tr(visit, "Subproducto"), .row_header = true},
      {.key = "codigo", .title = tr(visit, "Código"), .kind = Kind::Code},
      {.key = "producto", .title = tr(visit, "Producto")},
      {.key = "categoria", .title = tr(visit, "Categoría"), .kind = Kind::Code},
      {.key = "unidad_medida", .title = tr(visit, "Unidad de medida")},
      {.key = "meta_anual", .title = tr(visit, "Meta del año"), .kind = Kind::Count},
      {.key = "programado", .title = tr(visit, "Programado a la fecha"), .kind = Kind::Count},
      {.key = "ejecutado", .title = tr(visit, "Ejecutado a la fecha"), .kind = Kind::Count},
      {.key = "porcentaje", .title = tr(visit, "% de la meta"), .kind = Kind::Percent},
      {.key = "indice", .title = tr(visit, "Índice"), .kind = Kind::Percent},
      {.key = "estado", .title = tr(visit, "Estado"), .kind = Kind::State},
  };
  for (const auto& product : year.evaluation.products)
    for (const auto& goal : product.goals) {
      TableRow row;
      row.cells = {{own_words(visit, goal.name), "", goal.name},
                   {goal.subproducto},
                   {own_words(visit, product.name), "", product.name},
                   {product.category},
                   {own_words(visit, goal.unit_of_measure), "", goal.unit_of_measure},
                   {goal.year_goal},
                   {goal.accumulated.programmed},
                   {goal.accumulated.executed ? CellValue(*goal.accumulated.executed)
                                              : CellValue(Missing{})},
                   {cell_of(goal.percent)},
                   {cell_of(goal.signal.index)},
                   {traffic_light(goal.signal.light, {}, visit.language), "",
                    tr(visit, word_of(goal.signal.light))}};
      view.rows.push_back(std::move(row));
    }
  view.origin = tr(visit, "No hay total: las unidades de medida son distintas.");
  return view;
}

Result<TableView> indicators_table(Visit& visit, const queries::PublicYear& year) {
  auto view = empty_table(visit, year, "indicadores", "Indicadores por año: meta y avance");
  view.columns = {
      {.key = "indicador", .title = tr(visit, "Indicador"), .row_header = true},
      {.key = "codigo", .title = tr(visit, "Código"), .kind = Kind::Code},
      {.key = "anio", .title = tr(visit, "Año"), .kind = Kind::Code},
      {.key = "unidad", .title = tr(visit, "Unidad")},
      {.key = "meta", .title = tr(visit, "Meta"), .kind = Kind::Count},
      {.key = "avance", .title = tr(visit, "Avance"), .kind = Kind::Count},
  };
  const auto cell = [](const std::optional<Ratio>& value) -> CellValue {
    if (!value) return Missing{};
    return Quantity::hundredths(static_cast<std::int64_t>(rounded(*value * Ratio::whole(10))) * 10);
  };
  for (const auto& one : indicators_of(year))
    for (const auto& at : one.years) {
      TableRow row;
      row.cells = {{own_words(visit, one.evaluated->name), indicator_address(visit, one),
                    one.evaluated->name},
                   {one.evaluated->sheet},
                   {std::int64_t{at.year}},
                   {one.percent ? std::string("%") : one.row->meta_unidad},
                   {cell(at.goal)},
                   {cell(at.value)}};
      view.rows.push_back(std::move(row));
    }
  return view;
}

Result<TableView> network_table(Visit& visit, const queries::PublicYear& year) {
  auto view = empty_table(visit, year, "red", "Red programática");
  view.illustrative = false;
  view.columns = {
      {.key = "nombre", .title = tr(visit, "Nombre"), .row_header = true},
      {.key = "tipo", .title = tr(visit, "Tipo")},
      {.key = "programa", .title = tr(visit, "Programa"), .kind = Kind::Code},
      {.key = "subprograma", .title = tr(visit, "Subprograma"), .kind = Kind::Code},
      {.key = "proyecto", .title = tr(visit, "Proyecto"), .kind = Kind::Code},
      {.key = "actividad", .title = tr(visit, "Actividad"), .kind = Kind::Code},
      {.key = "unidad_medida", .title = tr(visit, "Unidad de medida")},
  };
  for (const auto& line : year.plan.red.filas) {
    TableRow row;
    row.cells = {{own_words(visit, line.nombre), "", line.nombre}, {tr(visit, line.tipo)}};
    for (const auto* code : {&line.programa, &line.subprograma, &line.proyecto, &line.actividad})
      row.cells.push_back({code->empty() ? CellValue(NotDue{}) : CellValue(*code)});
    row.cells.push_back({own_words(visit, line.unidad_medida), "", line.unidad_medida});
    view.rows.push_back(std::move(row));
  }
  view.source = year.plan.red.fuente;
  return view;
}

// What columns mean, where the glossary does not say it already.
struct Meaning {
  std::string_view key, about;
};
constexpr Meaning meanings[] = {
    {"programa", "Código del programa, dos dígitos"},
    {"subprograma", "Código del subprograma, dos dígitos"},
    {"proyecto", "Código del proyecto, tres dígitos"},
    {"actividad", "Código de la actividad, tres dígitos"},
    {"categoria", "Categoría programática: programa, subprograma, proyecto, actividad y obra"},
    {"unidad_ejecutora", "Unidad ejecutora del presupuesto"},
    {"grupo", "Grupo de gasto: primer dígito del renglón"},
    {"geografico", "Dónde se gasta: departamento y municipio"},
    {"fuente", "Fuente de financiamiento, dos dígitos"},
    {"mes", "Mes del movimiento, de 01 a 12"},
    {"codigo", "Código en el plan"},
    {"unidad_medida", "En qué se mide"},
    {"meta_anual", "Meta vigente de todo el año"},
    {"programado", "Programado de enero a la fecha del corte"},
    {"ejecutado", "Ejecutado de enero a la fecha del corte; vacío si nadie lo reportó"},
    {"porcentaje", "Ejecutado ÷ meta del año × 100"},
    {"indice", "Ejecutado ÷ programado a la fecha × 100"},
    {"estado", "Semáforo, en palabras"},
    {"anio", "Año"},
    {"unidad", "Unidad del valor"},
    {"meta", "Meta del plan para el año"},
    {"avance", "Lo alcanzado; del año en curso, a la fecha del corte"},
    {"tipo", "Producto o subproducto"},
    {"nombre", "Nombre en la red programática"},
    {"unidad_que_reporta", "Código de la unidad que reporta; todas: la suma"},
    {"periodo", "Mes, o de enero al mes del corte"},
    {"eje", "Por qué se distingue a las personas: sexo, edad, pueblo…"},
    {"grupo_de_personas", "Grupo de personas; total: todas"},
    {"personas", "Cuántas; c es confidencial: un grupo muy pequeño o lo que lo revelaría"},
};

}  // namespace

const std::vector<Dataset>& datasets() {
  static const std::vector<Dataset> all = {
      {"presupuesto", "Presupuesto",
       "Asignado, modificado, vigente, comprometido, devengado y pagado por mes y línea de gasto.",
       "Cada cuatrimestre", "quetzales", budget_table},
      {"metas", "Metas físicas",
       "Meta del año, programado y ejecutado a la fecha de cada subproducto.", "Cada cuatrimestre",
       "unidad_medida", goals_table},
      {"indicadores", "Indicadores", "Meta y avance de cada indicador del plan, año por año.",
       "Cada cuatrimestre", "unidad", indicators_table},
      {"red", "Red programática", "Productos y subproductos con su código y su unidad de medida.",
       "Cada año", "", network_table},
      {"personas", "Personas atendidas",
       "Personas por subproducto, unidad, mes y categoría, sin los grupos que son muy pequeños.",
       "Cada cuatrimestre", "personas", persons_table},
  };
  return all;
}

const Dataset* dataset_of(std::string_view slug) {
  const auto found = std::ranges::find(datasets(), slug, &Dataset::slug);
  return found == datasets().end() ? nullptr : &*found;
}

std::string column_meaning(const Visit& visit, std::string_view key) {
  for (const auto& one : meanings)
    if (one.key == key) return tr(visit, one.about);
  if (const auto* term = text::term_of(key); term != nullptr)
    return visit.language == Language::English ? term->english_meaning : term->meaning;
  return "—";
}

std::string_view column_type(TableColumn::Kind kind) {
  switch (kind) {
    case Kind::Money:
    case Kind::Count:
    case Kind::Percent:
      return "number";
    case Kind::Date:
      return "date";
    default:
      return "string";
  }
}

}  // namespace web
