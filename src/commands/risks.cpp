// Decisions on the risk matrix.
#include "commands/risks.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "commands/access_state.hpp"
#include "commands/control_input.hpp"
#include "storage/control_history.hpp"
#include "storage/organization_store.hpp"
#include "storage/risk_store.hpp"

namespace commands {
namespace {

using access_control::Permission;
using control::Level;
using control::ToolRefusal;

Result<Level> level_at(const json::object& act, std::string_view key) {
  return Level::of(TRY(integer_at(act, key)), key);
}

Result<storage::RiskRow> risk_of(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto year = TRY(exercise_at(act));
  const auto number = TRY(integer_at(act, "riesgo"));
  auto row = TRY(storage::risk_at(db, meta.institution, year, number));
  if (!row) return refuse(ToolRefusal::RiskUnknown, {{"hallado", std::to_string(number)}});
  if (!row->withdrawn.empty())
    return refuse(ToolRefusal::RiskWithdrawn, {{"hallado", std::to_string(number)}});
  return std::move(*row);
}

// The unit whose area was evaluated, by its code or name; "" where the area is no unit's, and the
// risk the whole institution's.
std::string unit_of_area(std::string_view area, const std::vector<organization::Unit>& units) {
  for (const auto& unit : units)
    if (area == unit.code || area == unit.name || (!area.empty() && area == unit.short_name))
      return unit.code;
  return "";
}

// Who answers for units alone writes of risks of theirs. Error: OtherUnit.
Result<void> require_area(storage::Database& db, const Meta& meta, Permission permission,
                          std::string_view area) {
  const auto units = TRY(storage::units_of(db, meta.institution));
  return require_unit(db, meta, permission, unit_of_area(area, units));
}

// Of an action also whoever's post it names.
Result<void> require_area_or_post(storage::Database& db, const Meta& meta,
                                  const storage::RiskRow& risk,
                                  const storage::RiskActionRow& action) {
  auto own = require_area(db, meta, Permission::TreatRisk, risk.area);
  if (own) return {};
  const auto all = TRY(storage::organization_of(db, meta.institution));
  const auto post = std::ranges::find(all.posts, action.quien, &organization::Post::name);
  if (post == all.posts.end()) return own;
  return require_unit(db, meta, Permission::TreatRisk, post->unit);
}

// The row, and how the risk stands from now on, which reports of a cut ask.
void put_risk(Decision& decision, const storage::RiskRow& row) {
  decision.changes.put("risk", fields_of(row));
  decision.changes.put("risk_standing",
                       fields_of(storage::RiskStandingRow{row.ejercicio, row.number, row.levels,
                                                          !row.withdrawn.empty(), row.written.on}));
}

Result<std::string> hash_at(const json::object& act) {
  auto hash = maybe_at(act, "huella");
  if (hash.empty()) return hash;
  if (const auto bytes = unhex(hash); !bytes || bytes->size() != 32)
    return refuse(ToolRefusal::RiskFieldUnknown,
                  {{"campo", "huella"}, {"hallado", hash}, {"esperado", "64 cifras"}});
  return hash;
}

}  // namespace

// A number that the matrix has changes that risk; none registers the next.
Result<Decision> decide_register_risk(storage::Database& db, const json::object& act,
                                      const Meta& meta) {
  const auto year = TRY(exercise_at(act));
  const auto missing = ToolRefusal::RiskFieldMissing;
  std::int64_t number = 0;
  if (act.contains("riesgo")) {
    const auto before = TRY(risk_of(db, act, meta));
    CHECK(require_area(db, meta, Permission::EditRisks, before.area));
    number = before.number;
  } else {
    for (const auto& other : TRY(storage::risks(db, meta.institution, year)))
      number = std::max(number, other.number);
    ++number;
  }
  const auto probability = TRY(level_at(act, "probabilidad"));
  const auto severity = TRY(level_at(act, "severidad"));
  const auto mitigation = TRY(level_at(act, "valor_control"));
  storage::RiskRow row{.ejercicio = year,
                       .number = number,
                       .levels = {probability, severity, mitigation},
                       .illustrative = illustrative_at(act),
                       .written = {meta.actor, meta.today()}};
  row.unidad = TRY(said_at(act, "unidad", "la unidad ejecutora", missing));
  row.objetivo = TRY(
      listed_at(act, "objetivo", control::objetivo, "E, O, I o C", ToolRefusal::RiskFieldUnknown));
  row.area = TRY(said_at(act, "area", "el área evaluada", missing));
  CHECK(require_area(db, meta, Permission::EditRisks, row.area));
  row.evento = TRY(said_at(act, "evento", "el evento", missing));
  row.descripcion = TRY(said_at(act, "descripcion", "la descripción del riesgo", missing));
  row.control = TRY(said_at(act, "control", "el control que mitiga", missing));
  row.observaciones = maybe_at(act, "observaciones");
  Decision decision;
  put_risk(decision, row);
  decision.outcome = {{"riesgo", row.number},
                      {"inherente", std::int64_t{row.levels.inherent()}},
                      {"residual", show(row.levels.residual(), 2)}};
  return decision;
}

Result<Decision> decide_withdraw_risk(storage::Database& db, const json::object& act,
                                      const Meta& meta) {
  auto row = TRY(risk_of(db, act, meta));
  CHECK(require_area(db, meta, Permission::EditRisks, row.area));
  row.withdrawn = TRY(said_at(act, "motivo", "el motivo", ToolRefusal::RiskFieldMissing));
  row.written = {meta.actor, meta.today()};
  Decision decision;
  put_risk(decision, row);
  decision.outcome = {{"riesgo", row.number}};
  return decision;
}

Result<Decision> decide_plan_action(storage::Database& db, const json::object& act,
                                    const Meta& meta) {
  const auto risk = TRY(risk_of(db, act, meta));
  CHECK(require_area(db, meta, Permission::TreatRisk, risk.area));
  const auto missing = ToolRefusal::RiskFieldMissing;
  const auto asked = optional_integer_at(act, "accion");
  std::int64_t number = 0;
  const storage::RiskActionRow* before = nullptr;
  const auto all = TRY(storage::risk_actions(db, meta.institution, risk.ejercicio));
  for (const auto& other : all) {
    if (other.risk != risk.number) continue;
    number = std::max(number, other.number);
    if (asked && other.number == *asked) before = &other;
  }
  if (asked && before == nullptr)
    return refuse(ToolRefusal::ActionUnknown, {{"hallado", std::to_string(*asked)}});
  storage::RiskActionRow row;
  row.ejercicio = risk.ejercicio;
  row.risk = risk.number;
  row.number = before ? before->number : number + 1;
  row.control = TRY(said_at(act, "control", "el control recomendado", missing));
  row.prioridad = TRY(listed_at(act, "prioridad", control::prioridad, "alta, media o baja",
                                ToolRefusal::RiskFieldUnknown));
  row.que = TRY(said_at(act, "que", "qué se hará", missing));
  row.como = TRY(said_at(act, "como", "cómo se hará", missing));
  row.quien = TRY(said_at(act, "quien", "el puesto que responde", missing));
  row.recursos = maybe_at(act, "recursos");
  row.inicio = TRY(day_at(act, "inicio"));
  row.fin = TRY(day_at(act, "fin"));
  row.estado = TRY(listed_at(act, "estado", control::estado_accion, "pendiente, en_proceso o hecha",
                             ToolRefusal::RiskFieldUnknown));
  row.comentarios = maybe_at(act, "comentarios");
  row.illustrative = illustrative_at(act);
  row.written = {meta.actor, meta.today()};
  if (row.fin < row.inicio)
    return refuse(ToolRefusal::ActionDatesReversed, {{"hallado", show(row.fin)}});
  // A date that has passed is no date to plan with; one that an action already had may have passed.
  const bool moved = before == nullptr || before->fin != row.fin;
  if (moved && row.fin < meta.today() && !row.illustrative)
    return refuse(ToolRefusal::ActionDueInThePast, {{"hallado", show(row.fin)}});
  if (row.estado == control::EstadoAccion::Hecha) {
    const auto evidence = TRY(storage::risk_evidence(db, meta.institution, risk.ejercicio));
    if (std::ranges::none_of(evidence, [&](const auto& one) {
          return one.risk == row.risk && one.action == row.number;
        }))
      return refuse(ToolRefusal::ActionWithoutEvidence, {{"hallado", std::to_string(row.number)}});
  }
  Decision decision;
  decision.changes.put("risk_action", fields_of(row));
  decision.outcome = {{"riesgo", row.risk}, {"accion", row.number}};
  return decision;
}

Result<Decision> decide_show_action(storage::Database& db, const json::object& act,
                                    const Meta& meta) {
  const auto risk = TRY(risk_of(db, act, meta));
  const auto action = TRY(integer_at(act, "accion"));
  const auto all = TRY(storage::risk_actions(db, meta.institution, risk.ejercicio));
  const auto planned = std::ranges::find_if(
      all, [&](const auto& one) { return one.risk == risk.number && one.number == action; });
  if (planned == all.end())
    return refuse(ToolRefusal::ActionUnknown, {{"hallado", std::to_string(action)}});
  CHECK(require_area_or_post(db, meta, risk, *planned));
  const auto month = TRY(text_at(act, "mes"));
  storage::RiskEvidenceRow row;
  row.ejercicio = risk.ejercicio;
  row.risk = risk.number;
  row.action = action;
  row.month = TRY(where("campo", "mes", Month::parse(month)));
  row.description =
      TRY(said_at(act, "descripcion", "qué muestra la evidencia", ToolRefusal::RiskFieldMissing));
  row.hash = TRY(hash_at(act));
  row.name = maybe_at(act, "nombre");
  row.illustrative = illustrative_at(act);
  row.written = {meta.actor, meta.today()};
  Decision decision;
  decision.changes.put("risk_evidence", fields_of(row));
  decision.outcome = {{"riesgo", row.risk}, {"accion", row.action}, {"mes", month}};
  return decision;
}

Result<Decision> decide_describe_component(storage::Database& db, const json::object& act,
                                           const Meta& meta) {
  CHECK(require_unit(db, meta, Permission::EditRisks, ""));
  storage::ComponentRow row;
  row.ejercicio = TRY(exercise_at(act));
  row.component = TRY(listed_at(act, "componente", control::componente,
                                "entorno_de_control, evaluacion_de_riesgos, "
                                "actividades_de_control, informacion_y_comunicacion o supervision",
                                ToolRefusal::ComponentUnknown));
  row.body = TRY(said_at(act, "texto", "el texto", ToolRefusal::RiskFieldMissing));
  row.illustrative = illustrative_at(act);
  row.written = {meta.actor, meta.today()};
  Decision decision;
  decision.changes.put("control_component", fields_of(row));
  decision.outcome = {{"componente", control::code_of(row.component)}};
  return decision;
}

}  // namespace commands
