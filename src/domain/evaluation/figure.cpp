// How figures are made, and the codes of what cannot be.
#include "domain/evaluation/figure.hpp"

namespace evaluation {
namespace {

constexpr RefusalRow rows[] = {
    {"evaluacion.sin_dato", Fault::NotFound},
    {"evaluacion.no_programado", Fault::NotFound},
    {"evaluacion.sin_asignacion", Fault::NotFound},
    {"evaluacion.sin_devengado", Fault::NotFound},
    {"evaluacion.nada_ejecutado", Fault::NotFound},
    {"evaluacion.sin_historial", Fault::NotFound},
    {"evaluacion.sin_linea_base", Fault::NotFound},
    {"evaluacion.sin_meta", Fault::NotFound},
    {"evaluacion.meta_igual_a_linea_base", Fault::Invalid},
    {"evaluacion.direccion_contraria", Fault::Invalid},
    {"evaluacion.unidades_distintas", Fault::Invalid},
    {"evaluacion.conteos_distintos", Fault::Invalid},
    {"evaluacion.no_disjuntos", Fault::Invalid},
    {"evaluacion.costo_desconocido", Fault::NotFound},
    {"evaluacion.sin_poblacion_de_referencia", Fault::NotFound},
    {"evaluacion.demasiado_sin_desagregar", Fault::Invalid},
    {"evaluacion.ejercicio_terminado", Fault::Invalid},
    {"evaluacion.pocos_ejercicios", Fault::NotFound},
    {"evaluacion.formula_rechazada", Fault::Invalid},
};
static_assert(std::size(rows) == static_cast<std::size_t>(NotEvaluable::FormulaRefused) + 1);

constexpr std::string_view measure_names[] = {
    "quetzales", "unidades", "porcentaje", "puntos", "veces", "quetzales_por_unidad", "meses"};

}  // namespace

const RefusalRow& row_of(NotEvaluable why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> not_evaluable_rows() { return rows; }
std::string_view name_of(Measure measure) { return measure_names[std::to_underlying(measure)]; }

Figure evaluated(std::string formula, std::vector<Operand> operands, Measure measure,
                 const Exact& value, Coverage coverage) {
  return {std::move(formula), std::move(operands), measure, value.narrow(), std::nullopt, coverage};
}

Figure not_evaluable(std::string formula, std::vector<Operand> operands, Measure measure,
                     NotEvaluable why, Coverage coverage) {
  return {std::move(formula), std::move(operands), measure, std::nullopt, why, coverage};
}

Ratio quetzales(MoneySum amount) { return {amount.in_centavos(), 100}; }

Operand operand(std::string name, MoneySum amount) {
  return {std::move(name), quetzales(amount), Measure::Quetzales};
}
Operand operand(std::string name, Quantity amount) {
  return {std::move(name), amount.as_ratio(), Measure::Units};
}
Operand operand(std::string name, std::optional<Quantity> amount) {
  return {std::move(name), amount ? std::optional(amount->as_ratio()) : std::nullopt,
          Measure::Units};
}

}  // namespace evaluation
