// The sentences of the journal's verification, proofs, rebuilding and backups.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    // What `bitacora verificar` finds.
    {"bitacora.hueco",
     "Falta el asiento {asiento} de la bitácora {institucion}[: el siguiente es el {hallado}].",
     "Compare con un respaldo anterior: alguien borró o renumeró un asiento."},
    {"bitacora.tiempo_retrocede",
     "El asiento {asiento} de {institucion} dice ser anterior al que lo precede.",
     "Compare el asiento con un respaldo anterior."},
    {"bitacora.asiento_alterado",
     "El asiento {asiento} de {institucion} fue alterado: su contenido no da su huella.",
     "Restaure el último respaldo sano; con él sabrá qué decía el asiento."},
    {"bitacora.cabeza_alterada",
     "El final de la bitácora {institucion} no está donde se registró (asiento {asiento}).",
     "Compare con un respaldo: pueden faltar los últimos asientos."},
    {"bitacora.punto_alterado",
     "El punto de control del asiento {asiento} de {institucion} fue alterado[ ({motivo})].",
     "Compárelo con una copia publicada o con un respaldo."},
    {"bitacora.punto_no_corresponde",
     "El punto de control del asiento {asiento} de {institucion} firma otro contenido: algo cambió "
     "entre los asientos {desde} y {hasta}.",
     "Restaure el último respaldo sano y compare esos asientos."},
    {"bitacora.sin_punto",
     "El asiento {asiento} de {institucion} no tiene punto de control firmado.",
     "Compare con un respaldo: se borró el punto de control o se agregaron asientos por fuera."},
    {"bitacora.punto_guardado_distinto",
     "El punto de control que usted guardó ({asiento} asientos de {institucion}) no es de esta "
     "historia.",
     "La bitácora fue reemplazada o truncada después de esa fecha. Dé aviso a auditoría interna."},
    {"bitacora.archivo_alterado",
     "El archivo guardado {codigo} no es el que se recibió en el asiento {asiento}[ de "
     "{institucion}].",
     "Restaure el último respaldo sano, o vuelva a pedir el archivo original."},
    {"bitacora.archivo_borrado_sin_acto",
     "El archivo {codigo} del asiento {asiento} figura como borrado y ningún acto lo ordenó.",
     "Restaure el último respaldo sano."},
    {"bitacora.repeticion_detenida",
     "Al repetir el asiento {asiento} de {institucion}[ («{acto}»)] el resultado es otro "
     "({motivo}).",
     "Compare ese asiento y los anteriores con un respaldo."},
    {"bitacora.fila_alterada",
     "La fila {clave} de la tabla {tabla} no es la que escribió el asiento {asiento} de "
     "{institucion}.",
     "Alguien cambió la base por fuera. «ceiba bitacora reconstruir» da el estado verdadero."},
    {"bitacora.fila_falta",
     "Falta la fila {clave} de la tabla {tabla}, que escribió el asiento {asiento} de "
     "{institucion}.",
     "Alguien cambió la base por fuera. «ceiba bitacora reconstruir» da el estado verdadero."},
    {"bitacora.fila_sobra",
     "La fila {clave} de la tabla {tabla} no la escribió ningún asiento (dice ser del {asiento} "
     "de {institucion}).",
     "Alguien cambió la base por fuera. «ceiba bitacora reconstruir» da el estado verdadero."},

    // Why a proof or a backup is not made.
    {"bitacora.no_hay_asiento",
     "La bitácora {institucion} no tiene el asiento {hallado}; los firmados van del 1 al "
     "{esperado}.",
     "Vea los asientos con «ceiba bitacora listar»."},
    {"respaldo.ya_existe", "Ya hay un archivo con ese nombre.",
     "Elija otro nombre: un respaldo nunca se escribe encima de otro."},
    {"respaldo.no_escribible", "No se pudo escribir el respaldo.",
     "Revise que la carpeta exista, que tenga permiso y que haya espacio."},
    {"respaldo.ilegible", "No se puede leer el archivo del respaldo.",
     "Revise el nombre y los permisos."},
    {"respaldo.mal_formado", "El archivo no es un respaldo de Ceiba, o está dañado.",
     "Use otra copia del respaldo."},
    {"respaldo.incompleto", "El respaldo está incompleto.",
     "Copie de nuevo el archivo, o use otro respaldo."},
    {"respaldo.huella_distinta", "El contenido del respaldo no coincide con su huella.",
     "El archivo fue alterado o se dañó al copiarlo: use otra copia."},
    {"respaldo.mas_nuevo",
     "El respaldo es de una versión más nueva de Ceiba[ (esquema {hallado}; este programa conoce "
     "hasta el {esperado})].",
     "Actualice Ceiba y restaure de nuevo."},
    {"respaldo.bitacora_alterada",
     "El respaldo se leyó completo, pero su bitácora no se pudo verificar; no se restauró nada.",
     "Use un respaldo anterior."},
};

}  // namespace

constinit const std::span<const Sentence> journal_sentences = rows;

}  // namespace text
