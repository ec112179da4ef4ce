// The sentences of documents: a file that could not be made.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"documento.falta_programa",
     "No se puede hacer el archivo {formato}: falta el programa «{programa}».",
     "Instálelo con «apt-get install {paquete}» y repita la orden. Los formatos HTML, XLSX y JSON "
     "no lo necesitan."},
    {"documento.programa_fallo",
     "El programa «{programa}» no pudo hacer el archivo {formato}[ (salida {codigo})][: "
     "{hallado}].",
     "Repita la orden; si falla otra vez, pida los otros formatos y avise con este mensaje."},
    {"documento.programa_tardo",
     "El programa «{programa}» no terminó en {esperado} segundos y se detuvo.",
     "Repita la orden cuando el equipo esté menos ocupado, o pida los otros formatos."},
    {"documento.sin_carpeta_temporal", "No se pudo crear una carpeta temporal en «{archivo}».",
     "Libere espacio o indique otra carpeta en la variable TMPDIR."},
    {"documento.archivo_no_escrito", "No se pudo escribir «{archivo}»[: {hallado}].",
     "Revise que la carpeta exista, que tenga permiso y que haya espacio."},
    {"documento.hoja_de_calculo_fallo", "No se pudo hacer el archivo XLSX: {hallado}.",
     "Revise que haya espacio en la carpeta temporal y repita la orden."},
    {"documento.qr_demasiado_largo",
     "La dirección de verificación es demasiado larga para un código QR ({hallado} bytes).",
     "Configure una dirección de verificación más corta."},
    {"documento.formato_desconocido", "El formato «{hallado}» no existe.",
     "Escriba uno o varios de estos, separados por coma: html, pdf, docx, xlsx, json."},
};

}  // namespace

constinit const std::span<const Sentence> documents_sentences = rows;

}  // namespace text
