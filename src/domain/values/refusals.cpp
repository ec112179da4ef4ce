// The codes of ValueRefusal, in its order.
#include "domain/values/refusals.hpp"

namespace {
constexpr RefusalRow rows[] = {
    {"valor.monto_no_numerico", Fault::Invalid},
    {"valor.monto_ambiguo", Fault::Invalid},
    {"valor.monto_decimales", Fault::Invalid},
    {"valor.monto_demasiado_grande", Fault::Invalid},
    {"valor.cantidad_no_numerica", Fault::Invalid},
    {"valor.cantidad_demasiado_grande", Fault::Invalid},
    {"valor.ejercicio_fuera_de_rango", Fault::Invalid},
    {"valor.mes_mal_escrito", Fault::Invalid},
    {"valor.cuatrimestre_mal_escrito", Fault::Invalid},
    {"valor.fecha_mal_escrita", Fault::Invalid},
    {"valor.codigo_ancho", Fault::Invalid},
    {"valor.codigo_no_numerico", Fault::Invalid},
    {"valor.actividad_y_obra", Fault::Invalid},
    {"valor.nit_mal_escrito", Fault::Invalid},
    {"valor.nit_digito", Fault::Invalid},
    {"valor.cui_mal_escrito", Fault::Invalid},
    {"valor.cui_digito", Fault::Invalid},
    {"valor.cui_lugar", Fault::Invalid},
    {"valor.feriado_regla", Fault::Invalid},
    {"valor.feriado_ambito", Fault::Invalid},
};
}  // namespace

const RefusalRow& row_of(ValueRefusal why) { return rows[std::to_underlying(why)]; }

std::span<const RefusalRow> value_refusal_rows() { return rows; }
