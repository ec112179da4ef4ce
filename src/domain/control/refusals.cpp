// The codes of control::Refusal, in its order.
#include "domain/control/refusals.hpp"

#include <utility>

namespace control {
namespace {
constexpr RefusalRow rows[] = {
    {"auditoria.cambia_lo_auditado", Fault::Forbidden},
    {"auditoria.desconocida", Fault::NotFound},
    {"auditoria.cambiada", Fault::Conflict},
    {"auditoria.estado_no_permite", Fault::Conflict},
    {"auditoria.plan_aprobado", Fault::Conflict},
    {"auditoria.plan_vacio", Fault::Conflict},
    {"hallazgo.no_existe", Fault::NotFound},
    {"hallazgo.cambiado", Fault::Conflict},
    {"hallazgo.falta_campo", Fault::Invalid},
    {"hallazgo.valor_desconocido", Fault::Invalid},
    {"hallazgo.persona_desconocida", Fault::Invalid},
    {"hallazgo.auditor_auditado", Fault::Forbidden},
    {"hallazgo.paso_desconocido", Fault::Conflict},
    {"hallazgo.no_es_responsable", Fault::Forbidden},
    {"hallazgo.responsable_no_decide", Fault::Forbidden},
    {"hallazgo.falta_motivo", Fault::Invalid},
    {"hallazgo.fecha_pasada", Fault::Invalid},
    {"hallazgo.fecha_no_posterior", Fault::Invalid},
    {"hallazgo.plazo_sin_efecto", Fault::Invalid},
    {"hallazgo.faltan_acciones", Fault::Invalid},
    {"hallazgo.accion_desconocida", Fault::NotFound},
    {"hallazgo.evidencia_mal_descrita", Fault::Invalid},
    {"hallazgo.evidencia_desconocida", Fault::NotFound},
    {"hallazgo.evidencia_aceptada", Fault::Conflict},
    {"hallazgo.sin_evidencia", Fault::Conflict},
    {"hallazgo.falta_segunda_persona", Fault::Forbidden},
    {"hallazgo.regla_desconocida", Fault::NotFound},
    {"hallazgo.sin_prueba", Fault::Conflict},
    {"hallazgo.periodos_sin_falla", Fault::Conflict},
    {"hallazgo.prorroga_pendiente", Fault::Conflict},
    {"hallazgo.prorroga_desconocida", Fault::NotFound},
    {"hallazgo.sin_falla_nueva", Fault::Conflict},
    {"hallazgo.repetido", Fault::Conflict},
    {"instrumento.desconocido", Fault::NotFound},
    {"instrumento.repetido", Fault::Conflict},
    {"instrumento.retirado", Fault::Conflict},
    {"instrumento.modo_no_permite", Fault::Conflict},
    {"instrumento.sujeto_desconocido", Fault::NotFound},
    {"instrumento.no_es_dueno", Fault::Forbidden},
    {"instrumento.periodo_abierto", Fault::Conflict},
    {"instrumento.ya_ejecutado", Fault::Conflict},
    {"instrumento.solicitud_desconocida", Fault::NotFound},
};
static_assert(std::size(rows) == static_cast<std::size_t>(Refusal::RequestUnknown) + 1);
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace control
