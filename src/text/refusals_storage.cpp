// Sentences for what the store refuses.
#include "text/refusals.hpp"

namespace text {
namespace {
constexpr Sentence rows[] = {
    {"base.no_existe", "No existe la base[ {archivo}].",
     "Revise --base, o cree una: ceiba crear --base RUTA."},
    {"base.ya_existe", "Ya hay una base en ese lugar[: {archivo}].",
     "Elija otro nombre con --base; las bases no se sobrescriben."},
    {"base.no_es_ceiba", "El archivo no es una base de Ceiba[: {archivo}].",
     "Indique con --base un archivo creado por «ceiba crear» o «ceiba demo»."},
    {"base.esquema_mas_nuevo",
     "La base tiene el esquema {hallado} y este programa trabaja con el {esperado}.",
     "Use la misma versión de Ceiba que escribió la base; una orden que escribe la actualiza."},
    {"base.ocupada", "Otro proceso está escribiendo en la base y no la soltó a tiempo.",
     "Espere unos segundos y repita la orden: no se cambió nada."},
    {"base.sin_espacio", "No se pudo escribir en el disco[: {motivo}].",
     "Libere espacio o revise los permisos de la carpeta y repita la orden."},
    {"base.danada", "El motor de base de datos informa que el archivo está dañado[: {motivo}].",
     "No escriba más en ella: restaure el último respaldo con «ceiba respaldo restaurar»."},
    {"base.no_responde", "El servidor PostgreSQL no respondió[: {motivo}].",
     "Revise la dirección, el usuario y que el servidor esté encendido."},
    {"base.instruccion", "El motor rechazó una instrucción del programa: {motivo}.",
     "Es un error de Ceiba: comuníquelo con este mensaje. No se cambió nada."},
    {"archivo.no_esta", "La base no guarda el archivo {codigo}.",
     "Revise el código, o vuelva a cargar el archivo original."},
    {"archivo.danado", "El archivo guardado {codigo} no coincide con su código de integridad.",
     "Restaure el último respaldo con «ceiba respaldo restaurar»."},
    {"archivo.borrado", "El contenido del archivo {codigo} fue borrado por orden de autoridad.",
     "Se conservan su código y sus filas normalizadas; no puede leerse de nuevo."},
    {"clave.ilegible", "No se puede usar el archivo de la clave de firma {archivo}.",
     "Debe existir y ser legible sólo por su dueño: chmod 600 {archivo}."},
};
}  // namespace
constinit const std::span<const Sentence> storage_sentences = rows;
}  // namespace text
