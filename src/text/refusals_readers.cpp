// The sentences of readers: a file of others that cannot be read, or cannot be trusted as it is.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"archivo.no_se_lee", "No se puede leer el archivo[: {motivo}].",
     "Revise la ruta y sus permisos de lectura."},
    {"archivo.vacio", "El archivo está vacío.", "Vuelva a exportarlo y revise que tenga filas."},
    {"archivo.excel_antiguo",
     "El archivo es de Excel 97-2003 (.xls) o está protegido con contraseña.",
     "Ábralo, quítele la contraseña y guárdelo como libro de Excel (.xlsx) o como CSV."},
    {"archivo.demasiado_grande",
     "El archivo tiene más celdas o más texto de lo que se puede leer de una vez"
     "[ (máximo {esperado} celdas)].",
     "Guárdelo como CSV o divídalo."},
    {"csv.utf16", "El archivo está en UTF-16 («texto Unicode»).",
     "Guárdelo como «CSV UTF-8» y vuelva a intentarlo."},
    {"csv.byte_nulo", "El archivo contiene bytes nulos: no es texto o está dañado.",
     "Vuelva a exportarlo como CSV."},
    {"csv.comilla_sin_cerrar", "Una comilla se abre y no se cierra.",
     "Cierre la comilla o, si es parte del texto, escríbala dos veces seguidas."},
    {"csv.texto_tras_comilla", "Después de la comilla que cierra sigue «{hallado}».",
     "Ponga un separador después de la comilla o, si es parte del texto, escríbala dos veces."},
    {"xlsx.truncado", "El libro de Excel está incompleto o dañado[ en {parte}].",
     "Cópielo de nuevo desde su origen; puede que la descarga se haya cortado."},
    {"xlsx.falta_parte", "Al libro de Excel le falta una parte[: {parte}][; hoja «{hoja}»].",
     "Ábralo con Excel o LibreOffice y vuelva a guardarlo como .xlsx."},
    {"xlsx.bomba", "El libro de Excel se infla mucho más de lo normal[ en {parte}].",
     "No lo use sin saber de dónde viene; pida a su autor que lo exporte de nuevo."},
    {"xlsx.dtd", "El libro de Excel trae una definición de tipo (DTD), que no se admite.",
     "Ábralo con Excel o LibreOffice y vuelva a guardarlo como .xlsx."},
    {"xlsx.mal_formado",
     "El libro de Excel tiene una parte mal formada[: {parte}][, línea {linea_xml}].",
     "Ábralo con Excel o LibreOffice y vuelva a guardarlo como .xlsx."},
    {"xlsx.suma_de_control", "El contenido del libro de Excel no coincide con su suma de control.",
     "Cópielo de nuevo desde su origen: está dañado."},
    {"xlsx.sin_hojas", "El libro de Excel no tiene hojas con celdas.",
     "Revise que sea el archivo correcto."},
    {"formato.mal_descrito", "La descripción del formato no se puede leer: {motivo}.",
     "Compárela con docs/formats/layouts.md."},
    {"formato.no_reconocido", "No se reconoce el formato del archivo[ («{hallado}»)].",
     "Diga el formato con --formato; los que hay son: minfin-formulacion, sicoin-mensual y "
     "sicoin-acumulado."},
    {"columnas.sin_encabezado",
     "No se encontró la fila de encabezados del formato {formato} en las primeras 40 filas.",
     "Revise el formato; se esperan columnas como {esperado}."},
    {"columnas.falta", "Falta la columna {campo}.",
     "Agregue la columna con uno de estos nombres: {esperado}."},
    {"columnas.repetida", "La columna {campo} está dos veces[ (también en la columna {otra})].",
     "Deje solo una columna «{hallado}»."},
    {"filas.ninguna", "Debajo de los encabezados no hay ninguna fila de datos.",
     "Vuelva a exportar el archivo y revise que tenga filas."},
    {"filas.sobran_campos", "La fila tiene {hallado} campos y el encabezado {esperado}.",
     "Busque un separador de más o un texto con separador y sin comillas."},
    {"celda.error", "La celda tiene un error o una fórmula sin calcular: «{hallado}».",
     "Corrija la fórmula, deje que se calcule y guarde el libro otra vez."},
    {"codigo.vacio", "Falta el código[ de {campo}].",
     "Escriba el código; si es una fila de total, quítela."},
    {"codigo.no_numerico", "El código «{hallado}»[ de {campo}] debe llevar solo cifras.",
     "Corrija el código; se esperan {esperado} cifras."},
    {"codigo.ancho", "El código «{hallado}»[ de {campo}] tiene más cifras de las debidas.",
     "Corrija el código; se esperan {esperado} cifras."},
    {"ejercicio.mal_escrito", "El ejercicio «{hallado}» no es un año válido.",
     "Escriba el año con cuatro cifras, de 1990 a 2100."},
    {"mes.mal_escrito", "El mes «{hallado}» no es válido.",
     "Escriba el mes con un número de 1 a 12 o con su nombre."},
    {"monto.no_numerico", "«{hallado}» no es un número.",
     "Escriba cifras con punto decimal, por ejemplo 1234.50 o 1,234.50."},
    {"monto.ambiguo",
     "«{hallado}» puede ser mil y tantos o uno con decimales, y ninguna otra celda lo aclara.",
     "Escriba los montos con dos decimales: 1234.00 o 1.23."},
    {"monto.convenciones_mezcladas",
     "«{hallado}» usa otra convención de puntos y comas que el resto del archivo"
     "[ («{otro}»)].",
     "Use en todo el archivo la misma: 1,234.50 o 1.234,50."},
    {"monto.demasiado_grande", "El monto «{hallado}» tiene más cifras de las que caben.",
     "Revise el monto; el máximo es de 92,233,720,368,547,758.07."},
    {"porcentaje.no_numerico", "«{hallado}» no es un porcentaje.",
     "Escríbalo como 5% o como 0.05."},
};

}  // namespace

constinit const std::span<const Sentence> readers_sentences = rows;

}  // namespace text
