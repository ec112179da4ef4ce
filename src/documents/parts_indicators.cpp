// Indicators of the results with their method sheets, and equity.
#include <algorithm>

#include "base/text.hpp"
#include "documents/parts.hpp"
#include "documents/wording.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

using evaluation::NotEvaluable;
using production::Axis;
using queries::Indicator;

constexpr std::size_t chart_rows_max = 6;  // Of one axis.
constexpr std::size_t chart_axes_max = 3;

constexpr std::string_view frequencies[] = {"Mensual", "Cuatrimestral", "Semestral", "Anual",
                                            "Multianual"};
constexpr std::string_view accumulations[] = {
    "cada período por separado", "acumulado a la fecha",          "último valor",
    "capacidad: último valor",   "reducción desde la línea base", "reducción de cada año"};
constexpr std::string_view polarities[] = {"Más es mejor", "Menos es mejor", "Dentro de un rango"};

constexpr std::string_view axis_in_prose[] = {"el sexo",
                                              "la edad",
                                              "el pueblo de pertenencia",
                                              "la nacionalidad",
                                              "la condición migratoria",
                                              "el territorio"};

std::string unit_of(const ReportInput& input, const Indicator& indicator) {
  const auto* row = planning::pei_row_of(input.plan, indicator.pei_row);
  return row == nullptr ? std::string() : plural(row->meta_unidad);
}

// "51 % acumulado (687,456 personas)"
Prose target_of(const ReportInput& input, const Indicator& indicator) {
  const auto unit = unit_of(input, indicator);
  const auto& target = indicator.cumulative ? indicator.cumulative_target : indicator.year_target;
  if (!target) return prose(absent(Absent::NoEvaluable));
  if (indicator.cumulative)
    return prose(percent(target->as_ratio(), 0), " acumulado (",
                 quantity(indicator.cumulative->target_count, unit), ' ' + unit + ')');
  auto out = prose(quantity(*target, unit), " en el año");
  if (indicator.cumulative_target)
    add(out, prose("; ", quantity(*indicator.cumulative_target, unit), " acumuladas"));
  return out;
}

Prose progress_of(const ReportInput& input, const Indicator& indicator) {
  const auto unit = unit_of(input, indicator);
  if (indicator.cumulative) {
    const auto& progress = *indicator.cumulative;
    if (!progress.percent_of_total.value) return prose(strong(absent(Absent::NoEvaluable)));
    return prose(figure_of(progress.percent_of_total, 2), " (", figure_of(progress.accumulated),
                 ' ' + unit + ')');
  }
  auto out = prose(figure_of(indicator.year_value), " en el año");
  if (!indicator.value.value)
    add(out, prose("; acumulado ", strong(absent(Absent::NoEvaluable))));
  else
    add(out, prose("; ", figure_of(indicator.value, 2), " acumulado"));
  return out;
}

Prose cumulative_reading(const ReportInput& input, const Period& period,
                         const Indicator& indicator) {
  const auto& progress = *indicator.cumulative;
  const auto unit = unit_of(input, indicator);
  Quantity history, year;
  bool known = true;
  for (const auto& variable : indicator.variables) {
    known = known && variable.history.has_value();
    if (variable.history) history += *variable.history;
    if (variable.year) year += *variable.year;
  }
  if (!progress.accumulated.value) {
    const auto why = progress.accumulated.why_not.value_or(NotEvaluable::NoData);
    return prose("El acumulado ", strong("no es evaluable"), ": ", reason_in_prose(why), ".");
  }
  auto out = prose("");
  if (known)
    add(out, prose("El acumulado a diciembre de ", std::to_string(period.last.year.year - 1), " (",
                   quantity(history, unit), ' ' + unit + ") y ", quantity(year, unit),
                   " de " + text::months_in_prose(period.from, period.last) + " suman ",
                   figure_of(progress.accumulated), ": el ", figure_of(progress.percent_of_target),
                   " de la meta de " + show(period.last.year) + "."));
  else
    add(out, prose("El acumulado es ", figure_of(progress.accumulated), ' ' + unit + ": el ",
                   figure_of(progress.percent_of_target),
                   " de la meta de " + show(period.last.year) + "."));
  if (known && *progress.accumulated.value > Ratio{} &&
      history.as_ratio() / *progress.accumulated.value >= Ratio{4, 5})
    add(out, " Casi todo ese avance viene de años anteriores.");
  if (known && progress.percent_of_year.value) {
    const auto own = progress.target_count - history;
    add(out, prose(" Lo que corresponde al año es ", quantity(own, unit), " y se lleva el ",
                   figure_of(progress.percent_of_year), "."));
  }
  if (progress.interval.low != progress.interval.high && indicator.cumulative_target) {
    add(out, prose(" Como la meta de ", percent(indicator.cumulative_target->as_ratio(), 0),
                   " está redondeada, equivale a un intervalo de ",
                   quantity(progress.interval.low, unit), " a ",
                   quantity(progress.interval.high, unit), ' ' + unit));
    if (progress.missing && progress.missing->high > Quantity{})
      add(out, prose("; para alcanzarla faltan entre ", quantity(progress.missing->low, unit),
                     " y ", quantity(progress.missing->high, unit)));
    add(out, ".");
  }
  return out;
}

Prose yearly_reading(const ReportInput& input, const Indicator& indicator) {
  Prose out;
  const auto unit = unit_of(input, indicator);
  const auto* row = planning::pei_row_of(input.plan, indicator.pei_row);
  if (indicator.year_value.value && indicator.year_target)
    add(out, prose("En el año van ", figure_of(indicator.year_value), " de ",
                   quantity(*indicator.year_target, unit), ' ' + unit + " previstas."));
  else if (indicator.year_value.why_not)
    add(out, prose("Lo del año ", strong("no es evaluable"), ": ",
                   reason_in_prose(*indicator.year_value.why_not), "."));
  if (!indicator.value.value && indicator.value.why_not)
    add(out, prose(" El acumulado ", strong("no es evaluable"), ": ",
                   reason_in_prose(*indicator.value.why_not), "."));
  if (row != nullptr && row->base.valor && *row->base.valor != Quantity{} &&
      row->base.nota.empty() && row->modo == planning::ModoMeta::Incremental)
    add(out, prose(" La línea base (", quantity(*row->base.valor, unit),
                   ") no interviene en la meta (", quantity(row->meta, unit),
                   "): la institución debe definir si el resultado se mide como ",
                   quantity(*row->base.valor, unit), " + ", quantity(row->meta, unit), "."));
  return out;
}

// The highest version of a sheet that the evaluation used.
const planning::Ficha* sheet_of(const planning::Plan& plan, const Indicator& indicator) {
  for (const auto& one : plan.fichas)
    if (one.codigo == indicator.sheet && one.version == indicator.version) return &one;
  return planning::ficha_of(plan, indicator.sheet);
}

Block sheet_table(const planning::Ficha& sheet, const Period& period) {
  Table table;
  table.caption =
      "Ficha del indicador " + sheet.codigo + ", versión " + std::to_string(sheet.version);
  table.illustrative = sheet.origen == planning::Origen::Ilustrativo;
  table.columns = {{.title = "Campo", .width = 280, .row_header = true},
                   {.title = "Contenido", .width = 720}};
  const auto row = [&](std::string_view field, const std::string& content) {
    table.rows.push_back(
        {{cell(field), content.empty() ? cell(absent(Absent::SinDato)) : cell(content)}});
  };
  std::vector<std::string> variables;
  for (const auto& variable : sheet.variables)
    variables.push_back(without_stop(variable.nombre) + " (" + plural(variable.unidad) + ')');
  row("Fórmula", sheet.formula_texto.empty() ? sheet.formula : sheet.formula_texto);
  row("Variables", text::capitalized(joined(variables, "; ")));
  row("Frecuencia y acumulación",
      std::string(frequencies[static_cast<std::size_t>(sheet.frecuencia)]) + "; " +
          std::string(accumulations[static_cast<std::size_t>(sheet.acumulacion)]) + ". " +
          std::string(polarities[static_cast<std::size_t>(sheet.polaridad)]) + '.');
  if (!sheet.regla_conteo.empty()) row("Regla de conteo", sheet.regla_conteo);
  row("Medios de verificación", joined(sheet.medios_verificacion, "; "));
  std::vector<std::string> axes;
  for (const auto& name : sheet.desagregacion) {
    const auto axis = production::axis(name);
    axes.push_back(axis ? uncapitalized(label_of(*axis)) : name);
  }
  row("Desagregación", text::capitalized(joined(axes, ", ")));
  row("Responsable", sheet.responsable);
  row("Aprobación", !sheet.aprobacion ? std::string()
                    : sheet.aprobacion->fecha
                        ? sheet.aprobacion->aprobador + ", " + text::date(*sheet.aprobacion->fecha)
                        : sheet.aprobacion->aprobador);
  row("Cambio de método", sheet.cambio);
  table.source = source_of(prose("registro de fichas de indicador"), period.as_of, "I-02");
  return table;
}

// The old series beside the recomputed one, where the method changed it.
std::optional<Table> recomputed(const Indicator& indicator, const Period& period) {
  bool changed = false;
  for (const auto& point : indicator.series)
    changed = changed || (point.before && point.value && *point.before != *point.value);
  if (!changed) return std::nullopt;
  Table table;
  table.caption = "Serie de " + indicator.sheet + " antes y después del cambio de método";
  table.illustrative = indicator.illustrative;
  table.columns = {
      {.title = "Año", .width = 300, .row_header = true},
      {.title = "Con el método anterior", .kind = Kind::Percent, .width = 350, .measure = "antes"},
      {.title = "Con el método vigente", .kind = Kind::Percent, .width = 350, .measure = "ahora"}};
  const auto value = [](const std::optional<Ratio>& ratio) {
    return cell(ratio ? percent(*ratio, 2) : absent(Absent::SinDato));
  };
  for (const auto& point : indicator.series)
    table.rows.push_back(
        {{cell(std::to_string(point.year)), value(point.before), value(point.value)},
         RowKind::Plain,
         {{"anio", std::to_string(point.year)}}});
  table.source =
      source_of(prose("series registradas, evaluadas con ambas versiones"), period.as_of, "I-03");
  table.query = period.query("I-03");
  return table;
}

// --- Equity -----------------------------------------------------------------------------------

std::string axis_words(Axis axis) {
  return std::string(axis_in_prose[static_cast<std::size_t>(axis)]);
}

// Whose share differs most from the reference, of an axis that can be compared.
const evaluation::EquityRow* most_different(const evaluation::Equity& axis) {
  const evaluation::EquityRow* found = nullptr;
  const auto distance = [](const evaluation::EquityRow& row) {
    const auto away = *row.ratio.value - Ratio::whole(1);
    return away < Ratio{} ? Ratio{} - away : away;
  };
  for (const auto& row : axis.rows) {
    if (row.category.empty() || row.hidden || !row.ratio.value) continue;
    if (found == nullptr || distance(*found) < distance(row)) found = &row;
  }
  return found;
}

bool can_be_compared(const evaluation::Equity& axis) { return axis.why_not.empty(); }

// How many were not told apart is a count like the others, and may be hidden.
bool tells_undisclosed(const evaluation::Equity& axis) {
  return axis.undisclosed_percent.value &&
         std::ranges::none_of(axis.rows, [](const evaluation::EquityRow& row) {
           return row.hidden && row.category.empty();
         });
}

std::string equity_message(const queries::EquityOf& of) {
  const evaluation::Equity* unknown = nullptr;
  const evaluation::EquityRow* different = nullptr;
  const evaluation::Equity* where = nullptr;
  for (const auto& axis : of.axes) {
    const bool too_many = std::find(axis.why_not.begin(), axis.why_not.end(),
                                    NotEvaluable::TooManyUndisclosed) != axis.why_not.end();
    if (too_many && tells_undisclosed(axis) &&
        (unknown == nullptr ||
         *unknown->undisclosed_percent.value < *axis.undisclosed_percent.value))
      unknown = &axis;
    if (can_be_compared(axis) && different == nullptr) {
      different = most_different(axis);
      where = &axis;
    }
  }
  if (unknown != nullptr)
    return "De " + shown(figure_of(unknown->undisclosed_percent), Place::Prose) +
           " de las personas atendidas no se sabe " + axis_words(unknown->axis);
  if (different != nullptr)
    return category_label(where->axis, different->category) + ": " +
           shown(figure_of(different->attended_share), Place::Prose) +
           " de las personas atendidas y " +
           shown(figure_of(different->reference_share), Place::Prose) + " de la referencia";
  return "Personas atendidas por categoría";
}

Prose axis_reading(const evaluation::Equity& axis) {
  const auto name = uncapitalized(label_of(axis.axis));
  if (!can_be_compared(axis)) {
    std::vector<std::string> reasons;
    for (const auto why : axis.why_not) reasons.push_back(reason_in_prose(why));
    auto out =
        prose("Por " + name + " la comparación ", strong("no es evaluable"), ": ", listed(reasons));
    if (tells_undisclosed(axis))
      add(out, prose(" (sin desagregar: ", figure_of(axis.undisclosed_percent), ")"));
    add(out, ".");
    return out;
  }
  const auto* row = most_different(axis);
  if (row == nullptr) return {};
  return prose(
      "Por " + name + ", " + uncapitalized(category_label(axis.axis, row->category)) + ": el ",
      figure_of(row->attended_share), " de las personas atendidas y el ",
      figure_of(row->reference_share), " de la población de referencia.");
}

ShareChart share_chart(const queries::EquityOf& of) {
  ShareChart chart{"atendidas", "población de referencia", "sin desagregar", {}};
  for (const auto& axis : of.axes) {
    if (axis.rows.empty() || axis.rows.size() > chart_rows_max) continue;
    if (chart.groups.size() == chart_axes_max) break;
    ShareChart::Group group{std::string(label_of(axis.axis)), {}};
    for (const auto& row : axis.rows)
      if (!row.hidden)
        group.shares.push_back(
            {category_label(axis.axis, row.category), figure_of(row.attended_share),
             row.category.empty() ? absent(Absent::NoAplica) : figure_of(row.reference_share),
             row.category.empty()});
    chart.groups.push_back(std::move(group));
  }
  return chart;
}

Block equity_table(const ReportInput& input, const queries::EquityOf& of, const Period& period) {
  Table table;
  table.name = "equidad_" + of.producto;
  table.caption = "Personas atendidas por categoría";
  if (input.evaluation.equity.size() > 1) table.caption += ": " + of.name;
  table.illustrative = input.evaluation.illustrative;
  table.columns = {
      {.title = "Categoría", .width = 340, .row_header = true},
      {.title = "Personas", .kind = Kind::Quantity, .width = 160, .measure = "personas"},
      {.title = "% atendido", .kind = Kind::Percent, .width = 160, .measure = "parte"},
      {.title = "% de referencia", .kind = Kind::Percent, .width = 170, .measure = "referencia"},
      {.title = "Razón", .kind = Kind::Decimal, .width = 170, .measure = "razon"}};
  std::string reference;
  bool any_hidden = false;
  for (const auto& axis : of.axes) {
    if (axis.rows.empty()) continue;
    table.rows.push_back({{spanning(5, cell(label_of(axis.axis)))}, RowKind::Group});
    const bool no_reference = std::find(axis.why_not.begin(), axis.why_not.end(),
                                        NotEvaluable::NoReference) != axis.why_not.end();
    for (const auto& row : axis.rows) {
      const bool unknown = row.category.empty();
      any_hidden = any_hidden || row.hidden;
      const auto hidden = cell(absent(Absent::Confidencial));
      table.rows.push_back(
          {{cell(category_label(axis.axis, row.category)),
            row.hidden ? hidden : cell(quantity(row.attended, "personas")),
            row.hidden ? hidden : cell(figure_of(row.attended_share)),
            cell(unknown        ? absent(Absent::NoAplica)
                 : no_reference ? absent(Absent::SinDato)
                                : figure_of(row.reference_share)),
            row.hidden ? hidden
                       : cell(unknown ? absent(Absent::NoAplica) : cell_figure_of(row.ratio, 2))},
           RowKind::Child,
           {{"eje", std::string(production::name_of(axis.axis))},
            {"categoria", unknown ? "sin_desagregar" : row.category}}});
    }
    if (reference.empty() && !axis.reference_source.empty())
      reference = "; población de referencia: " + without_stop(axis.reference_source);
  }
  table.source = source_of(
      prose("registro de metas físicas con su desagregación" + reference), period.as_of, "E-02",
      std::string("Razón: % atendido ÷ % de referencia; 1.00 es la misma proporción.") +
          (any_hidden ? " c: confidencial, para que nadie sea reconocible." : ""));
  table.query = period.query("E-02");
  table.query.parametros.push_back({"producto", of.producto});
  table.density = Density::Media;
  table.together = table.rows.size() < 25;
  return table;
}

}  // namespace

Blocks indicators(const ReportInput& input, const Period& period) {
  Blocks out;
  Table table;
  table.name = "indicadores";
  table.caption = "Indicadores de los resultados estratégicos";
  table.columns = {{.title = "Indicador", .width = 280, .row_header = true},
                   {.title = "Línea base", .width = 140},
                   {.title = "Meta " + show(period.last.year), .width = 150},
                   {.title = "Avance a " + text::month_name(period.last), .width = 165},
                   {.title = "Estado", .kind = Kind::State, .width = 165},
                   {.title = "Ficha", .width = 100}};
  for (const auto& one : input.evaluation.indicators) {
    table.illustrative = table.illustrative || one.illustrative;
    table.rows.push_back(
        {{cell(one.name),
          one.baseline_text.empty() ? cell(absent(Absent::SinDato)) : cell(one.baseline_text),
          cell(target_of(input, one)), cell(progress_of(input, one)), cell(state_of(one.signal)),
          cell(one.sheet + " v" + std::to_string(one.version))},
         RowKind::Plain,
         {{"indicador", one.sheet}, {"version", std::to_string(one.version)}}});
  }
  table.source =
      source_of(prose(approvals_of(input.plan) + " (metas y línea base); avance: series y "
                                                 "metas físicas registradas"),
                period.as_of, "I-01");
  table.query = period.query("I-01");
  out.push_back(std::move(table));

  for (const auto& one : input.evaluation.indicators) {
    auto reading =
        one.cumulative ? cumulative_reading(input, period, one) : yearly_reading(input, one);
    if (empty(reading)) continue;
    auto query = period.query("I-01");
    query.parametros.push_back({"indicador", one.sheet});
    out.push_back(Paragraph{
        prose(strong(text::capitalized(result_words(input.plan, one.pei_row).substr(3)) + "."), " ",
              reading),
        query});
    if (auto series = recomputed(one, period)) out.push_back(*std::move(series));
  }
  return out;
}

Blocks method_sheets(const ReportInput& input, const Period& period) {
  Blocks out;
  for (const auto& one : input.evaluation.indicators)
    if (const auto* sheet = sheet_of(input.plan, one)) out.push_back(sheet_table(*sheet, period));
  return out;
}

Blocks equity_chapter(const ReportInput& input, const Period& period) {
  Blocks out;
  out.push_back(Paragraph{
      prose("Se compara la proporción de personas atendidas con la de una población de referencia. "
            "Quien no quedó registrado en una categoría se muestra como ",
            strong("sin desagregar"), " y no se reparte entre las demás.")});
  if (input.evaluation.equity.empty())
    out.push_back(Paragraph{prose("Ningún producto tiene personas registradas por categoría en el "
                                  "período: la equidad ",
                                  strong("no es evaluable"), "."),
                            period.query("E-01")});
  for (const auto& of : input.evaluation.equity) {
    if (input.evaluation.equity.size() > 1) out.push_back(Heading{3, of.name});
    auto query = period.query("E-01");
    query.parametros.push_back({"producto", of.producto});
    if (auto chart = share_chart(of); !chart.groups.empty()) {
      std::string reference;
      Quantity attended;
      for (const auto& axis : of.axes) {
        attended = axis.attended;
        if (reference.empty() && !axis.reference_source.empty())
          reference = "población de referencia: " + without_stop(axis.reference_source) +
                      ", cargada el " + text::date(axis.reference_loaded) + '.';
      }
      Chart block;
      block.message = equity_message(of);
      block.illustrative = input.evaluation.illustrative;
      block.data = std::move(chart);
      block.source = source_of(prose("registro de metas físicas (", quantity(attended, "personas"),
                                     " personas en «" + of.name + "»)"),
                               period.as_of, "E-01", text::capitalized(reference));
      block.query = query;
      out.push_back(std::move(block));
    }
    std::vector<Prose> readings;
    for (const auto& axis : of.axes)
      if (auto reading = axis_reading(axis); !empty(reading))
        readings.push_back(std::move(reading));
    std::vector<std::string> silent;
    for (const auto axis : of.without_data) silent.push_back(uncapitalized(label_of(axis)));
    if (!silent.empty())
      readings.push_back(
          prose("Por " + listed(silent) + " no hay registro: ", absent(Absent::SinDato), "."));
    if (!readings.empty()) out.push_back(List{std::move(readings), false, query});
    out.push_back(equity_table(input, of, period));
  }
  return out;
}

}  // namespace documents
