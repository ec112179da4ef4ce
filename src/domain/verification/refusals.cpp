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
};
static_assert(std::size(rows) == static_cast<std::size_t>(Refusal::JustificationMissing) + 1);
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace verification
