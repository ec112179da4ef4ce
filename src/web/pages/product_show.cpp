// Physical goals: the list of products with what each unit did (ejecucion/productos), and I15, one
// product with its months, units, causes and unit cost. Every month opens its reports.
#include <algorithm>
#include <map>
#include <set>

#include "documents/wording.hpp"
#include "queries/board_questions.hpp"
#include "queries/budget.hpp"
#include "queries/reporting.hpp"
#include "text/format.hpp"
#include "web/pages/execution_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using queries::GoalCell;
using queries::LiveExecution;
using queries::PhysicalGoal;
using queries::PhysicalProduct;
using Kind = TableColumn::Kind;

CellValue amount(const std::optional<Quantity>& value) {
  if (value) return *value;
  return Missing{};
}

std::string unit_name(const LiveExecution& live, const std::string& code) {
  for (const auto& unit : live.evaluation.coverage.units)
    if (unit.unit == code) return unit.name;
  return code;
}

production::ReportState state_of(const LiveExecution& live, const std::string& unit, Month month) {
  for (const auto& one : live.evaluation.coverage.units)
    if (one.unit == unit)
      for (const auto& step : one.months)
        if (step.month == month) return step.state;
  return production::ReportState::Borrador;
}

// Some of what was reported of it has not been validated yet.
bool preliminary(const LiveExecution& live, const std::string& subproducto) {
  const auto& closed = live.evaluation.coverage.closed;
  return std::ranges::any_of(live.cells, [&](const GoalCell& cell) {
    return cell.key.subproducto == subproducto && cell.report &&
           cell.key.month <= live.evaluation.cut.last &&
           std::ranges::find(closed, cell.key.month) == closed.end() &&
           state_of(live, cell.key.unit, cell.key.month) != production::ReportState::Validado;
  });
}

// The cells of a subproducto (of one unit, where it is named), added up to the board's month.
struct Sums {
  Quantity year, programmed;
  std::optional<Quantity> executed;
  int reported = 0, expected = 0;
};
Sums sums_of(const LiveExecution& live, std::string_view subproducto, std::string_view unit) {
  Sums sums;
  for (const auto& cell : live.cells) {
    if (cell.key.subproducto != subproducto || (!unit.empty() && cell.key.unit != unit)) continue;
    sums.year += cell.programmed;
    if (cell.key.month > live.evaluation.cut.last) continue;
    sums.programmed += cell.programmed;
    if (cell.programmed > Quantity{} || cell.report) ++sums.expected;
    if (!cell.report) continue;
    ++sums.reported;
    sums.executed = sums.executed.value_or(Quantity{}) + cell.report->amount;
  }
  return sums;
}

std::optional<Ratio> points(const std::optional<Quantity>& part, Quantity whole) {
  if (!part || whole <= Quantity{}) return std::nullopt;
  return part->as_ratio() * Ratio::whole(100) / whole.as_ratio();
}

evaluation::Signal signal_of(const LiveExecution& live, const Sums& sums) {
  return evaluation::signal(
      sums.executed ? std::optional(sums.executed->as_ratio()) : std::nullopt,
      evaluation::expected_by(sums.programmed.as_ratio(), {}, live.evaluation.cut.last.number),
      planning::Polaridad::Ascendente, live.evaluation.cut.last.number, live.evaluation.thresholds);
}

std::vector<TableColumn> goal_columns() {
  return {
      {.key = "subproducto", .title = "Subproducto", .row_header = true},
      {.key = "producto", .title = "Producto", .kind = Kind::Code, .secondary = true},
      {.key = "unidad_medida", .title = "Unidad de medida", .secondary = true},
      {.key = "meta", .title = "Meta", .note = "del año", .kind = Kind::Count, .secondary = true},
      {.key = "programado",
       .title = "Programado",
       .note = "a la fecha",
       .kind = Kind::Count,
       .secondary = true},
      {.key = "ejecutado", .title = "Ejecutado", .kind = Kind::Count},
      {.key = "desviacion", .title = "Desviación", .kind = Kind::Count, .secondary = true},
      {.key = "avance", .title = "Avance", .note = "% del año", .kind = Kind::Percent},
      {.key = "indice",
       .title = "Índice",
       .note = "ejecutado ÷ programado",
       .kind = Kind::Percent,
       .secondary = true},
      {.key = "cobertura",
       .title = "Cobertura",
       .note = "reportes",
       .sortable = false,
       .secondary = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
  };
}

TableRow goal_row(const LiveExecution& live, const PhysicalProduct& product,
                  const PhysicalGoal& goal, const std::string& unit) {
  const auto sums = sums_of(live, goal.subproducto, unit);
  const auto signal = signal_of(live, sums);
  TableRow row;
  row.cells.push_back({documents::without_stop(goal.name),
                       product_address(product.code, live.evaluation.cut.last)});
  row.cells.push_back({product.category});
  row.cells.push_back({goal.unit_of_measure});
  row.cells.push_back({sums.year});
  row.cells.push_back({sums.programmed});
  TableCell done{amount(sums.executed)};
  if (preliminary(live, goal.subproducto)) {
    done.after = Html{" <span class=\"sello sello--prel\">preliminar</span>"};
  }
  row.cells.push_back(std::move(done));
  if (sums.executed)
    row.cells.push_back({*sums.executed - sums.programmed});
  else
    row.cells.push_back({});
  TableCell advance{percent_cell(points(sums.executed, sums.year))};
  advance.css = "cuenta";
  if (sums.executed)
    advance.after = mini_bar(points(sums.executed, sums.year), points(sums.programmed, sums.year));
  row.cells.push_back(std::move(advance));
  row.cells.push_back({percent_cell(signal.index)});
  row.cells.push_back({std::to_string(sums.reported) + " de " + std::to_string(sums.expected)});
  row.cells.push_back({light_of(signal), "", std::string(word_of(signal.light))});
  return row;
}

Html unit_select(const LiveExecution& live, std::string_view held) {
  Html options{"<option value=\"\">Todas</option>"};
  for (const auto& unit : live.evaluation.coverage.units)
    options += html(unit.unit == held ? "<option value=\"{}\" selected>{}</option>"
                                      : "<option value=\"{}\">{}</option>",
                    unit.unit, unit.name);
  return html(
      "<div><label for=\"f-unidad\">Unidad</label><select id=\"f-unidad\" "
      "name=\"unidad\">{}</select></div>\n",
      options);
}

// ---- One product -------------------------------------------------------------------------------

// What the budget's category of the product moved in each month; nothing after the board's month.
Result<std::array<std::optional<MoneySum>, 12>> money_by_month(Visit& visit,
                                                               const LiveExecution& live,
                                                               const std::string& category) {
  std::array<std::optional<MoneySum>, 12> months{};
  if (!live.evaluation.financial.loaded) return months;
  queries::BudgetQuestion question;
  question.by = {"categoria", "mes"};
  question.ejercicio = live.evaluation.cut.last.year.year;
  question.entidad = visit.institution;
  question.to_month = live.evaluation.cut.last.number;
  for (std::size_t m = 0; m < question.to_month; ++m) months[m] = MoneySum{};
  for (const auto& row : TRY(queries::budget_by(visit.db(), question))) {
    if (row.keys[0] != category || !row.keys[1]) continue;
    const auto month = Month::parse(show(live.evaluation.cut.last.year) + "-" + *row.keys[1]);
    if (month) months[month->number - 1U] = row.of(budget::Stage::Devengado);
  }
  return months;
}

Html month_chart(const LiveExecution& live, const PhysicalGoal& goal, std::size_t n) {
  ChartView chart;
  chart.id = "meses-" + std::to_string(n);
  chart.unit = documents::uncapitalized(goal.unit_of_measure);
  chart.programmed_name = "Programado";
  chart.executed_name = "Ejecutado";
  chart.message = documents::without_stop(goal.name) + ": " +
                  (goal.accumulated.executed
                       ? text::quantity(*goal.accumulated.executed) + " de " +
                             text::quantity(goal.accumulated.programmed) + " programados a la fecha"
                       : std::string("sin dato de ejecución"));
  for (const auto& month : goal.months) {
    ChartPoint point;
    point.label = documents::month_short(month.month);
    if (goal.year_goal > Quantity{}) {
      point.programmed = month.programmed.as_ratio();
      point.programmed_text = text::quantity(month.programmed);
    }
    if (month.executed) {
      point.executed = month.executed->as_ratio();
      point.executed_text = text::quantity(*month.executed);
    }
    chart.points.push_back(std::move(point));
  }
  (void)live;
  return column_chart(chart);
}

// Where a reported figure comes from: for who reports it the report, for who only reads it who
// wrote it and when.
std::string origin_of(const Visit& visit, const std::string& unit, Month month) {
  const auto address = unit_month_address(unit, month);
  return visit.viewer->may(access_control::Permission::ReportGoals) ? address
                                                                    : address + "/historial";
}

// Unit × month of one subproducto: what each unit reported; every cell opens where it comes from.
Html units_table(Visit& visit, const LiveExecution& live, const PhysicalGoal& goal, std::size_t n) {
  TableView view;
  const auto last = live.evaluation.cut.last;
  view.id = "unidades-" + std::to_string(n);
  view.caption = "Unidades que contribuyen: " + documents::without_stop(goal.name) + "\n" +
                 text::capitalized(documents::uncapitalized(goal.unit_of_measure)) + ", " +
                 show(last.year) + ". Cada mes abre su reporte.";
  view.exports = false;
  view.paged = false;
  view.columns = {{.key = "unidad", .title = "Unidad", .sortable = false, .row_header = true}};
  for (std::uint8_t m = 1; m <= last.number; ++m)
    view.columns.push_back({.key = "m" + std::to_string(m),
                            .title = text::capitalized(documents::month_short({last.year, m})),
                            .kind = Kind::Count,
                            .sortable = false,
                            .secondary = m + 2 < last.number});
  view.columns.push_back(
      {.key = "acumulado", .title = "Acumulado", .kind = Kind::Count, .sortable = false});
  view.columns.push_back({.key = "programado",
                          .title = "Programado",
                          .note = "a la fecha",
                          .kind = Kind::Count,
                          .sortable = false,
                          .secondary = true});
  view.columns.push_back(
      {.key = "indice", .title = "Índice", .kind = Kind::Percent, .sortable = false});
  view.columns.push_back(
      {.key = "estado", .title = "Estado", .kind = Kind::State, .sortable = false});
  std::map<std::string, std::map<std::uint8_t, const GoalCell*>> units;
  for (const auto& cell : live.cells)
    if (cell.key.subproducto == goal.subproducto && cell.key.month <= last)
      units[cell.key.unit][cell.key.month.number] = &cell;
  for (const auto& [unit, cells] : units) {
    TableRow row;
    row.cells.push_back({unit_name(live, unit),
                         "/ejecucion/productos" + month_query(last) + "&unidad=" + encoded(unit)});
    for (std::uint8_t m = 1; m <= last.number; ++m) {
      const auto found = cells.find(m);
      const auto address = origin_of(visit, unit, {last.year, m});
      if (found == cells.end() ||
          (found->second->programmed == Quantity{} && !found->second->report))
        row.cells.push_back({NotDue{}});
      else if (found->second->report)
        row.cells.push_back({found->second->report->amount, address});
      else
        row.cells.push_back({Missing{}, address});
    }
    const auto sums = sums_of(live, goal.subproducto, unit);
    const auto signal = signal_of(live, sums);
    row.cells.push_back({amount(sums.executed)});
    row.cells.push_back({sums.programmed});
    row.cells.push_back({percent_cell(signal.index)});
    row.cells.push_back({light_of(signal)});
    view.rows.push_back(std::move(row));
  }
  TableRow total;
  total.cells.push_back({"Total"});
  for (std::uint8_t m = 1; m <= last.number; ++m)
    total.cells.push_back({amount(goal.months[m - 1U].executed),
                           "/ejecucion/validacion" + month_query({last.year, m})});
  total.cells.push_back({amount(goal.accumulated.executed)});
  total.cells.push_back({goal.accumulated.programmed});
  total.cells.push_back({percent_cell(goal.signal.index)});
  total.cells.push_back({light_of(goal.signal)});
  view.total = std::move(total);
  view.empty = "Ninguna unidad tiene metas de este subproducto.";
  return table(visit, view);
}

std::string months_file_name(const PhysicalProduct& product, Month month) {
  return "producto-" + product.code + "-" + show(month);
}

// Month × físico, financiero, costo unitario. The cost is the product's money over the sum of its
// subproductos, where they may be added; else none is said.
TableView months_table(const LiveExecution& live, const PhysicalProduct& product,
                       const std::array<std::optional<MoneySum>, 12>& money) {
  const auto& all = live.evaluation;
  const bool addable = product.unit_cost.actual.why_not != evaluation::NotEvaluable::MixedUnits &&
                       product.unit_cost.actual.why_not != evaluation::NotEvaluable::MixedKinds &&
                       product.unit_cost.actual.why_not != evaluation::NotEvaluable::NotDisjoint &&
                       !product.goals.empty();
  TableView view;
  view.id = "meses";
  view.caption = "Por mes: físico, financiero y costo por unidad\n" + show(all.cut.last.year) +
                 ". Cada mes abre sus reportes.";
  view.as_of = "Datos al " + text::date(last_day(all.cut.last));
  view.illustrative = all.illustrative;
  view.file_name = months_file_name(product, all.cut.last);
  view.paged = false;
  view.columns = {{.key = "mes", .title = "Mes", .sortable = false, .row_header = true}};
  for (const auto& goal : product.goals) {
    const auto& name = goal.subproducto;
    view.columns.push_back({.key = goal.subproducto + "-programado",
                            .title = name,
                            .note = "programado, " + documents::uncapitalized(goal.unit_of_measure),
                            .kind = Kind::Count,
                            .sortable = false,
                            .secondary = true});
    view.columns.push_back({.key = goal.subproducto + "-ejecutado",
                            .title = name,
                            .note = "ejecutado",
                            .kind = Kind::Count,
                            .sortable = false});
  }
  view.columns.push_back({.key = "devengado",
                          .title = "Devengado",
                          .note = "(Q)",
                          .kind = Kind::Money,
                          .sortable = false});
  view.columns.push_back({.key = "costo",
                          .title = "Costo por unidad",
                          .note = "(Q)",
                          .kind = Kind::Money,
                          .sortable = false,
                          .secondary = true});
  for (std::uint8_t m = 1; m <= 12; ++m) {
    const Month here{all.cut.last.year, m};
    TableRow row;
    row.cells.push_back(
        {text::capitalized(text::month_name(here)), "/ejecucion/validacion" + month_query(here)});
    std::optional<Quantity> done;
    for (const auto& goal : product.goals) {
      const auto& month = goal.months[m - 1U];
      row.cells.push_back({month.programmed});
      if (here > all.cut.last)
        row.cells.push_back({NotDue{}});
      else
        row.cells.push_back({amount(month.executed), "/ejecucion/validacion" + month_query(here)});
      if (month.executed) done = done.value_or(Quantity{}) + *month.executed;
    }
    const auto& spent = money[m - 1U];
    if (here > all.cut.last)
      row.cells.push_back({NotDue{}});
    else if (spent)
      row.cells.push_back({*spent, "/ejecucion" + month_query(here) +
                                       "&por=que&categoria=" + encoded(product.category)});
    else
      row.cells.push_back({});
    if (here > all.cut.last || !addable)
      row.cells.push_back({NotDue{}});
    else if (spent && done && *done > Quantity{})
      row.cells.push_back(
          {MoneySum::centavos(rounded(Ratio{spent->in_centavos(), 1} / done->as_ratio()))});
    else
      row.cells.push_back({});
    view.rows.push_back(std::move(row));
  }
  return view;
}

Html figures_of(const LiveExecution& live, const PhysicalProduct& product) {
  const auto& all = live.evaluation;
  const auto* line = activity_of(all, product.category);
  const auto percent = [](const evaluation::Figure& figure) {
    return figure.value ? text::percent(*figure.value) : std::string(text::no_data);
  };
  const auto cost = [](const evaluation::Figure& figure) {
    return figure.value ? "Q\xC2\xA0" + text::decimal(*figure.value, 2)
                        : std::string(text::no_data);
  };
  std::vector<BigFigure> figures;
  figures.push_back(
      {percent(product.percent), "Física, % del año",
       html("{} {}", "Programado a la fecha " + in_points(product.expected.value) + " %.",
            light_of(product.signal))});
  figures.push_back({percent(product.financial), "Financiera, % del vigente",
                     line ? escaped(text::large_money(line->devengado) + " de " +
                                    text::large_money(line->vigente))
                          : escaped("Sin presupuesto cargado"),
                     "/ejecucion" + month_query(all.cut.last) +
                         "&por=que&categoria=" + encoded(product.category)});
  figures.push_back(
      {product.gap.value
           ? (*product.gap.value > Ratio{} ? "+" : "") + text::decimal(*product.gap.value, 1)
           : std::string(text::no_data),
       "Brecha, puntos", escaped(product.wide_gap ? "Amplia: explíquela" : "Dentro del límite")});
  figures.push_back(
      {cost(product.unit_cost.actual), "Costo por unidad, real",
       escaped(product.unit_cost.actual.value ? "Planificado " + cost(product.unit_cost.planned)
                                              : why_not(product.unit_cost.actual))});
  return figure_strip(figures);
}

Html causes_section(const LiveExecution& live, const PhysicalProduct& product) {
  Html rows;
  for (const auto& goal : product.goals)
    for (const auto& cause : causes_of(live, goal.subproducto))
      rows += html("<li><time datetime=\"{}\">{}</time>{}: {}</li>\n", show(cause.month),
                   html("{} · {}", text::month(cause.month), documents::without_stop(goal.name)),
                   link(unit_month_address(cause.unit, cause.month), unit_name(live, cause.unit)),
                   cause.text);
  if (rows.text.empty())
    return section("causas", "Causas que las unidades informaron",
                   html("<p class=\"secundario\">Ninguna unidad escribió una nota hasta {}.</p>",
                        text::month(live.evaluation.cut.last)));
  return section("causas", "Causas que las unidades informaron",
                 html("<ol class=\"traza\">{}</ol>", rows));
}

// What the areas that report the product wrote for its cuatrimestre, and what they will do.
Result<Html> actions_section(Visit& visit, const LiveExecution& live,
                             const PhysicalProduct& product) {
  const auto period = cuatrimestre_of(live.evaluation.cut.last);
  std::set<std::string> units;
  for (const auto& goal : product.goals)
    for (const auto& cell : live.cells)
      if (cell.key.subproducto == goal.subproducto) units.insert(cell.key.unit);
  Html rows;
  for (const auto& area : TRY(queries::area_reports(visit.db(), visit.institution, show(period)))) {
    if (!units.contains(area.unit) || (area.text.causes.empty() && area.text.actions.empty()))
      continue;
    Html actions;
    for (const auto& action : area.text.actions)
      actions += html("<li>{} <span class=\"secundario\">{}, {}</span></li>", action.text,
                      action.post, text::date(action.due));
    rows += html("<div><dt>{}{}</dt><dd>{}{}</dd></div>\n", area.unit_name,
                 area.illustrative ? html(" {}", stamp_illustrative()) : Html{}, area.text.causes,
                 actions.text.empty() ? Html{} : html("<ul>{}</ul>", actions));
  }
  if (rows.text.empty())
    rows = html("<div><dt>{}</dt><dd>{}</dd></div>", text::capitalized(text::cuatrimestre(period)),
                "Las áreas no han escrito causas ni medidas correctivas de este producto.");
  return section("medidas", "Causas y medidas correctivas, " + text::cuatrimestre_in_prose(period),
                 html("<dl class=\"glosas\">{}</dl>", rows));
}

Html changes_section(const LiveExecution& live, const PhysicalProduct& product) {
  const auto of_product = [&](const std::string& subproducto) {
    return std::ranges::any_of(
        product.goals, [&](const PhysicalGoal& goal) { return goal.subproducto == subproducto; });
  };
  Html rows;
  for (const auto& one : live.evaluation.reprogrammings)
    if (of_product(one.subproducto))
      rows += html("<li><time>{}</time>Reprogramación de {} en {}: de {} a {}. {} ({})</li>\n",
                   text::date(one.on), one.subproducto, unit_name(live, one.unit),
                   text::quantity(one.before), text::quantity(one.after), one.reason, one.act);
  for (const auto& one : live.evaluation.rectifications)
    if (of_product(one.subproducto))
      rows += html("<li><time>{}</time>Rectificación de {}, {}, {}: de {} a {}. {}</li>\n",
                   text::date(one.on), one.name,
                   link(unit_month_address(one.unit, one.month), unit_name(live, one.unit)),
                   text::month(one.month),
                   one.before ? text::quantity(*one.before) : std::string(text::no_data),
                   one.after ? text::quantity(*one.after) : std::string(text::no_data), one.reason);
  if (rows.text.empty()) return {};
  return section("cambios", "Reprogramaciones y rectificaciones",
                 html("<ol class=\"traza\">{}</ol>", rows));
}

}  // namespace

Result<Response> product_list(Visit& visit) {
  const auto month = TRY(asked_month(visit));
  if (!month) return nothing_loaded(visit, "Metas físicas", Area::Execution);
  const auto live = TRY(live_at(visit, *month));
  const std::string unit(visit.request.query.first("unidad"));
  TableView goals;
  goals.id = "metas";
  goals.caption = "Metas físicas por subproducto\n" +
                  text::capitalized(text::months_in_prose({month->year, 1}, *month)) +
                  (unit.empty() ? "." : ", " + unit_name(*live, unit) + ".");
  goals.as_of = "Datos al " + text::date(last_day(*month));
  goals.illustrative = live->evaluation.illustrative;
  goals.file_name = "metas-" + show(*month) + (unit.empty() ? "" : "-" + unit);
  goals.empty = "Ningún subproducto tiene metas con estos filtros.";
  goals.columns = goal_columns();
  for (const auto& product : live->evaluation.products)
    for (const auto& goal : product.goals) {
      if (!unit.empty() && sums_of(*live, goal.subproducto, unit).expected == 0) continue;
      goals.rows.push_back(goal_row(*live, product, goal, unit));
    }
  if (auto file = table_file(visit, goals)) return *std::move(file);

  PageView view;
  view.title = view.heading = "Metas físicas " + show(month->year);
  view.lead =
      "Lo ejecutado por subproducto frente a lo programado a la fecha. Unidades de medida "
      "distintas no se suman.";
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"},
                 {"Tablero", "/tablero" + month_query(*month)},
                 {"Ejecución", "/ejecucion" + month_query(*month)}};
  view.actions = board_stamps(*live);
  view.dense = true;
  view.content = month_filter(visit, "/ejecucion/productos", *month, unit_select(*live, unit));
  if (!unit.empty())
    view.content += filter_chips(visit.request, {{"unidad", "Unidad", unit_name(*live, unit)}});
  view.content += table(visit, goals);
  view.origin = provenance({text::date(last_day(*month)), "preliminar",
                            "Reporte mensual de las unidades", live->evaluation.illustrative});
  return page(visit, view);
}

Result<Response> product_show(Visit& visit) {
  const auto month = TRY(asked_month(visit));
  if (!month) return nothing_loaded(visit, "Producto", Area::Execution);
  const auto live = TRY(live_at(visit, *month));
  const auto& products = live->evaluation.products;
  const auto code = visit.capture("codigo");
  const auto product = std::ranges::find_if(products, [&](const PhysicalProduct& one) {
    return one.code == code || std::ranges::any_of(one.goals, [&](const PhysicalGoal& goal) {
             return goal.subproducto == code;
           });
  });
  if (product == products.end())
    return refuse(Refusal::PageUnknown, {{"hallado", std::string(code)}});
  const auto money = TRY(money_by_month(visit, *live, product->category));
  const auto months = months_table(*live, *product, money);
  if (auto file = table_file(visit, months)) return *std::move(file);

  PageView view;
  view.title = view.heading = product->name;
  view.rubric = "Producto " + product->category;
  view.lead = text::capitalized(text::months_in_prose({month->year, 1}, *month)) +
              ". Unidad de medida: " + documents::uncapitalized(product->unit_of_measure) + ".";
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"},
                 {"Tablero", "/tablero" + month_query(*month)},
                 {"Metas físicas", "/ejecucion/productos" + month_query(*month)}};
  view.actions = board_stamps(*live);
  view.dense = true;
  const bool programmed = std::ranges::any_of(
      product->goals, [](const PhysicalGoal& goal) { return goal.year_goal > Quantity{}; });
  view.content = figures_of(*live, *product);
  if (!programmed)
    view.content += notice_box(
        NoticeTone::Amber,
        html("<p>Este producto no tiene metas programadas en {}. {}</p>", show(month->year),
             link("/planificacion/poa/" + show(month->year), "Ver el POA")));
  Html charts;
  std::size_t n = 0;
  for (const auto& goal : product->goals) charts += month_chart(*live, goal, ++n);
  view.content += html("<div class=\"rejilla rejilla--2 seccion\">{}</div>", charts);
  view.content +=
      html("<section class=\"seccion\" aria-label=\"Por mes\">{}</section>", table(visit, months));
  n = 0;
  for (const auto& goal : product->goals)
    view.content += html("<section class=\"seccion\" aria-label=\"{}\">{}</section>",
                         "Unidades: " + documents::without_stop(goal.name),
                         units_table(visit, *live, goal, ++n));
  view.content +=
      html("<div class=\"rejilla rejilla--2\">{}{}</div>", causes_section(*live, *product),
           TRY(actions_section(visit, *live, *product)));
  view.content += changes_section(*live, *product);
  view.content += html("<section class=\"seccion\" aria-label=\"Período\">{}</section>",
                       month_filter(visit, "/ejecucion/productos/" + product->code, *month));
  view.origin = provenance({text::date(last_day(*month)), "preliminar",
                            live->evaluation.financial.source, live->evaluation.illustrative});
  return page(visit, view);
}

}  // namespace web
