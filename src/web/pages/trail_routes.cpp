// The routes of the audit trail.
#include "web/pages/trail_pages.hpp"

namespace web {
namespace {

constexpr auto reads = with(access_control::Permission::ReadTrail);

constexpr Route routes[] = {
    {Method::Get, "/auditoria/pista", reads, trail_list, "Pista de auditoría"},
    {Method::Get, "/auditoria/pista/punto-de-control", reads, trail_checkpoint,
     "Punto de control firmado de la bitácora"},
    {Method::Get, "/auditoria/pista/exportar", reads, trail_export,
     "Pista de auditoría en CSV, con la huella de cada asiento"},
    {Method::Get, "/auditoria/pista/{asiento}", reads, trail_show, "Un asiento de la bitácora"},
    {Method::Get, "/auditoria/pista/{asiento}/prueba", reads, trail_proof,
     "Prueba de inclusión de un asiento"},
};

}  // namespace

std::span<const Route> trail_routes() { return routes; }

}  // namespace web
