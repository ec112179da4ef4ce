// The codes of budget::Refusal, in its order.
#include "domain/budget/refusals.hpp"

#include <utility>

namespace budget {
namespace {
constexpr RefusalRow rows[] = {
    {"presupuesto.otra_institucion", Fault::Invalid},
    {"presupuesto.varias_entidades", Fault::Invalid},
    {"presupuesto.mes_cerrado", Fault::Invalid},
    {"presupuesto.saldos_rotos", Fault::Invalid},
    {"presupuesto.saldo_roto", Fault::Invalid},
    {"presupuesto.falta_motivo", Fault::Invalid},
    {"presupuesto.traslape", Fault::Conflict},
    {"presupuesto.acumulado_posterior", Fault::Conflict},
    {"presupuesto.ya_hay_ejecucion", Fault::Conflict},
    {"presupuesto.carga_desconocida", Fault::NotFound},
    {"presupuesto.carga_terminada", Fault::Conflict},
    {"presupuesto.cambio_mientras", Fault::Conflict},
    {"presupuesto.sin_preparar", Fault::Conflict},
    {"presupuesto.resumen_distinto", Fault::Invalid},
    {"presupuesto.dimension_desconocida", Fault::Invalid},
};
static_assert(std::size(rows) == static_cast<std::size_t>(Refusal::DimensionUnknown) + 1);
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace budget
