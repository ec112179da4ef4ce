// The codes of web::Refusal, in its order.
#include "web/refusals.hpp"

namespace web {
namespace {
constexpr RefusalRow rows[] = {
    {"web.peticion_malformada", Fault::Invalid},
    {"web.pagina_desconocida", Fault::NotFound},
    {"web.metodo_no_admitido", Fault::Invalid},
    {"web.sin_sesion", Fault::Forbidden},
    {"web.sin_permiso", Fault::Forbidden},
    {"web.origen_ajeno", Fault::Forbidden},
    {"web.formulario_ajeno", Fault::Forbidden},
    {"web.archivo_grande", Fault::Invalid},
    {"web.ocupado", Fault::Unavailable},
    {"web.falla", Fault::Unavailable},
    {"web.trabajo_desconocido", Fault::NotFound},
    {"web.version_vieja", Fault::Conflict},
    {"web.falta_version", Fault::Invalid},
    {"web.parametro_desconocido", Fault::Invalid},
    {"web.parametro_invalido", Fault::Invalid},
    {"web.tipo_de_cuerpo", Fault::Invalid},
    {"web.demasiadas_peticiones", Fault::Unavailable},
    {"web.alcance", Fault::Forbidden},
    {"web.direccion_invalida", Fault::Invalid},
    {"web.direccion_ocupada", Fault::Unavailable},
    {"web.certificado", Fault::Invalid},
    {"web.correo", Fault::Unavailable},
    {"web.archivo_en_espera", Fault::NotFound},
    {"web.archivo_no_guardado", Fault::Unavailable},
    {"web.carpeta_ajena", Fault::Unavailable},
    {"web.falta_archivo", Fault::Invalid},
    {"web.falta_acto", Fault::Invalid},
    {"web.subida_desconocida", Fault::NotFound},
    {"web.subida_incompleta", Fault::Invalid},
    {"web.pieza_fuera_de_lugar", Fault::Conflict},
    {"web.pieza_danada", Fault::Invalid},
    {"web.subida_danada", Fault::Invalid},
    {"web.lista_demasiado_larga", Fault::Invalid},
};
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace web
