// Loading a plan: a new version beside the old ones, its goals and method sheets by key.
#include "commands/load_plan.hpp"

#include <map>
#include <set>

#include "base/hash.hpp"
#include "domain/planning/linter.hpp"
#include "domain/planning/linter_execution.hpp"
#include "domain/planning/plan_json.hpp"
#include "domain/planning/refusals.hpp"
#include "domain/production/refusals.hpp"
#include "storage/plan_store.hpp"

namespace commands {
namespace {

using planning::Plan;
using planning::Refusal;

Error collected(std::vector<Error> faults) {
  Error first = faults.front();
  if (faults.size() > 1) first.all = std::move(faults);
  return first;
}

// Every unit that the POA, the measures and the strategy name is a unit of the organisation.
Result<void> check_units(storage::Database& db, const Plan& plan, const Meta& meta) {
  std::set<std::string> units;
  for (const auto& goal : plan.poa.metas) units.insert(goal.unidad);
  for (const auto& measure : plan.medidas)
    for (const auto& function : measure.funciones) units.insert(function.unidad);
  for (const auto& chapter : plan.estrategia.capitulos)
    for (const auto& block : chapter.bloques)
      if (!block.unidad.empty()) units.insert(block.unidad);
  std::vector<Error> faults;
  for (const auto& unit : units)
    if (!TRY(storage::find(db, "org_unit", {{"institution", meta.institution}, {"code", unit}})))
      faults.push_back(refusal(Refusal::UnitUnknown, {{"hallado", unit}}));
  if (!faults.empty()) return std::unexpected(collected(std::move(faults)));
  return {};
}

std::string acts_of(const Plan& plan) {
  std::string acts;
  for (const auto& act : plan.actos) (acts += acts.empty() ? "" : ", ") += act.numero;
  return acts;
}

// The rows that the POA says, by key.
std::map<production::GoalKey, storage::PlanGoalRow> goals_of(const Plan& plan, const Meta& meta) {
  std::map<production::GoalKey, storage::PlanGoalRow> rows;
  for (const auto& goal : plan.poa.metas) {
    const auto& in_force = planning::goals_in_force(goal);
    for (std::size_t i = 0; i < goal.metas.size(); ++i) {
      const Month month{{plan.poa.ejercicio}, static_cast<std::uint8_t>(i + 1)};
      storage::PlanGoalRow row{{goal.subproducto, goal.unidad, month},
                               goal.metas[i],
                               in_force[i],
                               planning::subproducto_of(plan, goal.subproducto)->tipo_conteo,
                               goal.origen == planning::Origen::Ilustrativo,
                               meta.seq};
      rows.emplace(row.key, row);
    }
  }
  return rows;
}

bool same(const storage::PlanGoalRow& a, const storage::PlanGoalRow& b) {
  return a.initial == b.initial && a.amount == b.amount && a.kind == b.kind &&
         a.illustrative == b.illustrative;
}

// Closes what changed or went, opens what is new. A closed month's programme stays.
Result<std::int64_t> change_goals(storage::Database& db, const Plan& plan, const Meta& meta,
                                  Changes& changes) {
  const FiscalYear year{plan.poa.ejercicio};
  const auto wanted = goals_of(plan, meta);
  std::map<production::GoalKey, storage::PlanGoalRow> known;
  for (auto& row :
       TRY(storage::plan_goals_at(db, meta.institution, Month{year, 1}, Month{year, 12})))
    known.emplace(row.key, row);
  std::set<Month> closed;
  for (const auto& close :
       TRY(storage::closes_at(db, meta.institution, Month{year, 1}, Month{year, 12})))
    closed.insert(close.month);

  std::int64_t changed = 0;
  std::vector<Error> faults;
  const auto refuse_closed = [&](const production::GoalKey& key) {
    if (!closed.contains(key.month)) return;
    faults.push_back(refusal(
        production::Refusal::MonthClosed,
        {{"mes", show(key.month)}, {"subproducto", key.subproducto}, {"unidad", key.unit}}));
  };
  for (const auto& [key, row] : known) {
    const auto found = wanted.find(key);
    if (found != wanted.end() && same(found->second, row)) continue;
    refuse_closed(key);
    changes.put("plan_goal", storage::fields_of(row, meta.seq));
    ++changed;
  }
  for (const auto& [key, row] : wanted) {
    const auto found = known.find(key);
    if (found != known.end() && same(found->second, row)) continue;
    if (found == known.end()) {
      refuse_closed(key);
      ++changed;
    }
    changes.put("plan_goal", storage::fields_of(row));
  }
  if (!faults.empty()) return std::unexpected(collected(std::move(faults)));
  return changed;
}

std::string method_of(planning::Ficha sheet) {
  sheet.aprobacion.reset();
  return canonical(planning::to_json(sheet));
}

// The plan may bring new sheets, approve proposed ones and change proposed ones; what was
// approved stays as it is.
Result<std::int64_t> change_sheets(storage::Database& db, const Plan& plan, const Meta& meta,
                                   Changes& changes) {
  std::map<std::pair<std::string, std::int32_t>, storage::SheetRow> known;
  for (auto& row : TRY(storage::sheets_at(db, meta.institution))) {
    const std::pair key{row.sheet.codigo, row.sheet.version};
    known.emplace(key, std::move(row));
  }
  std::int64_t changed = 0;
  for (const auto& sheet : plan.fichas) {
    const auto found = known.find({sheet.codigo, sheet.version});
    const bool equal = found != known.end() && method_of(found->second.sheet) == method_of(sheet);
    const bool was_approved = found != known.end() && found->second.approved;
    if (was_approved && !equal)
      return refuse(Refusal::FichaAlreadyApproved,
                    {{"hallado", sheet.codigo + " v" + std::to_string(sheet.version)}});
    if (equal && (was_approved || !sheet.aprobacion)) continue;
    storage::SheetRow row{sheet, sheet.aprobacion.has_value(), meta.actor, meta.today(), meta.seq};
    if (row.approved) {
      row.approved_by = sheet.aprobacion->aprobador;
      row.approved_on = sheet.aprobacion->fecha;
      row.approved_seq = meta.seq;
      row.act = sheet.aprobacion->acto;
    }
    changes.put("indicator_sheet", storage::fields_of(row));
    ++changed;
  }
  return changed;
}

}  // namespace

Submission load_plan(const Plan& plan, std::string_view file_name, std::string_view file_hash) {
  json::object act{{"plan", planning::to_json(plan)}};
  if (!file_name.empty()) act["archivo"] = file_name;
  if (!file_hash.empty()) act["huella"] = file_hash;
  return {"plan.cargar", std::move(act), ""};
}

Submission accept_plan_finding(std::string_view codigo, std::string_view lugar,
                               std::string_view motivo) {
  return {"plan.aceptar_hallazgo", {{"codigo", codigo}, {"lugar", lugar}, {"motivo", motivo}}, ""};
}

// {"plan", "archivo"?, "huella"?}
Result<Decision> decide_load_plan(storage::Database& db, const json::object& act,
                                  const Meta& meta) {
  const auto body = TRY(object_at(act, "plan"));
  const auto plan = TRY(planning::plan_from_json(body));
  if (plan.institucion.codigo != meta.institution)
    return refuse(Refusal::InstitutionDiffers,
                  {{"hallado", plan.institucion.codigo}, {"esperado", meta.institution}});
  CHECK(check_units(db, plan, meta));

  const auto document = canonical(planning::to_json(plan));
  const FiscalYear year{plan.ejercicio};
  const auto versions = TRY(storage::plan_versions(db, meta.institution));
  storage::PlanVersionRow row{
      .number = static_cast<std::int64_t>(versions.size()) + 1,
      .name = plan.nombre,
      .year = year,
      .digest = show(sha256(document)),
      .acts = acts_of(plan),
      .file_name = optional_text_at(act, "archivo").value_or(""),
      .file_hash = optional_text_at(act, "huella").value_or(""),
      .actor = meta.actor,
      .on = meta.today(),
      .from_seq = meta.seq,
  };
  Decision decision;
  for (auto before : versions) {
    if (before.year != year || before.until_seq) continue;
    if (before.digest == row.digest) {
      decision.outcome = {{"version", before.number}, {"ya_cargado", true}};
      return decision;
    }
    before.until_seq = meta.seq;
    decision.changes.put("plan_version",
                         storage::fields_of(before, TRY(storage::plan_document(db, meta.institution,
                                                                               before.number))));
  }
  decision.changes.put("plan_version", storage::fields_of(row, document));
  const auto goals = TRY(change_goals(db, plan, meta, decision.changes));
  const auto sheets = TRY(change_sheets(db, plan, meta, decision.changes));
  decision.outcome = {{"version", row.number},
                      {"ejercicio", year.year},
                      {"huella", row.digest},
                      {"metas_cambiadas", goals},
                      {"fichas_cambiadas", sheets},
                      {"hallazgos", static_cast<std::int64_t>(planning::lint(plan).size())}};
  return decision;
}

// {"codigo", "lugar", "motivo"}
Result<Decision> decide_accept_plan_finding(storage::Database& db, const json::object& act,
                                            const Meta& meta) {
  const auto code = TRY(text_at(act, "codigo"));
  const auto place = TRY(text_at(act, "lugar"));
  const auto reason = TRY(text_at(act, "motivo"));
  if (reason.find_first_not_of(' ') == reason.npos) return refuse(Refusal::ReasonMissing);
  const auto stored = TRY(storage::plan_at(db, meta.institution));
  if (!stored) return refuse(Refusal::PlanUnknown);
  const auto number = stored->version.number;
  std::set<std::string> accepted;
  for (const auto& row : TRY(storage::accepted_findings(db, meta.institution, number)))
    accepted.insert(row.finding);

  Decision decision;
  std::int64_t matching = 0, count = 0;
  const auto accept = [&](const std::string& what) {
    ++matching;
    const auto key = show(sha256(what));
    if (!accepted.insert(key).second) return;
    ++count;
    decision.changes.put("accepted_finding",
                         storage::fields_of(storage::AcceptedFindingRow{
                             number, key, code, place, reason, meta.actor, meta.today()}));
  };
  for (const auto& finding : planning::lint(stored->plan))
    if (finding.codigo == code && finding.lugar == place) accept(planning::key_of(finding));
  if (matching == 0 && planning::is_of_execution(stored->plan, code, place))
    accept(planning::execution_key(code, place));
  if (count == 0)
    return refuse(matching == 0 ? Refusal::FindingUnknown : Refusal::FindingAlreadyAccepted,
                  {{"hallado", code + " en " + place}});
  decision.outcome = {{"plan", number}, {"codigo", code}, {"lugar", place}, {"aceptados", count}};
  return decision;
}

}  // namespace commands
