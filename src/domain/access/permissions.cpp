// The table permission × roles.
#include "domain/access/permissions.hpp"

#include <utility>

#include "domain/access/refusals.hpp"

namespace access_control {
namespace {

using Roles = std::uint32_t;

template <class... R>
constexpr Roles of(R... roles) {
  return ((Roles{1} << std::to_underlying(roles)) | ... | Roles{0});
}

// Administración sets an institution up and, until it has users, does every step of it; who it is
// stays in the journal, and separation of duties binds it like everybody.
constexpr Roles admin = of(Role::Administracion);
constexpr Roles everybody = (Roles{1} << role_count) - 1;
constexpr Roles reporters =
    of(Role::Jefatura, Role::Enlace, Role::Planificacion, Role::Monitoreo) | admin;
constexpr Roles planners = of(Role::Planificacion) | admin;
// Planificación loads the budget file that its reports are made of.
constexpr Roles budgeters = of(Role::Presupuesto) | planners;
constexpr Roles evaluators = of(Role::Monitoreo, Role::Planificacion) | admin;
constexpr Roles authority = of(Role::Autoridad) | admin;

// Who asks for a payment, and who makes the file of it.
constexpr Roles askers = of(Role::Jefatura, Role::Enlace, Role::Compras);
constexpr Roles treasurers = of(Role::Presupuesto, Role::Contabilidad, Role::Tesoreria);

// Whoever audits does not answer for what was found.
constexpr Roles audited = everybody & ~of(Role::Auditoria);

constexpr struct {
  Permission permission;
  std::string_view name;
  Roles roles;
} rows[] = {
    {Permission::ManageInstallation, "instalacion.administrar", admin},
    {Permission::LoadCatalogs, "catalogo.cargar", planners},
    {Permission::AddCatalogEntry, "catalogo.agregar",
     of(Role::Planificacion, Role::Presupuesto) | admin},
    {Permission::ConfirmNorm, "norma.confirmar", authority},
    {Permission::LoadDemo, "demo.cargar", admin},
    {Permission::VerifyJournal, "bitacora.verificar", everybody},
    {Permission::RebuildBase, "bitacora.reconstruir", admin},
    {Permission::MakeBackup, "respaldo.crear", admin},
    {Permission::ManageUsers, "usuario.administrar", admin},
    {Permission::Delegate, "delegacion.crear", everybody},
    {Permission::EditOrganization, "organizacion.cargar", planners},
    {Permission::HoldPosts, "organizacion.nombrar", planners},
    {Permission::ConfigureInstitution, "institucion.ajustar", planners},
    {Permission::LoadPlan, "plan.cargar", planners},
    {Permission::ApprovePlan, "plan.aprobar", authority},
    {Permission::AcceptFinding, "plan.aceptar_hallazgo", planners},
    {Permission::EditIndicator, "indicador.editar", evaluators},
    {Permission::ApproveIndicator, "indicador.aprobar", authority},
    {Permission::EditMeasures, "medida.editar", evaluators},
    {Permission::ReportMeasures, "medida.informar", reporters | of(Role::Informacion)},
    {Permission::FollowPolicy, "politica.informar", reporters},
    {Permission::ImportBudget, "presupuesto.importar", budgeters},
    {Permission::ImportNationalBudget, "presupuesto.importar_nacional", planners},
    {Permission::AcceptObservations, "presupuesto.aceptar_observaciones", budgeters},
    {Permission::WithdrawBudget, "presupuesto.retirar", budgeters},
    {Permission::ProgramGoals, "metas.programar", planners},
    {Permission::ReprogramGoals, "metas.reprogramar", planners},
    {Permission::ReportGoals, "metas.reportar", reporters},
    {Permission::SendGoals, "metas.enviar", reporters},
    {Permission::ValidateGoals, "metas.validar", evaluators},
    {Permission::EndorseGoals, "metas.dar_visto_bueno", of(Role::Jefatura) | admin},
    {Permission::CloseMonth, "metas.cerrar", evaluators},
    {Permission::ReopenMonth, "metas.reabrir", authority},
    {Permission::RectifyGoals, "metas.rectificar", reporters},
    {Permission::ApproveRectification, "metas.aprobar_rectificacion", evaluators | authority},
    {Permission::ImportVariables, "variables.importar", reporters},
    {Permission::CreateCut, "corte.crear", evaluators},
    {Permission::WriteText, "texto.escribir",
     reporters | of(Role::Presupuesto, Role::Verificacion, Role::Informacion)},
    {Permission::ValidateText, "texto.validar", evaluators},
    {Permission::DraftReport, "informe.elaborar", evaluators},
    {Permission::ApproveReport, "informe.aprobar", authority},
    {Permission::SignReport, "informe.firmar", authority | of(Role::Monitoreo, Role::Jefatura)},
    {Permission::PublishReport, "informe.publicar", authority | of(Role::Informacion)},
    {Permission::WithdrawReport, "informe.retirar", authority},
    {Permission::RegisterFile, "expediente.registrar", askers},
    {Permission::AttachToFile, "expediente.adjuntar", askers | treasurers | of(Role::Verificacion)},
    {Permission::ReadFiles, "expediente.leer",
     askers | treasurers | authority |
         of(Role::Verificacion, Role::Visado, Role::Auditoria, Role::Monitoreo)},
    {Permission::ReviewFile, "expediente.revisar", of(Role::Verificacion)},
    {Permission::ApproveFile, "expediente.visar", of(Role::Visado)},
    {Permission::CommitFile, "expediente.comprometer", of(Role::Presupuesto)},
    {Permission::AccrueFile, "expediente.devengar", of(Role::Contabilidad)},
    {Permission::PayFile, "expediente.pagar", of(Role::Tesoreria)},
    {Permission::ArchiveFile, "expediente.archivar", of(Role::Verificacion, Role::Contabilidad)},
    {Permission::RejectFile, "expediente.rechazar", of(Role::Verificacion, Role::Visado)},
    {Permission::AnnulFile, "expediente.anular", askers | of(Role::Verificacion)},
    {Permission::SuspendFile, "expediente.suspender",
     of(Role::Verificacion, Role::Visado, Role::Autoridad)},
    {Permission::JudgeFlag, "expediente.dictaminar",
     of(Role::Verificacion, Role::Visado, Role::Auditoria)},
    {Permission::RunRules, "regla.correr",
     of(Role::Verificacion, Role::Visado, Role::Auditoria) | admin},
    {Permission::EditChecklist, "lista.crear", of(Role::Verificacion) | admin},
    {Permission::ReviewJointly, "revision.trabajar",
     treasurers | of(Role::Monitoreo, Role::Verificacion, Role::Visado)},
    {Permission::ReadAudit, "auditoria.leer", everybody},
    {Permission::PlanAudit, "auditoria.planificar", of(Role::Auditoria)},
    {Permission::ApproveAuditPlan, "auditoria.aprobar_plan", authority},
    {Permission::WriteFinding, "hallazgo.registrar", of(Role::Auditoria)},
    {Permission::DecideFinding, "hallazgo.decidir", of(Role::Auditoria)},
    {Permission::AnswerFinding, "hallazgo.responder", audited},
    {Permission::ExceptFinding, "hallazgo.exceptuar", of(Role::Autoridad)},
    {Permission::EditControls, "control.editar", of(Role::Auditoria)},
    {Permission::RunControl, "control.ejecutar", everybody},
    {Permission::RequestControl, "control.solicitar",
     of(Role::Auditoria, Role::Jefatura, Role::Monitoreo) | authority},
    {Permission::EditRisks, "riesgo.editar", planners | authority | of(Role::Jefatura)},
    {Permission::TreatRisk, "riesgo.tratar", audited},
    {Permission::DrawSample, "muestra.trabajar", of(Role::Auditoria)},
    {Permission::NoteIndicator, "indicador.anotar", of(Role::Auditoria)},
    {Permission::Guide, "orientacion.emitir", of(Role::Auditoria)},
    {Permission::AnswerGuidance, "orientacion.responder", audited},
    {Permission::ReadRequests, "solicitud.leer",
     authority | of(Role::Informacion, Role::Auditoria, Role::Jefatura, Role::Enlace)},
    {Permission::FileRequest, "solicitud.presentar", of(Role::Informacion) | admin},
    {Permission::HandleRequest, "solicitud.tramitar", of(Role::Informacion) | admin},
    {Permission::AnswerRequest, "solicitud.contestar", of(Role::Jefatura, Role::Enlace) | admin},
    {Permission::ResolveRequest, "solicitud.resolver", of(Role::Informacion) | authority},
    {Permission::RuleOnRequest, "solicitud.fallar", of(Role::Autoridad)},
    {Permission::RecordDelivery, "calendario.entregar",
     budgeters | evaluators | authority | of(Role::Informacion)},
    {Permission::ReadTrail, "pista.leer", of(Role::Auditoria) | authority},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(rows); ++i)
    if (std::to_underlying(rows[i].permission) != i) return false;
  return std::size(rows) == permission_count;
}
static_assert(in_order(), "one row per permission, in the order of the enum");

}  // namespace

bool allows(Role role, Permission permission) {
  return (rows[std::to_underlying(permission)].roles & of(role)) != 0;
}

std::string_view show(Permission permission) { return rows[std::to_underlying(permission)].name; }

std::vector<Role> roles_with(Permission permission) {
  std::vector<Role> roles;
  for (const Role role : all_roles)
    if (allows(role, permission)) roles.push_back(role);
  return roles;
}

Result<void> require_another_person(std::int64_t actor, std::int64_t author) {
  if (actor == author) return refuse(Refusal::SamePerson, {{"actor", std::to_string(actor)}});
  return {};
}

}  // namespace access_control
