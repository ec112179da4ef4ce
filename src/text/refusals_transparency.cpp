// The sentences of domain/transparency: requests for information and the legal calendar.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"solicitud.no_existe", "No hay una solicitud «{hallado}».",
     "Busque su número en la lista de solicitudes."},
    {"solicitud.cambiada",
     "Otra persona cambió la solicitud {codigo} después de que usted la abrió (versión {esperado}; "
     "usted vio la {hallado}).",
     "Vuelva a abrirla, vea qué cambió y repita el paso si todavía corresponde."},
    {"solicitud.falta_campo", "Falta {campo}.", "Escríbalo."},
    {"solicitud.valor_desconocido", "«{hallado}» no puede ir en {campo}.", "Use: {esperado}."},
    {"solicitud.datos_mal_escritos", "La huella de {campo} no es un SHA-256.",
     "Registre la solicitud desde la página o con «ceiba solicitud»."},
    {"solicitud.texto_largo", "El texto de {campo} ocupa {hallado} bytes; caben {esperado}.",
     "Acórtelo, o adjunte el detalle cuando le pidan aclarar."},
    {"solicitud.paso_desconocido", "Una solicitud en «{estado}» no admite {paso}.",
     "Vea el estado de la solicitud y los pasos que admite."},
    {"solicitud.falta_motivo", "Falta el motivo.", "Escriba por qué, en pocas palabras."},
    {"solicitud.fecha_futura", "La fecha {hallado} aún no llega.",
     "Escriba una fecha hasta el {esperado}."},
    {"solicitud.fecha_anterior", "La fecha {hallado} es anterior al {esperado}.",
     "Escriba una fecha desde el {esperado}."},
    {"solicitud.unidad_desconocida", "La institución no tiene una unidad «{hallado}».",
     "Elija una unidad de la organización."},
    {"solicitud.plazo_vencido", "El plazo venció el {hallado} y ya no se prorroga.",
     "Resuelva y notifique: la información se debe por afirmativa ficta."},
    {"solicitud.ya_prorrogada", "El plazo ya se prorrogó el {hallado}.",
     "La ley da una sola prórroga."},
    {"solicitud.falta_respuesta", "Falta la respuesta de la unidad.",
     "Escriba qué encontró, o que no existe y dónde se buscó."},
    {"solicitud.faltan_archivos", "La resolución entrega información y no lleva archivos.",
     "Adjunte al menos un archivo."},
    {"solicitud.archivo_mal_descrito", "El archivo «{hallado}» no está bien descrito.",
     "Diga su nombre y adjúntelo, o escriba su huella SHA-256."},
    {"solicitud.archivo_restringido",
     "«{hallado}» está marcado como restringido y no sale de la institución así.",
     "Entregue una versión con los datos cubiertos, y diga a qué archivo sustituye."},
    {"solicitud.falta_version_publica",
     "La entrega es parcial y no lleva una versión pública de lo restringido.",
     "Adjunte el archivo con los datos cubiertos y diga a cuál sustituye."},
    {"solicitud.archivos_de_mas", "Esta resolución no entrega información y lleva archivos.",
     "Quite los archivos, o resuelva como entrega total o parcial."},
    {"solicitud.datos_personales", "El archivo {archivo} muestra {hallado}.",
     "Cubra los datos personales y adjunte la versión pública."},
    {"solicitud.falta_fundamento", "Falta el fundamento legal de lo que no se entrega.",
     "Escriba el artículo en que se apoya."},
    {"solicitud.falta_reserva", "Falta la resolución que declaró la reserva.",
     "Escriba su número y fecha: sin esa declaración la información es pública."},
    {"solicitud.quien_contesta_no_resuelve",
     "Quien contestó por la unidad la solicitud {codigo} no la resuelve.",
     "La resuelve otra persona."},
    {"solicitud.quien_resuelve_no_revisa",
     "Quien resolvió la solicitud {codigo} no decide su recurso de revisión.",
     "Lo decide otra persona de la autoridad."},
    {"solicitud.falta_medio", "Falta por qué medio se notificó.",
     "Escriba el medio, como portal, correo o ventanilla."},
    {"solicitud.enlace_desconocido", "Ese enlace no es de ninguna solicitud.",
     "Revise que esté completo, tal como se lo dieron al presentarla."},
    {"obligacion.desconocida", "El calendario legal no tiene una obligación «{hallado}» ese año.",
     "Vea los códigos con «ceiba calendario»."},
    {"obligacion.periodo_desconocido", "«{hallado}» no es un período de esa obligación.",
     "Vea los períodos con «ceiba calendario»."},
    {"obligacion.periodo_no_empieza", "El período {hallado} empieza el {esperado}.",
     "Registre la entrega cuando se haya hecho."},
    {"obligacion.regla_mal_escrita", "La regla «{hallado}» no dice cuándo vence una obligación.",
     "Escriba una de estas: {esperado}."},
};

}  // namespace

constinit const std::span<const Sentence> transparency_sentences = rows;

}  // namespace text
