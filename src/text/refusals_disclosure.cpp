// The sentences of disclosure control.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"divulgacion.corte_desconocido", "No hay un corte «{hallado}» fijado.",
     "Fije el corte antes de publicar sus datos de personas."},
    {"divulgacion.ya_publicada", "Los datos de personas del corte {codigo} ya se publicaron.",
     "Lo publicado no se repite: fije un corte nuevo si los datos cambiaron."},
    {"divulgacion.sin_personas",
     "Ningún reporte del corte {codigo} desagrega personas: no hay qué publicar.",
     "Pida a las unidades que desagreguen lo que reportan, y fije un corte nuevo."},
    {"divulgacion.revision_vencida", "Lo que se ocultaría cambió desde que usted lo revisó.",
     "Vuelva a «Control de divulgación», revise la lista y publique."},
    {"divulgacion.celda_descubierta",
     "De lo que se mostraría se puede deducir una celda oculta: {hallado}.",
     "No se publica. Avise a quien administra el sistema: la supresión debió cubrirla."},
    {"divulgacion.datos_personales",
     "El archivo «{archivo}» trae datos personales: {hallado}[, hoja {hoja}][, fila {linea}]"
     "[, columna {columna}].",
     "Quite del archivo los datos que identifican a personas y súbalo de nuevo."},
};

}  // namespace

constinit const std::span<const Sentence> disclosure_sentences = rows;

}  // namespace text
