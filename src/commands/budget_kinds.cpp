// The decisions on budget loads: which one comes into force, and which one is withdrawn. Facts are
// in the base before; these acts are small, so that nobody waits for a national file.
#include <array>
#include <set>

#include "base/text.hpp"
#include "commands/budget_loads.hpp"
#include "commands/command.hpp"
#include "commands/import_budget.hpp"
#include "domain/budget/refusals.hpp"
#include "domain/values/catalog.hpp"
#include "storage/blobs.hpp"
#include "storage/budget_store.hpp"
#include "storage/catalog_store.hpp"

namespace commands {
namespace {

using access_control::Permission;
using budget::Refusal;

Result<std::vector<WantedScope>> scopes_at(const json::object& act, std::string_view key) {
  std::vector<WantedScope> scopes;
  for (const auto& item : TRY(array_at(act, key))) {
    const auto* object = item.if_object();
    if (object == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", std::string(key)}});
    scopes.push_back({TRY(text_at(*object, "entidad")),
                      static_cast<int>(TRY(integer_at(*object, "ejercicio"))),
                      static_cast<std::uint16_t>(TRY(integer_at(*object, "meses"))),
                      optional_integer_at(*object, "desde").value_or(0),
                      optional_integer_at(*object, "hasta").value_or(0)});
  }
  return scopes;
}

Result<std::set<std::int64_t>> numbers_at(const json::object& act, std::string_view key) {
  std::set<std::int64_t> numbers;
  for (const auto& item : TRY(array_at(act, key))) {
    if (!item.is_int64()) return refuse(JsonRefusal::WrongType, {{"campo", std::string(key)}});
    numbers.insert(item.get_int64());
  }
  return numbers;
}

std::set<std::int64_t> loads_of(const std::vector<ScopeInForce>& scopes) {
  std::set<std::int64_t> loads;
  for (const auto& scope : scopes) loads.insert(scope.load);
  return loads;
}

// The whole row of a scope as it ends.
storage::Fields ended(const ScopeInForce& scope, std::int64_t from, const Meta& meta,
                      std::string_view how, std::string_view reason) {
  return {{"load", scope.load},
          {"entidad", scope.entidad},
          {"ejercicio", std::int64_t{scope.ejercicio}},
          {"months", std::int64_t{scope.months}},
          {"batch", scope.batch},
          {"first_fact", scope.first_fact},
          {"last_fact", scope.last_fact},
          {"layout", scope.layout},
          {"counting", scope.counting},
          {"from_seq", from},
          {"until_seq", meta.seq},
          {"ended", std::string(how)},
          {"reason", std::string(reason)}};
}

// A closed month of the act's scopes must be one that the import found unchanged.
Result<void> check_closed(storage::Database& db, const json::object& act,
                          const std::vector<WantedScope>& scopes) {
  std::vector<WantedScope> unchanged;
  if (act.contains("meses_cerrados")) unchanged = TRY(scopes_at(act, "meses_cerrados"));
  for (const auto& scope : scopes) {
    std::uint16_t allowed = 0;
    for (const auto& one : unchanged)
      if (one.entidad == scope.entidad && one.ejercicio == scope.ejercicio) allowed = one.months;
    const auto closed = TRY(closed_months(db, scope.entidad, scope.ejercicio)) & scope.months;
    if ((closed & ~allowed) != 0)
      return refuse(Refusal::MonthClosed,
                    {{"entidad", scope.entidad},
                     {"mes", std::to_string(scope.ejercicio) + ": " +
                                 month_list(static_cast<std::uint16_t>(closed & ~allowed))}});
  }
  return {};
}

// Entities and units of a national file that the catalogue lacks at this moment.
Result<void> create_entries(storage::Database& db, const json::object& act, std::string_view key,
                            std::string_view catalog, Changes& changes) {
  if (!act.contains(key)) return {};
  const auto* kind = TRY(catalog_kind(catalog));
  std::set<std::string> known;
  for (const auto& row : TRY(storage::catalog_rows(db, catalog))) known.insert(row.code);
  for (const auto& item : TRY(array_at(act, key))) {
    if (!item.is_object()) return refuse(JsonRefusal::WrongType, {{"campo", std::string(key)}});
    const auto entry = TRY(catalog_entry_from(item.get_object()));
    CHECK(check_entry(*kind, entry));
    if (known.contains(entry.code)) continue;
    changes.put("catalog_entry",
                {{"catalog", std::string(catalog)},
                 {"code", entry.code},
                 {"valid_from", ""},
                 {"valid_until", storage::Value{}},
                 {"name", entry.name},
                 {"parent", entry.parent.empty() ? storage::Value{} : storage::Value{entry.parent}},
                 {"certainty", show(entry.certainty)},
                 {"source", entry.source},
                 {"attributes", "{}"}});
  }
  return {};
}

// See docs/formats/presupuesto.md for the act.
Result<Decision> decide_load(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto scopes = TRY(scopes_at(act, "alcance"));
  const auto batch = TRY(text_at(act, "lote"));
  const auto layout = TRY(text_at(act, "formato"));
  const auto counting = TRY(text_at(act, "cuenta"));
  const auto blob = TRY(text_at(act, "blob"));
  const auto partidas = TRY(integer_at(act, "partidas"));
  const bool national = meta.institution == installation;
  if (!storage::is_batch_name(batch))
    return refuse(JsonRefusal::WrongType,
                  {{"campo", "lote"}, {"esperado", "diez cifras hexadecimales"}});
  for (const auto& scope : scopes) {
    if (!national && scope.entidad != meta.institution)
      return refuse(Refusal::OtherInstitution,
                    {{"hallado", scope.entidad}, {"esperado", meta.institution}});
    // Lines of this batch and no other.
    if (scope.first < 0 || scope.first > scope.last || scope.last > partidas ||
        partidas > storage::facts_per_batch)
      return refuse(JsonRefusal::WrongType,
                    {{"campo", "alcance"}, {"esperado", "líneas del lote"}});
  }

  const auto standing = TRY(standing_of(db, {meta.institution, layout, counting, blob, scopes}));
  Decision decision;
  if (standing.already != 0) {
    decision.outcome = {{"ya_cargado", standing.already}};
    return decision;
  }
  // What was checked before staging must be what is in force now.
  if (loads_of(standing.replaced) != TRY(numbers_at(act, "reemplaza")) ||
      loads_of(standing.staying) != TRY(numbers_at(act, "sobre")))
    return refuse(Refusal::StateMoved);
  if (counting != "anual") CHECK(check_closed(db, act, scopes));
  const auto kept = TRY(storage::kept_digest(db, meta.institution, batch));
  if (!kept) return refuse(Refusal::NotStaged);
  const auto digest = TRY(text_at(act, "resumen"));
  if (*kept != digest) return refuse(Refusal::DigestDiffers, {{"hallado", *kept}});
  Hash hash;
  if (!parse(blob, hash) || !TRY(storage::has_blob(db, hash))) return refuse(Refusal::NotStaged);

  std::int64_t breaches = 0;
  std::string reason;
  if (act.contains("observaciones")) {
    const auto observed = TRY(object_at(act, "observaciones"));
    breaches = TRY(integer_at(observed, "cantidad"));
    reason = TRY(text_at(observed, "motivo"));
    if (trimmed(reason).empty()) return refuse(Refusal::ReasonMissing);
  }
  auto& changes = decision.changes;
  CHECK(create_entries(db, act, "entidades_nuevas", "entidades", changes));
  CHECK(create_entries(db, act, "unidades_nuevas", "unidades_ejecutoras", changes));
  for (const auto& scope : standing.replaced)
    changes.put("budget_scope", ended(scope, scope.load, meta, "reemplazada", ""));
  changes.put("budget_load", {{"load", meta.seq},
                              {"batch", batch},
                              {"layout", layout},
                              {"layout_hash", TRY(text_at(act, "formato_hash"))},
                              {"counting", counting},
                              {"reader", TRY(integer_at(act, "lector"))},
                              {"file_name", TRY(text_at(act, "archivo"))},
                              {"file_hash", blob},
                              {"file_size", TRY(integer_at(act, "tamano"))},
                              {"encoding", TRY(text_at(act, "codificacion"))},
                              {"rows", TRY(integer_at(act, "filas"))},
                              {"partidas", partidas},
                              {"totals", canonical(TRY(object_at(act, "totales")))},
                              {"digest", digest},
                              {"national", std::int64_t{national}},
                              {"illustrative", std::int64_t{TRY(flag_at(act, "ilustrativa"))}},
                              {"breaches", breaches},
                              {"reason", reason},
                              {"actor", meta.actor},
                              {"on_date", show(meta.today())}});
  const auto first_fact = storage::first_fact_of(batch);
  for (const auto& scope : scopes)
    changes.put("budget_scope", {{"load", meta.seq},
                                 {"entidad", scope.entidad},
                                 {"ejercicio", std::int64_t{scope.ejercicio}},
                                 {"months", std::int64_t{scope.months}},
                                 {"batch", batch},
                                 {"first_fact", first_fact + scope.first},
                                 {"last_fact", first_fact + scope.last},
                                 {"layout", layout},
                                 {"counting", counting},
                                 {"from_seq", meta.seq},
                                 {"until_seq", storage::Value{}},
                                 {"ended", ""},
                                 {"reason", ""}});
  decision.outcome = {{"carga", meta.seq}};
  return decision;
}

// {"carga", "motivo"}
Result<Decision> decide_withdrawal(storage::Database& db, const json::object& act,
                                   const Meta& meta) {
  const auto load = TRY(integer_at(act, "carga"));
  const auto reason = TRY(text_at(act, "motivo"));
  if (trimmed(reason).empty()) return refuse(Refusal::ReasonMissing);
  Decision decision;
  for (const auto& scope : TRY(scopes_of_load(db, meta.institution, load))) {
    CHECK(check_nothing_rests_on(db, meta.institution, scope));
    const auto closed = TRY(closed_months(db, scope.entidad, scope.ejercicio)) & scope.months;
    if (closed != 0 && scope.counting != "anual")
      return refuse(Refusal::MonthClosed,
                    {{"entidad", scope.entidad},
                     {"mes", std::to_string(scope.ejercicio) + ": " +
                                 month_list(static_cast<std::uint16_t>(closed))}});
    decision.changes.put("budget_scope", ended(scope, scope.load, meta, "retirada", reason));
  }
  decision.outcome = {{"carga", load}, {"retirada", true}};
  return decision;
}

constexpr std::array kinds{
    Kind{"presupuesto.cargar", 1, Scope::Institution, Permission::ImportBudget, decide_load,
         restage_budget},
    Kind{"presupuesto.cargar_nacional", 1, Scope::Installation, Permission::ImportNationalBudget,
         decide_load, restage_budget},
    Kind{"presupuesto.retirar", 1, Scope::Institution, Permission::WithdrawBudget,
         decide_withdrawal},
    Kind{"presupuesto.retirar_nacional", 1, Scope::Installation, Permission::ImportNationalBudget,
         decide_withdrawal},
};

}  // namespace

std::span<const Kind> budget_kinds() { return kinds; }

}  // namespace commands
