// The codes of readers::ImportRefusal, in its order.
#include "readers/import_refusals.hpp"

#include <iterator>
#include <utility>

namespace readers {
namespace {
constexpr RefusalRow rows[] = {
    {"ocds.sin_publicaciones", Fault::Invalid},  {"ocds.sin_numero", Fault::Invalid},
    {"ocds.monto_ilegible", Fault::Invalid},     {"ocds.fecha_ilegible", Fault::Invalid},
    {"npg.sin_registros", Fault::Invalid},       {"npg.faltan_campos", Fault::Invalid},
    {"npg.fecha_ilegible", Fault::Invalid},      {"npg.monto_ilegible", Fault::Invalid},
    {"fel.no_es_xml", Fault::Invalid},           {"fel.dtd", Fault::Invalid},
    {"fel.muy_grande", Fault::Invalid},          {"fel.no_es_dte", Fault::Invalid},
    {"fel.falta_campo", Fault::Invalid},         {"fel.autorizacion_ilegible", Fault::Invalid},
    {"fel.tipo_desconocido", Fault::Invalid},    {"fel.monto_ilegible", Fault::Invalid},
    {"fel.fecha_ilegible", Fault::Invalid},      {"fel.dato_repetido", Fault::Invalid},
    {"fel.firma_no_admitida", Fault::Invalid},   {"fel.firma_sin_certificado", Fault::Invalid},
    {"fel.firma_incorrecta", Fault::Invalid},    {"fel.firma_de_otra_cosa", Fault::Invalid},
    {"fel.certificado_vencido", Fault::Invalid}, {"fel.raices_ilegibles", Fault::Invalid},
    {"fel.otro_receptor", Fault::Invalid},
};
static_assert(std::size(rows) == static_cast<std::size_t>(ImportRefusal::FelOtherReceiver) + 1);
}  // namespace

const RefusalRow& row_of(ImportRefusal why) { return rows[std::to_underlying(why)]; }

}  // namespace readers
