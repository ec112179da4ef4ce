// Who proposes a method does not approve it; what is approved does not change.
#include "commands/approve_indicator_sheet.hpp"

#include <algorithm>

#include "commands/access_state.hpp"
#include "domain/planning/plan_json.hpp"
#include "domain/planning/refusals.hpp"
#include "storage/plan_store.hpp"

namespace commands {
namespace {

using planning::Refusal;

std::string name_of(std::string_view code, std::int64_t version) {
  return std::string(code) + " v" + std::to_string(version);
}

Result<std::optional<storage::SheetRow>> sheet(storage::Database& db, const Meta& meta,
                                               std::string_view code, std::int64_t version) {
  std::optional<storage::SheetRow> found;
  for (auto& row : TRY(storage::sheets_at(db, meta.institution)))
    if (row.sheet.codigo == code && row.sheet.version == version) found = std::move(row);
  return found;
}

// The subproductos that feed the sheet are those of the plan in force.
Result<void> check_references(storage::Database& db, const planning::Ficha& sheet,
                              const Meta& meta) {
  const auto stored = TRY(storage::plan_at(db, meta.institution));
  if (!stored) return refuse(Refusal::PlanUnknown);
  for (std::size_t i = 0; i < sheet.variables.size(); ++i)
    for (const auto& id : sheet.variables[i].subproductos)
      if (!planning::subproducto_of(stored->plan, id))
        return refuse(Refusal::ReferenceUnknown,
                      {{"campo", "variables[" + std::to_string(i) + "].subproductos"},
                       {"hallado", id},
                       {"esperado", "subproductos"}});
  return {};
}

}  // namespace

Submission propose_indicator_sheet(const planning::Ficha& sheet) {
  return {"ficha.proponer", {{"ficha", planning::to_json(sheet)}}, ""};
}

Submission approve_indicator_sheet(std::string_view codigo, std::int32_t version,
                                   std::string_view acto) {
  json::object act{{"codigo", codigo}, {"version", std::int64_t{version}}};
  if (!acto.empty()) act["acto"] = acto;
  return {"ficha.aprobar", std::move(act), ""};
}

// {"ficha"}
Result<Decision> decide_propose_indicator_sheet(storage::Database& db, const json::object& act,
                                                const Meta& meta) {
  const auto body = TRY(object_at(act, "ficha"));
  const auto proposed = TRY(planning::ficha_from_json(body));
  if (proposed.aprobacion)
    return refuse(Refusal::ApprovalSamePerson,
                  {{"campo", "aprobacion"}, {"hallado", proposed.aprobacion->aprobador}});
  CHECK(check_references(db, proposed, meta));
  const auto before = TRY(sheet(db, meta, proposed.codigo, proposed.version));
  const auto name = name_of(proposed.codigo, proposed.version);
  Decision decision;
  decision.outcome = {{"ficha", name}};
  if (before && before->approved) return refuse(Refusal::FichaAlreadyApproved, {{"hallado", name}});
  if (before &&
      canonical(planning::to_json(before->sheet)) == canonical(planning::to_json(proposed)))
    return decision;
  decision.changes.put(
      "indicator_sheet",
      storage::fields_of(storage::SheetRow{proposed, false, meta.actor, meta.today(), meta.seq}));
  return decision;
}

// {"codigo", "version", "acto"?}
Result<Decision> decide_approve_indicator_sheet(storage::Database& db, const json::object& act,
                                                const Meta& meta) {
  const auto code = TRY(text_at(act, "codigo"));
  const auto version = TRY(integer_at(act, "version"));
  const auto name = name_of(code, version);
  auto row = TRY(sheet(db, meta, code, version));
  if (!row) return refuse(Refusal::FichaUnknown, {{"hallado", name}});
  if (row->approved) return refuse(Refusal::FichaAlreadyApproved, {{"hallado", name}});
  CHECK(require_other_people(
      db, meta, access_control::Permission::ApproveIndicator,
      {row->proposed_by, access_control::Permission::EditIndicator, row->proposed_on}));
  for (const auto& variable : row->sheet.variables)
    if (variable.subproductos.empty() && variable.serie.empty())
      return refuse(Refusal::FichaNotFed, {{"hallado", name}, {"variable", variable.codigo}});
  row->approved = true;
  row->approved_by = "actor " + std::to_string(meta.actor);
  row->approved_on = meta.today();
  row->approved_seq = meta.seq;
  row->act = optional_text_at(act, "acto").value_or("");
  Decision decision;
  decision.changes.put("indicator_sheet", storage::fields_of(*row));
  decision.outcome = {{"ficha", name}, {"aprobada_el", show(meta.today())}};
  return decision;
}

}  // namespace commands
