// Sentences for calls of the program that cannot be understood.
#include "text/refusals.hpp"

namespace text {
namespace {
constexpr Sentence rows[] = {
    {"uso.orden_desconocida", "No existe la orden «{hallado}».[ ¿Quiso decir «{sugerencia}»?]",
     "«ceiba --help» muestra todas las órdenes."},
    {"uso.opcion_desconocida",
     "«ceiba {orden}» no tiene la opción «{hallado}».[ ¿Quiso decir «{sugerencia}»?]",
     "Vea «ceiba {orden} --help»."},
    {"uso.falta_opcion", "Falta {campo}.", "Vea «ceiba {orden} --help»."},
    {"uso.falta_valor", "A la opción {campo} le falta su valor.",
     "Escriba el valor después de la opción."},
    {"uso.valor_no_admitido", "{campo} no admite «{hallado}».", "Use uno de estos: {esperado}."},
    {"uso.palabras_de_mas", "Sobra «{hallado}».", "Vea «ceiba {orden} --help»."},
    {"uso.archivo_ilegible", "No se puede leer el archivo {archivo}: {motivo}.",
     "Revise la ruta y los permisos."},
    {"uso.archivo_no_escribible", "No se puede escribir {archivo}: {motivo}.",
     "Revise que la carpeta exista y que haya espacio y permisos."},
    {"uso.datos_reales",
     "Con «--hoy» solo se sirve una demostración, y esta base tiene datos reales.",
     "Quite «--hoy»: los actos de una institución llevan la fecha verdadera."},
};
}  // namespace
constinit const std::span<const Sentence> cli_sentences = rows;
}  // namespace text
