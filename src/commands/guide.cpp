// Decisions on notes and letters of guidance. Audit orients: what is done, the authority decides.
#include "commands/guide.hpp"

#include <algorithm>

#include "commands/control_input.hpp"
#include "commands/control_state.hpp"
#include "domain/control/indicators.hpp"
#include "storage/sample_store.hpp"

namespace commands {
namespace {

using control::ToolRefusal;

Result<storage::GuidanceRow> open_letter(storage::Database& db, const json::object& act,
                                         const Meta& meta) {
  const auto number = TRY(integer_at(act, "orientacion"));
  for (auto& row : TRY(storage::guidance(db, meta.institution))) {
    if (row.number != number) continue;
    if (row.estado == "cerrada")
      return refuse(ToolRefusal::GuidanceClosed, {{"hallado", std::to_string(number)}});
    return std::move(row);
  }
  return refuse(ToolRefusal::GuidanceUnknown, {{"hallado", std::to_string(number)}});
}

Decision put(const storage::GuidanceRow& row) {
  Decision decision;
  decision.changes.put("guidance", fields_of(row));
  decision.outcome = {{"orientacion", row.number}, {"estado", row.estado}};
  return decision;
}

}  // namespace

Result<Decision> decide_note_indicator(storage::Database&, const json::object& act,
                                       const Meta& meta) {
  storage::IndicatorNoteRow row;
  row.indicator = TRY(text_at(act, "indicador"));
  if (control::sheet_of(row.indicator) == nullptr)
    return refuse(ToolRefusal::IndicatorUnknown,
                  {{"hallado", row.indicator}, {"esperado", control::sheet_codes()}});
  const auto month = TRY(text_at(act, "mes"));
  row.month = TRY(where("campo", "mes", Month::parse(month)));
  row.body = TRY(said_at(act, "nota", "la nota", ToolRefusal::NoteMissing));
  row.written = {meta.actor, meta.today()};
  Decision decision;
  decision.changes.put("indicator_note", fields_of(row));
  decision.outcome = {{"indicador", row.indicator}, {"mes", month}};
  return decision;
}

Result<Decision> decide_guide(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto missing = ToolRefusal::GuidanceFieldMissing;
  storage::GuidanceRow row;
  row.ejercicio = TRY(exercise_at(act));
  row.subject = TRY(said_at(act, "asunto", "el asunto", missing));
  row.origin = TRY(said_at(act, "origen", "de dónde viene la desviación", missing));
  row.origin_ref = maybe_at(act, "referencia");
  row.unidad = TRY(said_at(act, "unidad", "la unidad", missing));
  row.partida = maybe_at(act, "partida");
  row.meta = maybe_at(act, "meta");
  row.figures = TRY(said_at(act, "cifras", "las cifras", missing));
  row.cause = TRY(said_at(act, "causa", "la causa", missing));
  row.norm = TRY(said_at(act, "norma", "la norma", missing));
  row.demands = TRY(said_at(act, "exige", "qué pide la norma", missing));
  row.options = TRY(said_at(act, "opciones", "las opciones", missing));
  row.annexes = maybe_at(act, "anexos");
  row.addressee = TRY(said_at(act, "destinatario", "a quién se dirige", missing));
  row.due = TRY(day_at(act, "fecha"));
  row.estado = "emitida";
  row.illustrative = illustrative_at(act);
  row.written = {meta.actor, meta.today()};
  if (row.due < meta.today())
    return refuse(ToolRefusal::GuidanceDueInThePast, {{"hallado", show(row.due)}});
  for (const auto& other : TRY(storage::guidance(db, meta.institution)))
    row.number = std::max(row.number, other.number);
  ++row.number;
  return put(row);
}

Result<Decision> decide_answer_guidance(storage::Database& db, const json::object& act,
                                        const Meta& meta) {
  auto row = TRY(open_letter(db, act, meta));
  if (row.written.actor == meta.actor)
    return refuse(ToolRefusal::GuidanceAnsweredByAuthor, {{"hallado", std::to_string(row.number)}});
  storage::GuidanceAnswerRow answer;
  answer.number = row.number;
  answer.body = TRY(said_at(act, "texto", "la respuesta", ToolRefusal::GuidanceFieldMissing));
  answer.written = {meta.actor, meta.today()};
  row.estado = "respondida";
  auto decision = put(row);
  decision.changes.put("guidance_answer", fields_of(answer));
  return decision;
}

Result<Decision> decide_close_guidance(storage::Database& db, const json::object& act,
                                       const Meta& meta) {
  auto row = TRY(open_letter(db, act, meta));
  if (row.estado != "respondida")
    return refuse(ToolRefusal::GuidanceUnanswered, {{"hallado", std::to_string(row.number)}});
  // Whoever answered does not judge the answer, with a role that somebody lent him either.
  const auto answers = TRY(storage::guidance_answers(db, meta.institution, row.number));
  const auto who = TRY(acting(db, meta, access_control::Permission::Guide, 0));
  for (const auto& answer : answers)
    if (answer.written.actor == who.actor || answer.written.actor == who.por)
      return refuse(ToolRefusal::GuidanceClosedByAnswerer,
                    {{"hallado", std::to_string(row.number)}});
  row.outcome = TRY(said_at(act, "resultado", "el resultado", ToolRefusal::GuidanceFieldMissing));
  row.estado = "cerrada";
  return put(row);
}

}  // namespace commands
