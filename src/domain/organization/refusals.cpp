// The codes of organization::Refusal, in its order.
#include "domain/organization/refusals.hpp"

#include <utility>

namespace organization {
namespace {
constexpr RefusalRow rows[] = {
    {"organizacion.codigo_mal_escrito", Fault::Invalid},
    {"organizacion.falta_nombre", Fault::Invalid},
    {"organizacion.clase_desconocida", Fault::Invalid},
    {"organizacion.fechas_al_reves", Fault::Invalid},
    {"organizacion.unidad_repetida", Fault::Invalid},
    {"organizacion.padre_desconocido", Fault::Invalid},
    {"organizacion.padre_en_ciclo", Fault::Invalid},
    {"organizacion.puesto_repetido", Fault::Invalid},
    {"organizacion.puesto_sin_unidad", Fault::Invalid},
    {"organizacion.funcion_sin_unidad", Fault::Invalid},
    {"organizacion.funcion_repetida", Fault::Invalid},
    {"organizacion.funcion_sin_texto", Fault::Invalid},
    {"organizacion.vinculo_desconocido", Fault::Invalid},
    {"organizacion.titular_sin_puesto", Fault::NotFound},
    {"organizacion.titulares_a_la_vez", Fault::Conflict},
    {"organizacion.unidad_desconocida", Fault::NotFound},
    {"organizacion.sin_cargar", Fault::NotFound},
};
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace organization
