// The sentences of domain/values: a value of the field that is badly written.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"valor.monto_no_numerico", "El monto «{hallado}» no es un número.",
     "Escriba el monto con cifras y punto decimal, por ejemplo 1234.50 o 1,234.50."},
    {"valor.monto_ambiguo",
     "El monto «{hallado}» puede leerse de dos maneras: con decimales o con miles.",
     "Escríbalo con dos decimales (1.23) o con coma de miles (1,234.00)."},
    {"valor.monto_decimales", "El monto «{hallado}» tiene más de dos decimales.",
     "Redondee el monto a centavos."},
    {"valor.monto_demasiado_grande", "El monto «{hallado}» no cabe: tiene demasiadas cifras.",
     "Revise el monto; el máximo es de 92,233,720,368,547,758.07 quetzales."},
    {"valor.cantidad_no_numerica", "La cantidad «{hallado}» no es un número.",
     "Escriba la cantidad con cifras, con dos decimales como máximo: 1198 o 12.25."},
    {"valor.cantidad_demasiado_grande", "La cantidad «{hallado}» no cabe: tiene demasiadas cifras.",
     "Revise la cantidad."},
    {"valor.ejercicio_fuera_de_rango", "El ejercicio «{hallado}» no es un año válido.",
     "Escriba el año con cuatro cifras, de 1990 a 2100."},
    {"valor.mes_mal_escrito", "El mes «{hallado}» está mal escrito.",
     "Escriba año y mes así: 2026-05."},
    {"valor.cuatrimestre_mal_escrito", "El cuatrimestre «{hallado}» está mal escrito.",
     "Escriba año y cuatrimestre así: 2026-C1."},
    {"valor.fecha_mal_escrita", "La fecha «{hallado}» está mal escrita o no existe.",
     "Escriba año, mes y día así: 2026-05-31."},
    {"valor.codigo_ancho", "El código «{hallado}»[ de {campo}] no tiene el ancho debido.",
     "Escríbalo con {esperado} y sus ceros a la izquierda."},
    {"valor.codigo_no_numerico", "El código «{hallado}»[ de {campo}] debe llevar solo cifras.",
     "Corrija el código; se esperaba: {esperado}."},
    {"valor.actividad_y_obra",
     "La categoría «{hallado}» trae actividad y obra a la vez; solo una puede ser distinta de "
     "cero.",
     "Deje en 000 la actividad o la obra."},
    {"valor.nit_mal_escrito", "El NIT «{hallado}» está mal escrito.",
     "Escriba de 2 a 12 caracteres: cifras y al final el dígito verificador (0 a 9 o K)."},
    {"valor.nit_digito", "El dígito verificador del NIT «{hallado}» no corresponde.",
     "Compare el NIT con la constancia de RTU; el dígito que corresponde es {esperado}."},
    {"valor.cui_mal_escrito", "El CUI «{hallado}» está mal escrito.",
     "Escriba las 13 cifras del CUI."},
    {"valor.cui_digito", "El dígito verificador del CUI «{hallado}» no corresponde.",
     "Compare el CUI con el DPI de la persona."},
    {"valor.cui_lugar", "El CUI «{hallado}» termina en un departamento o municipio que no existe.",
     "Compare las últimas cuatro cifras con el DPI de la persona."},
    {"valor.feriado_regla", "La regla de feriado «{hallado}» no se entiende.",
     "Escríbala en una de estas formas: {esperado}."},
    {"valor.feriado_ambito", "El ámbito de feriado «{hallado}» no se conoce.",
     "Use uno de estos: {esperado}."},
};

}  // namespace

constinit const std::span<const Sentence> values_sentences = rows;

}  // namespace text
