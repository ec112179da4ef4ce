// The sentences of catalogues and norms (domain/values/catalog).
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"catalogo.desconocido", "No hay un catálogo «{hallado}».", "Use uno de estos: {esperado}."},
    {"catalogo.falta_columna", "Al archivo le falta la columna «{columna}».",
     "Agregue la columna; los encabezados que se esperan son: {esperado}."},
    {"catalogo.columna_repetida", "La columna «{columna}» aparece más de una vez.",
     "Deje una sola columna con ese encabezado."},
    {"catalogo.codigo_mal_escrito", "El código «{hallado}» no sirve[ para el catálogo {catalogo}].",
     "Escriba el código con esta forma: {esperado}."},
    {"catalogo.falta_nombre", "El código «{codigo}» del catálogo {catalogo} no tiene nombre.",
     "Escriba el nombre en la columna «nombre»."},
    {"catalogo.certeza_desconocida", "El grado de certeza «{hallado}» no existe.",
     "Use uno de estos: {esperado}."},
    {"catalogo.fecha_mal_escrita", "La fecha «{hallado}» está mal escrita o no existe.",
     "Escriba año, mes y día así: 2026-05-31, o deje la celda vacía."},
    {"catalogo.fechas_al_reves", "La vigencia de «{codigo}» termina antes de empezar: {hallado}.",
     "Corrija «vigente_desde» o «vigente_hasta»."},
    {"catalogo.falta_fuente", "El código «{codigo}» del catálogo {catalogo} no dice de dónde sale.",
     "Escriba la norma o el documento en la columna «fuente»."},
    {"catalogo.fila_repetida",
     "El código «{codigo}» aparece dos veces con el mismo inicio de vigencia.",
     "Deje una sola fila, o dé a cada una su propio «vigente_desde»."},
    {"catalogo.padre_no_corresponde",
     "El código «{codigo}» no puede depender de «{hallado}»: sus cifras dicen {esperado}.",
     "Escriba {esperado} como padre, o corrija el código."},
    {"catalogo.padre_desconocido",
     "El código «{codigo}» depende de «{hallado}», que no está en el catálogo {catalogo_padre}.",
     "Agréguelo primero: {orden}"},
    {"catalogo.ya_existe",
     "El código «{codigo}» ya está en el catálogo {catalogo} con otro contenido: {hallado}.",
     "Si cambió, agréguelo con su propio «--desde»; lo anterior no se borra."},
    {"catalogo.codigo_desconocido", "El código «{hallado}» no está en el catálogo {catalogo}.",
     "Revise el código; si es correcto ({que}), agréguelo así: {orden}"},
    {"catalogo.no_es_norma", "«{hallado}» no es un catálogo de normas.",
     "Solo se confirman normas: {esperado}."},
};

}  // namespace

constinit const std::span<const Sentence> catalogs_sentences = rows;

}  // namespace text
