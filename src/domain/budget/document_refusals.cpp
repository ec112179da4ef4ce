// The codes of budget::DocumentRefusal, in its order.
#include "domain/budget/document_refusals.hpp"

#include <utility>

namespace budget {
namespace {
constexpr RefusalRow rows[] = {
    {"cur.fecha_ilegible", Fault::Invalid},
    {"cur.numero_ilegible", Fault::Invalid},
    {"cur.clase_desconocida", Fault::Invalid},
    {"cur.estado_desconocido", Fault::Invalid},
    {"cur.sin_detalle", Fault::Invalid},
    {"cur.sin_hoja", Fault::Invalid},
    {"cur.otra_institucion", Fault::Invalid},
    {"cur.archivo_ya_cargado", Fault::Conflict},
    {"cur.carga_desconocida", Fault::NotFound},
    {"cur.carga_terminada", Fault::Conflict},
    {"cur.desconocido", Fault::NotFound},
    {"modificacion.sin_lineas", Fault::Invalid},
    {"modificacion.linea_cero", Fault::Invalid},
    {"modificacion.otro_ejercicio", Fault::Invalid},
    {"modificacion.signo", Fault::Invalid},
    {"modificacion.no_suma_cero", Fault::Invalid},
    {"modificacion.cruza_programa", Fault::Invalid},
    {"modificacion.falta_motivo", Fault::Invalid},
    {"modificacion.falta_resolucion", Fault::Invalid},
    {"modificacion.clase_desconocida", Fault::Invalid},
    {"modificacion.otra_institucion", Fault::Invalid},
    {"modificacion.numero_usado", Fault::Conflict},
    {"modificacion.desconocida", Fault::NotFound},
    {"modificacion.terminada", Fault::Conflict},
    {"modificacion.meta_desconocida", Fault::Invalid},
    {"cuota.etapa_desconocida", Fault::Invalid},
    {"cuota.tipo_desconocido", Fault::Invalid},
    {"cuota.grupo_ilegible", Fault::Invalid},
    {"cuota.no_es_primer_mes", Fault::Invalid},
    {"cuota.negativa", Fault::Invalid},
    {"cuota.repetida", Fault::Invalid},
    {"revision.desconocida", Fault::NotFound},
    {"revision.cerrada", Fault::Conflict},
    {"revision.parte_desconocida", Fault::Invalid},
    {"revision.ya_firmada", Fault::Conflict},
    {"revision.falta_resumen", Fault::Invalid},
    {"revision.acuerdo_incompleto", Fault::Invalid},
    {"revision.acuerdo_desconocido", Fault::NotFound},
    {"revision.estado_desconocido", Fault::Invalid},
    {"austeridad.incompleta", Fault::Invalid},
    {"austeridad.codigo_usado", Fault::Conflict},
    {"austeridad.desconocida", Fault::NotFound},
    {"austeridad.estado_desconocido", Fault::Invalid},
    {"austeridad.periodo_al_reves", Fault::Invalid},
    {"compra.desconocida", Fault::NotFound},
};
static_assert(std::size(rows) == static_cast<std::size_t>(DocumentRefusal::PurchaseUnknown) + 1);
}  // namespace

const RefusalRow& row_of(DocumentRefusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> document_refusal_rows() { return rows; }

}  // namespace budget
