// The sentences of domain/evaluation: why a figure is "no evaluable", and what would make it so.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"evaluacion.sin_dato", "No se reportó el dato que hace falta.",
     "Pida el reporte a la unidad. No se estima un valor."},
    {"evaluacion.no_programado", "No estaba programado para el período.",
     "No corresponde evaluar. Si debía programarse, revise el plan."},
    {"evaluacion.sin_asignacion", "No tiene presupuesto vigente: está sin asignación.",
     "Revise la carga del presupuesto."},
    {"evaluacion.sin_devengado", "Todavía no se ha devengado nada.",
     "Vuelva a evaluar cuando haya devengado."},
    {"evaluacion.nada_ejecutado", "Lo ejecutado es cero y no se puede dividir entre cero.",
     "Vuelva a evaluar cuando haya ejecución."},
    {"evaluacion.sin_historial", "No se ha cargado el historial de años anteriores.",
     "Cárguelo con: ceiba variables importar."},
    {"evaluacion.sin_linea_base", "La ficha no tiene línea base.",
     "Complete la línea base en la ficha del indicador."},
    {"evaluacion.sin_meta", "No hay una meta para el período.", "Complete la meta en el plan."},
    {"evaluacion.meta_igual_a_linea_base", "La meta es igual a la línea base.",
     "Revise la meta o la línea base en la ficha del indicador."},
    {"evaluacion.direccion_contraria",
     "La meta va en sentido contrario al que declara la ficha del indicador.",
     "Revise la polaridad, la línea base y la meta en la ficha."},
    {"evaluacion.unidades_distintas", "Mezcla unidades de medida distintas, y esas no se suman.",
     "Evalúe cada subproducto por separado."},
    {"evaluacion.conteos_distintos",
     "Mezcla tipos de conteo distintos (personas únicas, atenciones, movimientos, documentos).",
     "Evalúe cada subproducto por separado."},
    {"evaluacion.no_disjuntos",
     "No se ha declarado que sus partes no se repitan entre sí; sumarlas podría contar dos veces.",
     "Declárelo en el plan, si la institución lo confirma."},
    {"evaluacion.costo_desconocido", "No se conoce su costo propio.",
     "Registre el costo del subproducto en el plan; del producto no se reparte."},
    {"evaluacion.sin_poblacion_de_referencia",
     "No se ha cargado una población de referencia para comparar.",
     "Cárguela, con su fuente y fecha, con: ceiba variables importar."},
    {"evaluacion.demasiado_sin_desagregar",
     "La parte sin desagregar supera la que el método admite.",
     "Registre la categoría de cada persona al atenderla."},
    {"evaluacion.ejercicio_terminado", "El ejercicio terminó: no quedan meses.",
     "No corresponde proyectar."},
    {"evaluacion.pocos_ejercicios",
     "Hay un solo año anterior: no se puede probar el método con otro.",
     "Cargue por lo menos dos años completos."},
    {"evaluacion.formula_rechazada", "La fórmula de la ficha no pudo evaluarse.",
     "Revise la fórmula y sus variables con: ceiba plan revisar."},
};

}  // namespace

constinit const std::span<const Sentence> evaluation_sentences = rows;

}  // namespace text
