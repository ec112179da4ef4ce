// The codes of access_control::Refusal, in its order.
#include "domain/access/refusals.hpp"

#include <utility>

namespace access_control {
namespace {
constexpr RefusalRow rows[] = {
    {"acceso.rol_desconocido", Fault::Invalid},
    {"acceso.misma_persona", Fault::Forbidden},
    {"acceso.otra_unidad", Fault::Forbidden},
    {"acceso.otra_institucion", Fault::Forbidden},
    {"acceso.fuera_de_la_ficha", Fault::Forbidden},
    {"acceso.usuario_mal_escrito", Fault::Invalid},
    {"acceso.usuario_repetido", Fault::Conflict},
    {"acceso.falta_nombre", Fault::Invalid},
    {"acceso.falta_rol", Fault::Invalid},
    {"acceso.falta_unidad", Fault::Invalid},
    {"acceso.unidad_desconocida", Fault::Invalid},
    {"acceso.usuario_desconocido", Fault::NotFound},
    {"acceso.usuario_inactivo", Fault::Conflict},
    {"acceso.ultima_administracion", Fault::Conflict},
    {"acceso.delegacion_a_si_mismo", Fault::Invalid},
    {"acceso.delegacion_de_otra_persona", Fault::Forbidden},
    {"acceso.delegacion_sin_el_rol", Fault::Forbidden},
    {"acceso.delegacion_de_administracion", Fault::Forbidden},
    {"acceso.delegacion_fechas", Fault::Invalid},
    {"acceso.delegacion_sin_motivo", Fault::Invalid},
    {"acceso.delegacion_desconocida", Fault::NotFound},
    {"acceso.delegacion_terminada", Fault::Conflict},
    {"acceso.clave_corta", Fault::Invalid},
    {"acceso.clave_larga", Fault::Invalid},
    {"acceso.clave_comun", Fault::Invalid},
    {"acceso.clave_como_usuario", Fault::Invalid},
    {"acceso.clave_igual", Fault::Invalid},
    {"acceso.entrada_incorrecta", Fault::Forbidden},
    {"acceso.entrada_bloqueada", Fault::Forbidden},
    {"acceso.codigo_incorrecto", Fault::Forbidden},
    {"acceso.codigo_usado", Fault::Forbidden},
    {"acceso.clave_actual_incorrecta", Fault::Forbidden},
    {"acceso.codigo_inicial_incorrecto", Fault::Forbidden},
    {"acceso.inicio_ya_hecho", Fault::Conflict},
    {"acceso.sin_segundo_factor", Fault::Conflict},
};
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace access_control
