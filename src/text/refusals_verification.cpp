// The sentences of domain/verification: a file, a step of it or a norm that cannot be.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"verificacion.campo_desconocido", "Un expediente no tiene ningún campo «{hallado}».",
     "Vea los campos en docs/formats/expediente.md."},
    {"verificacion.valor_mal_escrito", "«{hallado}» no puede ir en ese campo.",
     "Escriba el valor así: {esperado}."},
    {"verificacion.norma_desconocida", "«{hallado}» no es una regla ni un parámetro de ellas.",
     "Vea las reglas con: ceiba regla listar."},
    {"verificacion.parametro_mal_escrito",
     "El valor «{hallado}» del parámetro {codigo} está mal escrito.", "Escríbalo así: {esperado}."},
    {"verificacion.normas_traslapadas",
     "La norma {codigo} que empieza el {hallado} se traslapa con otra que termina el {esperado}.",
     "Cierre la vigencia de la anterior el día antes de que empiece la nueva."},
    {"verificacion.lista_mal_escrita",
     "La línea {codigo} dice «{hallado}» en {campo}, que no se conoce.",
     "Compare la línea con norms/listas.csv."},
    {"verificacion.regla_desconocida", "No hay una regla «{hallado}».",
     "Vea las reglas con: ceiba regla listar."},
    {"verificacion.paso_desconocido", "De «{estado}» no se puede {paso}.",
     "Vea el estado del expediente y los pasos que admite."},
    {"verificacion.paso_sin_permiso", "El rol {hallado} no puede {paso}.",
     "Lo hace quien tiene uno de estos roles: {esperado}."},
    {"verificacion.funciones_juntas",
     "La misma persona, o alguien por ella, ya hizo otra función del expediente: {anterior}.",
     "Otra persona debe hacer este paso: {hallado}."},
    {"verificacion.falta_motivo", "Falta el motivo.",
     "Elija un motivo del catálogo o escriba por qué, en pocas palabras."},
    {"verificacion.motivo_desconocido", "«{hallado}» no es un motivo del catálogo.",
     "Use uno de: {esperado}."},
    {"verificacion.reglas_bloquean", "Hay reglas de normas verificadas que no cumplen.",
     "Vea qué falta y quién lo hace en la hoja de revisión del expediente."},
    {"verificacion.falta_justificacion",
     "Hay reglas mayores que no cumplen y falta la justificación.",
     "Escriba por qué se sigue adelante; queda en la bitácora."},
};

}  // namespace

constinit const std::span<const Sentence> verification_sentences = rows;

}  // namespace text
