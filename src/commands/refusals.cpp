// The codes of commands::Refusal, in its order.
#include "commands/refusals.hpp"

namespace commands {
namespace {
constexpr RefusalRow rows[] = {
    {"acto.desconocido", Fault::Invalid},        {"acto.sin_permiso", Fault::Forbidden},
    {"institucion.falta", Fault::Invalid},       {"institucion.desconocida", Fault::NotFound},
    {"acto.clave_reutilizada", Fault::Conflict}, {"bitacora.efecto_distinto", Fault::Invalid},
    {"base.destino_no_vacio", Fault::Conflict},
};
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace commands
