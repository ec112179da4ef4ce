// The sentences of risks, samples, notes on indicators and letters of guidance.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"riesgo.fuera_de_escala", "{campo}: {hallado} está fuera de la escala de 1 a 5.",
     "Escriba 1, 2, 3, 4 o 5."},
    {"riesgo.valor_desconocido", "«{hallado}» no es un valor de {campo}.",
     "Use uno de: {esperado}."},
    {"riesgo.falta_campo", "Falta {campo}.", "Escríbalo."},
    {"riesgo.desconocido", "No hay ningún riesgo con el número {hallado} en ese ejercicio.",
     "Vea los que hay en la matriz."},
    {"riesgo.retirado", "El riesgo {hallado} ya se retiró de la matriz.",
     "Si vuelve a existir, registre uno nuevo."},
    {"riesgo.ejercicio_ilegible", "«{hallado}» no es un ejercicio.", "Escriba el año: 2026."},
    {"riesgo.accion_desconocida", "El riesgo no tiene ninguna acción con el número {hallado}.",
     "Vea las que tiene en el plan de trabajo."},
    {"riesgo.fechas_al_reves", "La acción terminaría el {hallado}, antes de empezar.",
     "Escriba un fin que no sea anterior al inicio."},
    {"riesgo.fecha_pasada", "La fecha {hallado} ya pasó.", "Escriba hoy o una fecha posterior."},
    {"riesgo.sin_evidencia", "La acción {hallado} no tiene evidencia.",
     "Agregue la evidencia y después declárela hecha."},
    {"riesgo.componente_desconocido", "«{hallado}» no es un componente del control interno.",
     "Use uno de: {esperado}."},
    {"muestra.tamano_imposible", "Ninguna muestra de hasta {esperado} elementos basta.",
     "Acepte una tasa o un error mayor, o examine toda la población."},
    {"muestra.falta_semilla", "Falta la semilla, o pasa de cien letras.",
     "Escriba un número o una frase: con ella cualquiera repite el sorteo."},
    {"muestra.parametro_ilegible", "{campo}: «{hallado}» no sirve.", "Se espera {esperado}."},
    {"muestra.poblacion_desconocida", "No se sacan muestras de «{hallado}».",
     "Use una de: {esperado}."},
    {"muestra.poblacion_vacia", "La población no tiene ningún elemento.",
     "Elija otro ejercicio o cargue los datos."},
    {"muestra.mayor_que_la_poblacion", "Se piden {hallado} elementos y solo hay {esperado}.",
     "Pida una muestra menor, o examine todos."},
    {"muestra.desconocida", "No hay ninguna muestra con el número {hallado}.",
     "Vea las que hay en la lista."},
    {"muestra.elemento_desconocido", "La muestra no tiene ningún elemento «{hallado}».",
     "Vea sus elementos."},
    {"muestra.concluida", "La muestra {hallado} ya está concluida y no cambia.",
     "Saque otra muestra si hace falta."},
    {"muestra.sin_terminar", "Faltan {hallado} elementos por examinar.",
     "Examínelos antes de concluir."},
    {"muestra.falta_monto", "Falta el monto que respalda la documentación.",
     "Escríbalo, aunque sea igual al registrado."},
    {"muestra.falta_conclusion", "Falta la conclusión.", "Escriba qué muestra la muestra."},
    {"muestra.de_otra_persona", "La muestra {hallado} la trabaja quien la sacó.",
     "Pídale que anote el resultado, o saque otra."},
    {"indicador_control.desconocido", "No hay ningún indicador «{hallado}».",
     "Use uno de: {esperado}."},
    {"indicador_control.falta_nota", "Falta la nota.", "Escriba qué explica la desviación."},
    {"orientacion.falta_campo", "Falta {campo}.", "Escríbalo."},
    {"orientacion.fecha_pasada", "La fecha {hallado} ya pasó.",
     "Escriba hasta qué día se espera la respuesta."},
    {"orientacion.desconocida", "No hay ninguna orientación con el número {hallado}.",
     "Vea las que hay en la lista."},
    {"orientacion.cerrada", "La orientación {hallado} ya está cerrada.",
     "Si la desviación sigue, emita otra."},
    {"orientacion.sin_respuesta", "La orientación {hallado} no tiene respuesta.",
     "Se cierra cuando la autoridad haya respondido."},
    {"orientacion.responde_quien_orienta",
     "Quien emitió la orientación {hallado} no puede responderla.",
     "Responde la autoridad a la que se dirige."},
};

}  // namespace

constinit const std::span<const Sentence> control_tool_sentences = rows;

}  // namespace text
