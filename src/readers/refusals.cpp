// The codes of readers::Refusal, in its order.
#include "readers/refusals.hpp"

namespace readers {
namespace {
constexpr RefusalRow rows[] = {
    {"archivo.no_se_lee", Fault::NotFound},
    {"archivo.vacio", Fault::Invalid},
    {"archivo.excel_antiguo", Fault::Invalid},
    {"archivo.demasiado_grande", Fault::Invalid},
    {"csv.utf16", Fault::Invalid},
    {"csv.byte_nulo", Fault::Invalid},
    {"csv.comilla_sin_cerrar", Fault::Invalid},
    {"csv.texto_tras_comilla", Fault::Invalid},
    {"xlsx.truncado", Fault::Invalid},
    {"xlsx.falta_parte", Fault::Invalid},
    {"xlsx.bomba", Fault::Invalid},
    {"xlsx.dtd", Fault::Invalid},
    {"xlsx.mal_formado", Fault::Invalid},
    {"xlsx.suma_de_control", Fault::Invalid},
    {"xlsx.sin_hojas", Fault::Invalid},
    {"formato.mal_descrito", Fault::Invalid},
    {"formato.no_reconocido", Fault::Invalid},
    {"columnas.sin_encabezado", Fault::Invalid},
    {"columnas.falta", Fault::Invalid},
    {"columnas.repetida", Fault::Invalid},
    {"filas.ninguna", Fault::Invalid},
    {"filas.sobran_campos", Fault::Invalid},
    {"celda.error", Fault::Invalid},
    {"codigo.vacio", Fault::Invalid},
    {"codigo.no_numerico", Fault::Invalid},
    {"codigo.ancho", Fault::Invalid},
    {"ejercicio.mal_escrito", Fault::Invalid},
    {"mes.mal_escrito", Fault::Invalid},
    {"monto.no_numerico", Fault::Invalid},
    {"monto.ambiguo", Fault::Invalid},
    {"monto.convenciones_mezcladas", Fault::Invalid},
    {"monto.demasiado_grande", Fault::Invalid},
    {"porcentaje.no_numerico", Fault::Invalid},
    {"docx.no_se_lee", Fault::Invalid},
    {"expedientes.linea_mal_escrita", Fault::Invalid},
    {"expedientes.sin_expedientes", Fault::Invalid},
};
static_assert(std::size(rows) == static_cast<std::size_t>(Refusal::PaymentFileNone) + 1);
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }

}  // namespace readers
