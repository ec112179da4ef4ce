// The routes of reports: from the draft to the public file.
#include "web/pages/public_pages.hpp"
#include "web/pages/report_pages.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr auto drafts = with(Permission::DraftReport);
constexpr auto approves = with(Permission::ApproveReport);
constexpr auto signs = with(Permission::SignReport);
constexpr auto publishes = with(Permission::PublishReport);
constexpr auto withdraws = with(Permission::WithdrawReport);
// A scan of a hundred pages, a DOCX with its charts.
constexpr std::uint64_t scan_max = 50ULL << 20;
constexpr std::uint64_t docx_max = 20ULL << 20;

constexpr Route routes[] = {
    {Method::Get, "/informes", signed_in, report_list, "Informes"},
    {Method::Post, "/informes", drafts, report_draft, "Generar un borrador"},
    {Method::Get, "/informes/{codigo}/{version}", signed_in, report_show, "Un informe"},
    {Method::Get, "/informes/{codigo}/{version}/secciones/{seccion}", signed_in, report_section,
     "Una sección de un informe"},
    {Method::Post, "/informes/{codigo}/{version}/secciones/{seccion}", drafts, report_write,
     "Escribir una sección"},
    {Method::Post, "/informes/{codigo}/{version}/cifras", drafts, report_refresh,
     "Actualizar o mantener las cifras de un informe"},
    {Method::Get, "/informes/{codigo}/{version}/vista", signed_in, report_preview,
     "Vista previa de un informe"},
    {Method::Get, "/informes/{codigo}/{version}/comparar", signed_in, report_compare,
     "Comparar un informe con el anterior"},
    {Method::Get, "/informes/{codigo}/{version}/archivo/{formato}", signed_in, report_file,
     "Un archivo de un informe"},
    {Method::Get, "/informes/{codigo}/{version}/escaneo", signed_in, report_scan,
     "El informe firmado"},
    {Method::Post, "/informes/{codigo}/{version}/enviar", drafts, report_send,
     "Enviar un informe a revisión"},
    {Method::Get, "/informes/{codigo}/{version}/revision", signed_in, report_review,
     "Revisar un informe"},
    {Method::Post, "/informes/{codigo}/{version}/revision", approves, report_return,
     "Devolver un informe"},
    {Method::Get, "/informes/{codigo}/{version}/aprobar", approves, report_approve,
     "Confirmar la aprobación de un informe"},
    {Method::Post, "/informes/{codigo}/{version}/aprobar", approves, report_approve,
     "Aprobar un informe"},
    {Method::Get, "/informes/{codigo}/{version}/firmar", signs, report_sign,
     "Firmas de un informe"},
    {Method::Post, "/informes/{codigo}/{version}/firmar", signs, report_sign,
     "Registrar las firmas de un informe", scan_max},
    {Method::Get, "/informes/{codigo}/{version}/publicar", signed_in, report_publish,
     "Publicación de un informe"},
    {Method::Post, "/informes/{codigo}/{version}/publicar", publishes, report_publish,
     "Publicar un informe"},
    {Method::Get, "/informes/datos-abiertos", signed_in, data_publish, "Datos abiertos del corte"},
    {Method::Post, "/informes/datos-abiertos", publishes, data_publish,
     "Publicar los datos abiertos de un corte"},
    {Method::Post, "/transparencia/comprobar", anybody, check_upload, "Comprobar un archivo",
     check_upload_max},
    {Method::Get, "/informes/divulgacion", publishes, disclosure_show, "Control de divulgación"},
    {Method::Post, "/informes/divulgacion", publishes, disclosure_show,
     "Publicar las personas de un corte"},
    {Method::Get, "/informes/{codigo}/{version}/retirar", withdraws, report_withdraw,
     "Retirar un informe"},
    {Method::Post, "/informes/{codigo}/{version}/retirar", withdraws, report_withdraw,
     "Retirar un informe con motivo"},
    {Method::Get, "/informes/{codigo}/{version}/corregir", drafts, report_correct,
     "Corregir un informe publicado"},
    {Method::Post, "/informes/{codigo}/{version}/corregir", drafts, report_correct,
     "Abrir una versión nueva con fe de erratas"},
    {Method::Get, "/informes/{codigo}/{version}/docx", drafts, report_upload,
     "Subir un DOCX corregido a mano"},
    {Method::Post, "/informes/{codigo}/{version}/docx", drafts, report_upload,
     "Leer un DOCX corregido a mano", docx_max},
    {Method::Get, "/informes/{codigo}/{version}/docx/{archivo}", drafts, report_read_back,
     "Lo que cambió en un DOCX"},
    {Method::Post, "/informes/{codigo}/{version}/docx/{archivo}", drafts, report_read_back,
     "Tomar los textos de un DOCX"},
    {Method::Get, "/informes/{codigo}/{version}/textos/{unidad}", signed_in, area_text_edit,
     "Análisis de un área"},
    {Method::Post, "/informes/{codigo}/{version}/textos/{unidad}", signed_in, area_text_edit,
     "Escribir o revisar el análisis de un área"},
};

}  // namespace

std::span<const Route> report_routes() { return routes; }

}  // namespace web
