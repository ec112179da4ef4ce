// The routes of one's own work: the queue, the notices, and files that come in pieces.
#include "web/pages/capture_view.hpp"
#include "web/pages/upload_pieces.hpp"

namespace web {
namespace {

constexpr Route routes[] = {
    {Method::Get, "/inicio", signed_in, work_show, "Mi trabajo"},
    {Method::Get, "/inicio/siguiente", signed_in, work_next, "Lo siguiente que hacer"},
    {Method::Get, "/notificaciones", signed_in, notification_list, "Notificaciones"},
    {Method::Get, "/notificaciones/preferencias", signed_in, notification_preferences,
     "Qué se avisa y cómo"},
    {Method::Post, "/notificaciones/preferencias", signed_in, notification_prefer,
     "Cambiar qué se avisa y cómo"},
    {Method::Post, "/subidas", signed_in, pieces_begin, "Empezar a enviar un archivo por partes"},
    {Method::Get, "/subidas/{id}", signed_in, pieces_show, "Cuánto llegó de un archivo"},
    {Method::Post, "/subidas/{id}", signed_in, pieces_add, "Una parte más de un archivo"},
    {Method::Post, "/subidas/{id}/cancelar", signed_in, pieces_cancel,
     "Dejar de enviar un archivo"},
};

}  // namespace

std::span<const Route> work_routes() { return routes; }

}  // namespace web
