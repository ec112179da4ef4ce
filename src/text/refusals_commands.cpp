// Sentences for acts that are turned away before any rule of the field is asked.
#include "text/refusals.hpp"

namespace text {
namespace {
constexpr Sentence rows[] = {
    {"acto.desconocido", "El programa no conoce el acto «{acto}»[, versión {version}].",
     "Use la versión de Ceiba que escribió la base o una posterior."},
    {"acto.sin_permiso", "El rol «{rol}» no puede hacer «{acto}».",
     "Actúe con un rol que tenga el permiso (--como), o pídalo a la administración."},
    {"institucion.falta", "No se indicó para qué institución es la orden.",
     "Use --institucion CÓDIGO, o registre una con «ceiba institucion crear»."},
    {"institucion.desconocida", "La base no tiene la institución {codigo}.",
     "Revise el código, o regístrela con «ceiba institucion crear --codigo {codigo} …»."},
    {"acto.clave_reutilizada", "La misma clave de envío llegó con otro contenido.",
     "Use una clave nueva para cada envío distinto. No se cambió nada."},
    {"bitacora.efecto_distinto",
     "Al repetir el asiento {asiento} de {institucion} («{acto}») el resultado no es el que la "
     "bitácora registró.",
     "El asiento, o algo anterior a él, fue alterado: compare con un respaldo."},
    {"base.destino_no_vacio", "La base de destino ya tiene asientos.",
     "Indique una base nueva o vacía."},
};
}  // namespace
constinit const std::span<const Sentence> commands_sentences = rows;
}  // namespace text
