// The codes of planning::Refusal, in its order.
#include "domain/planning/refusals.hpp"

#include <utility>

namespace planning {
namespace {

constexpr RefusalRow rows[] = {
    {"plan.campo_falta", Fault::Invalid},
    {"plan.campo_desconocido", Fault::Invalid},
    {"plan.campo_tipo", Fault::Invalid},
    {"plan.texto_vacio", Fault::Invalid},
    {"plan.nombre_desconocido", Fault::Invalid},
    {"plan.identificador_mal_escrito", Fault::Invalid},
    {"plan.valor_mal_escrito", Fault::Invalid},
    {"plan.numero_fuera_de_rango", Fault::Invalid},
    {"plan.categoria_mal_escrita", Fault::Invalid},
    {"plan.meses_no_doce", Fault::Invalid},
    {"plan.identificador_repetido", Fault::Invalid},
    {"plan.referencia_desconocida", Fault::Invalid},
    {"plan.padres_en_ciclo", Fault::Invalid},
    {"plan.modelo_en_ciclo", Fault::Invalid},
    {"plan.camino_cortado", Fault::Invalid},
    {"plan.anios_desordenados", Fault::Invalid},
    {"plan.anio_fuera_del_periodo", Fault::Invalid},
    {"plan.fechas_invertidas", Fault::Invalid},
    {"plan.meta_repetida", Fault::Invalid},
    {"plan.meta_negativa", Fault::Invalid},
    {"plan.version_repetida", Fault::Invalid},
    {"formula.vacia", Fault::Invalid},
    {"formula.muy_larga", Fault::Invalid},
    {"formula.muy_profunda", Fault::Invalid},
    {"formula.inesperado", Fault::Invalid},
    {"formula.numero_muy_largo", Fault::Invalid},
    {"formula.funcion_desconocida", Fault::Invalid},
    {"formula.variable_desconocida", Fault::Invalid},
    {"formula.argumentos", Fault::Invalid},
    {"formula.serie_sin_reducir", Fault::Invalid},
    {"formula.nada_que_reducir", Fault::Invalid},
    {"formula.unidades_distintas", Fault::Invalid},
    {"formula.conteos_distintos", Fault::Invalid},
    {"formula.desborde", Fault::Invalid},
    {"plan.otra_institucion", Fault::Invalid},
    {"plan.unidad_desconocida", Fault::Invalid},
    {"plan.sin_cambios", Fault::Conflict},
    {"plan.sin_plan", Fault::NotFound},
    {"plan.version_desconocida", Fault::NotFound},
    {"ficha.misma_persona", Fault::Forbidden},
    {"ficha.desconocida", Fault::NotFound},
    {"ficha.ya_aprobada", Fault::Conflict},
    {"ficha.sin_alimentar", Fault::Invalid},
    {"hallazgo.desconocido", Fault::NotFound},
    {"hallazgo.ya_aceptado", Fault::Conflict},
    {"plan.motivo_falta", Fault::Invalid},
    {"medida.desconocida", Fault::NotFound},
    {"politica.linea_desconocida", Fault::NotFound},
    {"plan.avance_falta", Fault::Invalid},
    {"plan.evidencia_mal_escrita", Fault::Invalid},
    {"plan.disposicion_desconocida", Fault::NotFound},
    {"plan.encabezado_falta", Fault::Invalid},
    {"plan.celda_ilegible", Fault::Invalid},
    {"plan.hoja_falta", Fault::Invalid},
    {"plan.formato_desconocido", Fault::Invalid},
};
static_assert(std::size(rows) == static_cast<std::size_t>(Refusal::FormatUnknown) + 1);

}  // namespace

const RefusalRow& row_of(Refusal why) {
  return rows[static_cast<std::size_t>(std::to_underlying(why))];
}
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace planning
