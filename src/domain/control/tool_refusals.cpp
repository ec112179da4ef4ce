// The codes of control::ToolRefusal, in its order.
#include "domain/control/tool_refusals.hpp"

#include <utility>

namespace control {
namespace {
constexpr RefusalRow rows[] = {
    {"riesgo.fuera_de_escala", Fault::Invalid},
    {"riesgo.valor_desconocido", Fault::Invalid},
    {"riesgo.falta_campo", Fault::Invalid},
    {"riesgo.desconocido", Fault::NotFound},
    {"riesgo.retirado", Fault::Conflict},
    {"riesgo.ejercicio_ilegible", Fault::Invalid},
    {"riesgo.accion_desconocida", Fault::NotFound},
    {"riesgo.fechas_al_reves", Fault::Invalid},
    {"riesgo.fecha_pasada", Fault::Invalid},
    {"riesgo.sin_evidencia", Fault::Conflict},
    {"riesgo.componente_desconocido", Fault::Invalid},
    {"muestra.tamano_imposible", Fault::Invalid},
    {"muestra.falta_semilla", Fault::Invalid},
    {"muestra.parametro_ilegible", Fault::Invalid},
    {"muestra.poblacion_desconocida", Fault::Invalid},
    {"muestra.poblacion_vacia", Fault::Conflict},
    {"muestra.mayor_que_la_poblacion", Fault::Invalid},
    {"muestra.desconocida", Fault::NotFound},
    {"muestra.elemento_desconocido", Fault::NotFound},
    {"muestra.concluida", Fault::Conflict},
    {"muestra.sin_terminar", Fault::Conflict},
    {"muestra.falta_monto", Fault::Invalid},
    {"muestra.falta_conclusion", Fault::Invalid},
    {"muestra.de_otra_persona", Fault::Forbidden},
    {"indicador_control.desconocido", Fault::NotFound},
    {"indicador_control.falta_nota", Fault::Invalid},
    {"orientacion.falta_campo", Fault::Invalid},
    {"orientacion.fecha_pasada", Fault::Invalid},
    {"orientacion.desconocida", Fault::NotFound},
    {"orientacion.cerrada", Fault::Conflict},
    {"orientacion.sin_respuesta", Fault::Conflict},
    {"orientacion.responde_quien_orienta", Fault::Forbidden},
    {"orientacion.cierra_quien_responde", Fault::Forbidden},
};
static_assert(std::size(rows) ==
              static_cast<std::size_t>(ToolRefusal::GuidanceClosedByAnswerer) + 1);
}  // namespace

const RefusalRow& row_of(ToolRefusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> tool_refusal_rows() { return rows; }

}  // namespace control
