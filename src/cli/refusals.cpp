// The codes of cli::Refusal, in its order.
#include "cli/refusals.hpp"

namespace cli {
namespace {
constexpr RefusalRow rows[] = {
    {"uso.orden_desconocida", Fault::Invalid}, {"uso.opcion_desconocida", Fault::Invalid},
    {"uso.falta_opcion", Fault::Invalid},      {"uso.falta_valor", Fault::Invalid},
    {"uso.valor_no_admitido", Fault::Invalid}, {"uso.palabras_de_mas", Fault::Invalid},
    {"uso.archivo_ilegible", Fault::NotFound}, {"uso.archivo_no_escribible", Fault::Unavailable},
    {"uso.datos_reales", Fault::Conflict},
};
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace cli
