// The routes of goals: capture, validation, close, rectification.
#include "web/pages/capture_view.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr auto reports = with(Permission::ReportGoals);
constexpr auto sends = with(Permission::SendGoals);
constexpr auto validates = with(Permission::ValidateGoals);
constexpr auto closes = with(Permission::CloseMonth);
constexpr auto reopens = with(Permission::ReopenMonth);
constexpr auto rectifies = with(Permission::RectifyGoals);
constexpr std::uint64_t file_max = std::uint64_t{20} << 20;

constexpr Route routes[] = {
    {Method::Get, "/ejecucion/captura", reports, capture_start, "El reporte que toca"},
    {Method::Get, "/ejecucion/captura/{anio}/{mes}/{unidad}", reports, capture_show,
     "El reporte de un mes"},
    {Method::Post, "/ejecucion/captura/{anio}/{mes}/{unidad}", reports, capture_save,
     "Guardar el reporte de un mes", file_max},
    {Method::Post, "/ejecucion/captura/{anio}/{mes}/{unidad}/autoguardar", reports,
     capture_autosave, "Guardar mientras se escribe", file_max},
    {Method::Get, "/ejecucion/captura/{anio}/{mes}/{unidad}/revisar", reports, capture_check,
     "Revisar antes de enviar"},
    {Method::Post, "/ejecucion/captura/{anio}/{mes}/{unidad}/revisar", sends, capture_send,
     "Enviar el reporte de un mes"},
    {Method::Get, "/ejecucion/captura/{anio}/{mes}/{unidad}/pegar", reports, capture_paste,
     "Pegar desde Excel"},
    {Method::Post, "/ejecucion/captura/{anio}/{mes}/{unidad}/pegar", reports, capture_pasted,
     "Revisar lo pegado"},
    {Method::Get, "/ejecucion/captura/{anio}/{mes}/{unidad}/plantilla.xlsx", reports,
     capture_template, "La plantilla del mes"},
    {Method::Post, "/ejecucion/captura/{anio}/{mes}/{unidad}/plantilla", reports, capture_upload,
     "Revisar la plantilla llena", file_max},
    {Method::Get, "/ejecucion/captura/{anio}/{mes}/{unidad}/historial", signed_in, capture_history,
     "Historial de un reporte"},
    {Method::Get, "/ejecucion/captura/{anio}/{mes}/{unidad}/deshacer/{asiento}", reports,
     capture_undo, "Confirmar que se deshace un cambio"},
    {Method::Post, "/ejecucion/captura/{anio}/{mes}/{unidad}/deshacer/{asiento}", reports,
     capture_undone, "Deshacer un cambio"},
    {Method::Get, "/ejecucion/captura/{anio}/{mes}/{unidad}/medios/{huella}", signed_in,
     evidence_show, "Un medio de verificación"},
    {Method::Get, "/ejecucion/captura/{anio}/{mes}/{unidad}/medios/{huella}/quitar", reports,
     evidence_remove, "Confirmar que se quita un adjunto"},
    {Method::Post, "/ejecucion/captura/{anio}/{mes}/{unidad}/medios/{huella}/quitar", reports,
     evidence_remove, "Quitar un adjunto"},
    {Method::Get, "/ejecucion/metas/importar", reports, goals_import,
     "Importar metas de varias unidades"},
    {Method::Post, "/ejecucion/metas/importar", reports, goals_imported,
     "Revisar o aplicar metas de varias unidades", file_max},
    {Method::Get, "/ejecucion/validacion", signed_in, validation_board, "Estado por unidad y mes"},
    {Method::Get, "/ejecucion/validacion/{anio}/{mes}", signed_in, month_show, "Cierre de un mes"},
    {Method::Post, "/ejecucion/validacion/{anio}/{mes}/validar", validates, validation_steps,
     "Validar varias unidades"},
    {Method::Get, "/ejecucion/validacion/{anio}/{mes}/recordatorio", closes, validation_reminder,
     "Quién falta, para recordarlo"},
    {Method::Get, "/ejecucion/validacion/{anio}/{mes}/cerrar", closes, month_close_ask,
     "Confirmar el cierre de un mes"},
    {Method::Post, "/ejecucion/validacion/{anio}/{mes}/cerrar", closes, month_close,
     "Cerrar un mes"},
    {Method::Get, "/ejecucion/validacion/{anio}/{mes}/reabrir", reopens, month_reopen_ask,
     "Confirmar que se reabre un mes"},
    {Method::Post, "/ejecucion/validacion/{anio}/{mes}/reabrir", reopens, month_reopen,
     "Reabrir un mes"},
    {Method::Get, "/ejecucion/validacion/{anio}/{mes}/{unidad}", signed_in, validation_show,
     "El avance de una unidad"},
    {Method::Post, "/ejecucion/validacion/{anio}/{mes}/{unidad}", signed_in, validation_decide,
     "Validar, devolver o dar visto bueno"},
    {Method::Get, "/ejecucion/rectificaciones", signed_in, rectification_list, "Rectificaciones"},
    {Method::Get, "/ejecucion/rectificaciones/nueva", rectifies, rectification_new,
     "Proponer una rectificación"},
    {Method::Post, "/ejecucion/rectificaciones/nueva", rectifies, rectification_propose,
     "Proponer una rectificación", file_max},
    {Method::Get, "/ejecucion/rectificaciones/{numero}", signed_in, rectification_show,
     "Una rectificación"},
    {Method::Post, "/ejecucion/rectificaciones/{numero}", with(Permission::ApproveRectification),
     rectification_decide, "Autorizar o negar una rectificación"},
    {Method::Get, "/ejecucion/rectificaciones/{numero}/evidencia/{huella}", signed_in,
     rectification_evidence, "La evidencia de una rectificación"},
    {Method::Get, "/ejecucion/variables", signed_in, variables_show, "Variables e historial"},
    {Method::Post, "/ejecucion/variables", with(Permission::ImportVariables), variables_load,
     "Cargar variables", file_max},
};

}  // namespace

std::span<const Route> capture_routes() { return routes; }

}  // namespace web
