// Sentences of web::Refusal, and of its pages.
#include "text/refusals.hpp"

namespace text {
namespace {
constexpr Sentence rows[] = {
    {"web.peticion_malformada", "La petición no se entiende[: {motivo}].",
     "Vuelva a la página anterior e inténtelo de nuevo."},
    {"web.pagina_desconocida", "La página no existe[: {hallado}].",
     "Revise la dirección o busque lo que necesita."},
    {"web.metodo_no_admitido", "Esta dirección no admite {hallado}.",
     "Use uno de estos métodos: {esperado}."},
    {"web.sin_sesion", "Hace falta entrar.", "Entre con su usuario y su contraseña."},
    {"web.sin_permiso", "Su rol no permite ver esta página[ (hace falta: {permiso})].",
     "Pida el permiso a la administración[; lo tienen: {roles}]."},
    {"web.origen_ajeno", "El formulario no se envió desde una página de este sitio.",
     "Abra la página en este sitio y envíe el formulario desde ahí."},
    {"web.formulario_ajeno", "El formulario no corresponde a su sesión.",
     "Vuelva a la página, revise lo escrito y envíelo de nuevo."},
    {"web.archivo_grande", "Lo que envió pasa del máximo[ de {maximo}].",
     "Divida el archivo o envíe uno más pequeño."},
    {"web.ocupado", "El servidor está ocupado.", "Espere unos segundos e inténtelo de nuevo."},
    {"web.falla", "Algo falló en el servidor y no se guardó nada de esta petición.",
     "Inténtelo de nuevo; si vuelve a fallar, avise a la administración con el número que se "
     "muestra."},
    {"web.trabajo_desconocido", "No existe el trabajo {codigo}.",
     "Vea la lista de sus trabajos en «Trabajos»."},
    {"web.version_vieja", "Alguien cambió esto después de que usted lo abrió.",
     "Revise el valor actual y decida cuál queda."},
    {"web.falta_version", "Falta decir qué versión se cambia.",
     "Envíe en If-Match la etiqueta (ETag) de la versión que leyó."},
    {"web.parametro_desconocido", "El parámetro {campo} no existe en este recurso.",
     "Use uno de estos: {esperado}."},
    {"web.parametro_invalido", "El parámetro {campo} no admite «{hallado}».",
     "Se espera {esperado}."},
    {"web.tipo_de_cuerpo", "El cuerpo no es del tipo que este recurso admite.",
     "Envíe el cuerpo como {esperado}."},
    {"web.demasiadas_peticiones", "Son demasiadas peticiones en poco tiempo.",
     "Espere {segundos} segundos."},
    {"web.alcance", "La llave de acceso no alcanza para esto[ (hace falta: {permiso})].",
     "Cree otra llave que incluya ese alcance."},
    {"web.direccion_invalida", "«{hallado}» no es una dirección donde escuchar.",
     "Escriba IP:PUERTO, por ejemplo 127.0.0.1:8080."},
    {"web.direccion_ocupada", "No se puede escuchar en {hallado}: {motivo}.",
     "Use otro puerto o cierre el programa que lo ocupa."},
    {"web.certificado", "No se puede usar el certificado o su llave: {motivo}.",
     "Revise los archivos de --certificado y --llave (PEM)."},
    {"web.archivo_en_espera", "El archivo que se estaba revisando ya no está.",
     "Súbalo otra vez: se guarda un día mientras se revisa, y solo para quien lo subió."},
    {"web.archivo_no_guardado", "No se pudo guardar el archivo {archivo} mientras se revisa.",
     "Avise a la administración: puede faltar espacio en el disco."},
    {"web.falta_archivo", "No se eligió ningún archivo.", "Elija el archivo y súbalo."},
    {"web.falta_acto", "Falta el acto que aprueba la versión.",
     "Escriba su número, por ejemplo AMN 007-2025 o Resolución 04-2026."},
};
}  // namespace
constinit const std::span<const Sentence> web_sentences = rows;
}  // namespace text
