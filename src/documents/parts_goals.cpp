// Physical execution: goals by product, gap, unit cost, coverage of the reports, rectifications.
#include <algorithm>

#include "base/text.hpp"
#include "documents/parts.hpp"
#include "documents/wording.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

using evaluation::NotEvaluable;
using queries::PhysicalGoal;
using queries::PhysicalProduct;

constexpr std::size_t names_max = 5;  // Of units without a report, in prose.

bool programmed(const PhysicalGoal& goal) { return goal.accumulated.programmed != Quantity{}; }

Row group_row(const ReportInput& input, const PhysicalProduct& product, int spanned) {
  return {{spanning(spanned,
                    cell(prose(code(printed_code(input.plan, product.code)), ' ' + product.name)))},
          RowKind::Group,
          {{"producto", product.code}}};
}

std::string goals_with_data(const PhysicalProduct& product) {
  std::int64_t with_data = 0;
  for (const auto& goal : product.goals) with_data += goal.accumulated.executed ? 1 : 0;
  return std::to_string(with_data) + " de " + std::to_string(product.goals.size()) + " con dato";
}

Source goals_source(const Period& period, std::string_view consulta, std::string remark) {
  return source_of(prose("registro de metas físicas validado por las unidades"), period.as_of,
                   consulta, remark);
}

// "La meta inicial de «X» era 104,000; la vigente es 109,008."
std::string changed_goals(const ReportInput& input) {
  constexpr int told_max = 3;
  std::string out;
  int told = 0, changed = 0;
  for (const auto& product : input.evaluation.products) {
    for (const auto& goal : product.goals) {
      if (goal.initial_goal == goal.year_goal) continue;
      ++changed;
      if (++told > told_max) continue;
      out += (out.empty() ? "" : " ") + std::string("La meta inicial de «") +
             without_stop(goal.name) + "» era " + text::quantity(goal.initial_goal) +
             " y la vigente es " + text::quantity(goal.year_goal) + '.';
    }
  }
  if (changed > told_max) out += " Cambiaron " + text::in_words(changed - told_max) + " metas más.";
  return out;
}

std::string unit_name(const ReportInput& input, const std::string& code) {
  for (const auto& unit : input.evaluation.coverage.units)
    if (unit.unit == code) return unit.name;
  return code;
}

Row rectified_row(const ReportInput& input, const queries::RectifiedFigure& one) {
  std::string hash;
  if (!one.evidence.empty()) {
    const auto& full = one.evidence.front().sha256;
    hash = full.size() > 8 ? full.substr(0, 4) + "…" + full.substr(full.size() - 4) : full;
  }
  return {{cell(text::capitalized(text::month(one.month)) + ", " + without_stop(one.name) + ", " +
                unit_name(input, one.unit)),
           cell(quantity_of(one.before, "", true)), cell(quantity_of(one.after, "", true)),
           cell(one.reason.empty() ? prose(absent(Absent::SinDato)) : prose(one.reason)),
           hash.empty() ? cell("Sin evidencia") : cell(hash)},
          RowKind::Plain,
          {{"subproducto", one.subproducto}, {"unidad", one.unit}, {"mes", show(one.month)}}};
}

// With the period apart from the accumulated where they differ: two pairs of columns, each under
// the name of its months.
std::vector<Column> goal_columns(const Period& period) {
  const auto to_date = months_short(period.from, period.last);
  const auto number = [](std::string title, int width, std::string_view measure) {
    return Column{.title = std::move(title),
                  .kind = Kind::Quantity,
                  .width = width,
                  .measure = std::string(measure)};
  };
  if (!period.later)
    return {{.title = "Producto / subproducto", .width = 343, .row_header = true},
            {.title = "Unidad", .width = 110},
            number("Meta vigente", 95, "meta_vigente"),
            number("Programado " + to_date, 114, "programado"),
            number("Ejecutado " + to_date, 100, "ejecutado"),
            {.title = "% del año", .kind = Kind::Percent, .width = 90, .measure = "avance"},
            {.title = "Estado", .kind = Kind::State, .width = 148}};
  const auto of_period = months_short(period.first, period.last);
  return {{.title = "Producto / subproducto", .width = 240, .row_header = true},
          {.title = "Unidad", .width = 100},
          number("Meta vigente", 90, "meta_vigente"),
          number("Programado " + of_period, 88, "programado_periodo"),
          number("Ejecutado " + of_period, 88, "ejecutado_periodo"),
          number("Programado " + to_date, 88, "programado"),
          number("Ejecutado " + to_date, 88, "ejecutado"),
          {.title = "% del año", .kind = Kind::Percent, .width = 72, .measure = "avance"},
          {.title = "Estado", .kind = Kind::State, .width = 146}};
}

std::vector<std::vector<HeaderCell>> goal_header(const std::vector<Column>& columns,
                                                 const Period& period) {
  std::vector<HeaderCell> above, below;
  for (std::size_t i = 0; i < 3; ++i) above.push_back({.text = columns[i].title, .rows = 2});
  for (const auto first : {period.first, period.from}) {
    above.push_back({.text = text::capitalized(months_short(first, period.last)),
                     .columns = 2,
                     .centred = true});
    below.push_back({.text = "Progr."});
    below.push_back({.text = "Ejec."});
  }
  for (std::size_t i = 7; i < columns.size(); ++i)
    above.push_back({.text = columns[i].title, .rows = 2});
  return {std::move(above), std::move(below)};
}

}  // namespace

Blocks goals_by_product(const ReportInput& input, const Period& period) {
  Blocks out;
  out.push_back(Paragraph{
      prose("Cada subproducto se compara con lo que programó para el período. Los productos no se "
            "totalizan: sus subproductos no siempre comparten unidad de medida.")});
  Table table;
  table.name = "metas_fisicas";
  table.caption = "Metas físicas del ejercicio " + show(period.last.year);
  table.illustrative = input.evaluation.illustrative;
  const bool later = period.later;
  table.columns = goal_columns(period);
  if (later) table.header = goal_header(table.columns, period);

  for (const auto& product : input.evaluation.products) {
    auto group = group_row(input, product, later ? 7 : 5);
    group.cells.push_back(cell(cell_figure_of(product.percent)));
    group.cells.push_back(cell(goals_with_data(product)));
    table.rows.push_back(std::move(group));
    for (const auto& goal : product.goals) {
      const auto unit = plural(goal.unit_of_measure);
      Row row{{cell(goal.name), cell(goal.unit_of_measure), cell(quantity(goal.year_goal, unit))},
              RowKind::Child,
              {{"subproducto", goal.subproducto}}};
      if (later) {
        row.cells.push_back(cell(quantity(goal.period.programmed, unit)));
        row.cells.push_back(
            cell(quantity_of(goal.period.executed, unit, goal.period.programmed != Quantity{})));
      }
      row.cells.push_back(cell(quantity(goal.accumulated.programmed, unit)));
      row.cells.push_back(cell(quantity_of(goal.accumulated.executed, unit, programmed(goal))));
      row.cells.push_back(cell(!programmed(goal) && !goal.accumulated.executed
                                   ? absent(Absent::NoAplica, "por ciento")
                                   : cell_figure_of(goal.percent)));
      row.cells.push_back(cell(state_of(goal.signal)));
      table.rows.push_back(std::move(row));
    }
  }
  auto remark = changed_goals(input);
  if (!later && period.first != period.last && period.first == period.from && !period.closes)
    remark += std::string(remark.empty() ? "" : " ") +
              "El cuatrimestre y el acumulado coinciden por ser el primero del año.";
  if (later)
    remark += std::string(remark.empty() ? "" : " ") + "Progr.: programado. Ejec.: ejecutado.";
  table.source = goals_source(period, "M-01", remark);
  table.query = period.query("M-01");
  table.density = later ? Density::Densa : Density::Media;
  out.push_back(std::move(table));
  return out;
}

Blocks physical_against_financial(const ReportInput& input, const Period& period) {
  const auto magnitude = [](const PhysicalProduct* product) {
    if (!product->gap.value) return Ratio{-1, 1};
    return *product->gap.value < Ratio{} ? Ratio{} - *product->gap.value : *product->gap.value;
  };
  std::vector<const PhysicalProduct*> order;
  for (const auto& product : input.evaluation.products) order.push_back(&product);
  std::stable_sort(order.begin(), order.end(),
                   [&](const auto* a, const auto* b) { return magnitude(b) < magnitude(a); });

  GapChart chart{"% del año", "físico", "financiero", {}};
  for (const auto* product : order) {
    GapChart::Gap gap{product->name, figure_of(product->percent), figure_of(product->financial),
                      ""};
    if (!product->gap.value) {
      const auto& lacking = product->percent.value ? product->financial : product->percent;
      gap.note = lacking.why_not == NotEvaluable::NotProgrammed ? "no programado en el período"
                 : lacking.why_not                              ? reason_in_prose(*lacking.why_not)
                                                                : "no evaluable";
    }
    chart.gaps.push_back(std::move(gap));
  }
  Blocks out;
  if (order.empty()) return out;
  const bool any = order.front()->gap.value.has_value();
  Chart block;
  block.name = "brecha";
  block.message = any ? order.front()->name + " tiene la mayor brecha: " +
                            text::decimal(magnitude(order.front()), 1) + " puntos"
                      : std::string("Ningún producto permite comparar lo físico con lo financiero");
  block.illustrative = input.evaluation.illustrative;
  block.data = std::move(chart);
  block.source = source_of(
      prose(input.evaluation.financial.loaded ? "Cuadros {#metas_fisicas} y {#actividades}"
                                              : "Cuadro {#metas_fisicas}"),
      period.as_of, "R-02");
  block.query = period.query("R-02");
  out.push_back(std::move(block));
  return out;
}

Blocks unit_costs(const ReportInput& input, const Period& period) {
  Blocks out;
  out.push_back(Paragraph{prose(
      "El costo por unidad se calcula sólo donde todos los subproductos de un producto comparten "
      "unidad y clase de conteo. La eficiencia divide el costo previsto entre el devengado: 1.00 o "
      "más es tan barato como se previó, o más barato.")});
  Table table;
  table.name = "costos";
  table.caption = "Costo por unidad, en quetzales";
  table.illustrative = input.evaluation.illustrative;
  table.columns = {
      {.title = "Producto", .width = 300, .row_header = true},
      {.title = "Unidad", .width = 100},
      {.title = "Previsto", .kind = Kind::Money, .width = 125, .measure = "costo_previsto"},
      {.title = "Devengado", .kind = Kind::Money, .width = 125, .measure = "costo_devengado"},
      {.title = "Eficiencia", .kind = Kind::Decimal, .width = 90, .measure = "eficiencia"},
      {.title = "Lectura", .width = 260}};
  for (const auto& product : input.evaluation.products) {
    Prose reading;
    const auto& cost = product.unit_cost;
    if (!cost.actual.value) {
      const auto why = cost.actual.why_not ? cost.actual.why_not : cost.planned.why_not;
      add(reading, why ? sentence_of(*why) : std::string_view("No evaluable."));
    } else {
      MoneySum pending;
      for (const auto& line : input.evaluation.financial.activities)
        if (line.producto == product.code) pending += line.comprometido - line.devengado;
      if (pending > MoneySum{} && cost.planned.value && *cost.actual.value < *cost.planned.value)
        add(reading, prose(amount(pending), " comprometidos sin devengar: aún no es ahorro."));
      else if (cost.planned.value && *cost.planned.value < *cost.actual.value)
        add(reading, "Cada unidad costó más de lo previsto.");
      else
        add(reading, "Cada unidad costó lo previsto o menos.");
    }
    table.rows.push_back({{cell(product.name), cell(product.unit_of_measure),
                           cell(cell_figure_of(cost.planned)), cell(cell_figure_of(cost.actual)),
                           cell(cell_figure_of(product.efficiency, 2)), cell(reading)},
                          RowKind::Plain,
                          {{"producto", product.code}}});
  }
  table.source =
      source_of(prose("metas físicas y ejecución presupuestaria en vigor"), period.as_of, "M-03");
  table.query = period.query("M-03");
  table.density = Density::Media;
  out.push_back(std::move(table));
  return out;
}

Blocks coverage_and_rectifications(const ReportInput& input, const Period& period) {
  const auto& coverage = input.evaluation.coverage;
  Blocks out;
  std::int64_t expected = 0, on_time = 0, late = 0;
  std::vector<Prose> silent;
  for (const auto& unit : coverage.units) {
    if (unit.months.empty()) continue;
    const auto& step = unit.months.back();
    if (step.month != period.last || !step.expected) continue;
    ++expected;
    if (step.on_time)
      ++on_time;
    else if (step.reported)
      ++late;
    if (step.reported) continue;
    auto words = prose(
        strong(unit.name),
        " no reportó " + text::month_name(step.month) + ": " +
            (step.last_reported ? "su último dato es de " + text::month_name(*step.last_reported) +
                                      " y no se proyecta."
                                : std::string("no tiene ningún dato en el año.")));
    if (!step.absence.empty()) add(words, " Motivo: " + without_stop(step.absence) + '.');
    silent.push_back(std::move(words));
  }
  auto summary = prose("De ", count(expected, "unidades"),
                       " unidades con programación en " + text::month(period.last) + ", ",
                       count(on_time, "unidades"),
                       on_time == 1 ? " reportó a tiempo" : " reportaron a tiempo");
  if (late > 0)
    add(summary,
        prose(", ", count(late, "unidades"), late == 1 ? " fuera de plazo" : " fuera de plazo"));
  add(summary,
      prose(" y ", count(static_cast<Int128>(silent.size()), "unidades"),
            silent.size() == 1 ? " no reportó. " : " no reportaron. ", "Desde enero llegaron ",
            count(coverage.unit_months.reported, "reportes"), " de ",
            count(coverage.unit_months.expected, "reportes"), " reportes mensuales."));
  out.push_back(Paragraph{std::move(summary), period.query("M-04")});
  if (!silent.empty()) {
    const std::size_t more = silent.size() > names_max ? silent.size() - names_max : 0;
    if (more > 0) silent.resize(names_max);
    if (more > 0)
      silent.push_back(prose("Y ", count(static_cast<Int128>(more), "unidades"), " unidades más."));
    out.push_back(List{std::move(silent), false, period.query("M-04")});
  }

  if (!input.evaluation.reprogrammings.empty()) {
    Table table;
    table.name = "reprogramaciones";
    table.caption = "Reprogramaciones de metas";
    table.illustrative = input.evaluation.illustrative;
    table.columns = {{.title = "Meta", .width = 360, .row_header = true},
                     {.title = "Antes", .kind = Kind::Quantity, .width = 100, .measure = "antes"},
                     {.title = "Ahora", .kind = Kind::Quantity, .width = 100, .measure = "ahora"},
                     {.title = "Fecha", .kind = Kind::Date, .width = 110},
                     {.title = "Acto y motivo", .width = 330}};
    for (const auto& one : input.evaluation.reprogrammings) {
      const auto* subproducto = planning::subproducto_of(input.plan, one.subproducto);
      auto name = subproducto == nullptr ? one.subproducto : without_stop(subproducto->nombre);
      name += ", " + unit_name(input, one.unit);
      name += one.month ? ", " + text::month(*one.month) : ", todo el año";
      auto reason = one.act;
      if (!one.reason.empty()) reason += (reason.empty() ? "" : ". ") + one.reason;
      table.rows.push_back({{cell(name), cell(quantity(one.before)), cell(quantity(one.after)),
                             cell(day(one.on)), reason.empty() ? cell("Sin motivo") : cell(reason)},
                            RowKind::Plain,
                            {{"subproducto", one.subproducto}, {"unidad", one.unit}}});
    }
    table.source = source_of(prose("bitácora del sistema"), period.as_of, "B-03");
    table.query = period.query("B-03");
    table.density = Density::Media;
    out.push_back(std::move(table));
  }

  const auto& changed = input.evaluation.rectifications;
  if (changed.empty()) {
    out.push_back(
        Paragraph{prose("No hubo rectificaciones a períodos anteriores."), period.query("B-01")});
    return out;
  }
  Table table;
  table.name = "rectificaciones";
  table.caption = "Rectificaciones a períodos anteriores";
  table.illustrative = input.evaluation.illustrative;
  table.columns = {{.title = "Mes, subproducto y unidad", .width = 350, .row_header = true},
                   {.title = "Antes", .kind = Kind::Quantity, .width = 90, .measure = "antes"},
                   {.title = "Ahora", .kind = Kind::Quantity, .width = 90, .measure = "ahora"},
                   {.title = "Motivo", .width = 310},
                   {.title = "Evidencia", .kind = Kind::Code, .width = 160}};
  std::vector<std::string> entries;
  for (const auto& one : changed) {
    table.rows.push_back(rectified_row(input, one));
    for (const auto seq : {one.proposed_seq, one.authorised_seq})
      if (seq > 0) entries.push_back(text::count(seq));
  }
  const auto origin = entries.empty() ? std::string("bitácora del sistema")
                                      : "bitácora del sistema, asientos " + listed(entries);
  table.source = source_of(prose(origin), period.as_of, "B-01");
  table.query = period.query("B-01");
  out.push_back(std::move(table));
  return out;
}

Block goals_by_month(const ReportInput& input, const Period& period) {
  const int months = period.last.number;
  const bool wide = months > 8;
  Table table;
  table.name = "metas_por_mes";
  table.caption = "Ejecución física mensual por subproducto";
  table.illustrative = input.evaluation.illustrative;
  const int month_width = months <= 4 ? 64 : months <= 8 ? 48 : 45;
  const int unit = wide ? 62 : 70, goal = wide ? 66 : 70, sum = wide ? 66 : 76;
  const int state = wide ? 72 : 118;
  const int name = 1000 - unit - goal * (wide ? 1 : 2) - months * month_width - sum - state;
  table.columns = {{.title = "Producto / subproducto", .width = name, .row_header = true},
                   {.title = "Unidad", .width = unit}};
  if (!wide)
    table.columns.push_back({.title = "Meta inicial",
                             .kind = Kind::Quantity,
                             .width = goal,
                             .measure = "meta_inicial"});
  table.columns.push_back(
      {.title = "Meta vigente", .kind = Kind::Quantity, .width = goal, .measure = "meta_vigente"});
  for (int m = 1; m <= months; ++m) {
    const Month month{period.last.year, static_cast<std::uint8_t>(m)};
    table.columns.push_back(
        {.title = text::capitalized(months <= 4 ? text::month_name(month) : month_short(month)),
         .kind = Kind::Quantity,
         .width = month_width,
         .measure = show(month)});
  }
  table.columns.push_back(
      {.title = "Acumulado", .kind = Kind::Quantity, .width = sum, .measure = "acumulado"});
  table.columns.push_back({.title = "Estado", .kind = Kind::State, .width = state});

  std::vector<std::string> partial;
  for (const auto& product : input.evaluation.products) {
    table.rows.push_back(group_row(input, product, static_cast<int>(table.columns.size())));
    for (const auto& one : product.goals) {
      const auto noun = plural(one.unit_of_measure);
      Row row{{cell(one.name), cell(one.unit_of_measure)},
              RowKind::Child,
              {{"subproducto", one.subproducto}}};
      if (!wide) row.cells.push_back(cell(quantity(one.initial_goal, noun)));
      row.cells.push_back(cell(quantity(one.year_goal, noun)));
      for (int m = 0; m < months; ++m) {
        const auto& month = one.months[static_cast<std::size_t>(m)];
        row.cells.push_back(
            cell(quantity_of(month.executed, noun, month.programmed != Quantity{})));
      }
      const auto& last = one.months[static_cast<std::size_t>(months - 1)];
      if (last.executed && !last.coverage.complete())
        partial.push_back("«" + without_stop(one.name) + "» cubre " +
                          std::to_string(last.coverage.reported) + " de " +
                          std::to_string(last.coverage.expected) + " unidades");
      row.cells.push_back(cell(quantity_of(one.accumulated.executed, noun, programmed(one))));
      row.cells.push_back(cell(state_of(one.signal)));
      table.rows.push_back(std::move(row));
    }
  }
  std::string remark;
  if (!partial.empty())
    remark = "En " + text::month_name(period.last) + " faltan reportes: " + listed(partial) + '.';
  table.source = goals_source(period, "M-02", remark);
  table.query = period.query("M-02");
  table.density = wide ? Density::Matriz : Density::Densa;
  return table;
}

}  // namespace documents
