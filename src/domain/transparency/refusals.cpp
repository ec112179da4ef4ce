// The codes of transparency::Refusal, in its order.
#include "domain/transparency/refusals.hpp"

#include <utility>

namespace transparency {
namespace {
constexpr RefusalRow rows[] = {
    {"solicitud.no_existe", Fault::NotFound},
    {"solicitud.cambiada", Fault::Conflict},
    {"solicitud.falta_campo", Fault::Invalid},
    {"solicitud.valor_desconocido", Fault::Invalid},
    {"solicitud.datos_mal_escritos", Fault::Invalid},
    {"solicitud.texto_largo", Fault::Invalid},
    {"solicitud.paso_desconocido", Fault::Conflict},
    {"solicitud.falta_motivo", Fault::Invalid},
    {"solicitud.fecha_futura", Fault::Invalid},
    {"solicitud.fecha_anterior", Fault::Invalid},
    {"solicitud.unidad_desconocida", Fault::Invalid},
    {"solicitud.plazo_vencido", Fault::Conflict},
    {"solicitud.ya_prorrogada", Fault::Conflict},
    {"solicitud.falta_respuesta", Fault::Invalid},
    {"solicitud.faltan_archivos", Fault::Invalid},
    {"solicitud.archivo_mal_descrito", Fault::Invalid},
    {"solicitud.archivo_restringido", Fault::Conflict},
    {"solicitud.falta_version_publica", Fault::Invalid},
    {"solicitud.archivos_de_mas", Fault::Invalid},
    {"solicitud.datos_personales", Fault::Conflict},
    {"solicitud.falta_fundamento", Fault::Invalid},
    {"solicitud.falta_reserva", Fault::Invalid},
    {"solicitud.quien_contesta_no_resuelve", Fault::Forbidden},
    {"solicitud.quien_resuelve_no_revisa", Fault::Forbidden},
    {"solicitud.falta_medio", Fault::Invalid},
    {"solicitud.enlace_desconocido", Fault::NotFound},
    {"obligacion.desconocida", Fault::NotFound},
    {"obligacion.periodo_desconocido", Fault::Invalid},
    {"obligacion.periodo_no_empieza", Fault::Conflict},
    {"obligacion.regla_mal_escrita", Fault::Invalid},
};
static_assert(std::size(rows) == static_cast<std::size_t>(Refusal::RuleMalformed) + 1);
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace transparency
