// Tables of words, in the order of their enums.
#include "text/control.hpp"

#include <utility>

#include "text/format.hpp"

namespace text {
namespace {

using namespace control;

constexpr std::string_view origins[] = {"Auditoría interna", "Contraloría"};
static_assert(std::size(origins) == origen_count);
constexpr std::string_view classes[] = {"Control interno", "Cumplimiento de leyes"};
static_assert(std::size(classes) == clase_hallazgo_count);
constexpr std::string_view states[] = {
    "Emitida", "Notificada",  "Plan por aceptar", "En proceso", "Atendida",
    "Parcial", "No atendida", "No aplicable",     "Verificada", "Cerrada"};
static_assert(std::size(states) == estado_hallazgo_count);
constexpr std::string_view steps[] = {"Notificar",
                                      "Presentar descargo",
                                      "Desvanecer con el descargo",
                                      "Presentar plan de acción",
                                      "Aceptar el plan",
                                      "Devolver el plan",
                                      "Dar por atendida",
                                      "Calificar como parcial",
                                      "Calificar como no atendida",
                                      "Verificar",
                                      "Cerrar",
                                      "Reabrir por reincidencia"};
static_assert(std::size(steps) == paso_hallazgo_count);
constexpr std::string_view done[] = {"Se notificó",
                                     "Presentó su descargo",
                                     "El descargo desvaneció el hallazgo",
                                     "Presentó el plan de acción",
                                     "Se aceptó el plan",
                                     "Se devolvió el plan",
                                     "Dio la recomendación por atendida",
                                     "Se calificó como parcial",
                                     "Se calificó como no atendida",
                                     "Se verificó",
                                     "Se cerró",
                                     "Se reabrió por reincidencia"};
static_assert(std::size(done) == paso_hallazgo_count);
constexpr std::string_view frequencies[] = {"Mensual", "Trimestral", "Cuatrimestral", "Semestral",
                                            "Anual"};
static_assert(std::size(frequencies) == frecuencia_count);
constexpr std::string_view systems[] = {"Contraloría (CGC)", "SAG-UDAI"};
static_assert(std::size(systems) == sistema_oficial_count);
constexpr std::string_view types[] = {"Financiera",  "De cumplimiento", "De desempeño",
                                      "Concurrente", "Especial",        "Forense"};
static_assert(std::size(types) == tipo_auditoria_count);
constexpr std::string_view audit_states[] = {"Programada", "En curso", "Concluida", "Cancelada"};
static_assert(std::size(audit_states) == estado_auditoria_count);
constexpr std::string_view results[] = {"Sin falla", "Falla", "No aplica", "No se puede saber"};
static_assert(std::size(results) == prueba_count);
constexpr std::string_view proposals[] = {"", "Se propone cerrar", "Se propone: no atendida",
                                          "Posible reincidencia"};
static_assert(std::size(proposals) == propuesta_count);
constexpr std::string_view modes[] = {"Permanente", "Periódico", "Casuístico"};
static_assert(std::size(modes) == modo_count);
constexpr std::string_view subjects[] = {"Acto", "Documento"};
static_assert(std::size(subjects) == clase_sujeto_count);
constexpr std::string_view outcomes[] = {"Conforme", "Con desviación"};
static_assert(std::size(outcomes) == resultado_control_count);
constexpr std::string_view ordinals[] = {"I", "II", "III", "IV"};

}  // namespace

std::string_view name_of(Origen one) { return origins[std::to_underlying(one)]; }
std::string_view name_of(ClaseHallazgo one) { return classes[std::to_underlying(one)]; }
std::string_view name_of(EstadoHallazgo one) { return states[std::to_underlying(one)]; }
std::string_view name_of(PasoHallazgo one) { return steps[std::to_underlying(one)]; }
std::string_view done_of(PasoHallazgo one) { return done[std::to_underlying(one)]; }
std::string_view name_of(Frecuencia one) { return frequencies[std::to_underlying(one)]; }
std::string_view name_of(SistemaOficial one) { return systems[std::to_underlying(one)]; }
std::string_view name_of(TipoAuditoria one) { return types[std::to_underlying(one)]; }
std::string_view name_of(EstadoAuditoria one) { return audit_states[std::to_underlying(one)]; }
std::string_view name_of(Prueba one) { return results[std::to_underlying(one)]; }
std::string_view name_of(Propuesta one) { return proposals[std::to_underlying(one)]; }
std::string_view name_of(Modo one) { return modes[std::to_underlying(one)]; }
std::string_view name_of(ClaseSujeto one) { return subjects[std::to_underlying(one)]; }
std::string_view name_of(ResultadoControl one) { return outcomes[std::to_underlying(one)]; }

std::string control_period(std::string_view period) {
  if (period.starts_with("S-")) return "la solicitud " + std::string(period);
  if (const auto parsed = Month::parse(period)) return month(*parsed);
  if (period.size() == 7 && period[6] >= '1' && period[6] <= '4') {
    const auto ordinal = std::string(ordinals[static_cast<std::size_t>(period[6] - '1')]);
    const auto year = " de " + std::string(period.substr(0, 4));
    if (period[5] == 'T') return "el " + ordinal + " trimestre" + year;
    if (period[5] == 'C') return "el " + ordinal + " cuatrimestre" + year;
    if (period[5] == 'S') return "el " + ordinal + " semestre" + year;
  }
  return std::string(period);
}

std::string missed_title(std::string_view instrument, std::string_view period) {
  return "El control «" + std::string(instrument) + "» no se ejecutó en " + control_period(period);
}

std::string missed_condition(std::string_view instrument, std::string_view period) {
  return "Venció el plazo para ejecutar el instrumento de control «" + std::string(instrument) +
         "» de " + control_period(period) + " y no hay constancia de que se haya ejecutado.";
}

std::string missed_recommendation(std::string_view instrument) {
  return "Ejecutar el instrumento «" + std::string(instrument) +
         "», dejar su constancia y asegurar que se ejecute en cada período.";
}

}  // namespace text
