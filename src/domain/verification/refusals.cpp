// The codes of verification::Refusal, in its order.
#include "domain/verification/refusals.hpp"

#include <utility>

namespace verification {
namespace {
constexpr RefusalRow rows[] = {
    {"verificacion.campo_desconocido", Fault::Invalid},
    {"verificacion.valor_mal_escrito", Fault::Invalid},
    {"verificacion.norma_desconocida", Fault::Invalid},
    {"verificacion.parametro_mal_escrito", Fault::Invalid},
    {"verificacion.normas_traslapadas", Fault::Invalid},
    {"verificacion.lista_mal_escrita", Fault::Invalid},
    {"verificacion.regla_desconocida", Fault::NotFound},
    {"verificacion.paso_desconocido", Fault::Conflict},
    {"verificacion.paso_sin_permiso", Fault::Forbidden},
    {"verificacion.funciones_juntas", Fault::Forbidden},
    {"verificacion.falta_motivo", Fault::Invalid},
    {"verificacion.motivo_desconocido", Fault::Invalid},
    {"verificacion.reglas_bloquean", Fault::Conflict},
    {"verificacion.falta_justificacion", Fault::Invalid},
    {"verificacion.expediente_desconocido", Fault::NotFound},
    {"verificacion.expediente_cambiado", Fault::Conflict},
    {"verificacion.estado_no_permite", Fault::Conflict},
    {"verificacion.factura_en_otro", Fault::Conflict},
    {"verificacion.fraccionamiento", Fault::Conflict},
    {"verificacion.lineas_ajenas", Fault::Invalid},
    {"verificacion.documento_visado", Fault::Conflict},
    {"verificacion.documento_mal_escrito", Fault::Invalid},
    {"verificacion.falta_nota", Fault::Invalid},
    {"verificacion.linea_desconocida", Fault::Invalid},
    {"verificacion.faltan_respuestas", Fault::Conflict},
    {"verificacion.no_cumple", Fault::Conflict},
    {"verificacion.nada_espera", Fault::NotFound},
    {"verificacion.no_es_verificador", Fault::Invalid},
    {"verificacion.plazo_mal_escrito", Fault::Invalid},
    {"verificacion.visado_distinto", Fault::Conflict},
    {"verificacion.sin_visado", Fault::NotFound},
    {"verificacion.recibo_mal_escrito", Fault::Invalid},
    {"verificacion.recibo_falso", Fault::Conflict},
    {"verificacion.version_anterior", Fault::Invalid},
    {"verificacion.lista_desconocida", Fault::NotFound},
    {"verificacion.falta_proveedor", Fault::Invalid},
    {"verificacion.proveedor_largo", Fault::Invalid},
    {"verificacion.certificado_desconocido", Fault::NotFound},
};
static_assert(std::size(rows) == static_cast<std::size_t>(Refusal::CertificateUnknown) + 1);
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace verification
