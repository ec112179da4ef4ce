// Follow-up of measures and of policy lines.
#include "commands/follow_measure.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "commands/access_state.hpp"
#include "domain/planning/names.hpp"
#include "domain/planning/refusals.hpp"
#include "storage/organization_store.hpp"
#include "storage/plan_store.hpp"

namespace commands {
namespace {

using access_control::Permission;
using planning::Refusal;

Result<planning::Plan> plan_of(storage::Database& db, const Meta& meta) {
  auto stored = TRY(storage::plan_at(db, meta.institution));
  if (!stored) return refuse(Refusal::PlanUnknown);
  return std::move(stored->plan);
}

Result<std::vector<production::Evidence>> evidence_of(const json::object& act) {
  if (!act.contains("evidencia")) return std::vector<production::Evidence>{};
  const auto list = TRY(array_at(act, "evidencia"));
  auto evidence = TRY(storage::evidence_from(list));
  for (const auto& one : evidence)
    if (const auto bytes = unhex(one.sha256); !bytes || bytes->size() != 32)
      return refuse(Refusal::EvidenceMalformed, {{"hallado", one.sha256}});
  return evidence;
}

Result<std::optional<Quantity>> quantity_of(const json::object& act, std::string_view key) {
  const auto text = optional_text_at(act, key);
  if (!text) return std::optional<Quantity>{};
  return std::optional<Quantity>(TRY(Quantity::parse(*text)));
}

void add(json::object& act, std::string_view key, const std::vector<production::Evidence>& list) {
  if (!list.empty()) act[key] = storage::to_json(list);
}

// The unit of a post that the plan names, also by the first part of its name: "Jefe de la Unidad de
// Monitoreo" is the "Jefe de la Unidad de Monitoreo, Evaluación y …".
void add_unit_of(std::string_view post, const organization::Organization& all,
                 std::vector<std::string>& units) {
  if (post.empty()) return;
  for (const auto& one : all.posts)
    if (one.name == post || one.name.starts_with(std::string(post) + ","))
      units.push_back(one.unit);
}

// One of these units is the actor's. Where the plan names none, it is the whole institution's.
// Error: OtherUnit.
Result<void> require_one_of(storage::Database& db, const Meta& meta, Permission permission,
                            const std::vector<std::string>& units) {
  if (units.empty()) return require_unit(db, meta, permission, "");
  Result<void> asked;
  for (const auto& unit : units) {
    asked = require_unit(db, meta, permission, unit);
    if (asked) break;
  }
  return asked;
}

}  // namespace

Submission follow_measure(const MeasureFollowUp& follow) {
  json::object act{{"medida", follow.measure}, {"periodo", show(follow.period)}};
  if (follow.state) act["estado"] = planning::name_of(*follow.state);
  if (!follow.progress.empty()) act["avance"] = follow.progress;
  if (follow.amount) act["valor"] = show(*follow.amount);
  if (follow.spent) act["gastado"] = show(*follow.spent);
  add(act, "evidencia", follow.evidence);
  return {"medida.informar", std::move(act), ""};
}

Submission report_policy_line(const PolicyFollowUp& follow) {
  json::object act{{"linea", std::int64_t{follow.line}}, {"periodo", show(follow.period)}};
  if (!follow.progress.empty()) act["avance"] = follow.progress;
  if (follow.percent) act["porcentaje"] = show(*follow.percent);
  add(act, "evidencia", follow.evidence);
  return {"politica.informar", std::move(act), ""};
}

// {"medida", "periodo", "estado"?, "avance"?, "valor"?, "gastado"?, "evidencia"?}
Result<Decision> decide_follow_measure(storage::Database& db, const json::object& act,
                                       const Meta& meta) {
  const auto plan = TRY(plan_of(db, meta));
  storage::MeasureProgressRow row;
  row.measure = TRY(text_at(act, "medida"));
  const auto period = TRY(text_at(act, "periodo"));
  row.period = TRY(Cuatrimestre::parse(period));
  const auto measure = std::ranges::find(plan.medidas, row.measure, &planning::Measure::codigo);
  if (measure == plan.medidas.end())
    return refuse(Refusal::MeasureUnknown, {{"hallado", row.measure}});

  // The state is the newest reported one not later than the period, unless the act says another.
  std::optional<storage::MeasureProgressRow> before;
  row.state = measure->estado;
  for (auto& known : TRY(storage::measure_progress_at(db, meta.institution))) {
    if (known.measure != row.measure) continue;
    if (known.period <= row.period) row.state = known.state;
    if (known.period == row.period) before = std::move(known);
  }
  const auto state = optional_text_at(act, "estado");
  if (state) {
    const auto named = planning::value_of<planning::MeasureState>(*state);
    if (!named) {
      std::string wanted;
      for (const auto name : planning::names_of<planning::MeasureState>)
        (wanted += wanted.empty() ? "" : ", ") += name;
      return refuse(Refusal::NameUnknown,
                    {{"campo", "estado"}, {"hallado", *state}, {"esperado", wanted}});
    }
    row.state = *named;
  }
  row.progress = optional_text_at(act, "avance").value_or("");
  row.amount = TRY(quantity_of(act, "valor"));
  if (const auto spent = optional_text_at(act, "gastado")) row.spent = TRY(Money::parse(*spent));
  row.evidence = TRY(evidence_of(act));
  if (!state && row.progress.empty() && !row.amount && !row.spent && row.evidence.empty())
    return refuse(Refusal::ProgressMissing);
  row.actor = meta.actor;
  row.on = meta.today();
  row.from_seq = meta.seq;

  Decision decision;
  if (before) decision.changes.put("measure_progress", storage::fields_of(*before, meta.seq));
  decision.changes.put("measure_progress", storage::fields_of(row));
  decision.outcome = {{"medida", row.measure},
                      {"periodo", show(row.period)},
                      {"estado", planning::name_of(row.state)}};
  return decision;
}

// {"linea", "periodo", "avance"?, "porcentaje"?, "evidencia"?}
Result<Decision> decide_report_policy_line(storage::Database& db, const json::object& act,
                                           const Meta& meta) {
  const auto plan = TRY(plan_of(db, meta));
  storage::PolicyProgressRow row;
  const auto line = TRY(integer_at(act, "linea"));
  const auto period = TRY(text_at(act, "periodo"));
  row.period = TRY(Cuatrimestre::parse(period));
  const bool known_line = std::ranges::any_of(plan.politica.lineas,
                                              [&](const auto& one) { return one.numero == line; });
  if (!known_line) return refuse(Refusal::PolicyLineUnknown, {{"hallado", std::to_string(line)}});
  row.line = static_cast<std::int32_t>(line);
  row.progress = optional_text_at(act, "avance").value_or("");
  row.percent = TRY(quantity_of(act, "porcentaje"));
  if (row.percent && (*row.percent < Quantity{} || *row.percent > Quantity::units(100)))
    return refuse(Refusal::NumberOutOfRange,
                  {{"campo", "porcentaje"}, {"hallado", show(*row.percent)}});
  row.evidence = TRY(evidence_of(act));
  if (row.progress.empty() && !row.percent && row.evidence.empty())
    return refuse(Refusal::ProgressMissing);
  row.actor = meta.actor;
  row.on = meta.today();
  row.from_seq = meta.seq;

  Decision decision;
  for (const auto& before : TRY(storage::policy_progress_at(db, meta.institution)))
    if (before.line == row.line && before.period == row.period)
      decision.changes.put("policy_progress", storage::fields_of(before, meta.seq));
  decision.changes.put("policy_progress", storage::fields_of(row));
  decision.outcome = {{"linea", line}, {"periodo", show(row.period)}};
  return decision;
}

Result<Decision> decide_follow_own_measure(storage::Database& db, const json::object& act,
                                           const Meta& meta) {
  auto decision = TRY(decide_follow_measure(db, act, meta));
  const auto plan = TRY(plan_of(db, meta));
  const auto code = TRY(text_at(act, "medida"));
  const auto measure = std::ranges::find(plan.medidas, code, &planning::Measure::codigo);
  std::vector<std::string> units;
  for (const auto& function : measure->funciones) units.push_back(function.unidad);
  add_unit_of(measure->responsable, TRY(storage::organization_of(db, meta.institution)), units);
  CHECK(require_one_of(db, meta, Permission::ReportMeasures, units));
  return decision;
}

Result<Decision> decide_report_own_policy_line(storage::Database& db, const json::object& act,
                                               const Meta& meta) {
  auto decision = TRY(decide_report_policy_line(db, act, meta));
  const auto plan = TRY(plan_of(db, meta));
  const auto number = TRY(integer_at(act, "linea"));
  const auto organization = TRY(storage::organization_of(db, meta.institution));
  std::vector<std::string> units;
  for (const auto& line : plan.politica.lineas) {
    if (line.numero != number) continue;
    add_unit_of(line.responsable, organization, units);
    for (const auto& activity : line.actividades)
      add_unit_of(activity.responsable, organization, units);
  }
  CHECK(require_one_of(db, meta, Permission::FollowPolicy, units));
  return decision;
}

}  // namespace commands
