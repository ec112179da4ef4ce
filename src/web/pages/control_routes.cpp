// The routes of internal control and audit: what was found, the controls, and their tools.
#include "web/pages/control_pages.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr auto reads = with(Permission::ReadAudit);
constexpr auto writes = with(Permission::WriteFinding);
constexpr auto decides = with(Permission::DecideFinding);
constexpr auto answers = with(Permission::AnswerFinding);
constexpr auto plans = with(Permission::PlanAudit);
constexpr auto edits = with(Permission::EditControls);
constexpr std::uint64_t file_max = 20ULL << 20;

constexpr Route routes[] = {
    {Method::Get, "/auditoria", reads, audit_finding_list, "Seguimiento de auditoría"},
    {Method::Post, "/auditoria/reprobar", decides, audit_retest,
     "Volver a probar los hallazgos ligados a reglas"},
    {Method::Get, "/auditoria/hallazgos/nuevo", writes, audit_finding_new, "Nuevo hallazgo"},
    {Method::Post, "/auditoria/hallazgos/nuevo", writes, audit_finding_new,
     "Registrar un hallazgo"},
    {Method::Get, "/auditoria/hallazgos/importar", writes, audit_finding_import,
     "Importar hallazgos anteriores"},
    {Method::Post, "/auditoria/hallazgos/importar", writes, audit_finding_import,
     "Ver o registrar los hallazgos de un archivo", file_max},
    {Method::Get, "/auditoria/hallazgos/{numero}", reads, audit_finding_show, "Un hallazgo"},
    {Method::Post, "/auditoria/hallazgos/{numero}/decidir", decides, audit_finding_decide,
     "Decidir un paso de un hallazgo"},
    {Method::Post, "/auditoria/hallazgos/{numero}/responder", answers, audit_finding_answer,
     "Responder un hallazgo"},
    {Method::Post, "/auditoria/hallazgos/{numero}/evidencias", answers, audit_finding_bring,
     "Aportar evidencia de un hallazgo", file_max},
    {Method::Post, "/auditoria/hallazgos/{numero}/evidencias/dictamen", decides,
     audit_finding_judge, "Dictaminar la evidencia de un hallazgo"},
    {Method::Get, "/auditoria/hallazgos/{numero}/evidencias/{huella}", reads,
     audit_finding_evidence, "La evidencia de un hallazgo"},
    {Method::Post, "/auditoria/hallazgos/{numero}/prorroga", answers, audit_finding_time,
     "Pedir prórroga de un hallazgo"},
    {Method::Post, "/auditoria/hallazgos/{numero}/prorroga/resolver", decides,
     audit_finding_answer_time, "Responder una prórroga"},
    {Method::Post, "/auditoria/hallazgos/{numero}/excepcion", with(Permission::ExceptFinding),
     audit_finding_except, "Exceptuar un hallazgo hasta una fecha"},
    {Method::Post, "/auditoria/hallazgos/{numero}/comentarios", reads, audit_finding_comment,
     "Comentar un hallazgo"},
    {Method::Post, "/auditoria/hallazgos/{numero}/oficial", writes, audit_finding_official,
     "Anotar el estado oficial de un hallazgo"},
    {Method::Post, "/auditoria/hallazgos/{numero}/regla", writes, audit_finding_bind,
     "Ligar un hallazgo a una regla"},
    {Method::Get, "/auditoria/plan", reads, audit_plan_show, "Plan anual de auditoría"},
    {Method::Post, "/auditoria/plan", plans, audit_plan_show, "Programar una auditoría"},
    {Method::Post, "/auditoria/plan/aprobar", with(Permission::ApproveAuditPlan),
     audit_plan_approve, "Aprobar el plan anual de auditoría"},
    {Method::Post, "/auditoria/plan/{numero}", plans, audit_plan_move, "Mover una auditoría"},
    {Method::Get, "/auditoria/controles", reads, control_list, "Instrumentos de control"},
    {Method::Get, "/auditoria/controles/nuevo", edits, control_new, "Nuevo instrumento"},
    {Method::Post, "/auditoria/controles/nuevo", edits, control_new, "Registrar un instrumento"},
    {Method::Post, "/auditoria/controles/inventario", edits, control_subject_add,
     "Agregar un acto o documento al inventario"},
    {Method::Post, "/auditoria/controles/revisar", edits, control_review,
     "Hacer hallazgos de los controles que no se ejecutaron"},
    {Method::Get, "/auditoria/controles/{codigo}", reads, control_show, "Un instrumento"},
    {Method::Post, "/auditoria/controles/{codigo}/ejecutar", with(Permission::RunControl),
     control_run, "Dejar constancia de un control", file_max},
    {Method::Post, "/auditoria/controles/{codigo}/solicitar", with(Permission::RequestControl),
     control_request, "Solicitar un control casuístico"},
    {Method::Post, "/auditoria/controles/{codigo}/retirar", edits, control_retire,
     "Retirar un instrumento"},
    {Method::Get, "/auditoria/controles/{codigo}/constancias/{huella}", reads, control_evidence,
     "La constancia de un control"},
};

}  // namespace

std::span<const Route> control_routes() { return routes; }

}  // namespace web
