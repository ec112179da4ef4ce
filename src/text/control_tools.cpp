// Names of the closed lists of internal control, and the method sheets of its indicators.
#include "text/control_tools.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "text/format.hpp"

namespace text {
namespace {

constexpr std::string_view objectives[] = {"Estratégico", "Operativo", "Información",
                                           "Cumplimiento normativo"};
constexpr std::string_view components[] = {
    "Entorno de control y gobernanza", "Evaluación de riesgos", "Actividades de control",
    "Información y comunicación", "Actividades de supervisión"};
constexpr std::string_view priorities[] = {"Alta", "Media", "Baja"};
constexpr std::string_view action_states[] = {"Pendiente", "En proceso", "Hecha"};
constexpr std::string_view methods[] = {"Aleatorio simple", "Estratificado",
                                        "Por unidad monetaria"};
constexpr std::string_view populations[] = {"CUR que devengan", "Expedientes de pago"};
struct LeftOut {
  std::string_view one, many;
};
constexpr LeftOut outside[] = {{"sin monto", "sin monto"},
                               {"rechazado", "rechazados"},
                               {"anulado", "anulados"},
                               {"que el libro no pudo asentar", "que el libro no pudo asentar"}};
constexpr std::string_view judgements[] = {"Dentro de lo esperado", "Atención", "Desviación",
                                           "Sin umbral", "Sin dato"};
static_assert(std::size(objectives) == control::objetivo_count);
static_assert(std::size(components) == control::componente_count);
static_assert(std::size(priorities) == control::prioridad_count);
static_assert(std::size(action_states) == control::estado_accion_count);
static_assert(std::size(methods) == control::metodo_count);
static_assert(std::size(populations) == control::poblacion_count);
static_assert(std::size(outside) == control::fuera_count);

constexpr std::string_view missing[] = {
    "no hay presupuesto vigente cargado de ese mes",
    "no consta ningún monto asignado",
    "aún no hay nada comprometido",
    "aún no hay nada devengado",
    "el ejercicio no ha terminado",
    "no hay cuotas de devengado cargadas",
    "no hay CUR cargados del ejercicio",
    "no consta ningún expediente pagado",
    "no se ha registrado el monto del fondo rotativo",
    "a algún mes le falta el reporte de personas, o ninguna meta cuenta personas",
};
static_assert(std::size(missing) == control::falta_count);

constexpr IndicatorText sheets[] = {
    {"IF-01", "Ejecución del presupuesto", "devengado acumulado ÷ vigente × 100",
     "Extracto de SICOIN", "Qué parte del presupuesto vigente ya se gastó."},
    {"IF-02", "Velocidad de la ejecución",
     "devengado del mes × 12 ÷ vigente × 100; de un cuatrimestre, el de sus meses × 12 ÷ cuántos "
     "van",
     "Extracto de SICOIN", "Cien significa que cada mes gastó una doceava parte del vigente."},
    {"IF-03", "Concentración al cierre del ejercicio",
     "devengado de noviembre y diciembre ÷ devengado del año × 100", "Extracto de SICOIN",
     "Cuánto del gasto se dejó para los últimos dos meses."},
    {"IF-04", "Devengado sin pagar", "(devengado − pagado) ÷ devengado × 100", "Extracto de SICOIN",
     "Qué parte de lo que se debe sigue sin pagarse."},
    {"IF-05", "Compromisos sin devengar", "(comprometido − devengado) ÷ comprometido × 100",
     "Extracto de SICOIN", "Qué parte de lo comprometido no se ha convertido en gasto."},
    {"IF-06", "Modificaciones sobre lo asignado",
     "lo que partidas recibieron por modificaciones ÷ asignado × 100", "Extracto de SICOIN",
     "Cuánto cambió el presupuesto que se aprobó."},
    {"IF-07", "Uso de la cuota de devengado", "cuota usada ÷ cuota aprobada × 100",
     "Cuotas financieras y CUR", "Qué parte de la cuota autorizada a la fecha se aprovechó."},
    {"IF-08", "Días para pagar", "días calendario entre recepción y pago ÷ expedientes pagados",
     "Expedientes de pago", "Cuánto tarda en pagarse un expediente desde que se recibe."},
    {"IF-09", "Rotación del fondo rotativo", "liquidaciones pagadas ÷ monto del fondo",
     "Expedientes de fondo rotativo y parámetro fondo_rotativo",
     "Cuántas veces se ha repuesto el fondo en lo que va del año."},
    {"IF-10", "Costo por persona atendida",
     "devengado de las actividades que atienden ÷ personas atendidas",
     "Extracto de SICOIN y metas físicas", "Cuánto se ha gastado por cada persona atendida."},
};

}  // namespace

std::string_view name_of(control::Objetivo one) { return objectives[std::to_underlying(one)]; }
std::string_view name_of(control::Componente one) { return components[std::to_underlying(one)]; }
std::string_view name_of(control::Prioridad one) { return priorities[std::to_underlying(one)]; }
std::string_view name_of(control::EstadoAccion one) {
  return action_states[std::to_underlying(one)];
}
std::string_view name_of(control::Metodo one) { return methods[std::to_underlying(one)]; }
std::string_view name_of(control::Poblacion one) { return populations[std::to_underlying(one)]; }
std::string_view name_of(control::Juicio one) { return judgements[std::to_underlying(one)]; }

std::string_view result_of(std::string_view code) {
  return code == "cumple" ? "Cumple" : code == "no_cumple" ? "No cumple" : "Por examinar";
}

std::string_view guidance_state(std::string_view code) {
  return code == "emitida" ? "Emitida" : code == "respondida" ? "Respondida" : "Cerrada";
}

std::string left_out(control::Fuera why, std::int64_t items) {
  const auto& words = outside[std::to_underlying(why)];
  return count(items) + " " + std::string(items == 1 ? words.one : words.many);
}

const IndicatorText& text_of(const control::IndicatorSheet& sheet) {
  const auto* found = std::ranges::find(sheets, sheet.code, &IndicatorText::code);
  assert(found != std::end(sheets));
  return *found;
}

std::string_view reason_of(control::Falta why) { return missing[std::to_underlying(why)]; }

std::string reading(control::Unidad unit, const Ratio& value) {
  switch (unit) {
    case control::Unidad::PorCiento:
      return percent(value);
    case control::Unidad::Dias:
      return decimal(value, 1) + " días";
    case control::Unidad::Veces:
      return decimal(value, 2) + " veces";
    case control::Unidad::Quetzales:
      break;
  }
  return "Q " + decimal(value, 2);
}

std::string indicator_column(Month month, bool by_cuatrimestre) {
  if (!by_cuatrimestre) return capitalized(month_name(month));
  const auto period = cuatrimestre_of(month);
  return show(period) + (month == last_month(period) ? "" : " a " + std::string(month_name(month)));
}

std::string threshold_sentence(const control::IndicatorSheet& sheet,
                               const control::IndicatorThreshold* threshold) {
  if (threshold == nullptr) return "No hay umbral vigente: se informa sin juicio.";
  const std::string side = sheet.sentido == control::Sentido::MasEsMejor ? "menos de " : "más de ";
  std::string said;
  if (threshold->attention)
    said += "Atención con " + side + reading(sheet.unidad, *threshold->attention);
  if (threshold->deviation)
    said += (said.empty() ? "Desviación con " : "; desviación con ") + side +
            reading(sheet.unidad, *threshold->deviation);
  return said + " (certeza " + show(threshold->certainty) + "; " + threshold->source + ").";
}

constinit const std::string_view generator_sentence =
    "El número i (0, 1, 2 …) son los primeros ocho bytes, el mayor primero, de "
    "SHA-256(\"ceiba-muestra-1:\" SEMILLA \":\" i). Menor que m es su residuo entre m; el que no "
    "está bajo el mayor múltiplo de m menor que 2⁶⁴ se descarta.";

}  // namespace text
