// The plan's own tables and charts: the chain, the yearly goals, and the two tables that are
// reprinted cell by cell.
#include <algorithm>

#include "base/text.hpp"
#include "documents/parts.hpp"
#include "documents/wording.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

using planning::PeiRow;
using planning::Plan;
using planning::Resultado;
using planning::ResultLevel;

constexpr struct {
  ResultLevel level;
  std::string_view name;
} levels[] = {{ResultLevel::Inmediato, "Resultado inmediato"},
              {ResultLevel::Intermedio, "Resultado intermedio"},
              {ResultLevel::Final, "Resultado final"}};

std::vector<const Resultado*> results_at(const Plan& plan, ResultLevel level) {
  std::vector<const Resultado*> out;
  for (const auto& one : plan.resultados)
    if (one.nivel == level) out.push_back(&one);
  return out;
}

bool is_one(const Quantity& quantity) { return quantity == Quantity::units(1); }

// "personas protegidas", "delegación autorizada": the unit with what the result says of it.
std::string unit_words(const Resultado& result) {
  const bool persons = folded(result.unidad).starts_with("persona");
  if (persons) return is_one(result.meta) ? "persona protegida" : "personas protegidas";
  if (folded(result.unidad).starts_with("delegacion"))
    return is_one(result.meta) ? "delegación autorizada" : "delegaciones autorizadas";
  return result.unidad;
}

// The row of the PEI whose goals accumulate towards a whole, and the one that counts by year.
const PeiRow* row_with(const Plan& plan, planning::ModoMeta mode) {
  for (const auto& row : plan.pei.filas)
    if (row.modo == mode) return &row;
  return nullptr;
}

const queries::Indicator* indicator_of(const PlanView& view, const PeiRow& row) {
  if (view.evaluation == nullptr) return nullptr;
  for (const auto& one : view.evaluation->indicators)
    if (one.pei_row == row.id) return &one;
  return nullptr;
}

Source plan_source(const PlanView& view, std::string_view consulta) {
  return source_of(prose("Estrategia institucional y ", approvals_of(view.plan)), view.as_of,
                   consulta);
}

// The cell of the means of verification as it was printed: documents one under another; a unit of
// the institution that stands among them follows the one before it after a comma.
std::string means_of(const PeiRow& row) {
  std::string out;
  for (const auto& item : row.medios_verificacion) {
    bool is_unit = false;
    for (const auto& unit : row.dependencias)
      is_unit = is_unit || folded(unit) == folded(without_stop(item));
    if (!out.empty()) out += is_unit ? ", " : "\n";
    out += item;
  }
  return out;
}

// The headings of the field's own format, for a matrix that was loaded without any.
std::vector<std::string> usual_heads(const planning::PeiMatrix& pei, int years) {
  std::vector<std::string> heads{"Resultados Estratégicos",
                                 "Resultados Institucionales",
                                 "Producto/ Acciones",
                                 "Meta",
                                 "Línea Base",
                                 "Indicador",
                                 pei.seccion,
                                 "Metas"};
  for (int i = 0; i < years; ++i) heads.push_back(std::to_string(pei.anio_inicial + i));
  heads.insert(heads.end(), {"Medios de Verificación", "Dependencias Involucradas"});
  return heads;
}

bool is_percentage(const PeiRow& row) { return folded(row.unidad_metas).starts_with("porcenta"); }

}  // namespace

std::string deadline_of(const planning::Measure& measure) {
  if (!measure.plazo.empty()) return measure.plazo;
  return measure.fin ? text::date(*measure.fin) : std::string();
}

std::string_view word_of(planning::MeasureState state) {
  constexpr std::string_view words[] = {"Programada", "En proceso", "Cumplida", "Atrasada",
                                        "Suspendida"};
  return words[static_cast<std::size_t>(state)];
}

std::string approvals_of(const Plan& plan) {
  std::string out =
      "PEI " + std::to_string(plan.pei.anio_inicial) + '-' + std::to_string(plan.pei.anio_final);
  for (const auto& act : plan.actos)
    for (const auto& approved : act.aprueba)
      if (folded(approved).contains("pei")) return out + " (" + act.numero + ')';
  return out;
}

std::string printed_code(const Plan& plan, std::string_view producto) {
  for (const auto& row : plan.red.filas)
    if (row.id == producto)
      return row.programa + '-' + row.subprograma + '-' + row.proyecto + '-' + row.actividad;
  if (const auto* one = planning::producto_of(plan, producto)) return one->categoria;
  return std::string(producto);
}

Blocks prescriptive_model(const Plan& plan) {
  Blocks out;
  for (const auto& model : plan.modelos) {
    if (model.clase != planning::ModelKind::Prescriptivo) continue;
    std::vector<std::string> interventions;
    for (const auto& node : model.nodos)
      if (node.clase == planning::NodeKind::Intervencion)
        interventions.push_back(uncapitalized(without_stop(node.texto)));
    if (interventions.empty()) continue;
    const auto n = static_cast<std::int64_t>(interventions.size());
    std::string sentence = "El modelo prescriptivo identifica " +
                           (n == 1 ? std::string("una gran intervención")
                                   : text::in_words(n, text::Gender::Feminine) +
                                         " grandes intervenciones, que se resumen en los "
                                         "resultados estratégicos") +
                           ": ";
    for (std::size_t i = 0; i < interventions.size(); ++i)
      sentence += (i == 0 ? "" : i + 1 == interventions.size() ? "; y " : "; ") + interventions[i];
    out.push_back(Paragraph{prose(sentence + '.')});
  }
  return out;
}

Blocks results_chain(const PlanView& view) {
  const auto& plan = view.plan;
  StepChart chart;
  // The first of each level carries the chain; the second stands beside it.
  Blocks out;
  for (const auto& row : plan.pei.filas) {
    const auto* product = planning::producto_of(plan, row.producto);
    const auto category = product == nullptr ? "" : product->categoria;
    chart.programmes.push_back({"Programa " + std::string(planning::programa_of(category)) + " · " +
                                    printed_code(plan, row.producto),
                                row.producto_accion});
  }
  std::string first_goal, last_goal;
  int first_year = 0, last_year = 0;
  for (const auto& [level, name] : levels) {
    const auto at_level = results_at(plan, level);
    if (at_level.empty()) continue;
    StepChart::Step step;
    step.name = name;
    step.period = at_level.front()->periodo;
    step.goal = quantity(at_level.front()->meta, at_level.front()->unidad);
    step.goal_unit = unit_words(*at_level.front());
    step.second = absent(Absent::NoAplica);
    if (at_level.size() > 1) {
      step.second = quantity(at_level[1]->meta, at_level[1]->unidad);
      step.second_unit = unit_words(*at_level[1]);
    }
    if (first_goal.empty()) {
      first_goal = text::quantity(at_level.front()->meta);
      first_year = at_level.front()->anio;
    }
    last_goal = text::quantity(at_level.front()->meta);
    last_year = at_level.front()->anio;
    chart.steps.push_back(std::move(step));
  }
  if (chart.steps.empty()) return out;
  const auto unit = chart.steps.back().goal_unit;
  chart.remark = "Los peldaños crecen con la meta acumulada; su altura no está a escala.";
  Chart block;
  block.name = "cadena";
  block.message = "De " + first_goal + ' ' + unit + " en " + std::to_string(first_year) + " a " +
                  last_goal + " en " + std::to_string(last_year);
  block.data = std::move(chart);
  block.source = plan_source(view, "P-01");
  block.query = {"P-01", {{"ejercicio", std::to_string(plan.ejercicio)}}};
  out.push_back(std::move(block));
  return out;
}

Blocks yearly_goals(const PlanView& view) {
  const auto& plan = view.plan;
  const auto* running = row_with(plan, planning::ModoMeta::Acumulada);
  const auto* counted = row_with(plan, planning::ModoMeta::Incremental);
  Blocks out;
  if (running == nullptr) return out;
  const auto* indicator = indicator_of(view, *running);

  YearChart chart;
  chart.current = plan.ejercicio;
  const bool percentage = is_percentage(*running);
  chart.axis = percentage ? running->meta_texto.empty()
                                ? "% acumulado"
                                : text::capitalized(running->meta_unidad) + "s, % acumulado de " +
                                      text::quantity(running->meta)
                          : text::capitalized(running->unidad_metas);
  // What was reached at the end of the years before, as a share of the same whole.
  const auto reached_in = [&](std::int16_t year) -> Figure {
    if (indicator == nullptr || year >= plan.ejercicio) return absent(Absent::NoAplica);
    for (const auto& point : indicator->series)
      if (point.year == year && point.value) return percent(*point.value, 1);
    return absent(Absent::NoEvaluable);
  };
  const auto counted_goals =
      counted == nullptr ? std::vector<planning::YearTarget>{} : planning::annual_targets(*counted);
  for (const auto& target : planning::cumulative_targets(*running)) {
    YearChart::Year year;
    year.year = target.anio;
    year.goal = percentage ? percent(target.valor.as_ratio(), 0) : quantity(target.valor);
    year.reached = percentage ? reached_in(target.anio) : absent(Absent::NoAplica);
    for (const auto& goal : counted_goals)
      if (goal.anio == target.anio) year.counted = quantity(goal.valor, counted->unidad_metas);
    chart.years.push_back(std::move(year));
  }
  if (counted != nullptr) {
    Quantity sum;
    for (const auto& goal : counted_goals) sum += goal.valor;
    chart.counted_axis = counted->meta_texto.substr(counted->meta_texto.find(' ') + 1) +
                         " por año (suman " + text::quantity(sum) + ')';
    chart.counted_axis = text::capitalized(chart.counted_axis);
  }

  std::string goal_text;
  for (const auto& target : running->metas)
    if (target.anio == plan.ejercicio)
      goal_text = percentage ? text::percent(target.valor.as_ratio(), 0) : target.texto;
  Chart block;
  block.name = "metas";
  block.message = "La meta de " + std::to_string(plan.ejercicio) + " es " + goal_text;
  if (indicator != nullptr && indicator->cumulative && percentage) {
    const auto& share = indicator->cumulative->percent_of_total;
    if (share.value) {
      const auto month = month_of(view.as_of);
      chart.mark = figure_of(share, 2);
      chart.mark_year = month.year.year;
      chart.mark_month = month.number;
      const auto words = shown(*chart.mark, Place::Table);
      chart.mark_label = text::month_name(month) + ' ' + show(month.year) + ": " + words +
                         (indicator->illustrative ? " (ilustrativo)" : "");
      block.message = "A " + text::month(month) + " el acumulado es " + words +
                      "; la meta del año es " + goal_text;
    }
    block.illustrative = indicator->illustrative;
  }
  block.data = std::move(chart);
  block.source = source_of(prose(approvals_of(plan)), view.as_of, "P-02",
                           block.illustrative ? "Lo alcanzado son datos ilustrativos." : "");
  block.query = {"P-02", {{"ejercicio", std::to_string(plan.ejercicio)}, {"fila", running->id}}};
  out.push_back(std::move(block));
  return out;
}

Block red_table(const Plan& plan) {
  Table table;
  table.name = "red";
  table.caption = plan.red.titulo;
  while (table.caption.ends_with(':')) table.caption.pop_back();
  table.columns = {{.title = "Clase", .width = 90},
                   {.title = "Producto o subproducto", .width = 340, .row_header = true},
                   {.title = "Unidad de medida", .width = 110},
                   {.title = "Programa", .width = 113, .centred = true},
                   {.title = "Subprograma", .width = 138, .centred = true},
                   {.title = "Proyecto", .width = 104, .centred = true},
                   {.title = "Actividad", .width = 105, .centred = true}};
  // The first heading of the original covers two columns.
  std::vector<HeaderCell> header;
  if (plan.red.encabezados.size() + 1 == table.columns.size())
    for (std::size_t i = 0; i < plan.red.encabezados.size(); ++i)
      header.push_back(
          {.text = plan.red.encabezados[i], .columns = i == 0 ? 2 : 1, .centred = i >= 2});
  if (!header.empty()) table.header = {std::move(header)};
  for (const auto& row : plan.red.filas) {
    const bool product = row.tipo == "Producto";
    Row printed;
    printed.kind = product ? RowKind::Group : RowKind::Plain;
    printed.key = {{"categoria", row.id}};
    printed.cells = {product ? cell("Producto:") : empty_cell(),
                     cell(row.nombre),
                     cell(row.unidad_medida),
                     cell(row.programa),
                     cell(row.subprograma),
                     cell(row.proyecto),
                     cell(row.actividad)};
    table.rows.push_back(std::move(printed));
  }
  table.source = Source{prose(without_stop(plan.red.fuente)), std::nullopt, "P-03",
                        "El «00» de un subproducto no es su clave: cada subproducto pertenece al "
                        "producto que lo encabeza."};
  table.query = {"P-03", {{"ejercicio", std::to_string(plan.red.ejercicio)}}};
  table.density = Density::Media;
  table.narrow_heads = true;
  return table;
}

Block pei_table(const Plan& plan) {
  const auto& pei = plan.pei;
  const int years = std::max(1, pei.anio_final - pei.anio_inicial + 1);
  Table table;
  table.name = "pei";
  // "8.2. Matriz de planificación …": the number is the plan's own, not this document's.
  auto title = pei.titulo;
  std::string section;
  if (const auto space = title.find(' ');
      space != title.npos && !title.empty() && title[0] >= '0' && title[0] <= '9') {
    section = without_stop(std::string_view(title).substr(0, space));
    title = title.substr(space + 1);
  }
  table.caption = title + (section.empty() ? "" : " (apartado " + section + " del PEI)");

  constexpr int widths_before[] = {100, 82, 72, 72, 76, 74}, widths_after[] = {98, 88};
  int taken = 0;
  for (const int width : widths_before) taken += width;
  for (const int width : widths_after) taken += width;
  const int year_width = (1000 - taken) / years;
  int rest = 1000 - taken - year_width * years;

  // Six columns, the section and «Metas» above the years, the years, and two columns more.
  const auto heads = pei.encabezados.size() == static_cast<std::size_t>(10 + years)
                         ? pei.encabezados
                         : usual_heads(pei, years);
  std::vector<HeaderCell> first, second, third;
  for (std::size_t i = 0; i < 6; ++i) {
    table.columns.push_back({.title = heads[i], .width = widths_before[i]});
    first.push_back({.text = heads[i], .rows = 3});
  }
  first.push_back({.text = heads[6], .columns = years, .centred = true});
  second.push_back({.text = heads[7], .columns = years, .centred = true});
  for (int i = 0; i < years; ++i) {
    const auto& head = heads[static_cast<std::size_t>(8 + i)];
    table.columns.push_back(
        {.title = head, .width = year_width + (rest-- > 0 ? 1 : 0), .centred = true});
    third.push_back({.text = head, .centred = true});
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const auto& head = heads[static_cast<std::size_t>(8 + years) + i];
    table.columns.push_back({.title = head, .width = widths_after[i]});
    first.push_back({.text = head, .rows = 3});
  }
  table.header = {std::move(first), std::move(second), std::move(third)};

  const auto printed = [](const std::string& text) {
    return text.empty() ? empty_cell() : cell(text);
  };
  for (const auto& row : pei.filas) {
    Row out;
    out.key = {{"fila", row.id}};
    out.cells = {printed(row.resultado_estrategico),
                 printed(row.resultado_institucional),
                 printed(row.producto_accion),
                 printed(row.meta_texto),
                 printed(row.base.texto),
                 printed(row.indicador)};
    for (int year = pei.anio_inicial; year <= pei.anio_final; ++year) {
      Cell goal;
      for (const auto& target : row.metas)
        if (target.anio == year) goal = cell(target.texto);
      out.cells.push_back(std::move(goal));
    }
    out.cells.push_back(printed(means_of(row)));
    out.cells.push_back(printed(joined(row.dependencias, ",\n")));
    table.rows.push_back(std::move(out));
  }
  table.source = Source{prose(without_stop(pei.fuente)), std::nullopt, "", ""};
  table.query = {"P-04", {{"ejercicio", std::to_string(plan.ejercicio)}}};
  table.density = Density::Matriz;
  table.grid = true;
  return table;
}

Prose pei_remarks(const Plan& plan) {
  Prose out;
  bool empty_column = true;
  for (const auto& row : plan.pei.filas)
    empty_column = empty_column && row.resultado_institucional.empty();
  if (plan.pei.filas.empty()) return out;
  add(out, strong("Observaciones a la matriz."));
  add(out, " El cuadro {#pei} se imprime como fue aprobado");
  if (empty_column && plan.pei.encabezados.size() > 1)
    add(out, "; la columna «" + plan.pei.encabezados[1] + "» está vacía en el original");
  add(out, ".");

  const auto* running = row_with(plan, planning::ModoMeta::Acumulada);
  const auto* counted = row_with(plan, planning::ModoMeta::Incremental);
  if (running != nullptr && counted != nullptr) {
    Quantity sum;
    for (const auto& goal : counted->metas) sum += goal.valor;
    add(out, " Las metas de " + running->id + " son acumuladas y las de " + counted->id +
                 " son por año (suman ");
    add(out, quantity(sum, counted->unidad_metas));
    add(out, ")");
    if (folded(counted->indicador).starts_with("porcentaje") && !is_percentage(*counted))
      add(out, ", aunque su indicador se llama «Porcentaje»");
    add(out, ".");
  }
  // Exact milestones against the printed percentages of the same year.
  if (running != nullptr && is_percentage(*running) && running->meta != Quantity{}) {
    std::vector<Prose> differences;
    for (const auto& milestone : running->hitos) {
      for (const auto& target : running->metas) {
        if (target.anio != milestone.anio) continue;
        const Ratio share =
            milestone.valor.as_ratio() * Ratio::whole(100) / running->meta.as_ratio();
        if (share == target.valor.as_ratio()) continue;
        differences.push_back(prose(quantity(milestone.valor, milestone.unidad), " son ",
                                    percent(share, 1), " (se imprime ",
                                    percent(target.valor.as_ratio(), 0), ")"));
      }
    }
    for (std::size_t i = 0; i < differences.size(); ++i) {
      add(out, i == 0 ? " " : i + 1 == differences.size() ? " y " : ", ");
      add(out, differences[i]);
    }
    if (!differences.empty()) add(out, ": los porcentajes están redondeados.");
  }
  return out;
}

}  // namespace documents
