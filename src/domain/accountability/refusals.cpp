// The codes of accountability::Refusal, in its order.
#include "domain/accountability/refusals.hpp"

namespace accountability {
namespace {
constexpr RefusalRow rows[] = {
    {"prueba.asiento_no_es_objeto", Fault::Invalid},
    {"prueba.asiento_campo_desconocido", Fault::Invalid},
    {"prueba.asiento_campo_invalido", Fault::Invalid},
    {"prueba.asiento_no_canonico", Fault::Invalid},
    {"prueba.frontera_mal_formada", Fault::Invalid},
    {"prueba.nota_demasiado_grande", Fault::Invalid},
    {"prueba.nota_no_es_texto", Fault::Invalid},
    {"prueba.nota_sin_firmas", Fault::Invalid},
    {"prueba.nota_firma_mal_escrita", Fault::Invalid},
    {"prueba.llave_mal_escrita", Fault::Invalid},
    {"prueba.llave_identificador", Fault::Invalid},
    {"prueba.llave_privada_mal_escrita", Fault::Invalid},
    {"prueba.firma_de_desconocido", Fault::Invalid},
    {"prueba.firma_no_corresponde", Fault::Invalid},
    {"prueba.punto_mal_formado", Fault::Invalid},
    {"prueba.punto_de_otra_bitacora", Fault::Invalid},
    {"prueba.prueba_mal_formada", Fault::Invalid},
    {"prueba.prueba_fuera_del_arbol", Fault::Invalid},
    {"prueba.prueba_no_llega_a_la_raiz", Fault::Invalid},
    {"prueba.publicacion_mal_formada", Fault::Invalid},
    {"prueba.llave_distinta", Fault::Invalid},
    {"prueba.no_es_publicacion", Fault::Invalid},
    {"prueba.de_otro_asiento", Fault::Invalid},
    {"prueba.archivo_no_publicado", Fault::Invalid},
    {"prueba.archivo_distinto", Fault::Invalid},
    {"prueba.cifra_distinta", Fault::Invalid},
    {"prueba.cifras_mal_formadas", Fault::Invalid},
    {"prueba.falta_una_tesela", Fault::Invalid},
    {"prueba.tesela_truncada", Fault::Invalid},
    {"prueba.teselas_no_dan_la_raiz", Fault::Invalid},
    {"prueba.bitacora_mas_corta", Fault::Invalid},
    {"prueba.bitacora_reescrita", Fault::Invalid},
};
static_assert(std::size(rows) == std::to_underlying(Refusal::LogRewritten) + 1);
}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

}  // namespace accountability
