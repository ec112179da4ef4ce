// The routes of one's own work: the queue and the notices.
#include "web/pages/capture_view.hpp"

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
};

}  // namespace

std::span<const Route> work_routes() { return routes; }

}  // namespace web
