// Rows of audits, findings and instruments of control: what a decision reads of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/control/finding.hpp"
#include "domain/control/instrument.hpp"
#include "domain/values/money.hpp"
#include "domain/verification/history.hpp"
#include "storage/records.hpp"

namespace storage {

struct AuditRow {
  std::string number;
  std::int64_t year = 0;
  std::string title;
  control::Origen origin = control::Origen::Interna;
  control::TipoAuditoria kind = control::TipoAuditoria::Cumplimiento;
  std::string unit, cua;
  Date planned_from{}, planned_until{};
  std::optional<Date> started, ended;
  std::string report;
  control::EstadoAuditoria state = control::EstadoAuditoria::Programada;
  std::int64_t auditor = 0;
  std::string reason;
  std::int64_t version = 1;
  bool illustrative = false;
};

// A post that answers for a finding, between two days.
struct FindingPost {
  std::string post, name, from, until;
};

struct FindingRow {
  std::string number;
  std::int64_t year = 0;
  std::string audit;
  control::Origen origin = control::Origen::Interna;
  control::ClaseHallazgo clase = control::ClaseHallazgo::ControlInterno;
  std::string report, report_number, area, unit, title;
  std::string condition, criterion, cause, effect, recommendation, legal_action;
  std::optional<Money> amount;
  std::vector<FindingPost> posts;
  control::EstadoHallazgo state = control::EstadoHallazgo::Emitida;
  std::int64_t responsible = 0;
  Date issued{};
  std::optional<Date> due, hearing;
  std::int64_t plan = 0;  // The newest plan; 0: none yet.
  std::optional<Date> plan_since;
  std::optional<std::int64_t> verified_by;
  std::optional<Date> closed;
  std::int64_t recurrences = 0;
  std::string repeats, rule, rule_unit;
  control::Frecuencia frequency = control::Frecuencia::Mensual;
  std::int64_t needed = 0, clean = 0;
  control::Propuesta proposal = control::Propuesta::Ninguna;
  std::optional<Date> tested_on;
  std::string official_system, official_state, official_note;
  std::optional<Date> official_on;
  std::string exception_owner, exception_reason;
  std::optional<Date> exception_until;
  std::string instrument, instrument_period;
  std::int64_t author = 0, version = 1;
  bool illustrative = false;

  bool excepted(Date today) const { return exception_until && *exception_until >= today; }
};

struct FindingStepRow {
  std::string number;
  std::int64_t step = 0;
  control::PasoHallazgo paso{};
  control::EstadoHallazgo from{}, to{};
  std::int64_t actor = 0;
  std::optional<std::int64_t> on_behalf;
  Date on{};
  std::int64_t at = 0;
  std::string reason;
  std::optional<Date> due;
};

struct FindingActionRow {
  std::string number;
  std::int64_t plan = 0, action = 0;
  std::string what, who;
  Date due{};
};

struct FindingEvidenceRow {
  std::string number;
  std::int64_t evidence = 0, version = 1, plan = 0, action = 0;
  std::string name, note, hash, media_type;
  std::int64_t size = 0, actor = 0;
  Date on{};
  std::string verdict;  // "", "aceptada", "rechazada"
  std::optional<std::int64_t> judge;
  std::optional<Date> judged_on;
  std::string judge_note;
};

struct FindingExtensionRow {
  std::string number;
  std::int64_t extension = 0;
  std::optional<Date> was_due;
  Date asked_due{};
  std::string reason;
  std::int64_t actor = 0;
  Date on{};
  std::string answer;  // "", "otorgada", "denegada"
  std::optional<std::int64_t> judge;
  std::optional<Date> judged_on;
  std::string judge_note;
};

struct FindingCommentRow {
  std::string number;
  std::int64_t seq = 0;
  std::string part, body;  // "auditoria" or "responsable".
  std::int64_t actor = 0, at = 0;
};

struct FindingTestRow {
  std::string number;
  control::PeriodoProbado tested;
  std::int64_t judged = 0, failures = 0;
  Date on{};
};

struct SubjectRow {
  std::string code;
  control::ClaseSujeto kind{};
  std::string name, process, norm;
};

struct InstrumentRow {
  std::string code, name, what, why, norm;
  std::int64_t owner = 0;
  control::Componente component{};
  std::string process;
  control::Recurrencia when;
  std::string condition, rule, evidence;
  std::vector<std::string> subjects;
  std::string reason;
  std::int64_t version = 1;
  bool illustrative = false;
};

struct ControlRunRow {
  std::string code, period;
  Date on{};
  std::int64_t actor = 0;
  control::ResultadoControl result{};
  std::string note, name, hash, media_type;
  std::int64_t size = 0;
};

struct ControlRequestRow {
  std::string code, request;
  Date asked{};
  std::int64_t actor = 0;
  std::string reason;
};

Fields fields_of(const AuditRow&);
Fields fields_of(const FindingRow&);
Fields fields_of(const FindingStepRow&);
Fields fields_of(const FindingActionRow&);
Fields fields_of(const FindingEvidenceRow&);
Fields fields_of(const FindingExtensionRow&);
Fields fields_of(const FindingCommentRow&);
Fields fields_of(const FindingTestRow&);
Fields fields_of(const SubjectRow&);
Fields fields_of(const InstrumentRow&);
Fields fields_of(const ControlRunRow&);
Fields fields_of(const ControlRequestRow&);

Result<std::optional<AuditRow>> audit_row(Database&, std::string_view institution,
                                          std::string_view number);
Result<std::vector<AuditRow>> audits(Database&, std::string_view institution);  // By number.
// When the plan of a year was approved; nothing while it is not.
Result<std::optional<Date>> audit_plan_approved(Database&, std::string_view institution,
                                                std::int64_t year);

Result<std::optional<FindingRow>> finding_row(Database&, std::string_view institution,
                                              std::string_view number);
Result<std::vector<FindingRow>> findings(Database&, std::string_view institution);  // By number.
// The finding that was made of a run that did not happen.
Result<bool> has_instrument_finding(Database&, std::string_view institution, std::string_view code,
                                    std::string_view period);
Result<bool> has_reported_finding(Database&, std::string_view institution, std::string_view report,
                                  std::string_view report_number);

// What hangs on a finding, in the order of its key.
Result<std::vector<FindingStepRow>> finding_steps(Database&, std::string_view institution,
                                                  std::string_view number);
Result<std::vector<FindingActionRow>> finding_actions(Database&, std::string_view institution,
                                                      std::string_view number);
Result<std::vector<FindingEvidenceRow>> finding_evidence(Database&, std::string_view institution,
                                                         std::string_view number);
Result<std::vector<FindingExtensionRow>> finding_extensions(Database&, std::string_view institution,
                                                            std::string_view number);
Result<std::vector<FindingCommentRow>> finding_comments(Database&, std::string_view institution,
                                                        std::string_view number);
Result<std::vector<FindingTestRow>> finding_tests(Database&, std::string_view institution,
                                                  std::string_view number);

Result<std::vector<SubjectRow>> control_subjects(Database&, std::string_view institution);
Result<std::vector<InstrumentRow>> instruments(Database&, std::string_view institution);
Result<std::optional<InstrumentRow>> instrument_row(Database&, std::string_view institution,
                                                    std::string_view code);
// Of all instruments where `code` is "".
Result<std::vector<ControlRunRow>> control_runs(Database&, std::string_view institution,
                                                std::string_view code);
Result<std::vector<ControlRequestRow>> control_requests(Database&, std::string_view institution,
                                                        std::string_view code);

// The next number of a year: "2026-001". `table` is audit or finding.
Result<std::string> next_control_number(Database&, std::string_view institution,
                                        std::string_view table, std::int64_t year);

// Findings and instruments as the rules over history see them on a day.
Result<void> add_control(Database&, std::string_view institution, const WorkingCalendar&,
                         verification::History&);

}  // namespace storage
