// The routes of requests for information and of the legal calendar. Those for anybody are in
// Spanish only, and are no part of the portal that is kept for everybody: each is one person's.
#include "web/pages/request_pages.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr auto reads = with(Permission::ReadRequests);
constexpr auto handles = with(Permission::HandleRequest);
constexpr std::uint64_t file_max = 20ULL << 20;

constexpr Route routes[] = {
    {Method::Get, "/solicitudes/nueva", anybody, request_new, "Pedir información"},
    {Method::Post, "/solicitudes/nueva", anybody, request_new, "Presentar una solicitud"},
    {Method::Get, "/solicitudes/seguimiento", anybody, request_find, "Seguir una solicitud"},
    {Method::Post, "/solicitudes/seguimiento", anybody, request_find, "Seguir una solicitud"},
    {Method::Get, "/solicitudes/seguimiento/{ficha}", anybody, request_follow,
     "Una solicitud, por su enlace"},
    {Method::Post, "/solicitudes/seguimiento/{ficha}/aclarar", anybody, request_follow_clarify,
     "Aclarar una solicitud"},
    {Method::Post, "/solicitudes/seguimiento/{ficha}/impugnar", anybody, request_follow_appeal,
     "Interponer recurso de revisión"},
    {Method::Get, "/solicitudes/seguimiento/{ficha}/archivos/{huella}", anybody,
     request_follow_file, "Un archivo que se entregó"},
    {Method::Get, "/transparencia/solicitudes", anybody, request_statistics,
     "Estadística de solicitudes"},
    {Method::Get, "/transparencia/calendario", anybody, calendar_public, "Calendario legal"},
    {Method::Get, "/transparencia/calendario.ics", anybody, calendar_ics,
     "Calendario legal para una agenda"},
    {Method::Get, "/solicitudes", reads, request_list, "Solicitudes de información"},
    {Method::Get, "/solicitudes/registrar", with(Permission::FileRequest), request_register,
     "Registrar una solicitud"},
    {Method::Post, "/solicitudes/registrar", with(Permission::FileRequest), request_register,
     "Registrar una solicitud"},
    {Method::Get, "/solicitudes/{numero}", reads, request_show, "Una solicitud"},
    {Method::Get, "/solicitudes/{numero}/carta", reads, request_letter, "Carta de notificación"},
    {Method::Get, "/solicitudes/{numero}/archivos/{huella}", reads, request_file,
     "Un archivo de una solicitud"},
    {Method::Post, "/solicitudes/{numero}/trasladar", handles, request_route,
     "Trasladar una solicitud a una unidad", file_max},
    {Method::Post, "/solicitudes/{numero}/aclaracion", handles, request_ask,
     "Pedir aclaración de una solicitud", file_max},
    {Method::Post, "/solicitudes/{numero}/contestar", with(Permission::AnswerRequest),
     request_answer, "Contestar una solicitud por la unidad", file_max},
    {Method::Post, "/solicitudes/{numero}/prorrogar", handles, request_extend,
     "Prorrogar el plazo de una solicitud", file_max},
    {Method::Post, "/solicitudes/{numero}/resolver", with(Permission::ResolveRequest),
     request_resolve, "Resolver una solicitud", file_max},
    {Method::Post, "/solicitudes/{numero}/notificar", handles, request_notify,
     "Notificar la resolución de una solicitud", file_max},
    {Method::Post, "/solicitudes/{numero}/fallar", with(Permission::RuleOnRequest), request_rule,
     "Decidir el recurso de revisión", file_max},
    {Method::Post, "/solicitudes/{numero}/desistir", handles, request_withdraw,
     "Registrar el desistimiento de una solicitud", file_max},
    {Method::Get, "/calendario", signed_in, calendar_show, "Calendario legal"},
    {Method::Post, "/calendario/entregar", with(Permission::RecordDelivery), calendar_deliver,
     "Registrar la entrega de una obligación", file_max},
    {Method::Get, "/calendario/constancias/{huella}", signed_in, calendar_proof,
     "La constancia de una entrega"},
};

}  // namespace

std::span<const Route> transparency_routes() { return routes; }

}  // namespace web
