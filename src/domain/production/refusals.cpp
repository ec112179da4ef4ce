// The codes of production::Refusal, in its order.
#include "domain/production/refusals.hpp"

namespace production {
namespace {

constexpr RefusalRow rows[] = {
    {"meta.sin_plan", Fault::NotFound},
    {"meta.subproducto_desconocido", Fault::Invalid},
    {"meta.unidad_desconocida", Fault::Invalid},
    {"meta.fila_sin_datos", Fault::Invalid},
    {"meta.fila_repetida", Fault::Invalid},
    {"meta.tipo_de_conteo_falta", Fault::Invalid},
    {"meta.tipo_de_conteo_distinto", Fault::Invalid},
    {"meta.cantidad_negativa", Fault::Invalid},
    {"meta.cantidad_con_decimales", Fault::Invalid},
    {"meta.cantidad_excesiva", Fault::Invalid},
    {"meta.eje_desconocido", Fault::Invalid},
    {"meta.categoria_desconocida", Fault::Invalid},
    {"meta.categoria_repetida", Fault::Invalid},
    {"meta.desagregacion_sin_total", Fault::Invalid},
    {"meta.desagregacion_excede_total", Fault::Invalid},
    {"meta.evidencia_mal_escrita", Fault::Invalid},
    {"meta.mes_cerrado", Fault::Invalid},
    {"meta.reporte_ya_enviado", Fault::Conflict},
    {"meta.mes_no_iniciado", Fault::Invalid},
    {"meta.ya_programada", Fault::Conflict},
    {"meta.no_programada", Fault::Invalid},
    {"meta.reprogramacion_sin_motivo", Fault::Invalid},
    {"meta.reprogramacion_sin_acto", Fault::Invalid},
    {"meta.nada_reportado", Fault::Invalid},
    {"meta.reporte_incompleto", Fault::Invalid},
    {"meta.nota_falta", Fault::Invalid},
    {"meta.reporte_no_enviado", Fault::Conflict},
    {"meta.misma_persona", Fault::Forbidden},
    {"meta.motivo_falta", Fault::Invalid},
    {"meta.unidad_sin_metas", Fault::Invalid},
    {"meta.sin_visto_bueno", Fault::Conflict},
    {"meta.celda_cambiada", Fault::Conflict},
    {"meta.adjunto_desconocido", Fault::NotFound},
    {"institucion.ajuste_desconocido", Fault::Invalid},
    {"meta.mes_ya_cerrado", Fault::Conflict},
    {"meta.mes_no_terminado", Fault::Invalid},
    {"meta.mes_anterior_abierto", Fault::Conflict},
    {"meta.ausente_sin_nombrar", Fault::Invalid},
    {"meta.ausente_desconocido", Fault::Invalid},
    {"meta.ausente_si_reporto", Fault::Invalid},
    {"meta.mes_publicado", Fault::Conflict},
    {"meta.mes_posterior_cerrado", Fault::Conflict},
    {"meta.mes_no_cerrado", Fault::Conflict},
    {"meta.valor_anterior_distinto", Fault::Conflict},
    {"meta.nada_cambia", Fault::Conflict},
    {"meta.evidencia_falta", Fault::Invalid},
    {"meta.rectificacion_desconocida", Fault::NotFound},
    {"meta.rectificacion_ya_decidida", Fault::Conflict},
    {"variable.serie_falta", Fault::Invalid},
    {"variable.periodo_mal_escrito", Fault::Invalid},
    {"variable.valor_falta", Fault::Invalid},
    {"variable.fuente_falta", Fault::Invalid},
    {"variable.medida_distinta", Fault::Invalid},
    {"variable.valor_repetido", Fault::Invalid},
    {"variable.periodos_traslapados", Fault::Invalid},
    {"variable.cambio_sin_motivo", Fault::Conflict},
    {"corte.periodo_mal_escrito", Fault::Invalid},
    {"corte.periodo_no_terminado", Fault::Invalid},
    {"corte.desconocido", Fault::NotFound},
};
static_assert(std::size(rows) == static_cast<std::size_t>(Refusal::CutUnknown) + 1);

}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }

std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace production
