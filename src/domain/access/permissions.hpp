// What each role may do: one table, asked by the commands and never by the pages alone.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/access/roles.hpp"

namespace access_control {

// One permission per kind of decision. To add one: a value here, its row in permissions.cpp in
// the same order; the compiler checks that none is missing.
enum class Permission : std::uint8_t {
  // The installation.
  ManageInstallation,  // Creates institutions, rotates the key.
  LoadCatalogs,
  AddCatalogEntry,
  ConfirmNorm,  // Raises the degree of certainty of a norm.
  LoadDemo,
  VerifyJournal,
  RebuildBase,
  MakeBackup,
  ManageUsers,
  Delegate,  // Lends one's own role, and takes it back.
  // The institution.
  EditOrganization,
  HoldPosts,             // Says who holds a post between dates.
  ConfigureInstitution,  // How it works, where there is a choice.
  // The plan.
  LoadPlan,
  ApprovePlan,
  AcceptFinding,
  EditIndicator,
  ApproveIndicator,
  EditMeasures,
  ReportMeasures,
  FollowPolicy,
  // The budget.
  ImportBudget,
  ImportNationalBudget,
  AcceptObservations,
  WithdrawBudget,
  // Physical goals.
  ProgramGoals,
  ReprogramGoals,
  ReportGoals,
  SendGoals,
  ValidateGoals,  // And returns them.
  EndorseGoals,   // The visto bueno of a subdirección, before they are validated.
  CloseMonth,
  ReopenMonth,
  RectifyGoals,
  ApproveRectification,
  ImportVariables,
  // Reports.
  CreateCut,
  WriteText,  // Logros, limitaciones, causas, acciones correctivas.
  ValidateText,
  DraftReport,
  ApproveReport,
  SignReport,
  PublishReport,
  WithdrawReport,
  // Verification of spending.
  RegisterFile,  // Payment files, their suppliers and contracts; and answers an observation.
  AttachToFile,
  ReadFiles,
  ReviewFile,   // Takes, reviews, answers the checklist, returns, verifies.
  ApproveFile,  // The visado.
  CommitFile,
  AccrueFile,
  PayFile,
  ArchiveFile,
  RejectFile,
  AnnulFile,
  SuspendFile,
  JudgeFlag,  // The verdict on what a rule said.
  RunRules,
  EditChecklist,
  ReviewJointly,  // Opens, signs and follows up a joint review, for a party.
  // Internal control and audit. Whoever audits changes nothing else.
  ReadAudit,  // Findings, controls, risks.
  PlanAudit,  // Audits, and the plan of a year.
  ApproveAuditPlan,
  WriteFinding,   // Registers, notifies, comments and binds findings.
  DecideFinding,  // Accepts plans and evidence, verifies, closes, reopens.
  AnswerFinding,  // Descargo, plan and evidence of those responsible.
  ExceptFinding,  // Lives with a finding until a day.
  EditControls,
  RunControl,      // Leaves the evidence that a control was carried out.
  RequestControl,  // Starts a casuistic one.
  EditRisks,
  TreatRisk,  // The work plan and its evidence.
  DrawSample,
  NoteIndicator,  // On a deviation.
  Guide,
  AnswerGuidance,
  // Public information. Whoever answers for a unit does not resolve.
  ReadRequests,
  FileRequest,  // Registers what a person asks, clarifies or appeals.
  HandleRequest,
  AnswerRequest,
  ResolveRequest,
  RuleOnRequest,   // Decides the recurso de revisión.
  RecordDelivery,  // Of an obligation of the legal calendar.
  // The trail.
  ReadTrail,
};
inline constexpr std::size_t permission_count = static_cast<std::size_t>(Permission::ReadTrail) + 1;

bool allows(Role, Permission);

// The name of a permission as data and scopes write it: "presupuesto.importar".
std::string_view show(Permission);

// The roles that have it, in the order of the enum: for "who can grant me this?".
std::vector<Role> roles_with(Permission);

// Separation of duties: who validates, approves or rectifies must not be who wrote. Actors are
// persons; the role does not matter. Error: SamePerson.
Result<void> require_another_person(std::int64_t actor, std::int64_t author);

}  // namespace access_control
