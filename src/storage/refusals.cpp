// The codes of storage::Refusal, in its order.
#include "storage/refusals.hpp"

namespace storage {
namespace {
constexpr RefusalRow rows[] = {
    {"base.no_existe", Fault::NotFound},      {"base.ya_existe", Fault::Conflict},
    {"base.no_es_ceiba", Fault::Invalid},     {"base.esquema_mas_nuevo", Fault::Conflict},
    {"base.ocupada", Fault::Conflict},        {"base.sin_espacio", Fault::Unavailable},
    {"base.danada", Fault::Unavailable},      {"base.no_responde", Fault::Unavailable},
    {"base.instruccion", Fault::Unavailable}, {"archivo.no_esta", Fault::NotFound},
    {"archivo.danado", Fault::Invalid},       {"archivo.borrado", Fault::NotFound},
    {"clave.ilegible", Fault::Forbidden},
};
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace storage
