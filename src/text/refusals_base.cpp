// The sentences of base: JSON that cannot be read or kept exactly.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"json.mal_formado", "El archivo JSON está mal formado.",
     "Corrija la escritura en el lugar indicado (comillas, comas o llaves) y vuelva a cargarlo."},
    {"json.fraccion",
     "El JSON trae un número con decimales[ en «{campo}»], que no puede guardarse "
     "exacto.",
     "Escriba los montos y porcentajes entre comillas, por ejemplo \"1234.50\"."},
    {"json.clave_repetida", "El JSON repite la clave «{hallado}» en el mismo objeto.",
     "Deje una sola vez esa clave."},
    {"json.muy_profundo", "El JSON tiene demasiados niveles, unos dentro de otros.",
     "Use el formato documentado en docs/formats; 64 niveles como máximo."},
    {"json.falta_campo", "Falta el campo «{campo}».",
     "Agregue el campo; el formato está documentado en docs/formats."},
    {"json.tipo_equivocado", "El campo «{campo}» no es del tipo que debe.",
     "Escriba en «{campo}» un valor de este tipo: {esperado}."},
};

}  // namespace

constinit const std::span<const Sentence> base_sentences = rows;

}  // namespace text
