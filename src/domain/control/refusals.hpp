// Why an audit, a finding or a control instrument is refused.
#pragma once

#include <span>

#include "base/result.hpp"

namespace control {

// In order of precedence within each object.
enum class Refusal {
  AuditorChanges,  // Whoever audits would change what is audited, with a role lent to him.
  AuditUnknown,
  AuditChanged,  // Somebody else has acted on it since the version that was seen.
  AuditStateForbids,
  PlanApproved,  // The plan of the year was approved: what changes says why.
  PlanEmpty,
  FindingUnknown,
  FindingChanged,
  FieldMissing,
  ValueUnknown,       // {campo}, {hallado}, {esperado}
  PersonUnknown,      // The person responsible is no user of the institution.
  AuditorAudited,     // Whoever audits would be responsible for what is audited.
  StepUnknown,        // No such step from that state.
  NotResponsible,     // Only the person responsible takes it.
  ResponsibleJudges,  // The person responsible, or somebody for him, takes the auditor's step.
  ReasonMissing,
  DueInThePast,
  DueNotLater,   // An extension ends after what it extends.
  DaysNoEffect,  // The step gives nobody a number of days.
  ActionsMissing,
  ActionUnknown,
  EvidenceMalformed,
  EvidenceUnknown,
  EvidenceSealed,   // It was accepted: it is not replaced.
  EvidenceMissing,  // Closing, or saying that it was mended, without evidence.
  SecondPersonMissing,
  RuleUnknown,
  TestMissing,     // Nothing computable is bound to it.
  TestsNotClean,   // Fewer clean periods than it needs.
  ExtensionWaits,  // One was asked and nobody has answered.
  ExtensionUnknown,
  NoFailureSince,   // Reopened although nothing failed since it was closed.
  FindingRepeated,  // An import brings a finding that is there.
  InstrumentUnknown,
  InstrumentRepeated,
  InstrumentRetired,
  ModeForbids,  // That is not how an instrument of this mode is run.
  SubjectUnknown,
  NotOwner,       // Only its owner runs an instrument.
  PeriodNotOver,  // Nothing is due of that period yet.
  AlreadyRun,
  RequestUnknown,
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace control
