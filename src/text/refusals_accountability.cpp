// The sentences of domain/accountability: entries, signed notes, keys and proofs.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"prueba.asiento_no_es_objeto", "El asiento de la bitácora no es un objeto JSON.",
     "Use el asiento tal como lo exporta «ceiba bitacora listar --asientos»."},
    {"prueba.asiento_campo_desconocido",
     "El asiento trae el campo «{campo}», que la bitácora no conoce.",
     "Use el asiento tal como lo exporta «ceiba bitacora listar --asientos»."},
    {"prueba.asiento_campo_invalido",
     "El campo «{campo}» del asiento tiene un valor que no es posible.",
     "Compare el asiento con docs/formats/journal.md y con la copia original."},
    {"prueba.asiento_no_canonico", "El asiento no está escrito en la forma canónica.",
     "No edite ni dé formato al asiento: su huella depende de cada byte."},
    {"prueba.frontera_mal_formada", "El resumen del árbol de la bitácora está dañado.",
     "Verifique la base con «ceiba bitacora verificar» y restaure el último respaldo sano."},
    {"prueba.nota_demasiado_grande",
     "La nota firmada mide {hallado} bytes y se admiten {esperado} como máximo.",
     "Compruebe que el archivo sea un punto de control de Ceiba."},
    {"prueba.nota_no_es_texto", "La nota firmada no es texto UTF-8 sin caracteres de control.",
     "Descargue de nuevo el archivo sin convertirlo; los saltos de línea deben ser LF."},
    {"prueba.nota_sin_firmas", "La nota no trae firmas después de la línea en blanco.",
     "Compruebe que el archivo esté completo."},
    {"prueba.nota_firma_mal_escrita", "La firma número {hallado} de la nota está mal escrita.",
     "Descargue de nuevo el archivo; una firma es: raya, espacio, nombre, espacio y base64."},
    {"prueba.llave_mal_escrita", "La llave pública «{hallado}» está mal escrita.",
     "Cópiela entera; tiene la forma nombre+identificador+base64."},
    {"prueba.llave_identificador",
     "El identificador de la llave es {hallado}, pero de su nombre y contenido resulta {esperado}.",
     "Copie de nuevo la llave entera desde una fuente de confianza."},
    {"prueba.llave_privada_mal_escrita", "El archivo de la llave privada está mal escrito.",
     "Restaure el archivo .clave desde su copia segura; no lo edite."},
    {"prueba.firma_de_desconocido",
     "Ninguna firma de la nota es de una llave conocida[; se esperaba la de {esperado}].",
     "Compruebe que la llave pública sea la de esta institución."},
    {"prueba.firma_no_corresponde", "La firma de «{hallado}» no corresponde al texto de la nota.",
     "No confíe en este archivo: fue alterado o firmado por otro. Pida el original."},
    {"prueba.punto_mal_formado", "El punto de control está mal formado.",
     "Descargue de nuevo el archivo; las tres primeras líneas son origen, tamaño y raíz."},
    {"prueba.punto_de_otra_bitacora",
     "El punto de control es de la bitácora «{hallado}»[, no de «{esperado}»].",
     "Use la llave pública de la bitácora que firmó."},
    {"prueba.prueba_mal_formada", "La prueba de inclusión está mal formada.",
     "Genérela de nuevo con «ceiba bitacora prueba»."},
    {"prueba.prueba_fuera_del_arbol",
     "La prueba es del asiento {hallado}, pero el punto de control abarca {esperado}.",
     "Genere la prueba de nuevo con un punto de control más reciente."},
    {"prueba.prueba_no_llega_a_la_raiz",
     "El asiento {hallado} no está en la bitácora que firma este punto de control.",
     "No confíe en este asiento: fue alterado, o la prueba es de otro. Pida el original."},
};

}  // namespace

constinit const std::span<const Sentence> accountability_sentences = rows;

}  // namespace text
