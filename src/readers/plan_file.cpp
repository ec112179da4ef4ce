// Tables of a plan, laid upon a plan.
#include "readers/plan_file.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "domain/planning/names.hpp"
#include "domain/planning/plan_json.hpp"
#include "domain/planning/refusals.hpp"
#include "readers/amounts.hpp"
#include "readers/layout.hpp"
#include "readers/refusals.hpp"

namespace readers {
namespace {

using planning::Plan;
using PlanRefusal = planning::Refusal;

constexpr std::string_view month_names[] = {"enero",      "febrero", "marzo",     "abril",
                                            "mayo",       "junio",   "julio",     "agosto",
                                            "septiembre", "octubre", "noviembre", "diciembre"};

// One sheet with its columns found, and the faults so far.
struct Table {
  const Sheet& sheet;
  const Layout& layout;
  HeaderMatch match;
  std::vector<Error>& faults;
  const PlanChoices& choices;

  std::optional<std::size_t> column(std::string_view field) const {
    return match.column_of(layout.index_of(field));
  }
  std::string text(std::size_t row, std::string_view field) const {
    const auto at = column(field);
    return at ? nfc(text_at(sheet, row, *at)) : "";
  }
  void fault(std::size_t row, std::string_view field, PlanRefusal why, std::string found,
             std::string_view wanted) const {
    faults.push_back(refusal(
        why, place_with(sheet, row, column(field).value_or(0),
                        {{"hallado", std::move(found)}, {"esperado", std::string(wanted)}})));
  }
  void unreadable(std::size_t row, std::string_view field, std::string_view wanted) const {
    fault(row, field, PlanRefusal::CellUnreadable, text(row, field), wanted);
  }

  // Rows with data, in order.
  std::vector<std::size_t> rows(const std::vector<std::string_view>& keys) const {
    std::vector<std::size_t> columns, found;
    for (const auto key : keys)
      if (const auto at = column(key)) columns.push_back(*at);
    for (auto row = match.first_data_row; row < sheet.rows.size(); ++row)
      if (!blank_row(sheet, row) && !total_row(sheet, row, columns)) found.push_back(row);
    return found;
  }

  std::optional<Quantity> quantity(std::size_t row, std::string_view field) const {
    const auto at = column(field);
    if (!at) return std::nullopt;
    auto read = quantity_at(sheet, row, *at, Convention::PointDecimal);
    if (!read) {
      faults.push_back(read.error());
      return std::nullopt;
    }
    if (!*read) return std::nullopt;
    return (*read)->value;
  }

  std::optional<Money> money(std::size_t row, std::string_view field) const {
    const auto at = column(field);
    if (!at) return std::nullopt;
    auto read = amount_at(sheet, row, *at, Convention::PointDecimal);
    if (!read) {
      faults.push_back(read.error());
      return std::nullopt;
    }
    if (!*read) return std::nullopt;
    return (*read)->value;
  }

  std::optional<std::int64_t> whole(std::size_t row, std::string_view field,
                                    std::string_view wanted) const {
    const auto said = text(row, field);
    if (said.empty()) return std::nullopt;
    const auto number = whole_number(said);
    if (number && *number >= 0 && *number < 1'000'000) return *number;
    unreadable(row, field, wanted);
    return std::nullopt;
  }

  std::optional<std::int16_t> year(std::size_t row, std::string_view field) const {
    const auto said = text(row, field);
    if (said.empty()) return std::nullopt;
    if (const auto read = FiscalYear::parse(said)) return read->year;
    unreadable(row, field, "un año, como 2026");
    return std::nullopt;
  }

  // ISO, as spreadsheets' dates arrive, or 31/05/2026.
  std::optional<Date> date(std::size_t row, std::string_view field) const {
    const auto said = text(row, field);
    if (said.empty()) return std::nullopt;
    if (const auto read = parse_date(std::string_view(said).substr(0, 10))) return *read;
    const auto parts = split(said, '/');
    if (parts.size() == 3)
      if (const auto read = parse_date(parts[2] + "-" + padded_left(parts[1], 2) + "-" +
                                       padded_left(parts[0], 2)))
        return *read;
    unreadable(row, field, "una fecha, como 2026-05-31");
    return std::nullopt;
  }

  // A word of a closed list, however it is spelled: "En proceso" → en_proceso.
  template <class E>
  std::optional<E> word(std::size_t row, std::string_view field) const {
    const auto said = text(row, field);
    if (said.empty()) return std::nullopt;
    if (const auto value = planning::value_of<E>(replaced(folded(said), " ", "_"))) return value;
    std::string wanted;
    for (const auto name : planning::names_of<E>) (wanted += wanted.empty() ? "" : ", ") += name;
    unreadable(row, field, "una de estas palabras: " + wanted);
    return std::nullopt;
  }
};

template <class T>
void set(T& into, std::optional<T> value) {
  if (value) into = *std::move(value);
}

void set(std::string& into, std::string value) {
  if (!value.empty()) into = std::move(value);
}

// Parts of a cell: lines, or what semicolons divide.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> parts;
  for (const auto& line : split(replaced(text, ";", "\n"), '\n'))
    if (!trimmed(line).empty()) parts.emplace_back(trimmed(line));
  return parts;
}

// The first number that a text says: "Registro en 21 Delegaciones" → 21.
std::optional<Quantity> number_in(std::string_view text) {
  const auto begin = text.find_first_of("0123456789");
  if (begin == text.npos) return std::nullopt;
  auto end = text.find_first_not_of("0123456789,.", begin);
  auto word = text.substr(begin, end == text.npos ? text.npos : end - begin);
  while (word.ends_with('.') || word.ends_with(',')) word.remove_suffix(1);
  const auto read = parse_quantity(word, Convention::PointDecimal);
  if (!read || read->rounded) return std::nullopt;
  return read->value;
}

// An id, or the name of exactly one.
template <class Rows>
std::string id_of(const Rows& rows, const std::string& said) {
  std::string found;
  for (const auto& row : rows) {
    if (row.id == said) return said;
    if (folded(row.nombre) == folded(said)) {
      if (!found.empty()) return said;
      found = row.id;
    }
  }
  return found.empty() ? said : found;
}

template <class T, class Key>
T kept(const std::vector<T>& rows, std::string_view id, Key key) {
  const auto found = std::ranges::find(rows, id, key);
  return found == rows.end() ? T{} : *found;
}

// ---- The tables
// -----------------------------------------------------------------------------------

void read_general(const Table& table, Plan& plan) {
  struct Field {
    std::string_view name;
    std::string Plan::*whole;
    std::string planning::Institution::*part;
  };
  constexpr Field texts[] = {
      {"nombre", &Plan::nombre, nullptr},
      {"fuente", &Plan::fuente, nullptr},
      {"institucion codigo", nullptr, &planning::Institution::codigo},
      {"institucion nombre", nullptr, &planning::Institution::nombre},
      {"institucion siglas", nullptr, &planning::Institution::siglas},
      {"telefono", nullptr, &planning::Institution::telefono},
      {"sitio", nullptr, &planning::Institution::sitio},
  };
  bool acts = false;
  const auto known_acts = plan.actos;
  for (const auto row : table.rows({"campo"})) {
    const auto name = replaced(folded(table.text(row, "campo")), "_", " ");
    const auto value = table.text(row, "valor");
    const auto field = std::ranges::find(texts, std::string_view(name), &Field::name);
    if (field != std::end(texts)) {
      set(field->whole ? plan.*field->whole : plan.institucion.*field->part, value);
    } else if (name == "ejercicio") {
      if (const auto year = table.year(row, "valor"))
        plan.ejercicio = plan.poa.ejercicio = plan.red.ejercicio = *year;
    } else if (name == "acto") {
      if (!std::exchange(acts, true)) plan.actos.clear();
      const auto parts = lines_of(value);
      if (parts.empty()) continue;
      auto act = kept(known_acts, parts[0], &planning::ApprovingAct::numero);
      act.numero = parts[0];
      act.aprueba.assign(parts.begin() + 1, parts.end());
      plan.actos.push_back(std::move(act));
    } else {
      table.fault(row, "campo", PlanRefusal::FieldUnknown, table.text(row, "campo"), "");
    }
  }
}

void read_results(const Table& table, Plan& plan) {
  std::vector<planning::Resultado> results;
  for (const auto row : table.rows({"id"})) {
    auto result = kept(plan.resultados, table.text(row, "id"), &planning::Resultado::id);
    result.id = table.text(row, "id");
    set(result.nivel, table.word<planning::ResultLevel>(row, "nivel"));
    if (table.column("padre")) result.padre = table.text(row, "padre");
    set(result.texto, table.text(row, "texto"));
    set(result.periodo, table.text(row, "periodo"));
    set(result.anio_inicial, table.year(row, "anio_inicial"));
    set(result.anio, table.year(row, "anio"));
    set(result.meta, table.quantity(row, "meta"));
    set(result.unidad, table.text(row, "unidad"));
    set(result.fila_pei, table.text(row, "fila_pei"));
    if (const auto done = table.quantity(row, "ejecutado")) result.ejecutado = done;
    results.push_back(std::move(result));
  }
  plan.resultados = std::move(results);
}

// "11","00","00","001" → "11-00-000-001-000".
std::string normalised(const planning::RedRow& row) {
  const auto two = [](const std::string& code) { return padded_left(code, 2); };
  const auto three = [](const std::string& code) { return padded_left(code, 3); };
  return joined({two(row.programa), two(row.subprograma), three(row.proyecto), three(row.actividad),
                 three(row.obra)},
                "-");
}

void read_network(const Table& table, Plan& plan) {
  planning::Red red = plan.red;
  red.filas.clear();
  if (red.titulo.empty()) red.titulo = "Red de categorías programáticas";
  if (red.encabezados.empty())
    red.encabezados = {"PRODUCTO / SUBPRODUCTO",
                       "UNIDAD DE MEDIDA",
                       "PROGRAMA",
                       "SUBPROGRAMA",
                       "PROYECTO",
                       "ACTIVIDAD"};
  std::vector<planning::Producto> products;
  std::vector<planning::Subproducto> subs;
  for (const auto row : table.rows({"id"})) {
    planning::RedRow printed;
    printed.id = table.text(row, "id");
    printed.nombre = table.text(row, "nombre");
    printed.unidad_medida = table.text(row, "unidad_medida");
    printed.programa = table.text(row, "programa");
    printed.subprograma = table.text(row, "subprograma");
    printed.proyecto = table.text(row, "proyecto");
    printed.actividad = table.text(row, "actividad");
    printed.obra = table.text(row, "obra");
    const auto type = folded(table.text(row, "tipo"));
    const auto cost = table.money(row, "costo");
    if (type.starts_with("subproducto")) {
      printed.tipo = "Subproducto";
      auto sub = kept(plan.subproductos, printed.id, &planning::Subproducto::id);
      sub.id = printed.id;
      sub.nombre = printed.nombre;
      sub.unidad_medida = printed.unidad_medida;
      // The printed order is not trusted: a subproducto says whose it is.
      sub.padre = table.text(row, "padre");
      if (sub.padre.empty())
        table.fault(row, "padre", PlanRefusal::CellUnreadable, "", "el código del producto");
      set(sub.tipo_conteo, table.word<planning::TipoConteo>(row, "tipo_conteo"));
      if (cost) sub.costo = cost;
      subs.push_back(std::move(sub));
    } else if (type.starts_with("producto")) {
      printed.tipo = "Producto";
      auto product = kept(plan.productos, printed.id, &planning::Producto::id);
      product.id = printed.id;
      product.nombre = printed.nombre;
      product.unidad_medida = printed.unidad_medida;
      product.categoria = table.text(row, "categoria");
      if (product.categoria.empty()) product.categoria = normalised(printed);
      if (cost) product.costo = cost;
      products.push_back(std::move(product));
    } else {
      table.unreadable(row, "tipo", "Producto o Subproducto");
      continue;
    }
    red.filas.push_back(std::move(printed));
  }
  plan.red = std::move(red);
  plan.productos = std::move(products);
  plan.subproductos = std::move(subs);
}

void read_matrix_row(const Table& table, std::size_t row, const std::vector<MatchedColumn>& years,
                     const Plan& plan, std::vector<planning::PeiRow>& rows) {
  auto id = table.text(row, "id");
  if (id.empty()) id = "RE" + std::to_string(rows.size() + 1);
  auto made = kept(plan.pei.filas, id, &planning::PeiRow::id);
  const bool known = !made.id.empty();
  made.id = id;
  made.resultado_estrategico = table.text(row, "resultado_estrategico");
  if (table.column("resultado_institucional"))
    made.resultado_institucional = table.text(row, "resultado_institucional");
  set(made.resultado, table.text(row, "resultado"));
  made.producto_accion = table.text(row, "producto_accion");
  if (const auto product = table.text(row, "producto"); !product.empty())
    made.producto = product;
  else if (made.producto.empty() &&
           id_of(plan.productos, made.producto_accion) != made.producto_accion)
    made.producto = id_of(plan.productos, made.producto_accion);
  made.indicador = table.text(row, "indicador");
  set(made.ficha, table.text(row, "ficha"));

  if (const auto said = table.text(row, "meta"); !known || said != made.meta_texto) {
    made.meta_texto = said;
    const auto value = number_in(said);
    if (value)
      made.meta = *value;
    else
      table.unreadable(row, "meta", "la meta con su cifra, como 11 delegaciones");
    const auto words = split(collapsed(said), ' ');
    if (made.meta_unidad.empty()) made.meta_unidad = words.size() > 1 ? words[1] : "unidad";
  }
  if (const auto said = table.text(row, "linea_base"); !known || said != made.base.texto) {
    made.base.texto = said;
    made.base.valor = number_in(said);
    if (made.base.unidad.empty()) made.base.unidad = made.meta_unidad;
  }
  if (const auto year = table.year(row, "anio_base")) made.base.anio = year;
  if (table.column("medios_verificacion"))
    made.medios_verificacion = lines_of(table.text(row, "medios_verificacion"));
  if (table.column("dependencias")) made.dependencias = lines_of(table.text(row, "dependencias"));

  std::vector<Cell> cells;
  for (const auto& year : years) cells.push_back(cell_at(table.sheet, row, year.column));
  const auto targets = read_targets(cells);
  if (!targets) {
    auto fault = targets.error();
    const auto at = whole_number(detail_of(fault, "posicion")).value_or(0);
    for (auto& place : place_of(table.sheet, row, years[static_cast<std::size_t>(at)].column))
      fault.details.push_back(std::move(place));
    table.faults.push_back(std::move(fault));
    return;
  }
  made.metas.clear();
  for (std::size_t i = 0; i < years.size(); ++i)
    if (!targets->texts[i].empty())
      made.metas.push_back(
          {static_cast<std::int16_t>(years[i].year), targets->texts[i], targets->values[i]});
  if (const auto unit = table.text(row, "unidad_metas"); !unit.empty())
    made.unidad_metas = unit;
  else if (targets->percent)
    made.unidad_metas = "porcentaje";
  else if (made.unidad_metas.empty() || made.unidad_metas == "porcentaje")
    made.unidad_metas = made.meta_unidad;
  // Whether targets run on or stand alone is never guessed.
  if (const auto mode = table.word<planning::ModoMeta>(row, "modo_meta"))
    made.modo = *mode;
  else if (!known && table.text(row, "modo_meta").empty())
    table.fault(row, "modo_meta", PlanRefusal::CellUnreadable, "", "acumulada o incremental");
  rows.push_back(std::move(made));
}

void read_matrix(const Table& table, Plan& plan) {
  auto years = table.match.columns;
  const auto field = table.layout.index_of("meta_anual");
  std::erase_if(years,
                [&](const MatchedColumn& one) { return one.field != field || one.year == 0; });
  std::ranges::sort(years, {}, &MatchedColumn::year);
  if (years.empty()) {
    table.fault(table.match.row, "meta_anual", PlanRefusal::HeaderMissing, "2021", "años");
    return;
  }
  std::vector<planning::PeiRow> rows;
  for (const auto row : table.rows({"resultado_estrategico", "producto_accion"}))
    read_matrix_row(table, row, years, plan, rows);
  plan.pei.filas = std::move(rows);
  plan.pei.anio_inicial = static_cast<std::int16_t>(years.front().year);
  plan.pei.anio_final = static_cast<std::int16_t>(years.back().year);
  if (plan.pei.titulo.empty())
    plan.pei.titulo = "Matriz de planificación estratégica institucional";
}

// "POA SAPDF" → "SAPDF": a sheet that has no column of units is one unit's.
std::string unit_of_sheet(const Sheet& sheet) {
  std::string name{trimmed(sheet.name)};
  if (folded(name).starts_with("poa "))
    name = std::string(trimmed(std::string_view(name).substr(4)));
  return name;
}

void read_goals_of_poa(const Table& table, Plan& plan) {
  std::vector<planning::PoaGoal> goals;
  for (const auto row : table.rows({"subproducto"})) {
    const auto sub = id_of(plan.subproductos, table.text(row, "subproducto"));
    auto unit = table.column("unidad") ? table.text(row, "unidad") : unit_of_sheet(table.sheet);
    for (const auto& [name, code] : table.choices.units)
      if (folded(name) == folded(unit)) unit = code;
    if (unit.empty()) {
      table.fault(row, "unidad", PlanRefusal::CellUnreadable, "", "el código de la unidad");
      continue;
    }
    const auto same = [&](const planning::PoaGoal& goal) {
      return goal.subproducto == sub && goal.unidad == unit;
    };
    const auto before = std::ranges::find_if(plan.poa.metas, same);
    planning::PoaGoal goal = before == plan.poa.metas.end() ? planning::PoaGoal{} : *before;
    if (before == plan.poa.metas.end()) goal.origen = planning::Origen::Propuesto;
    goal.subproducto = sub;
    goal.unidad = std::move(unit);
    for (std::size_t month = 0; month < 12; ++month) {
      // An empty month was left out by whoever filled the table; 0 is written.
      if (const auto amount = table.quantity(row, month_names[month]))
        goal.metas[month] = *amount;
      else if (table.text(row, month_names[month]).empty())
        table.unreadable(row, month_names[month], "una cantidad; 0 donde no se programa");
    }
    if (const auto year = table.quantity(row, "meta_anual");
        year && *year != planning::total(goal.metas))
      table.fault(row, "meta_anual", PlanRefusal::CellUnreadable, show(*year),
                  "la suma de los meses: " + show(planning::total(goal.metas)));
    goals.push_back(std::move(goal));
  }
  // The units of the file are replaced; the others stay.
  std::erase_if(plan.poa.metas, [&](const planning::PoaGoal& goal) {
    return std::ranges::any_of(
        goals, [&](const planning::PoaGoal& made) { return made.unidad == goal.unidad; });
  });
  std::ranges::move(goals, std::back_inserter(plan.poa.metas));
}

void read_measures(const Table& table, Plan& plan) {
  std::vector<planning::Measure> measures;
  for (const auto row : table.rows({"codigo"})) {
    auto measure = kept(plan.medidas, table.text(row, "codigo"), &planning::Measure::codigo);
    const bool known = !measure.codigo.empty();
    measure.codigo = table.text(row, "codigo");
    measure.capitulo = table.text(row, "capitulo");
    if (measure.capitulo.empty()) measure.capitulo = measure.codigo.substr(0, 1);
    if (const auto order = table.whole(row, "prioridad", "un número entero"))
      measure.prioridad = static_cast<std::int32_t>(*order);
    measure.texto = table.text(row, "texto");
    if (const auto programme = table.text(row, "programa"); !programme.empty())
      measure.programa = padded_left(programme, 2);
    set(measure.producto, id_of(plan.productos, table.text(row, "producto")));
    measure.responsable = table.text(row, "responsable");
    if (const auto day = table.date(row, "inicio")) measure.inicio = day;
    if (const auto day = table.date(row, "fin")) measure.fin = day;
    set(measure.plazo, table.text(row, "plazo"));
    if (const auto amount = table.money(row, "presupuesto")) measure.presupuesto = amount;
    if (const auto goal = table.text(row, "meta"); goal != measure.meta) {
      measure.meta = goal;
      measure.meta_valor = number_in(goal);
      measure.meta_unidad.clear();
    }
    set(measure.evidencia, table.text(row, "evidencia"));
    set(measure.estado, table.word<planning::MeasureState>(row, "estado"));
    if (!known) measure.origen = planning::Origen::Propuesto;
    measures.push_back(std::move(measure));
  }
  plan.medidas = std::move(measures);
}

// "2024-2026" and "2024, 2026": years; empty where it says neither.
std::vector<std::int16_t> years_in(std::string_view text) {
  std::vector<std::int16_t> years;
  for (const auto& part : split(replaced(text, ";", ","), ',')) {
    const auto ends = split(replaced(part, "–", "-"), '-');
    const auto first = FiscalYear::parse(trimmed(ends.front()));
    const auto last = FiscalYear::parse(trimmed(ends.back()));
    if (!first || !last || ends.size() > 2) return {};
    for (auto year = first->year; year <= last->year; ++year) years.push_back(year);
  }
  return years;
}

// Rows of one line are its activities; lines that the table does not name stay.
void read_policy(const Table& table, Plan& plan) {
  std::map<std::int32_t, bool> begun;
  for (const auto row : table.rows({"numero"})) {
    const auto number = table.whole(row, "numero", "el número de la línea");
    if (!number) {
      if (table.text(row, "numero").empty())
        table.unreadable(row, "numero", "el número de la línea");
      continue;
    }
    auto& lines = plan.politica.lineas;
    const auto id = static_cast<std::int32_t>(*number);
    auto line = std::ranges::find(lines, id, &planning::PolicyLine::numero);
    if (line == lines.end()) {
      lines.emplace_back().numero = id;
      line = std::prev(lines.end());
    }
    if (!std::exchange(begun[id], true)) line->actividades.clear();
    set(line->texto, table.text(row, "texto"));
    if (const auto axis = table.whole(row, "eje", "el número del eje"))
      line->eje = static_cast<std::int32_t>(*axis);
    set(line->responsable, table.text(row, "responsable"));
    const auto activity = table.text(row, "actividad");
    const auto years = table.text(row, "anios");
    if (activity.empty()) continue;
    planning::PolicyActivity made;
    made.texto = activity;
    made.responsable = table.text(row, "responsable");
    made.anios = years_in(years);
    if (!years.empty() && made.anios.empty())
      table.unreadable(row, "anios", "años, como 2024-2026 o 2024, 2026");
    line->actividades.push_back(std::move(made));
  }
}

// In the order in which they build upon each other.
constexpr struct {
  std::string_view layout;
  void (*read)(const Table&, Plan&);
} tables[] = {
    {"plan-datos", read_general},    {"plan-resultados", read_results},
    {"plan-red", read_network},      {"plan-pei", read_matrix},
    {"plan-poa", read_goals_of_poa}, {"plan-medidas", read_measures},
    {"plan-politica", read_policy},
};

// A printed matrix has a line that only says "Metas" between the headings and the years; without
// merges (CSV) it would stand between them.
Sheet without_lone_heading(Sheet sheet) {
  if (!sheet.merges.empty()) return sheet;
  for (std::size_t row = 0; row < std::min<std::size_t>(sheet.rows.size(), 40); ++row) {
    std::size_t said = 0;
    bool metas = false;
    for (const auto& cell : sheet.rows[row])
      if (!trimmed(cell.text).empty()) {
        ++said;
        metas = folded(cell.text) == "metas";
      }
    if (said != 1 || !metas) continue;
    sheet.rows.erase(sheet.rows.begin() + static_cast<std::ptrdiff_t>(row));
    if (row < sheet.lines.size())
      sheet.lines.erase(sheet.lines.begin() + static_cast<std::ptrdiff_t>(row));
    break;
  }
  return sheet;
}

// The layout that knows most of a sheet's headings, if it knows half of what it must.
const Layout* layout_of(const Sheet& sheet, const std::vector<Layout>& layouts) {
  const Layout* best = nullptr;
  std::size_t most = 0;
  for (const auto& layout : layouts) {
    const auto fields = fields_recognised(sheet, layout);
    const auto required =
        static_cast<std::size_t>(std::ranges::count(layout.fields, true, &LayoutField::required));
    if (fields * 2 < required || fields < 2 || fields <= most) continue;
    most = fields;
    best = &layout;
  }
  return best;
}

// They travel in the binary and never change while it runs.
const Result<std::vector<Layout>>& embedded_plan_layouts() {
  static const auto embedded = embedded_layouts("plan");
  return embedded;
}

// "Meta del año 2026" → "Meta del año {ejercicio}", for fields that have one column a year.
std::string with_year_slot(const std::string& heading) {
  const auto plain = std::string(trimmed(heading));
  if (plain.size() < 4 || !only_digits(std::string_view(plain).substr(plain.size() - 4)))
    return heading;
  return plain.substr(0, plain.size() - 4) + "{ejercicio}";
}

// The layouts with the headings that somebody gave a meaning, and without those of no meaning.
std::vector<Layout> adapted(std::vector<Layout> layouts, const PlanChoices& choices) {
  for (auto& layout : layouts)
    for (const auto& choice : choices.headings) {
      if (choice.layout != layout.code) continue;
      for (auto& field : layout.fields) {
        const bool dated = std::ranges::any_of(
            field.synonyms, [](const std::string& one) { return one.contains("{ejercicio}"); });
        const auto said = dated ? with_year_slot(choice.heading) : choice.heading;
        std::erase_if(field.synonyms,
                      [&](const std::string& one) { return folded(one) == folded(said); });
        if (field.name == choice.field) field.synonyms.push_back(said);
      }
    }
  return layouts;
}

const Layout* chosen_layout(const Sheet& sheet, const std::vector<Layout>& layouts,
                            const PlanChoices& choices) {
  const auto choice = std::ranges::find(choices.sheets, sheet.name, &SheetChoice::sheet);
  if (choice == choices.sheets.end()) return layout_of(sheet, layouts);
  const auto found = std::ranges::find(layouts, choice->layout, &Layout::code);
  return found == layouts.end() ? nullptr : &*found;
}

// The row that looks most like headings where no layout says which: of the first forty, the one
// with most texts.
std::size_t likely_header(const Sheet& sheet) {
  std::size_t best = 0, most = 0;
  for (std::size_t row = 0; row < std::min<std::size_t>(sheet.rows.size(), 40); ++row) {
    std::size_t texts = 0;
    for (const auto& cell : sheet.rows[row])
      texts += cell.kind == Cell::Kind::Text && !trimmed(cell.text).empty() ? 1 : 0;
    if (texts <= most) continue;
    most = texts;
    best = row;
  }
  return best;
}

// What stands above a column: its own heading, else that of the row above.
std::string heading_above(const Sheet& sheet, std::size_t row, std::size_t column) {
  const auto own = trimmed(merged_cell_at(sheet, row, column).text);
  if (!own.empty() || row == 0) return std::string(own);
  return std::string(trimmed(merged_cell_at(sheet, row - 1, column).text));
}

SheetSeen seen(const Sheet& sheet, const Layout* layout) {
  SheetSeen one;
  one.name = sheet.name;
  one.rows = sheet.rows.size();
  HeaderMatch match;
  match.row = likely_header(sheet);
  if (layout != nullptr) {
    one.layout = layout->code;
    auto found = match_header(sheet, *layout);
    if (!found) {
      // It lacks columns: look again as if nothing were obligatory.
      auto lenient = *layout;
      for (auto& field : lenient.fields) field.required = false;
      found = match_header(sheet, lenient);
    }
    if (found && found->columns.size() > 1) match = *std::move(found);
    for (std::size_t i = 0; i < layout->fields.size(); ++i)
      if (layout->fields[i].required &&
          std::ranges::find(match.columns, i, &MatchedColumn::field) == match.columns.end())
        one.missing.push_back(layout->fields[i].name);
  }
  one.header_row = match.row + 1;
  constexpr std::size_t columns_max = 200;
  for (std::size_t column = 0; column < std::min(width_of(sheet), columns_max); ++column) {
    SheetSeen::Heading heading;
    heading.column = column_name(column);
    heading.heading = heading_above(sheet, match.row, column);
    if (heading.heading.empty()) continue;
    const auto known = std::ranges::find(match.columns, column, &MatchedColumn::column);
    if (known != match.columns.end() && layout != nullptr)
      heading.field = layout->fields[known->field].name;
    for (auto row = match.row + 1; row < sheet.rows.size() && heading.sample.empty(); ++row)
      heading.sample = std::string(text_at(sheet, row, column));
    one.headings.push_back(std::move(heading));
  }
  return one;
}

Result<PlanFile> read_tables(std::string_view bytes, const Plan* base, const PlanChoices& choices) {
  const auto& embedded = embedded_plan_layouts();
  if (!embedded) return std::unexpected(embedded.error());
  const auto layouts = adapted(*embedded, choices);
  std::vector<std::pair<const Layout*, Sheet>> found;
  PlanFile file;
  for (auto& sheet : TRY(read_any(bytes))) {
    if (sheet.hidden || sheet.rows.empty()) continue;
    sheet = without_lone_heading(std::move(sheet));
    if (const auto* layout = chosen_layout(sheet, layouts, choices))
      found.emplace_back(layout, std::move(sheet));
    else
      file.ignored.push_back(sheet.name);
  }
  if (found.empty()) {
    std::string known;
    for (const auto& layout : layouts) (known += known.empty() ? "" : ", ") += layout.code;
    return refuse(PlanRefusal::LayoutUnknown, {{"esperado", known}});
  }
  const auto general = [](const auto& one) { return one.first->code == "plan-datos"; };
  if (!base && std::ranges::none_of(found, general))
    return refuse(PlanRefusal::SheetMissing, {{"hallado", "Datos"}});

  if (base) file.plan = *base;
  std::vector<Error> faults;
  for (const auto& [code, read] : tables)
    for (const auto& [layout, sheet] : found) {
      if (layout->code != code) continue;
      auto match = match_header(sheet, *layout);
      if (!match) {
        faults.push_back(match.error());
        continue;
      }
      read(Table{sheet, *layout, *std::move(match), faults, choices}, file.plan);
      if (file.tables.empty() || file.tables.back() != code) file.tables.emplace_back(code);
    }
  if (!faults.empty()) {
    Error first = faults.front();
    if (faults.size() > 1) first.all = std::move(faults);
    return std::unexpected(std::move(first));
  }
  if (file.plan.politica.nombre.empty()) file.plan.politica.nombre = "Política";
  if (file.plan.estrategia.titulo.empty()) file.plan.estrategia.titulo = file.plan.nombre;
  if (file.plan.red.titulo.empty()) file.plan.red.titulo = "Red de categorías programáticas";
  if (file.plan.pei.titulo.empty())
    file.plan.pei.titulo = "Matriz de planificación estratégica institucional";
  file.plan = TRY(planning::plan_from_json(planning::to_json(file.plan)));
  return file;
}

}  // namespace

Result<TargetRow> read_targets(const std::vector<Cell>& cells) {
  struct Read {
    Ratio value;
    bool there = false, percent = false;
  };
  std::vector<Read> all;
  TargetRow row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view text = trimmed(cells[i].text);
    if (text.empty()) {
      all.push_back({});
      continue;
    }
    const auto position = std::pair{"posicion", std::to_string(i)};
    const auto refuse_cell = [&] {
      return refuse(PlanRefusal::CellUnreadable, {{position.first, position.second},
                                                  {"hallado", std::string(text)},
                                                  {"esperado", "una cantidad o un porcentaje"}});
    };
    if (cells[i].kind == Cell::Kind::Error || cells[i].kind == Cell::Kind::Boolean ||
        cells[i].kind == Cell::Kind::Date)
      return refuse_cell();
    const auto value = parse_percent(text, Convention::PointDecimal);
    if (!value) return refuse_cell();
    all.push_back({*value, true, cells[i].percent || text.ends_with('%')});
  }
  const auto one = Ratio::whole(1);
  const auto fraction = [&](const Read& read) {
    return read.there && !read.percent && read.value > Ratio{} && read.value < one;
  };
  row.percent =
      std::ranges::any_of(all, [&](const Read& read) { return read.percent || fraction(read); });
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto value = all[i].value;
    // In a row of percentages a bare 5 is 5 % and a bare 0.05 or 1 is a fraction.
    if (row.percent && (all[i].percent || value <= one)) value = value * Ratio::whole(100);
    const auto hundredths = value * Ratio::whole(100);
    if (hundredths.denominator() != 1 || hundredths.numerator() > Int128{100'000'000'000'000'000})
      return refuse(PlanRefusal::CellUnreadable, {{"posicion", std::to_string(i)},
                                                  {"hallado", std::string(trimmed(cells[i].text))},
                                                  {"esperado", "dos decimales como máximo"}});
    const auto quantity = Quantity::hundredths(static_cast<std::int64_t>(hundredths.numerator()));
    row.values.push_back(quantity);
    const std::string said{trimmed(cells[i].text)};
    const bool as_said = !row.percent || said.ends_with('%');
    row.texts.push_back(!all[i].there ? "" : as_said ? said : show(quantity) + "%");
  }
  return row;
}

Result<std::vector<SheetSeen>> look_at_plan(std::string_view bytes, const PlanChoices& choices) {
  const auto& embedded = embedded_plan_layouts();
  if (!embedded) return std::unexpected(embedded.error());
  const auto layouts = adapted(*embedded, choices);
  std::vector<SheetSeen> sheets;
  for (auto& sheet : TRY(read_any(bytes))) {
    if (sheet.hidden || sheet.rows.empty()) continue;
    sheet = without_lone_heading(std::move(sheet));
    sheets.push_back(seen(sheet, chosen_layout(sheet, layouts, choices)));
  }
  return sheets;
}

std::vector<PlanLayout> plan_layouts() {
  std::vector<PlanLayout> all;
  if (const auto& embedded = embedded_plan_layouts())
    for (const auto& layout : *embedded) {
      auto& one = all.emplace_back(PlanLayout{layout.code, layout.title, {}});
      for (const auto& field : layout.fields) one.fields.push_back({field.name, field.required});
    }
  return all;
}

Result<PlanFile> read_plan(std::string_view bytes, const planning::Plan* base,
                           const PlanChoices& choices) {
  auto start = bytes;
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  start = trimmed(start.substr(0, 100));
  if (start.starts_with('{') || start.starts_with('['))
    return PlanFile{TRY(planning::parse_plan(bytes)), {"plan.json"}, {}};
  return read_tables(bytes, base, choices);
}

}  // namespace readers
