// Decisions on measures of austerity.
#include "commands/austerity.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "domain/budget/document_refusals.hpp"
#include "domain/budget/refusals.hpp"
#include "domain/planning/refusals.hpp"
#include "storage/money_store.hpp"
#include "storage/plan_store.hpp"

namespace commands {
namespace {

using access_control::Permission;
using budget::AusterityState;
using budget::DocumentRefusal;

Result<std::string> needed(const json::object& act, std::string_view key, const char* words) {
  auto text = std::string(trimmed(TRY(text_at(act, key))));
  if (text.empty()) return refuse(DocumentRefusal::AusterityIncomplete, {{"campo", words}});
  return text;
}

Result<void> check_plan_measure(storage::Database& db, std::string_view institution,
                                const std::string& code) {
  if (code.empty()) return {};
  const auto stored = TRY(storage::plan_at(db, institution));
  if (!stored) return refuse(planning::Refusal::PlanUnknown);
  const auto& measures = stored->plan.medidas;
  if (std::ranges::find(measures, code, &planning::Measure::codigo) == measures.end())
    return refuse(planning::Refusal::MeasureUnknown, {{"hallado", code}});
  return {};
}

}  // namespace

Submission propose_austerity(const budget::AusterityMeasure& one, bool illustrative) {
  return {"austeridad.proponer",
          {{"codigo", one.code},
           {"titulo", one.title},
           {"renglones", budget::show(one.scope.renglones)},
           {"categoria", one.scope.category},
           {"desde", show(one.first)},
           {"hasta", show(one.last)},
           {"linea_base", show(one.baseline)},
           {"fuente_linea_base", one.baseline_source},
           {"ahorro_esperado", show(one.saving_goal)},
           {"responsable", one.owner},
           {"fecha", show(one.due)},
           {"medida", one.plan_measure},
           {"ilustrativa", illustrative}},
          ""};
}

Submission move_austerity(std::string_view code, AusterityState state, std::string_view reason) {
  return {
      "austeridad.mover", {{"codigo", code}, {"estado", code_of(state)}, {"motivo", reason}}, ""};
}

// {"codigo", "titulo", "renglones", "categoria", "desde", "hasta", "linea_base",
//  "fuente_linea_base", "ahorro_esperado", "responsable", "fecha", "medida", "ilustrativa"}
Result<Decision> decide_propose_austerity(storage::Database& db, const json::object& act,
                                          const Meta& meta) {
  storage::AusterityRow row;
  auto& one = row.measure;
  one.code = TRY(needed(act, "codigo", "el código"));
  one.title = TRY(needed(act, "titulo", "qué se hará"));
  const auto renglones = TRY(needed(act, "renglones", "los renglones"));
  one.scope.renglones = TRY(where("campo", "renglones", budget::parse_renglones(renglones)));
  one.scope.category = trimmed(TRY(text_at(act, "categoria")));
  if (!one.scope.category.empty())
    CHECK(where("campo", "categoria", ProgrammaticCode::parse(one.scope.category)));
  const auto first = TRY(text_at(act, "desde")), last = TRY(text_at(act, "hasta"));
  one.first = TRY(where("campo", "desde", Month::parse(first)));
  one.last = TRY(where("campo", "hasta", Month::parse(last)));
  if (one.last < one.first || one.last.year != one.first.year)
    return refuse(DocumentRefusal::AusteritySpanBackwards);
  const auto baseline = TRY(text_at(act, "linea_base"));
  one.baseline = TRY(where("campo", "linea_base", Money::parse(baseline)));
  if (one.baseline <= Money{})
    return refuse(DocumentRefusal::AusterityIncomplete, {{"campo", "la línea base"}});
  one.baseline_source = TRY(needed(act, "fuente_linea_base", "de dónde sale la línea base"));
  const auto goal = TRY(text_at(act, "ahorro_esperado"));
  one.saving_goal = TRY(where("campo", "ahorro_esperado", Money::parse(goal)));
  if (one.saving_goal <= Money{})
    return refuse(DocumentRefusal::AusterityIncomplete, {{"campo", "el ahorro esperado"}});
  one.owner = TRY(needed(act, "responsable", "quién responde"));
  const auto due = TRY(needed(act, "fecha", "la fecha"));
  one.due = TRY(where("campo", "fecha", parse_date(due)));
  one.plan_measure = trimmed(TRY(text_at(act, "medida")));
  CHECK(check_plan_measure(db, meta.institution, one.plan_measure));
  for (const auto& other : TRY(storage::austerity_measures(db, meta.institution)))
    if (other.measure.code == one.code)
      return refuse(DocumentRefusal::AusterityCodeTaken, {{"hallado", one.code}});
  row.illustrative = TRY(flag_at(act, "ilustrativa"));
  row.written = {meta.actor, meta.today()};
  row.from_seq = meta.seq;
  Decision decision;
  decision.changes.put("austerity_measure", fields_of(row));
  decision.outcome = {{"medida", one.code}, {"estado", code_of(one.state)}};
  return decision;
}

// {"codigo", "estado", "motivo"}
Result<Decision> decide_move_austerity(storage::Database& db, const json::object& act,
                                       const Meta& meta) {
  const auto code = TRY(text_at(act, "codigo"));
  const auto name = TRY(text_at(act, "estado"));
  const auto state = budget::austerity_state(name);
  if (!state) return refuse(DocumentRefusal::AusterityStateUnknown, {{"hallado", name}});
  const auto reason = std::string(trimmed(TRY(text_at(act, "motivo"))));
  if (reason.empty()) return refuse(budget::Refusal::ReasonMissing);
  for (auto& row : TRY(storage::austerity_measures(db, meta.institution))) {
    if (row.measure.code != code) continue;
    if (*state == AusterityState::Aprobada)
      CHECK(require_other_people(db, meta, Permission::EditMeasures,
                                 {row.written.actor, Permission::EditMeasures, row.written.on}));
    Decision decision;
    auto before = row;
    before.until_seq = meta.seq;
    decision.changes.put("austerity_measure", fields_of(before));
    row.measure.state = *state;
    row.measure.reason = reason;
    row.from_seq = meta.seq;
    decision.changes.put("austerity_measure", fields_of(row));
    decision.outcome = {{"medida", code}, {"estado", name}};
    return decision;
  }
  return refuse(DocumentRefusal::AusterityUnknown, {{"hallado", code}});
}

}  // namespace commands
