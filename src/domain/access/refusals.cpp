// The codes of access_control::Refusal, in its order.
#include "domain/access/refusals.hpp"

#include <utility>

namespace access_control {
namespace {
constexpr RefusalRow rows[] = {
    {"acceso.rol_desconocido", Fault::Invalid},
    {"acceso.misma_persona", Fault::Forbidden},
};
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace access_control
