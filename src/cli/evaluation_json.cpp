// Keys in Spanish, money and amounts as decimal strings, no clock inside.
#include "cli/evaluation_json.hpp"

#include "documents/wording.hpp"

namespace cli {
namespace {

using cli::as_json;  // Those of the header, beside these.
using evaluation::Measure;

json::value amount(const std::optional<Quantity>& quantity) {
  return quantity ? json::value(show(*quantity)) : json::value(nullptr);
}

json::object as_json(const evaluation::Coverage& coverage) {
  return {{"reportado", coverage.reported}, {"esperado", coverage.expected}};
}

template <class List, class Each>
json::array array_of(const List& list, const Each& each) {
  json::array all;
  for (const auto& item : list) all.push_back(each(item));
  return all;
}

json::array texts(const std::vector<std::string>& list) {
  return array_of(list, [](const std::string& text) { return json::value(text); });
}

json::object as_json(const queries::FinancialLine& line) {
  json::object out{{"codigo", line.code},
                   {"nombre", line.name},
                   {"asignado", show(line.asignado)},
                   {"modificado", show(line.modificado)},
                   {"vigente", show(line.vigente)},
                   {"comprometido", show(line.comprometido)},
                   {"devengado", show(line.devengado)},
                   {"devengado_del_periodo", show(line.period_devengado)},
                   {"pagado", show(line.pagado)},
                   {"porcentaje", as_json(line.percent)},
                   {"semaforo", as_json(line.signal)}};
  if (!line.producto.empty()) out["producto"] = line.producto;
  if (line.programmed) out["programado"] = show(*line.programmed);
  return out;
}

json::object as_json(const evaluation::Projection& projection) {
  return {{"al_cierre", as_json(projection.at_close)},
          {"porcentaje_de_la_meta", as_json(projection.percent_of_goal)},
          {"error", as_json(projection.error)},
          {"pruebas", array_of(projection.trials, [](const evaluation::Trial& trial) {
             return json::object{{"ejercicio", show(trial.year)},
                                 {"proyectado", show(trial.projected, 2)},
                                 {"real", show(trial.actual, 2)},
                                 {"error", show(trial.error_percent, 2)}};
           })}};
}

json::object as_json(const evaluation::ShortTerm& short_term) {
  return {{"promedio", as_json(short_term.average)},
          {"necesario_por_mes", as_json(short_term.needed)},
          {"proyeccion_lineal", as_json(short_term.linear)},
          {"proyeccion_por_perfil", as_json(short_term.profile)}};
}

json::array lines(const std::vector<queries::FinancialLine>& all) {
  return array_of(all, [](const queries::FinancialLine& line) { return as_json(line); });
}

json::object as_json(const queries::Financial& financial) {
  return {{"total", as_json(financial.total)},
          {"programas", lines(financial.programmes)},
          {"actividades", lines(financial.activities)},
          {"grupos", lines(financial.groups)},
          {"fuentes", lines(financial.sources)},
          {"meses", array_of(financial.months,
                             [](const queries::FinancialMonth& month) {
                               json::object one{{"mes", show(month.month)}};
                               one["programado"] = month.programmed
                                                       ? json::value(show(*month.programmed))
                                                       : json::value(nullptr);
                               one["devengado"] = month.devengado
                                                      ? json::value(show(*month.devengado))
                                                      : json::value(nullptr);
                               return one;
                             })},
          {"corto_plazo", as_json(financial.short_term)}};
}

json::object as_json(const evaluation::GoalProgress& goal) {
  return {{"programado", show(goal.programmed)},
          {"ejecutado", amount(goal.executed)},
          {"cobertura", as_json(goal.coverage)}};
}

json::object as_json(const evaluation::UnitCost& cost) {
  return {{"previsto", as_json(cost.planned)}, {"real", as_json(cost.actual)}};
}

json::object as_json(const queries::PhysicalGoal& goal) {
  return {{"subproducto", goal.subproducto},
          {"nombre", goal.name},
          {"unidad_medida", goal.unit_of_measure},
          {"tipo_conteo", name_of(goal.kind)},
          {"la_suma_cuenta", name_of(goal.kind_of_sum)},
          {"meta_inicial", show(goal.initial_goal)},
          {"meta_vigente", show(goal.year_goal)},
          {"meses", array_of(goal.months,
                             [](const queries::GoalMonth& month) {
                               return json::object{{"mes", show(month.month)},
                                                   {"programado", show(month.programmed)},
                                                   {"ejecutado", amount(month.executed)},
                                                   {"cobertura", as_json(month.coverage)},
                                                   {"sin_dato", texts(month.missing_units)}};
                             })},
          {"acumulado", as_json(goal.accumulated)},
          {"periodo", as_json(goal.period)},
          {"porcentaje", as_json(goal.percent)},
          {"eficacia", as_json(goal.efficacy)},
          {"eficacia_del_periodo", as_json(goal.period_efficacy)},
          {"semaforo", as_json(goal.signal)},
          {"semaforo_del_periodo", as_json(goal.period_signal)},
          {"costo_unitario", as_json(goal.unit_cost)},
          {"corto_plazo", as_json(goal.short_term)},
          {"con_evidencia", goal.evidence}};
}

json::object as_json(const queries::PhysicalProduct& product) {
  return {{"producto", product.code},
          {"nombre", product.name},
          {"categoria", product.category},
          {"unidad_medida", product.unit_of_measure},
          {"porcentaje", as_json(product.percent)},
          {"esperado", as_json(product.expected)},
          {"porcentaje_por_suma", as_json(product.summed)},
          {"financiero", as_json(product.financial)},
          {"brecha", as_json(product.gap)},
          {"brecha_amplia", product.wide_gap},
          {"costo_unitario", as_json(product.unit_cost)},
          {"eficiencia", as_json(product.efficiency)},
          {"semaforo", as_json(product.signal)},
          {"subproductos", array_of(product.goals, [](const queries::PhysicalGoal& goal) {
             return as_json(goal);
           })}};
}

json::object as_json(const evaluation::CumulativeProgress& progress) {
  json::object out{{"acumulado", as_json(progress.accumulated)},
                   {"porcentaje_del_total", as_json(progress.percent_of_total)},
                   {"porcentaje_de_la_meta", as_json(progress.percent_of_target)},
                   {"porcentaje_del_anio", as_json(progress.percent_of_year)},
                   {"meta", show(progress.target_count)},
                   {"meta_desde", show(progress.interval.low)},
                   {"meta_hasta", show(progress.interval.high)}};
  if (progress.missing) {
    out["falta_desde"] = show(progress.missing->low);
    out["falta_hasta"] = show(progress.missing->high);
  }
  return out;
}

json::object as_json(const queries::IndicatorVariable& variable) {
  return {{"codigo", variable.code},
          {"nombre", variable.name},
          {"unidad", variable.unit},
          {"cuenta", name_of(variable.kind)},
          {"subproductos", texts(variable.subproductos)},
          {"serie", variable.series},
          {"historial", amount(variable.history)},
          {"anio", amount(variable.year)},
          {"cobertura", as_json(variable.coverage)}};
}

json::value maybe(const std::optional<Ratio>& value, Measure measure) {
  return value ? json::value(machine_form(*value, measure)) : json::value(nullptr);
}

json::object as_json(const queries::Indicator& indicator) {
  const auto measure = indicator.value.measure;
  json::object out{
      {"ficha", indicator.sheet},
      {"version", indicator.version},
      {"nombre", indicator.name},
      {"formula", indicator.formula},
      {"unidad", indicator.unit},
      {"fila_pei", indicator.pei_row},
      {"linea_base", indicator.baseline_text},
      {"meta_impresa", indicator.target_text},
      {"meta_del_anio", amount(indicator.year_target)},
      {"meta_acumulada", amount(indicator.cumulative_target)},
      {"ilustrativo", indicator.illustrative},
      {"variables",
       array_of(indicator.variables,
                [](const queries::IndicatorVariable& variable) { return as_json(variable); })},
      {"valor", as_json(indicator.value)},
      {"avance", as_json(indicator.advance)},
      {"valor_del_anio", as_json(indicator.year_value)},
      {"avance_del_anio", as_json(indicator.year_advance)},
      {"semaforo", as_json(indicator.signal)},
      {"serie", array_of(indicator.series, [&](const queries::Indicator::YearValue& year) {
         return json::object{{"anio", year.year},
                             {"valor", maybe(year.value, measure)},
                             {"con_el_metodo_anterior", maybe(year.before, measure)}};
       })}};
  if (indicator.cumulative) out["acumulado"] = as_json(*indicator.cumulative);
  return out;
}

json::object as_json(const evaluation::Equity& equity) {
  const auto label = [&](const std::string& category) {
    return category.empty() ? std::string("Sin desagregar")
                            : documents::category_label(equity.axis, category);
  };
  return {{"eje", name_of(equity.axis)},
          {"atendidas", show(equity.attended)},
          {"sin_desagregar", as_json(equity.undisclosed_percent)},
          {"no_evaluable",
           array_of(equity.why_not,
                    [](evaluation::NotEvaluable why) { return json::value(row_of(why).code); })},
          {"referencia", equity.reference_source},
          {"filas", array_of(equity.rows, [&](const evaluation::EquityRow& row) {
             return json::object{{"categoria", row.category},
                                 {"nombre", label(row.category)},
                                 {"atendidas", show(row.attended)},
                                 {"porcentaje", as_json(row.attended_share)},
                                 {"porcentaje_de_referencia", as_json(row.reference_share)},
                                 {"razon", as_json(row.ratio)}};
           })}};
}

json::object as_json(const queries::Coverage& coverage) {
  const auto month = [](const queries::UnitMonths::Step& step) {
    json::object one{{"mes", show(step.month)},
                     {"esperado", step.expected},
                     {"reportado", step.reported},
                     {"estado", name_of(step.state)},
                     {"a_tiempo", step.on_time}};
    if (!step.absence.empty()) one["ausencia"] = step.absence;
    return one;
  };
  return {{"unidades_y_meses", as_json(coverage.unit_months)},
          {"ultimo_mes", as_json(coverage.last_month)},
          {"delegaciones", as_json(coverage.delegations)},
          {"subproductos", as_json(coverage.subproductos)},
          {"meses_cerrados",
           array_of(coverage.closed, [](Month month) { return json::value(show(month)); })},
          {"unidades", array_of(coverage.units, [&](const queries::UnitMonths& unit) {
             return json::object{{"unidad", unit.unit},
                                 {"nombre", unit.name},
                                 {"meses", array_of(unit.months, month)}};
           })}};
}

}  // namespace

std::string machine_form(const Ratio& value, Measure measure) {
  if (measure == Measure::Units && value.denominator() == 1) return show(value, 0);
  return show(value, 2);
}

json::object as_json(const evaluation::Figure& figure) {
  json::object out{{"formula", figure.formula}, {"medida", name_of(figure.measure)}};
  if (figure.value) {
    out["valor"] = machine_form(*figure.value, figure.measure);
    out["exacto"] = show(figure.value->numerator()) + "/" + show(figure.value->denominator());
  } else {
    out["valor"] = nullptr;
    out["no_evaluable"] = row_of(*figure.why_not).code;
    out["motivo"] = documents::sentence_of(*figure.why_not);
  }
  out["operandos"] = array_of(figure.operands, [](const evaluation::Operand& operand) {
    return json::object{{"nombre", operand.name},
                        {"valor", maybe(operand.value, operand.measure)},
                        {"medida", name_of(operand.measure)}};
  });
  if (figure.coverage.expected > 0) out["cobertura"] = as_json(figure.coverage);
  return out;
}

json::object as_json(const evaluation::Signal& signal) {
  return {{"estado", name_of(signal.light)},
          {"indice", as_json(signal.index)},
          {"esperado_lineal", signal.linear},
          {"atenuado", signal.softened}};
}

json::object as_json(const queries::Cut& cut) {
  return {{"codigo", cut.code},
          {"version", cut.version},
          {"congelado", cut.frozen()},
          {"desde", show(cut.first)},
          {"hasta", show(cut.last)},
          {"asiento", cut.seq},
          {"asiento_instalacion", cut.installation_seq},
          {"meses_abiertos",
           array_of(cut.open_months, [](Month month) { return json::value(show(month)); })}};
}

json::object as_json(const queries::Evaluation& all) {
  return {
      {"corte", as_json(all.cut)},
      {"datos_ilustrativos", all.illustrative},
      {"umbrales", json::object{{"atencion_desde", show(all.thresholds.attention_from, 2)},
                                {"en_ritmo_desde", show(all.thresholds.ok_from, 2)},
                                {"en_ritmo_hasta", show(all.thresholds.ok_upto, 2)},
                                {"fuente", all.thresholds.source}}},
      {"financiera", as_json(all.financial)},
      {"fisica", json::object{{"porcentaje", as_json(all.physical)},
                              {"esperado", as_json(all.physical_expected)},
                              {"semaforo", as_json(all.physical_signal)}}},
      {"productos",
       array_of(all.products,
                [](const queries::PhysicalProduct& product) { return as_json(product); })},
      {"indicadores",
       array_of(all.indicators,
                [](const queries::Indicator& indicator) { return as_json(indicator); })},
      {"equidad", array_of(all.equity,
                           [](const queries::EquityOf& of) {
                             return json::object{
                                 {"indicador", of.indicator},
                                 {"producto", of.producto},
                                 {"ejes", array_of(of.axes, [](const evaluation::Equity& equity) {
                                    return as_json(equity);
                                  })}};
                           })},
      {"cobertura", as_json(all.coverage)},
      {"reprogramaciones", array_of(all.reprogrammings,
                                    [](const queries::Reprogramming& change) {
                                      return json::object{{"subproducto", change.subproducto},
                                                          {"unidad", change.unit},
                                                          {"antes", show(change.before)},
                                                          {"ahora", show(change.after)},
                                                          {"fecha", show(change.on)},
                                                          {"acto", change.act},
                                                          {"motivo", change.reason}};
                                    })},
      {"rectificaciones", array_of(all.rectifications, [](const queries::RectifiedFigure& figure) {
         return json::object{{"subproducto", figure.subproducto},
                             {"unidad", figure.unit},
                             {"mes", show(figure.month)},
                             {"antes", amount(figure.before)},
                             {"ahora", amount(figure.after)},
                             {"motivo", figure.reason},
                             {"asiento_propuesta", figure.proposed_seq},
                             {"asiento_autorizacion", figure.authorised_seq}};
       })}};
}

}  // namespace cli
