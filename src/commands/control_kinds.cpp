// The decisions of audit and control: audits, what they found, and the instruments of control.
// docs/formats/auditoria.md has the body of every act here.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "commands/control_state.hpp"
#include "commands/verification_state.hpp"
#include "storage/catalog_store.hpp"

namespace commands {
namespace {

using namespace control;
using access_control::Permission;
using storage::FindingRow;
using storage::InstrumentRow;

Result<bool> illustrative_in(const json::object& act) {
  return act.contains("ilustrativo") ? flag_at(act, "ilustrativo") : Result<bool>(false);
}

// Working days of the offices in the capital.
Result<WorkingCalendar> offices(storage::Database& db) {
  return storage::working_calendar(db, TRY(Geografico::parse("0101")));
}

bool is_hash(std::string_view text) {
  Hash hash;
  return parse(text, hash);
}

constexpr std::int64_t days_max = 250;  // Working days of about a year.

Result<std::optional<Date>> due_in_days(storage::Database& db, const json::object& act,
                                        const Meta& meta, PasoHallazgo paso) {
  const auto days = optional_integer_at(act, "dias");
  if (!days) return std::optional<Date>{};
  if (!da_plazo(paso))
    return refuse(Refusal::DaysNoEffect, {{"campo", "dias"}, {"hallado", std::to_string(*days)}});
  if (*days < 1 || *days > days_max)
    return refuse(Refusal::ValueUnknown, {{"campo", "dias"},
                                          {"hallado", std::to_string(*days)},
                                          {"esperado", "1 … " + std::to_string(days_max)}});
  const auto calendar = TRY(offices(db));
  return std::optional(add_working_days(calendar, meta.today(), static_cast<int>(*days)).date);
}

// ---- Audits -------------------------------------------------------------------------------------

Result<storage::AuditRow> audit_at(storage::Database& db, const json::object& act,
                                   const Meta& meta) {
  const auto number = TRY(text_at(act, "auditoria"));
  const auto seen = TRY(integer_at(act, "version"));
  auto row = TRY(storage::audit_row(db, meta.institution, number));
  if (!row) return refuse(Refusal::AuditUnknown, {{"hallado", number}});
  if (row->version != seen)
    return refuse(Refusal::AuditChanged, {{"codigo", number},
                                          {"hallado", std::to_string(seen)},
                                          {"esperado", std::to_string(row->version)}});
  return *std::move(row);
}

void put_audit(Decision& decision, const storage::AuditRow& row) {
  decision.outcome = {
      {"auditoria", row.number}, {"version", row.version}, {"estado", code_of(row.state)}};
  decision.changes.put("audit", fields_of(row));
}

Result<Decision> decide_plan_audit(storage::Database& db, const json::object& act,
                                   const Meta& meta) {
  storage::AuditRow row;
  const bool known = act.contains("auditoria");
  if (known) {
    row = TRY(audit_at(db, act, meta));
    if (row.state != EstadoAuditoria::Programada)
      return refuse(Refusal::AuditStateForbids,
                    {{"codigo", row.number}, {"estado", std::string(code_of(row.state))}});
    ++row.version;
  } else {
    row.year = TRY(integer_at(act, "ejercicio"));
    CHECK(where("campo", "ejercicio", FiscalYear::parse(std::to_string(row.year))));
    row.number = TRY(storage::next_control_number(db, meta.institution, "audit", row.year));
    row.illustrative = TRY(illustrative_in(act));
  }
  row.title = TRY(filled_at(act, "titulo"));
  row.origin = TRY(choice_at<Origen>(act, "origen"));
  row.kind = TRY(choice_at<TipoAuditoria>(act, "tipo"));
  row.unit = text_or_none(act, "unidad");
  row.cua = text_or_none(act, "cua");
  const auto from = TRY(optional_day_at(act, "desde")), until = TRY(optional_day_at(act, "hasta"));
  if (!from || !until) return refuse(Refusal::FieldMissing, {{"campo", from ? "hasta" : "desde"}});
  if (*until < *from)
    return refuse(Refusal::DueNotLater, {{"hallado", show(*until)}, {"esperado", show(*from)}});
  row.planned_from = *from;
  row.planned_until = *until;
  row.auditor = meta.actor;
  row.reason = text_or_none(act, "motivo");
  // The plan was approved as it stood: a change after that says why.
  const auto approved = TRY(storage::audit_plan_approved(db, meta.institution, row.year));
  if (approved && row.origin == Origen::Interna && row.reason.empty())
    return refuse(Refusal::PlanApproved, {{"hallado", std::to_string(row.year)}});
  Decision decision;
  put_audit(decision, row);
  return decision;
}

Result<Decision> decide_approve_plan(storage::Database& db, const json::object& act,
                                     const Meta& meta) {
  const auto year = TRY(integer_at(act, "ejercicio"));
  if (TRY(storage::audit_plan_approved(db, meta.institution, year)))
    return refuse(Refusal::PlanApproved, {{"hallado", std::to_string(year)}});
  std::int64_t planned = 0;
  for (const auto& row : TRY(storage::audits(db, meta.institution)))
    planned += row.year == year && row.origin == Origen::Interna ? 1 : 0;
  if (planned == 0) return refuse(Refusal::PlanEmpty, {{"hallado", std::to_string(year)}});
  Decision decision;
  decision.changes.put("audit_plan",
                       {{"year", year}, {"actor", meta.actor}, {"on_date", show(meta.today())}});
  decision.outcome = {{"ejercicio", year}, {"auditorias", planned}};
  return decision;
}

Result<Decision> decide_move_audit(storage::Database& db, const json::object& act,
                                   const Meta& meta) {
  auto row = TRY(audit_at(db, act, meta));
  const auto paso = TRY(filled_at(act, "paso"));
  using enum EstadoAuditoria;
  const struct {
    std::string_view paso;
    std::vector<EstadoAuditoria> from;
    EstadoAuditoria to;
  } steps[] = {{"iniciar", {Programada}, EnCurso},
               {"concluir", {EnCurso}, Concluida},
               {"cancelar", {Programada, EnCurso}, Cancelada}};
  const auto* step = std::ranges::find(steps, paso, [](const auto& one) { return one.paso; });
  if (step == std::end(steps) || std::ranges::find(step->from, row.state) == step->from.end())
    return refuse(Refusal::AuditStateForbids,
                  {{"codigo", row.number}, {"estado", std::string(code_of(row.state))}});
  row.reason = text_or_none(act, "motivo");
  if (step->to == Cancelada && row.reason.empty()) return refuse(Refusal::ReasonMissing);
  if (step->to == EnCurso) row.started = meta.today();
  if (step->to != EnCurso) row.ended = meta.today();
  if (step->to == Concluida) row.report = TRY(filled_at(act, "informe"));
  row.state = step->to;
  ++row.version;
  Decision decision;
  put_audit(decision, row);
  return decision;
}

// ---- Findings -----------------------------------------------------------------------------------

Result<std::vector<storage::FindingPost>> posts_in(const json::object& act) {
  std::vector<storage::FindingPost> posts;
  if (!act.contains("puestos")) return posts;
  for (const auto& each : TRY(array_at(act, "puestos"))) {
    const auto* body = each.if_object();
    if (body == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", "puestos"}});
    storage::FindingPost post{TRY(filled_at(*body, "puesto")), text_or_none(*body, "nombre"), "",
                              ""};
    if (const auto day = TRY(optional_day_at(*body, "desde"))) post.from = show(*day);
    if (const auto day = TRY(optional_day_at(*body, "hasta"))) post.until = show(*day);
    posts.push_back(std::move(post));
  }
  return posts;
}

Result<void> bind(FindingRow& row, const json::object& act) {
  row.rule = text_or_none(act, "regla");
  if (row.rule.empty()) {
    row.rule_unit.clear();
    row.needed = 0;
    return {};
  }
  if (!testable(row.rule)) return refuse(Refusal::RuleUnknown, {{"hallado", row.rule}});
  row.rule_unit = text_or_none(act, "unidad_ejecutora");
  row.frequency =
      act.contains("frecuencia") ? TRY(choice_at<Frecuencia>(act, "frecuencia")) : Frecuencia{};
  row.needed = optional_integer_at(act, "periodos").value_or(3);
  constexpr std::int64_t periods_max = 36;
  if (row.needed < 1 || row.needed > periods_max)
    return refuse(Refusal::ValueUnknown, {{"campo", "periodos"},
                                          {"hallado", std::to_string(row.needed)},
                                          {"esperado", "1 … " + std::to_string(periods_max)}});
  return {};
}

// What a finding says, of an act or of a line of an import.
Result<FindingRow> finding_from(storage::Database& db, const json::object& act, const Meta& meta) {
  FindingRow row;
  row.origin = TRY(choice_at<Origen>(act, "origen"));
  row.clase = TRY(choice_at<ClaseHallazgo>(act, "clase"));
  row.audit = text_or_none(act, "auditoria");
  if (!row.audit.empty() && !TRY(storage::audit_row(db, meta.institution, row.audit)))
    return refuse(Refusal::AuditUnknown, {{"hallado", row.audit}});
  row.report = text_or_none(act, "informe");
  row.report_number = text_or_none(act, "numero_oficial");
  row.title = TRY(filled_at(act, "titulo"));
  row.area = TRY(filled_at(act, "area"));
  row.unit = text_or_none(act, "unidad");
  row.condition = TRY(filled_at(act, "condicion"));
  row.criterion = TRY(filled_at(act, "criterio"));
  row.cause = TRY(filled_at(act, "causa"));
  row.effect = TRY(filled_at(act, "efecto"));
  row.recommendation = TRY(filled_at(act, "recomendacion"));
  row.legal_action = text_or_none(act, "accion_legal");
  if (const auto text = text_or_none(act, "monto"); !text.empty())
    row.amount = TRY(where("campo", "monto", Money::parse(text)));
  row.posts = TRY(posts_in(act));
  row.responsible = TRY(audited_person_at(db, act, meta, "responsable"));
  row.issued = TRY(optional_day_at(act, "emitida")).value_or(meta.today());
  row.year = act.contains("ejercicio") ? TRY(integer_at(act, "ejercicio"))
                                       : static_cast<int>(row.issued.year());
  row.due = TRY(optional_day_at(act, "vence"));
  CHECK(bind(row, act));
  row.author = meta.actor;
  row.illustrative = TRY(illustrative_in(act));
  return row;
}

Antecedente likeness(const FindingRow& row) {
  return {row.number, row.rule, folded(row.area), folded(row.condition),
          static_cast<std::int16_t>(row.year)};
}

// Names the earlier finding that this one repeats.
Result<void> mark_recurrence(storage::Database& db, const Meta& meta, FindingRow& row) {
  std::vector<Antecedente> before;
  std::map<std::string, std::int64_t> times;
  for (const auto& old : TRY(storage::findings(db, meta.institution))) {
    before.push_back(likeness(old));
    times[old.number] = old.recurrences;
  }
  if (const auto* earlier = repite(likeness(row), before)) {
    row.repeats = earlier->numero;
    row.recurrences = times[earlier->numero] + 1;
  }
  return {};
}

Result<Decision> decide_register(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(finding_from(db, act, meta));
  CHECK(require_future(row.due, meta));
  row.number = TRY(storage::next_control_number(db, meta.institution, "finding",
                                                static_cast<int>(meta.today().year())));
  CHECK(mark_recurrence(db, meta, row));
  Decision decision;
  decision.outcome = {{"hallazgo", row.number},
                      {"version", row.version},
                      {"estado", code_of(row.state)},
                      {"repite", row.repeats}};
  put_standing(decision, row, std::min(row.issued, meta.today()));
  return decision;
}

// Earlier findings come with the state that they have: nobody is asked to live their past again.
Result<Decision> decide_import(storage::Database& db, const json::object& act, const Meta& meta) {
  Decision decision;
  json::array numbers;
  std::set<std::pair<std::string, std::string>> here;
  auto next = TRY(storage::next_control_number(db, meta.institution, "finding",
                                               static_cast<int>(meta.today().year())));
  const auto stem = next.substr(0, next.find('-') + 1);
  auto count = whole_number(next.substr(stem.size())).value_or(1);
  std::int64_t line = 1;
  for (const auto& each : TRY(array_at(act, "filas"))) {
    const auto* body = each.if_object();
    if (body == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", "filas"}});
    const auto read = [&]() -> Result<FindingRow> {
      auto row = TRY(finding_from(db, *body, meta));
      row.state = TRY(choice_at<EstadoHallazgo>(*body, "estado"));
      if (row.state == EstadoHallazgo::Cerrada) {
        row.closed = TRY(optional_day_at(*body, "cerrada"));
        if (!row.closed) return refuse(Refusal::FieldMissing, {{"campo", "cerrada"}});
      }
      using enum EstadoHallazgo;
      const bool mending = row.state == EnProceso || row.state == Atendida ||
                           row.state == Parcial || row.state == Verificada;
      if (mending) row.plan_since = row.issued;
      if (row.state == Verificada) row.verified_by = meta.actor;
      const bool repeated =
          !row.report_number.empty() &&
          (!here.emplace(row.report, row.report_number).second ||
           TRY(storage::has_reported_finding(db, meta.institution, row.report, row.report_number)));
      if (repeated)
        return refuse(Refusal::FindingRepeated,
                      {{"hallado", row.report_number}, {"informe", row.report}});
      return row;
    };
    auto row = TRY(
        where("linea", std::to_string(optional_integer_at(*body, "linea").value_or(line)), read()));
    row.number = stem + padded_left(std::to_string(count++), 4);
    numbers.push_back(json::value(row.number));
    put_standing(decision, row, row.closed.value_or(std::min(row.issued, meta.today())));
    ++line;
  }
  decision.outcome = {{"archivo", text_or_none(act, "archivo")}, {"hallazgos", std::move(numbers)}};
  return decision;
}

std::int64_t accepted(const std::vector<storage::FindingEvidenceRow>& all, std::int64_t plan) {
  return std::ranges::count_if(
      all, [&](const auto& one) { return one.plan == plan && one.verdict == "aceptada"; });
}

Result<void> require_closable(storage::Database& db, const Meta& meta, const FindingRow& row) {
  const auto who = TRY(acting(db, meta, Permission::DecideFinding, row.responsible));
  // A finding that its descargo made disappear has nothing to mend, here or before it was imported.
  bool undone = false;
  // Who imports a finding as verified answers for that.
  Actuante verified{row.verified_by.value_or(0), {}};
  for (const auto& step : TRY(storage::finding_steps(db, meta.institution, row.number))) {
    using enum EstadoHallazgo;
    undone =
        step.to == NoAplicable || ((undone || step.from == NoAplicable) && step.to == Verificada);
    if (step.paso == PasoHallazgo::Verificar) verified = {step.actor, step.on_behalf};
  }
  return where(
      "codigo", row.number,
      where("regla", row.rule,
            puede_cerrar({!row.rule.empty(), row.clean, row.needed,
                          accepted(TRY(storage::finding_evidence(db, meta.institution, row.number)),
                                   row.plan),
                          undone, verified, who})));
}

Result<Decision> decide_decide(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(finding_at(db, act, meta));
  const auto paso = TRY(choice_at<PasoHallazgo>(act, "paso"));
  for (const auto& known : transiciones_hallazgo())
    if (known.paso == paso && known.parte != Parte::Auditoria)
      return refuse(Refusal::NotResponsible, {{"paso", std::string(code_of(paso))}});
  const auto reason = text_or_none(act, "motivo");
  auto due = TRY(due_in_days(db, act, meta, paso));
  Decision decision;
  CHECK(step_finding(db, meta, row, paso, reason, due, decision));
  using enum PasoHallazgo;
  if (paso == Notificar) {
    row.due = due ? due : row.due;
    row.hearing = TRY(optional_day_at(act, "audiencia"));
    CHECK(require_future(row.hearing, meta));
    CHECK(require_future(row.due, meta));
  } else if (paso == AceptarPlan) {
    row.plan_since = meta.today();
    row.clean = 0;  // What was clean under an earlier plan says nothing of this one.
    row.proposal = Propuesta::Ninguna;
    row.due.reset();
    for (const auto& action : TRY(storage::finding_actions(db, meta.institution, row.number)))
      if (action.plan == row.plan && (!row.due || *row.due < action.due)) row.due = action.due;
  } else if (paso == Verificar) {
    row.verified_by = meta.actor;
    row.due.reset();
  } else if (paso == Cerrar) {
    // Asked again: the last test may be of before the last failure.
    if (!row.rule.empty()) {
      Retest retest{db, meta};
      TRY(retest.test(row, decision));
    }
    CHECK(require_closable(db, meta, row));
    row.closed = meta.today();
    row.proposal = Propuesta::Ninguna;
    // Nobody lives any more with what was mended.
    row.exception_owner.clear();
    row.exception_reason.clear();
    row.exception_until.reset();
  } else if (paso == Reabrir) {
    if (!row.rule.empty() && row.proposal != Propuesta::Reincidencia)
      return refuse(Refusal::NoFailureSince);
    ++row.recurrences;
    row.closed.reset();
    row.verified_by.reset();
    row.plan_since.reset();
    row.clean = 0;
    row.proposal = Propuesta::Ninguna;
  } else if (paso != Desvanecer) {
    row.due = due;
    row.verified_by.reset();
    row.proposal = Propuesta::Ninguna;
  }
  put_finding(decision, meta, std::move(row));
  return decision;
}

Result<Decision> decide_answer(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(finding_at(db, act, meta));
  const auto paso = TRY(choice_at<PasoHallazgo>(act, "paso"));
  const auto reason = text_or_none(act, "motivo");
  for (const auto& known : transiciones_hallazgo())
    if (known.paso == paso && known.parte != Parte::Responsable)
      return refuse(Refusal::ResponsibleJudges, {{"paso", std::string(code_of(paso))}});
  Decision decision;
  CHECK(step_finding(db, meta, row, paso, reason, {}, decision));
  if (paso == PasoHallazgo::PresentarPlan) {
    ++row.plan;
    std::int64_t number = 0;
    for (const auto& each :
         act.contains("acciones") ? TRY(array_at(act, "acciones")) : json::array{}) {
      const auto* body = each.if_object();
      if (body == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", "acciones"}});
      const auto due = TRY(optional_day_at(*body, "vence"));
      storage::FindingActionRow action{row.number,
                                       row.plan,
                                       ++number,
                                       TRY(filled_at(*body, "que")),
                                       TRY(filled_at(*body, "quien")),
                                       {}};
      if (!due) return refuse(Refusal::FieldMissing, {{"campo", "vence"}});
      CHECK(require_future(due, meta));
      action.due = *due;
      decision.changes.put("finding_action", fields_of(action));
    }
    if (number == 0) return refuse(Refusal::ActionsMissing);
    row.due.reset();  // Whoever audits is to answer now.
  } else if (paso == PasoHallazgo::DarPorAtendida) {
    std::map<std::int64_t, storage::FindingEvidenceRow> newest;  // Versions come in order.
    for (auto& one : TRY(storage::finding_evidence(db, meta.institution, row.number)))
      newest[one.evidence] = std::move(one);
    const bool any = std::ranges::any_of(newest, [&](const auto& each) {
      return each.second.plan == row.plan && each.second.verdict != "rechazada";
    });
    if (!any) return refuse(Refusal::EvidenceMissing, {{"codigo", row.number}});
  }
  put_finding(decision, meta, std::move(row));
  return decision;
}

Result<Decision> decide_bind(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(finding_at(db, act, meta));
  const auto who = TRY(acting(db, meta, Permission::WriteFinding, row.responsible));
  if (responde(who, TRY(persons_of(db, meta, row))))
    return refuse(Refusal::ResponsibleJudges, {{"paso", "ligar"}});
  CHECK(bind(row, act));
  row.clean = 0;
  row.proposal = Propuesta::Ninguna;
  row.tested_on.reset();
  Decision decision;
  for (const auto& test : TRY(storage::finding_tests(db, meta.institution, row.number)))
    decision.changes.remove("finding_test",
                            {{"number", row.number}, {"period", test.tested.periodo}});
  put_finding(decision, meta, std::move(row));
  return decision;
}

Result<void> require_answering(storage::Database& db, const Meta& meta, const FindingRow& row,
                               std::string_view paso,
                               std::initializer_list<EstadoHallazgo> states) {
  if (std::ranges::find(states, row.state) == states.end())
    return refuse(Refusal::StepUnknown,
                  {{"paso", std::string(paso)}, {"estado", std::string(code_of(row.state))}});
  const auto who = TRY(acting(db, meta, Permission::AnswerFinding, row.responsible));
  if (who.actor != row.responsible && who.por != row.responsible)
    return refuse(Refusal::NotResponsible, {{"paso", std::string(paso)}});
  return {};
}

Result<void> require_auditing(storage::Database& db, const Meta& meta, const FindingRow& row,
                              std::string_view paso) {
  const auto who = TRY(acting(db, meta, Permission::DecideFinding, row.responsible));
  if (responde(who, TRY(persons_of(db, meta, row))))
    return refuse(Refusal::ResponsibleJudges, {{"paso", std::string(paso)}});
  return {};
}

Result<Decision> decide_bring(storage::Database& db, const json::object& act, const Meta& meta) {
  using enum EstadoHallazgo;
  auto row = TRY(finding_at(db, act, meta));
  CHECK(require_answering(
      db, meta, row, "aportar",
      {Notificada, PlanAccion, EnProceso, Atendida, Parcial, NoAtendida, Verificada}));
  auto all = TRY(storage::finding_evidence(db, meta.institution, row.number));
  std::int64_t last = 0;
  for (const auto& one : all) last = std::max(last, one.evidence);
  Decision decision;
  for (const auto& each : TRY(array_at(act, "evidencias"))) {
    const auto* body = each.if_object();
    if (body == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", "evidencias"}});
    storage::FindingEvidenceRow one;
    one.number = row.number;
    one.name = TRY(filled_at(*body, "nombre"));
    one.note = text_or_none(*body, "nota");
    one.hash = text_or_none(*body, "huella");
    if (!is_hash(one.hash)) return refuse(Refusal::EvidenceMalformed, {{"hallado", one.name}});
    one.media_type = text_or_none(*body, "tipo");
    one.size = optional_integer_at(*body, "bytes").value_or(0);
    one.plan = row.plan;
    one.action = optional_integer_at(*body, "accion").value_or(0);
    if (const auto replaced = optional_integer_at(*body, "evidencia")) {
      const storage::FindingEvidenceRow* old = nullptr;
      for (const auto& known : all)
        if (known.evidence == *replaced) old = &known;
      if (old == nullptr)
        return refuse(Refusal::EvidenceUnknown, {{"hallado", std::to_string(*replaced)}});
      if (old->verdict == "aceptada")
        return refuse(Refusal::EvidenceSealed, {{"hallado", std::to_string(*replaced)}});
      one.evidence = *replaced;
      one.version = old->version + 1;
    } else {
      one.evidence = ++last;
    }
    one.actor = meta.actor;
    one.on = meta.today();
    all.push_back(one);
    decision.changes.put("finding_evidence", fields_of(one));
  }
  if (decision.changes.empty()) return refuse(Refusal::EvidenceMalformed);
  put_finding(decision, meta, std::move(row));
  return decision;
}

Result<Decision> decide_judge(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(finding_at(db, act, meta));
  CHECK(require_auditing(db, meta, row, "dictaminar la evidencia"));
  const auto number = TRY(integer_at(act, "evidencia"));
  const auto verdict = TRY(filled_at(act, "dictamen"));
  if (verdict != "aceptada" && verdict != "rechazada")
    return refuse(
        Refusal::ValueUnknown,
        {{"campo", "dictamen"}, {"hallado", verdict}, {"esperado", "aceptada, rechazada"}});
  std::optional<storage::FindingEvidenceRow> newest;
  for (auto& one : TRY(storage::finding_evidence(db, meta.institution, row.number)))
    if (one.evidence == number) newest = one;
  if (!newest) return refuse(Refusal::EvidenceUnknown, {{"hallado", std::to_string(number)}});
  if (newest->verdict == "aceptada")
    return refuse(Refusal::EvidenceSealed, {{"hallado", std::to_string(number)}});
  newest->verdict = verdict;
  newest->judge = meta.actor;
  newest->judged_on = meta.today();
  newest->judge_note = text_or_none(act, "motivo");
  if (verdict == "rechazada" && newest->judge_note.empty()) return refuse(Refusal::ReasonMissing);
  Decision decision;
  decision.changes.put("finding_evidence", fields_of(*newest));
  put_finding(decision, meta, std::move(row));
  return decision;
}

Result<Decision> decide_ask_time(storage::Database& db, const json::object& act, const Meta& meta) {
  using enum EstadoHallazgo;
  auto row = TRY(finding_at(db, act, meta));
  CHECK(require_answering(db, meta, row, "pedir prórroga",
                          {Notificada, EnProceso, Parcial, NoAtendida}));
  const auto asked = TRY(optional_day_at(act, "hasta"));
  if (!asked) return refuse(Refusal::FieldMissing, {{"campo", "hasta"}});
  CHECK(require_future(asked, meta));
  if (row.due && *asked <= *row.due)
    return refuse(Refusal::DueNotLater, {{"hallado", show(*asked)}, {"esperado", show(*row.due)}});
  const auto reason = text_or_none(act, "motivo");
  if (reason.empty()) return refuse(Refusal::ReasonMissing);
  const auto before = TRY(storage::finding_extensions(db, meta.institution, row.number));
  if (!before.empty() && before.back().answer.empty()) return refuse(Refusal::ExtensionWaits);
  Decision decision;
  decision.changes.put("finding_extension", fields_of(storage::FindingExtensionRow{
                                                row.number,
                                                static_cast<std::int64_t>(before.size()) + 1,
                                                row.due,
                                                *asked,
                                                reason,
                                                meta.actor,
                                                meta.today(),
                                                "",
                                                {},
                                                {},
                                                ""}));
  put_finding(decision, meta, std::move(row));
  return decision;
}

Result<Decision> decide_answer_time(storage::Database& db, const json::object& act,
                                    const Meta& meta) {
  auto row = TRY(finding_at(db, act, meta));
  CHECK(require_auditing(db, meta, row, "resolver la prórroga"));
  auto before = TRY(storage::finding_extensions(db, meta.institution, row.number));
  if (before.empty() || !before.back().answer.empty()) return refuse(Refusal::ExtensionUnknown);
  auto& one = before.back();
  one.answer = TRY(filled_at(act, "respuesta"));
  if (one.answer != "otorgada" && one.answer != "denegada")
    return refuse(
        Refusal::ValueUnknown,
        {{"campo", "respuesta"}, {"hallado", one.answer}, {"esperado", "otorgada, denegada"}});
  one.judge_note = text_or_none(act, "motivo");
  if (one.answer == "denegada" && one.judge_note.empty()) return refuse(Refusal::ReasonMissing);
  one.judge = meta.actor;
  one.judged_on = meta.today();
  if (one.answer == "otorgada") row.due = one.asked_due;
  Decision decision;
  decision.changes.put("finding_extension", fields_of(one));
  put_finding(decision, meta, std::move(row));
  return decision;
}

Result<Decision> decide_except(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(finding_at(db, act, meta));
  const auto who = TRY(acting(db, meta, Permission::ExceptFinding, row.responsible));
  if (responde(who, TRY(persons_of(db, meta, row))))
    return refuse(Refusal::ResponsibleJudges, {{"paso", "exceptuar"}});
  if (!abierto(row.state))
    return refuse(Refusal::StepUnknown,
                  {{"paso", "exceptuar"}, {"estado", std::string(code_of(row.state))}});
  row.exception_owner = TRY(filled_at(act, "dueno"));
  row.exception_until = TRY(optional_day_at(act, "hasta"));
  if (!row.exception_until) return refuse(Refusal::FieldMissing, {{"campo", "hasta"}});
  CHECK(require_future(row.exception_until, meta));
  row.exception_reason = text_or_none(act, "motivo");
  if (row.exception_reason.empty()) return refuse(Refusal::ReasonMissing);
  Decision decision;
  put_finding(decision, meta, std::move(row));
  return decision;
}

Result<Decision> decide_comment(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto number = TRY(text_at(act, "hallazgo"));
  const auto row = TRY(storage::finding_row(db, meta.institution, number));
  if (!row) return refuse(Refusal::FindingUnknown, {{"hallado", number}});
  const auto body = TRY(filled_at(act, "texto"));
  const auto who = TRY(acting(db, meta, Permission::AnswerFinding, row->responsible));
  const bool responsible = who.actor == row->responsible || who.por == row->responsible;
  if (!responsible && !TRY(audits(db, meta, meta.actor)))
    return refuse(Refusal::NotResponsible, {{"paso", "comentar"}});
  Decision decision;
  decision.changes.put(
      "finding_comment",
      fields_of(storage::FindingCommentRow{
          number, meta.seq, responsible ? "responsable" : "auditoria", body, meta.actor, meta.at}));
  decision.outcome = {{"hallazgo", number}};
  return decision;
}

Result<Decision> decide_official(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(finding_at(db, act, meta));
  CHECK(require_auditing(db, meta, row, "anotar el estado oficial"));
  row.official_system = code_of(TRY(choice_at<SistemaOficial>(act, "sistema")));
  row.official_state = TRY(filled_at(act, "estado_oficial"));
  row.official_note = text_or_none(act, "nota");
  row.official_on = TRY(optional_day_at(act, "fecha")).value_or(meta.today());
  Decision decision;
  put_finding(decision, meta, std::move(row));
  return decision;
}

Result<Decision> decide_retest(storage::Database& db, const json::object& act, const Meta& meta) {
  Decision decision;
  const auto one = text_or_none(act, "hallazgo");
  Retest retest{db, meta};
  std::int64_t tested = 0;
  json::array proposals;
  for (auto& row : TRY(storage::findings(db, meta.institution))) {
    if (!one.empty() && row.number != one) continue;
    if (row.rule.empty()) {
      if (!one.empty()) return refuse(Refusal::TestMissing, {{"codigo", one}});
      continue;
    }
    ++tested;
    const bool changed = TRY(retest.test(row, decision));
    if (row.proposal != Propuesta::Ninguna)
      proposals.push_back(
          json::object{{"hallazgo", row.number}, {"propuesta", code_of(row.proposal)}});
    if (changed) decision.changes.put("finding", fields_of(row));
  }
  if (!one.empty() && tested == 0) return refuse(Refusal::FindingUnknown, {{"hallado", one}});
  decision.outcome = {{"probados", tested}, {"propuestas", std::move(proposals)}};
  return decision;
}

// ---- Instruments --------------------------------------------------------------------------------

Result<Decision> decide_subject(storage::Database&, const json::object& act, const Meta&) {
  const storage::SubjectRow row{
      TRY(filled_at(act, "codigo")), TRY(choice_at<ClaseSujeto>(act, "clase")),
      TRY(filled_at(act, "nombre")), TRY(filled_at(act, "proceso")), text_or_none(act, "norma")};
  Decision decision;
  decision.changes.put("control_subject", fields_of(row));
  decision.outcome = {{"sujeto", row.code}};
  return decision;
}

void put_instrument(Decision& decision, const InstrumentRow& row) {
  decision.outcome = {{"instrumento", row.code}, {"version", row.version}};
  decision.changes.put("control_instrument", fields_of(row));
  decision.changes.put("instrument_standing",
                       fields_of(storage::InstrumentStandingRow{row.code, row.version, row.when}));
}

Result<InstrumentRow> instrument_at(storage::Database& db, const json::object& act,
                                    const Meta& meta) {
  const auto code = TRY(text_at(act, "instrumento"));
  auto row = TRY(storage::instrument_row(db, meta.institution, code));
  if (!row) return refuse(Refusal::InstrumentUnknown, {{"hallado", code}});
  if (row->when.retirado) return refuse(Refusal::InstrumentRetired, {{"codigo", code}});
  return *std::move(row);
}

Result<void> fill_recurrence(InstrumentRow& row, const json::object& act) {
  row.when.modo = TRY(choice_at<Modo>(act, "modo"));
  row.when.plazo = optional_integer_at(act, "dias").value_or(5);
  if (row.when.plazo < 0 || row.when.plazo > days_max)
    return refuse(Refusal::ValueUnknown, {{"campo", "dias"},
                                          {"hallado", std::to_string(row.when.plazo)},
                                          {"esperado", "0 … " + std::to_string(days_max)}});
  if (row.when.modo == Modo::Periodico)
    row.when.frecuencia = TRY(choice_at<Frecuencia>(act, "frecuencia"));
  if (row.when.modo == Modo::Casuistico) row.condition = TRY(filled_at(act, "condicion"));
  if (row.when.modo == Modo::Permanente) {
    row.rule = TRY(filled_at(act, "regla"));
    if (!verification::rule_at(row.rule))
      return refuse(Refusal::RuleUnknown, {{"hallado", row.rule}});
  }
  return {};
}

Result<Decision> decide_instrument(storage::Database& db, const json::object& act,
                                   const Meta& meta) {
  InstrumentRow row;
  row.code = TRY(filled_at(act, "codigo"));
  const auto old = TRY(storage::instrument_row(db, meta.institution, row.code));
  if (const auto seen = optional_integer_at(act, "version")) {
    if (!old) return refuse(Refusal::InstrumentUnknown, {{"hallado", row.code}});
    if (old->when.retirado) return refuse(Refusal::InstrumentRetired, {{"codigo", row.code}});
    if (old->version != *seen) return refuse(Refusal::InstrumentRepeated, {{"hallado", row.code}});
    row.version = old->version + 1;
    row.when.desde = old->when.desde;
    row.illustrative = old->illustrative;
  } else {
    if (old) return refuse(Refusal::InstrumentRepeated, {{"hallado", row.code}});
    row.when.desde = TRY(optional_day_at(act, "desde")).value_or(meta.today());
    row.illustrative = TRY(illustrative_in(act));
  }
  row.name = TRY(filled_at(act, "nombre"));
  row.what = TRY(filled_at(act, "que"));
  row.why = TRY(filled_at(act, "por_que"));
  row.norm = TRY(filled_at(act, "norma"));
  // Whoever audits does not run what he will judge.
  row.owner = TRY(audited_person_at(db, act, meta, "dueno"));
  const auto component = TRY(filled_at(act, "componente"));
  const auto known = componente(component);
  if (!known)
    return refuse(Refusal::ValueUnknown, {{"campo", "componente"},
                                          {"hallado", component},
                                          {"esperado", "entorno_de_control … supervision"}});
  row.component = *known;
  row.process = TRY(filled_at(act, "proceso"));
  CHECK(fill_recurrence(row, act));
  row.evidence = TRY(filled_at(act, "evidencia"));
  const auto inventory = TRY(storage::control_subjects(db, meta.institution));
  for (const auto& each : TRY(array_at(act, "sujetos"))) {
    std::string code(each.is_string() ? std::string_view(each.as_string()) : "");
    if (std::ranges::find(inventory, code, &storage::SubjectRow::code) == inventory.end())
      return refuse(Refusal::SubjectUnknown, {{"hallado", code}});
    row.subjects.push_back(std::move(code));
  }
  if (row.subjects.empty()) return refuse(Refusal::FieldMissing, {{"campo", "sujetos"}});
  Decision decision;
  put_instrument(decision, row);
  return decision;
}

Result<Decision> decide_retire(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(instrument_at(db, act, meta));
  row.reason = text_or_none(act, "motivo");
  if (row.reason.empty()) return refuse(Refusal::ReasonMissing);
  row.when.retirado = meta.today();
  ++row.version;
  Decision decision;
  put_instrument(decision, row);
  return decision;
}

Result<std::vector<Obligacion>> owed_by(storage::Database& db, const Meta& meta,
                                        const InstrumentRow& row, const WorkingCalendar& calendar) {
  std::vector<Corrida> runs;
  for (const auto& run : TRY(storage::control_runs(db, meta.institution, row.code)))
    runs.push_back({run.period, run.on});
  std::vector<Solicitud> requests;
  for (const auto& one : TRY(storage::control_requests(db, meta.institution, row.code)))
    requests.push_back({one.request, one.asked});
  return obligaciones(row.when, runs, requests, calendar, meta.today());
}

Result<Decision> decide_run(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto row = TRY(instrument_at(db, act, meta));
  if (row.when.modo == Modo::Permanente)
    return refuse(Refusal::ModeForbids,
                  {{"codigo", row.code}, {"estado", std::string(code_of(row.when.modo))}});
  const auto who = TRY(acting(db, meta, Permission::RunControl, row.owner));
  if (who.actor != row.owner && who.por != row.owner)
    return refuse(Refusal::NotOwner, {{"codigo", row.code}});
  storage::ControlRunRow run;
  run.code = row.code;
  run.period = TRY(filled_at(act, "periodo"));
  const auto calendar = TRY(offices(db));
  const auto owed = TRY(owed_by(db, meta, row, calendar));
  const auto one = std::ranges::find(owed, run.period, &Obligacion::periodo);
  if (one == owed.end())
    return row.when.modo == Modo::Casuistico
               ? refuse(Refusal::RequestUnknown, {{"codigo", row.code}, {"hallado", run.period}})
               : refuse(Refusal::PeriodNotOver, {{"codigo", row.code}, {"hallado", run.period}});
  if (one->hecha)
    return refuse(Refusal::AlreadyRun, {{"codigo", row.code}, {"hallado", run.period}});
  run.on = meta.today();
  run.actor = meta.actor;
  run.result = TRY(choice_at<ResultadoControl>(act, "resultado"));
  run.note = TRY(filled_at(act, "nota"));
  run.name = text_or_none(act, "nombre");
  run.hash = text_or_none(act, "huella");
  if (!is_hash(run.hash)) return refuse(Refusal::EvidenceMalformed, {{"hallado", run.name}});
  run.media_type = text_or_none(act, "tipo");
  run.size = optional_integer_at(act, "bytes").value_or(0);
  Decision decision;
  decision.changes.put("control_run", fields_of(run));
  decision.outcome = {{"instrumento", row.code},
                      {"periodo", run.period},
                      {"vencia", show(one->vence)},
                      {"resultado", code_of(run.result)}};
  return decision;
}

Result<Decision> decide_request(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto row = TRY(instrument_at(db, act, meta));
  if (row.when.modo != Modo::Casuistico)
    return refuse(Refusal::ModeForbids,
                  {{"codigo", row.code}, {"estado", std::string(code_of(row.when.modo))}});
  const auto reason = text_or_none(act, "motivo");
  if (reason.empty()) return refuse(Refusal::ReasonMissing);
  const auto before = TRY(storage::control_requests(db, meta.institution, row.code));
  const storage::ControlRequestRow request{row.code,
                                           "S-" + padded_left(std::to_string(before.size() + 1), 3),
                                           meta.today(), meta.actor, reason};
  const auto calendar = TRY(offices(db));
  Decision decision;
  decision.changes.put("control_request", fields_of(request));
  decision.outcome = {
      {"instrumento", row.code},
      {"solicitud", request.request},
      {"vence",
       show(add_working_days(calendar, meta.today(), static_cast<int>(row.when.plazo)).date)}};
  return decision;
}

// Every run that is past its day and was not done becomes a finding, once. Its words are made of
// the instrument and the period where it is read.
Result<Decision> decide_review(storage::Database& db, const json::object&, const Meta& meta) {
  const auto calendar = TRY(offices(db));
  auto next = TRY(storage::next_control_number(db, meta.institution, "finding",
                                               static_cast<int>(meta.today().year())));
  const auto stem = next.substr(0, next.find('-') + 1);
  auto count = whole_number(next.substr(stem.size())).value_or(1);
  Decision decision;
  json::array made;
  std::int64_t reviewed = 0;
  for (const auto& row : TRY(storage::instruments(db, meta.institution))) {
    reviewed += row.when.retirado ? 0 : 1;
    for (const auto& owed : TRY(owed_by(db, meta, row, calendar))) {
      if (!owed.falta(meta.today()) ||
          TRY(storage::has_instrument_finding(db, meta.institution, row.code, owed.periodo)))
        continue;
      FindingRow finding;
      finding.number = stem + padded_left(std::to_string(count++), 4);
      finding.year = static_cast<int>(meta.today().year());
      finding.clase = ClaseHallazgo::ControlInterno;
      finding.area = row.process;
      finding.criterion = row.norm;
      finding.responsible = row.owner;
      finding.issued = meta.today();
      finding.instrument = row.code;
      finding.instrument_period = owed.periodo;
      finding.author = meta.actor;
      finding.illustrative = row.illustrative;
      made.push_back(json::object{{"hallazgo", finding.number},
                                  {"instrumento", row.code},
                                  {"nombre", row.name},
                                  {"periodo", owed.periodo}});
      put_standing(decision, finding, meta.today());
    }
  }
  decision.outcome = {{"revisados", reviewed}, {"hallazgos", std::move(made)}};
  return decision;
}

constexpr Kind kinds[] = {
    {"auditoria.programar", 1, Scope::Institution, Permission::PlanAudit, decide_plan_audit},
    {"auditoria.aprobar_plan", 1, Scope::Institution, Permission::ApproveAuditPlan,
     decide_approve_plan},
    {"auditoria.mover", 1, Scope::Institution, Permission::PlanAudit, decide_move_audit},
    {"hallazgo.registrar", 1, Scope::Institution, Permission::WriteFinding, decide_register},
    {"hallazgo.importar", 1, Scope::Institution, Permission::WriteFinding, decide_import},
    {"hallazgo.decidir", 1, Scope::Institution, Permission::DecideFinding, decide_decide},
    {"hallazgo.responder", 1, Scope::Institution, Permission::AnswerFinding, decide_answer},
    {"hallazgo.ligar", 1, Scope::Institution, Permission::WriteFinding, decide_bind},
    {"hallazgo.aportar", 1, Scope::Institution, Permission::AnswerFinding, decide_bring},
    {"hallazgo.juzgar", 1, Scope::Institution, Permission::DecideFinding, decide_judge},
    {"hallazgo.pedir_prorroga", 1, Scope::Institution, Permission::AnswerFinding, decide_ask_time},
    {"hallazgo.resolver_prorroga", 1, Scope::Institution, Permission::DecideFinding,
     decide_answer_time},
    {"hallazgo.exceptuar", 1, Scope::Institution, Permission::ExceptFinding, decide_except},
    {"hallazgo.comentar", 1, Scope::Institution, Permission::ReadAudit, decide_comment},
    {"hallazgo.oficial", 1, Scope::Institution, Permission::WriteFinding, decide_official},
    {"hallazgo.reprobar", 1, Scope::Institution, Permission::DecideFinding, decide_retest},
    {"sujeto.registrar", 1, Scope::Institution, Permission::EditControls, decide_subject},
    {"instrumento.registrar", 1, Scope::Institution, Permission::EditControls, decide_instrument},
    {"instrumento.retirar", 1, Scope::Institution, Permission::EditControls, decide_retire},
    {"instrumento.ejecutar", 1, Scope::Institution, Permission::RunControl, decide_run},
    {"instrumento.solicitar", 1, Scope::Institution, Permission::RequestControl, decide_request},
    {"instrumento.revisar", 1, Scope::Institution, Permission::EditControls, decide_review},
};

}  // namespace

std::span<const Kind> control_kinds() { return kinds; }

}  // namespace commands
