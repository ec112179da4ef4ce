// The sentences of domain/organization.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"organizacion.codigo_mal_escrito", "El código «{hallado}» no sirve para la organización.",
     "Use de 1 a 40 letras mayúsculas sin tilde, cifras y guiones: DEL-CARMEN."},
    {"organizacion.falta_nombre", "Falta el nombre de «{codigo}».", "Escriba el nombre."},
    {"organizacion.clase_desconocida", "La clase de unidad «{hallado}» no existe.",
     "Use una de estas: {esperado}."},
    {"organizacion.fechas_al_reves",
     "La vigencia de «{codigo}» termina antes de empezar: {hallado}.",
     "Corrija «desde» o «hasta»."},
    {"organizacion.unidad_repetida", "La unidad «{codigo}» aparece más de una vez.",
     "Deje una sola vez esa unidad."},
    {"organizacion.padre_desconocido",
     "La unidad «{codigo}» depende de «{hallado}», que no está en la organización.",
     "Agregue la unidad de la que depende o corrija «padre»."},
    {"organizacion.padre_en_ciclo", "La unidad «{codigo}» termina dependiendo de sí misma.",
     "Revise «padre» en la cadena que pasa por «{hallado}»."},
    {"organizacion.puesto_repetido", "El puesto «{codigo}» aparece más de una vez.",
     "Deje una sola vez ese puesto."},
    {"organizacion.puesto_sin_unidad",
     "El puesto «{codigo}» es de la unidad «{hallado}», que no está en la organización.",
     "Agregue la unidad o corrija el puesto."},
    {"organizacion.funcion_sin_unidad",
     "La función «{codigo}» es de la unidad «{hallado}», que no está en la organización.",
     "Agregue la unidad o corrija la función."},
    {"organizacion.funcion_repetida",
     "La función «{codigo}» repite el número {hallado} o no lo trae.",
     "Use el número del Manual de Organización y Funciones, una vez por unidad."},
    {"organizacion.funcion_sin_texto", "A la función «{codigo}» le falta el texto o la norma.",
     "Copie el texto del manual y nombre el acuerdo."},
    {"organizacion.vinculo_desconocido", "La clase de vínculo «{hallado}» no existe.",
     "Use una de estas: {esperado}."},
    {"organizacion.titular_sin_puesto", "El puesto «{codigo}» no está en la organización.",
     "Vea los puestos con: ceiba organizacion mostrar"},
    {"organizacion.titulares_a_la_vez",
     "El puesto «{codigo}» tendría dos titulares a la vez: {hallado}.",
     "Corrija las fechas para que uno termine antes de que el otro empiece."},
    {"organizacion.unidad_desconocida", "La unidad «{hallado}» no está en la organización.",
     "Vea las unidades con: ceiba organizacion mostrar"},
    {"organizacion.sin_cargar", "La institución no tiene organización cargada.",
     "Cárguela con: ceiba organizacion cargar ARCHIVO"},
};

}  // namespace

constinit const std::span<const Sentence> organization_sentences = rows;

}  // namespace text
