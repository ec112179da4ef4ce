// The codes of this room's refusals.
#include "documents/refusals.hpp"

namespace documents {
namespace {

constexpr RefusalRow rows[] = {
    {"documento.falta_programa", Fault::Unavailable},
    {"documento.programa_fallo", Fault::Unavailable},
    {"documento.programa_tardo", Fault::Unavailable},
    {"documento.sin_carpeta_temporal", Fault::Unavailable},
    {"documento.archivo_no_escrito", Fault::Unavailable},
    {"documento.hoja_de_calculo_fallo", Fault::Unavailable},
    {"documento.qr_demasiado_largo", Fault::Invalid},
    {"documento.formato_desconocido", Fault::Invalid},
};

}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[static_cast<std::size_t>(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace documents
