// The codes of disclosure::Refusal, in its order.
#include "domain/accountability/disclosure_refusals.hpp"

#include <utility>

namespace disclosure {
namespace {
constexpr RefusalRow rows[] = {
    {"divulgacion.corte_desconocido", Fault::NotFound},
    {"divulgacion.ya_publicada", Fault::Conflict},
    {"divulgacion.sin_personas", Fault::NotFound},
    {"divulgacion.revision_vencida", Fault::Conflict},
    {"divulgacion.celda_descubierta", Fault::Invalid},
    {"divulgacion.datos_personales", Fault::Invalid},
};
static_assert(std::size(rows) == std::to_underlying(Refusal::PersonalData) + 1);
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace disclosure
