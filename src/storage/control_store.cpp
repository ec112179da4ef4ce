// Rows of 0016_control.sql.
#include "storage/control_store.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace storage {
namespace {

using namespace control;

std::optional<Date> date_in(const Record& row, std::string_view column) {
  if (row.is_null(column)) return std::nullopt;
  return row.date(column);
}

template <class Kind>
Kind kind_in(const Record& row, std::string_view column) {
  return kind_of<Kind>(row.text(column)).value();
}

template <class Kind>
std::string text_of(Kind kind) {
  return std::string(code_of(kind));
}

Fields of_number(std::string_view institution, std::string_view number) {
  return {{"institution", as_value(institution)}, {"number", as_value(number)}};
}

template <class RowType>
Result<std::vector<RowType>> all_of(Database& db, std::string_view table, const Fields& equals,
                                    RowType (*read)(const Record&)) {
  std::vector<RowType> all;
  for (const auto& row : TRY(select(db, table, equals))) all.push_back(read(row));
  return all;
}

json::array array_in(const Record& row, std::string_view column) {
  return parse_json(row.text(column)).value().as_array();
}

AuditRow audit_from(const Record& row) {
  return {row.text("number"),
          row.integer("year"),
          row.text("title"),
          kind_in<Origen>(row, "origin"),
          kind_in<TipoAuditoria>(row, "kind"),
          row.text("unit"),
          row.text("cua"),
          row.date("planned_from"),
          row.date("planned_until"),
          date_in(row, "started"),
          date_in(row, "ended"),
          row.text("report"),
          kind_in<EstadoAuditoria>(row, "state"),
          row.integer("auditor"),
          row.text("reason"),
          row.integer("version"),
          row.flag("illustrative")};
}

FindingRow finding_from(const Record& row) {
  FindingRow f;
  f.number = row.text("number");
  f.year = row.integer("year");
  f.audit = row.text("audit");
  f.origin = kind_in<Origen>(row, "origin");
  f.clase = kind_in<ClaseHallazgo>(row, "class");
  f.report = row.text("report");
  f.report_number = row.text("report_number");
  f.area = row.text("area");
  f.unit = row.text("unit");
  f.title = row.text("title");
  f.condition = row.text("condition");
  f.criterion = row.text("criterion");
  f.cause = row.text("cause");
  f.effect = row.text("effect");
  f.recommendation = row.text("recommendation");
  f.legal_action = row.text("legal_action");
  if (!row.is_null("amount")) f.amount = row.money("amount");
  for (const auto& each : array_in(row, "posts")) {
    const auto& post = each.as_object();
    f.posts.push_back({text_at(post, "puesto").value(), text_at(post, "nombre").value(),
                       text_at(post, "desde").value(), text_at(post, "hasta").value()});
  }
  f.state = kind_in<EstadoHallazgo>(row, "state");
  f.responsible = row.integer("responsible");
  f.issued = row.date("issued");
  f.due = date_in(row, "due");
  f.hearing = date_in(row, "hearing");
  f.plan = row.integer("plan");
  f.plan_since = date_in(row, "plan_since");
  f.verified_by = row.optional_integer("verified_by");
  f.closed = date_in(row, "closed");
  f.recurrences = row.integer("recurrences");
  f.repeats = row.text("repeats");
  f.rule = row.text("rule");
  f.rule_unit = row.text("rule_unit");
  f.frequency = kind_in<Frecuencia>(row, "frequency");
  f.needed = row.integer("needed");
  f.clean = row.integer("clean");
  f.proposal = kind_in<Propuesta>(row, "proposal");
  f.tested_on = date_in(row, "tested_on");
  f.official_system = row.text("official_system");
  f.official_state = row.text("official_state");
  f.official_note = row.text("official_note");
  f.official_on = date_in(row, "official_on");
  f.exception_owner = row.text("exception_owner");
  f.exception_reason = row.text("exception_reason");
  f.exception_until = date_in(row, "exception_until");
  f.instrument = row.text("instrument");
  f.instrument_period = row.text("instrument_period");
  f.author = row.integer("author");
  f.version = row.integer("version");
  f.illustrative = row.flag("illustrative");
  return f;
}

FindingStepRow step_from(const Record& row) {
  return {row.text("number"),
          row.integer("step"),
          kind_in<PasoHallazgo>(row, "paso"),
          kind_in<EstadoHallazgo>(row, "from_state"),
          kind_in<EstadoHallazgo>(row, "to_state"),
          row.integer("actor"),
          row.optional_integer("on_behalf"),
          row.date("on_date"),
          row.integer("at"),
          row.text("reason"),
          date_in(row, "due")};
}

FindingActionRow action_from(const Record& row) {
  return {row.text("number"), row.integer("plan"), row.integer("action"),
          row.text("what"),   row.text("who"),     row.date("due")};
}

FindingEvidenceRow evidence_from(const Record& row) {
  return {row.text("number"),        row.integer("evidence"),
          row.integer("version"),    row.integer("plan"),
          row.integer("action"),     row.text("name"),
          row.text("note"),          row.text("hash"),
          row.text("media_type"),    row.integer("size"),
          row.integer("actor"),      row.date("on_date"),
          row.text("verdict"),       row.optional_integer("judge"),
          date_in(row, "judged_on"), row.text("judge_note")};
}

FindingExtensionRow extension_from(const Record& row) {
  return {row.text("number"),        row.integer("extension"), date_in(row, "was_due"),
          row.date("asked_due"),     row.text("reason"),       row.integer("actor"),
          row.date("on_date"),       row.text("answer"),       row.optional_integer("judge"),
          date_in(row, "judged_on"), row.text("judge_note")};
}

FindingCommentRow comment_from(const Record& row) {
  return {row.text("number"), row.integer("seq"),   row.text("part"),
          row.text("body"),   row.integer("actor"), row.integer("at")};
}

FindingTestRow test_from(const Record& row) {
  return {row.text("number"),
          {row.text("period"), row.date("first_day"), row.date("last_day"),
           kind_in<Prueba>(row, "result")},
          row.integer("judged"),
          row.integer("failures"),
          row.date("on_date")};
}

SubjectRow subject_from(const Record& row) {
  return {row.text("code"), kind_in<ClaseSujeto>(row, "kind"), row.text("name"),
          row.text("process"), row.text("norm")};
}

InstrumentRow instrument_from(const Record& row) {
  InstrumentRow one;
  one.code = row.text("code");
  one.name = row.text("name");
  one.what = row.text("what");
  one.why = row.text("why");
  one.norm = row.text("norm");
  one.owner = row.integer("owner");
  one.component = componente(row.text("component")).value();
  one.process = row.text("process");
  one.when = {kind_in<Modo>(row, "mode"), kind_in<Frecuencia>(row, "frequency"),
              row.integer("days"), row.date("from_date"), date_in(row, "retired")};
  one.condition = row.text("condition");
  one.rule = row.text("rule");
  one.evidence = row.text("evidence");
  for (const auto& each : array_in(row, "subjects")) one.subjects.emplace_back(each.as_string());
  one.reason = row.text("reason");
  one.version = row.integer("version");
  one.illustrative = row.flag("illustrative");
  return one;
}

ControlRunRow run_from(const Record& row) {
  return {row.text("code"),
          row.text("period"),
          row.date("on_date"),
          row.integer("actor"),
          kind_in<ResultadoControl>(row, "result"),
          row.text("note"),
          row.text("name"),
          row.text("hash"),
          row.text("media_type"),
          row.integer("size")};
}

ControlRequestRow request_from(const Record& row) {
  return {row.text("code"), row.text("request"), row.date("asked_on"), row.integer("actor"),
          row.text("reason")};
}

Fields of_code(std::string_view institution, std::string_view code) {
  if (code.empty()) return {{"institution", as_value(institution)}};
  return {{"institution", as_value(institution)}, {"code", as_value(code)}};
}

}  // namespace

// ---- Reading ------------------------------------------------------------------------------------

Result<std::optional<AuditRow>> audit_row(Database& db, std::string_view institution,
                                          std::string_view number) {
  const auto row = TRY(find(db, "audit", of_number(institution, number)));
  return row ? std::optional(audit_from(*row)) : std::nullopt;
}

Result<std::vector<AuditRow>> audits(Database& db, std::string_view institution) {
  return all_of(db, "audit", {{"institution", as_value(institution)}}, audit_from);
}

Result<std::optional<Date>> audit_plan_approved(Database& db, std::string_view institution,
                                                std::int64_t year) {
  const auto row =
      TRY(find(db, "audit_plan", {{"institution", as_value(institution)}, {"year", year}}));
  return row ? std::optional(row->date("on_date")) : std::nullopt;
}

Result<std::optional<FindingRow>> finding_row(Database& db, std::string_view institution,
                                              std::string_view number) {
  const auto row = TRY(find(db, "finding", of_number(institution, number)));
  return row ? std::optional(finding_from(*row)) : std::nullopt;
}

Result<std::vector<FindingRow>> findings(Database& db, std::string_view institution) {
  return all_of(db, "finding", {{"institution", as_value(institution)}}, finding_from);
}

Result<bool> has_instrument_finding(Database& db, std::string_view institution,
                                    std::string_view code, std::string_view period) {
  return !TRY(select(db, "finding",
                     {{"institution", as_value(institution)},
                      {"instrument", as_value(code)},
                      {"instrument_period", as_value(period)}}))
              .empty();
}

Result<bool> has_reported_finding(Database& db, std::string_view institution,
                                  std::string_view report, std::string_view report_number) {
  return !TRY(select(db, "finding",
                     {{"institution", as_value(institution)},
                      {"report", as_value(report)},
                      {"report_number", as_value(report_number)}}))
              .empty();
}

Result<std::vector<FindingStepRow>> finding_steps(Database& db, std::string_view institution,
                                                  std::string_view number) {
  return all_of(db, "finding_step", of_number(institution, number), step_from);
}
Result<std::vector<FindingActionRow>> finding_actions(Database& db, std::string_view institution,
                                                      std::string_view number) {
  return all_of(db, "finding_action", of_number(institution, number), action_from);
}
Result<std::vector<FindingEvidenceRow>> finding_evidence(Database& db, std::string_view institution,
                                                         std::string_view number) {
  return all_of(db, "finding_evidence", of_number(institution, number), evidence_from);
}
Result<std::vector<FindingExtensionRow>> finding_extensions(Database& db,
                                                            std::string_view institution,
                                                            std::string_view number) {
  return all_of(db, "finding_extension", of_number(institution, number), extension_from);
}
Result<std::vector<FindingCommentRow>> finding_comments(Database& db, std::string_view institution,
                                                        std::string_view number) {
  return all_of(db, "finding_comment", of_number(institution, number), comment_from);
}
Result<std::vector<FindingTestRow>> finding_tests(Database& db, std::string_view institution,
                                                  std::string_view number) {
  auto all = TRY(all_of(db, "finding_test", of_number(institution, number), test_from));
  std::ranges::sort(all, {}, [](const FindingTestRow& row) {
    return std::pair(row.tested.first, row.tested.periodo);
  });
  return all;
}

Result<std::vector<SubjectRow>> control_subjects(Database& db, std::string_view institution) {
  return all_of(db, "control_subject", of_code(institution, ""), subject_from);
}
Result<std::vector<InstrumentRow>> instruments(Database& db, std::string_view institution) {
  return all_of(db, "control_instrument", of_code(institution, ""), instrument_from);
}
Result<std::optional<InstrumentRow>> instrument_row(Database& db, std::string_view institution,
                                                    std::string_view code) {
  const auto row = TRY(find(db, "control_instrument",
                            {{"institution", as_value(institution)}, {"code", as_value(code)}}));
  return row ? std::optional(instrument_from(*row)) : std::nullopt;
}
Result<std::vector<ControlRunRow>> control_runs(Database& db, std::string_view institution,
                                                std::string_view code) {
  return all_of(db, "control_run", of_code(institution, code), run_from);
}
Result<std::vector<ControlRequestRow>> control_requests(Database& db, std::string_view institution,
                                                        std::string_view code) {
  return all_of(db, "control_request", of_code(institution, code), request_from);
}

Result<std::string> next_control_number(Database& db, std::string_view institution,
                                        std::string_view table, std::int64_t year) {
  // The longer number is the greater one, also after 9999.
  const auto sql = "select number from " + std::string(table) +
                   " where institution = ?1 and number >= ?2 and number < ?3"
                   " order by length(number) desc, number desc limit 1";
  const auto first = std::to_string(year) + "-";
  const auto last = TRY(db.first(
      sql, [](const Row& row) { return row.text(0); }, institution, first,
      std::to_string(year) + "."));
  const auto count = last && last->size() > first.size()
                         ? whole_number(last->substr(first.size())).value_or(0)
                         : 0;
  return first + padded_left(std::to_string(count + 1), 4);
}

// ---- What rules over history ask
// -----------------------------------------------------------------

Result<void> add_control(Database& db, std::string_view institution,
                         const WorkingCalendar& calendar, verification::History& history) {
  history.recomendaciones.emplace();
  for (const auto& row : TRY(findings(db, institution))) {
    if (row.state == EstadoHallazgo::Emitida) continue;  // Nobody was told.
    verification::Recommendation one;
    one.numero = verification::Number::of(row.number).value_or(verification::Number{});
    one.regla = verification::Word::of(row.rule).value_or(verification::Word{});
    if (const auto unit = UnidadEjecutora::parse(row.unit)) one.unidad = *unit;
    one.emitida = row.issued;
    one.vence = row.excepted(history.hoy) ? row.exception_until : row.due;
    one.espera = espera_respuesta(row.state);
    one.cerrada = row.closed;
    history.recomendaciones->push_back(one);
  }
  history.instrumentos.emplace();
  for (const auto& row : TRY(instruments(db, institution))) {
    std::vector<Corrida> runs;
    for (const auto& run : TRY(control_runs(db, institution, row.code)))
      runs.push_back({run.period, run.on});
    std::vector<Solicitud> requests;
    for (const auto& request : TRY(control_requests(db, institution, row.code)))
      requests.push_back({request.request, request.asked});
    verification::Instrument one;
    one.codigo = verification::Word::of(row.code).value_or(verification::Word{});
    one.debidos = 0;
    one.hechos = 0;
    for (const auto& owed : obligaciones(row.when, runs, requests, calendar, history.hoy)) {
      if (owed.vence >= history.hoy && !owed.hecha) continue;
      ++*one.debidos;
      if (owed.hecha) ++*one.hechos;
    }
    history.instrumentos->push_back(one);
  }
  return {};
}

// ---- Writing ------------------------------------------------------------------------------------

Fields fields_of(const AuditRow& row) {
  return {{"number", row.number},
          {"year", row.year},
          {"title", row.title},
          {"origin", text_of(row.origin)},
          {"kind", text_of(row.kind)},
          {"unit", row.unit},
          {"cua", row.cua},
          {"planned_from", as_value(row.planned_from)},
          {"planned_until", as_value(row.planned_until)},
          {"started", as_value(row.started)},
          {"ended", as_value(row.ended)},
          {"report", row.report},
          {"state", text_of(row.state)},
          {"auditor", row.auditor},
          {"reason", row.reason},
          {"version", row.version},
          {"illustrative", as_value(row.illustrative)}};
}

Fields fields_of(const FindingRow& row) {
  json::array posts;
  for (const auto& post : row.posts)
    posts.push_back(json::object{
        {"puesto", post.post}, {"nombre", post.name}, {"desde", post.from}, {"hasta", post.until}});
  return {{"number", row.number},
          {"year", row.year},
          {"audit", row.audit},
          {"origin", text_of(row.origin)},
          {"class", text_of(row.clase)},
          {"report", row.report},
          {"report_number", row.report_number},
          {"area", row.area},
          {"unit", row.unit},
          {"title", row.title},
          {"condition", row.condition},
          {"criterion", row.criterion},
          {"cause", row.cause},
          {"effect", row.effect},
          {"recommendation", row.recommendation},
          {"legal_action", row.legal_action},
          {"folded", folded(row.title + " " + row.condition + " " + row.area)},
          {"amount", as_value(row.amount)},
          {"posts", canonical(posts)},
          {"state", text_of(row.state)},
          {"responsible", row.responsible},
          {"issued", as_value(row.issued)},
          {"due", as_value(row.due)},
          {"hearing", as_value(row.hearing)},
          {"plan", row.plan},
          {"plan_since", as_value(row.plan_since)},
          {"verified_by", as_value(row.verified_by)},
          {"closed", as_value(row.closed)},
          {"recurrences", row.recurrences},
          {"repeats", row.repeats},
          {"rule", row.rule},
          {"rule_unit", row.rule_unit},
          {"frequency", text_of(row.frequency)},
          {"needed", row.needed},
          {"clean", row.clean},
          {"proposal", text_of(row.proposal)},
          {"tested_on", as_value(row.tested_on)},
          {"official_system", row.official_system},
          {"official_state", row.official_state},
          {"official_note", row.official_note},
          {"official_on", as_value(row.official_on)},
          {"exception_owner", row.exception_owner},
          {"exception_reason", row.exception_reason},
          {"exception_until", as_value(row.exception_until)},
          {"instrument", row.instrument},
          {"instrument_period", row.instrument_period},
          {"author", row.author},
          {"version", row.version},
          {"illustrative", as_value(row.illustrative)}};
}

Fields fields_of(const FindingStepRow& row) {
  return {{"number", row.number},
          {"step", row.step},
          {"paso", text_of(row.paso)},
          {"from_state", text_of(row.from)},
          {"to_state", text_of(row.to)},
          {"actor", row.actor},
          {"on_behalf", as_value(row.on_behalf)},
          {"on_date", as_value(row.on)},
          {"at", row.at},
          {"reason", row.reason},
          {"due", as_value(row.due)}};
}

Fields fields_of(const FindingActionRow& row) {
  return {{"number", row.number}, {"plan", row.plan}, {"action", row.action},
          {"what", row.what},     {"who", row.who},   {"due", as_value(row.due)}};
}

Fields fields_of(const FindingEvidenceRow& row) {
  return {{"number", row.number},
          {"evidence", row.evidence},
          {"version", row.version},
          {"plan", row.plan},
          {"action", row.action},
          {"name", row.name},
          {"note", row.note},
          {"hash", row.hash},
          {"media_type", row.media_type},
          {"size", row.size},
          {"actor", row.actor},
          {"on_date", as_value(row.on)},
          {"verdict", row.verdict},
          {"judge", as_value(row.judge)},
          {"judged_on", as_value(row.judged_on)},
          {"judge_note", row.judge_note}};
}

Fields fields_of(const FindingExtensionRow& row) {
  return {{"number", row.number},
          {"extension", row.extension},
          {"was_due", as_value(row.was_due)},
          {"asked_due", as_value(row.asked_due)},
          {"reason", row.reason},
          {"actor", row.actor},
          {"on_date", as_value(row.on)},
          {"answer", row.answer},
          {"judge", as_value(row.judge)},
          {"judged_on", as_value(row.judged_on)},
          {"judge_note", row.judge_note}};
}

Fields fields_of(const FindingCommentRow& row) {
  return {{"number", row.number}, {"seq", row.seq},     {"part", row.part},
          {"body", row.body},     {"actor", row.actor}, {"at", row.at}};
}

Fields fields_of(const FindingTestRow& row) {
  return {{"number", row.number},
          {"period", row.tested.periodo},
          {"first_day", as_value(row.tested.first)},
          {"last_day", as_value(row.tested.last)},
          {"result", text_of(row.tested.resultado)},
          {"judged", row.judged},
          {"failures", row.failures},
          {"on_date", as_value(row.on)}};
}

Fields fields_of(const SubjectRow& row) {
  return {{"code", row.code},
          {"kind", text_of(row.kind)},
          {"name", row.name},
          {"process", row.process},
          {"norm", row.norm}};
}

Fields fields_of(const InstrumentRow& row) {
  json::array subjects;
  for (const auto& one : row.subjects) subjects.push_back(json::value(one));
  return {{"code", row.code},
          {"name", row.name},
          {"what", row.what},
          {"why", row.why},
          {"norm", row.norm},
          {"owner", row.owner},
          {"component", text_of(row.component)},
          {"process", row.process},
          {"mode", text_of(row.when.modo)},
          {"frequency", text_of(row.when.frecuencia)},
          {"days", row.when.plazo},
          {"condition", row.condition},
          {"rule", row.rule},
          {"evidence", row.evidence},
          {"subjects", canonical(subjects)},
          {"from_date", as_value(row.when.desde)},
          {"retired", as_value(row.when.retirado)},
          {"reason", row.reason},
          {"version", row.version},
          {"illustrative", as_value(row.illustrative)}};
}

Fields fields_of(const ControlRunRow& row) {
  return {{"code", row.code},
          {"period", row.period},
          {"on_date", as_value(row.on)},
          {"actor", row.actor},
          {"result", text_of(row.result)},
          {"note", row.note},
          {"name", row.name},
          {"hash", row.hash},
          {"media_type", row.media_type},
          {"size", row.size}};
}

Fields fields_of(const ControlRequestRow& row) {
  return {{"code", row.code},
          {"request", row.request},
          {"asked_on", as_value(row.asked)},
          {"actor", row.actor},
          {"reason", row.reason}};
}

}  // namespace storage
