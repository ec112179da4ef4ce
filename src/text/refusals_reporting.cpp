// Sentences for what the room of reports refuses.
#include "text/refusals.hpp"

namespace text {
namespace {
constexpr Sentence rows[] = {
    {"informe.texto_vacio", "El texto del área no tiene contenido.",
     "Escriba al menos logros, limitaciones, causas o una acción antes de enviarlo."},
    {"informe.paso_no_sigue", "El texto está «{hallado}» y ese paso no le sigue.",
     "Un texto va de borrador a enviado, y de enviado a validado o devuelto."},
    {"informe.texto_propio", "Quien escribió el texto no puede validarlo.",
     "Debe validarlo otra persona de la unidad de monitoreo."},
    {"informe.falta_motivo", "Para devolver un texto hace falta el motivo.",
     "Escriba con --motivo qué debe corregirse."},
    {"informe.accion_incompleta", "Una acción correctiva está incompleta.",
     "Cada acción lleva texto, puesto responsable y fecha."},
    {"informe.programacion_de_otro_ejercicio",
     "La programación tiene meses de más de un ejercicio: {hallado}.",
     "Cargue un archivo por ejercicio fiscal."},
    {"informe.programacion_repetida", "La categoría {codigo} aparece dos veces para {hallado}.",
     "Deje una sola fila por categoría y mes."},
    {"informe.programacion_negativa", "El monto programado es negativo: {hallado}.",
     "Escriba el monto programado del mes; si no hay, 0.00."},
    {"informe.funcion_desconocida", "La unidad {codigo} no tiene la función {hallado}.",
     "Vea las funciones registradas con «ceiba organizacion mostrar»."},
    {"informe.evidencia_futura", "La evidencia tiene fecha futura: {hallado}.",
     "Escriba la fecha del documento."},
    {"informe.desconocido", "No hay un informe {codigo}[, versión {version}].",
     "Prepárelo con «ceiba informe preparar»."},
    {"informe.ya_aprobado", "El informe {codigo}, versión {version}, ya está aprobado.",
     "Un informe aprobado se corrige con una versión nueva."},
    {"informe.aprobado_por_su_autor", "Quien preparó el informe no puede aprobarlo.",
     "Debe aprobarlo la autoridad."},
    {"informe.falta_corte", "El período {hallado} no tiene un corte congelado.",
     "Congele las cifras con «ceiba corte crear {hallado}» y repita la orden."},
};
}  // namespace
constinit const std::span<const Sentence> reporting_sentences = rows;
}  // namespace text
