// Replacement by layout and months; everything ordered by key, since acts are decided by it.
#include "commands/budget_loads.hpp"

#include <algorithm>
#include <bit>

#include "domain/budget/refusals.hpp"
#include "storage/records.hpp"

namespace commands {
namespace {

using budget::Refusal;

constexpr std::string_view yearly = "anual", accumulated = "acumulado";

Result<ScopeInForce> read_scope(storage::Database& db, const storage::Record& record) {
  ScopeInForce scope{record.integer("load"),
                     record.text("entidad"),
                     static_cast<int>(record.integer("ejercicio")),
                     static_cast<std::uint16_t>(record.integer("months")),
                     record.text("batch"),
                     record.text("layout"),
                     record.text("counting"),
                     "",
                     record.integer("first_fact"),
                     record.integer("last_fact")};
  const auto load = TRY(storage::find(
      db, "budget_load",
      {{"institution", record.text("institution")}, {"load", record.integer("load")}}));
  if (load) scope.file_hash = load->text("file_hash");
  return scope;
}

Result<std::vector<ScopeInForce>> in_force(storage::Database& db, std::string_view institution,
                                           std::string_view entidad, int ejercicio) {
  std::vector<ScopeInForce> scopes;
  for (const auto& record : TRY(storage::select(db, "budget_scope",
                                                {{"institution", std::string(institution)},
                                                 {"entidad", std::string(entidad)},
                                                 {"ejercicio", std::int64_t{ejercicio}},
                                                 {"until_seq", storage::Value{}}})))
    scopes.push_back(TRY(read_scope(db, record)));
  return scopes;
}

std::unexpected<Error> about(Refusal why, const ScopeInForce& scope) {
  return refuse(why, {{"carga", std::to_string(scope.load)},
                      {"formato", scope.layout},
                      {"entidad", scope.entidad},
                      {"ejercicio", std::to_string(scope.ejercicio)},
                      {"meses", month_list(scope.months)}});
}

int first_month(std::uint16_t months) { return std::countr_zero(months); }

}  // namespace

Result<Standing> standing_of(storage::Database& db, const WantedLoad& wanted) {
  Standing standing;
  bool already = !wanted.scopes.empty();
  std::int64_t same = 0;
  for (const auto& scope : wanted.scopes) {
    bool found = false;
    for (const auto& there :
         TRY(in_force(db, wanted.institution, scope.entidad, scope.ejercicio))) {
      if (there.layout == wanted.layout && there.file_hash == wanted.file_hash &&
          there.months == scope.months && (same == 0 || same == there.load)) {
        found = true;
        same = there.load;
      }
      const bool common = (there.months & scope.months) != 0;
      const bool covered = (there.months & ~scope.months) == 0;
      const bool both_execution = there.counting != yearly && wanted.counting != yearly;
      if (there.counting != yearly && wanted.counting == yearly)
        return about(Refusal::ExecutionInForce, there);
      if (!both_execution || (there.layout == wanted.layout && covered)) {
        // The same layout again, or execution that takes the place of a formulation.
        standing.replaced.push_back(there);
        continue;
      }
      if (common) return about(Refusal::Overlaps, there);
      // Accumulated amounts were made into movements over what was in force before them.
      const bool later = first_month(there.months) > first_month(scope.months);
      if (later && (there.counting == accumulated || wanted.counting == accumulated))
        return about(Refusal::LaterAccumulated, there);
      standing.staying.push_back(there);
    }
    already = already && found;
  }
  if (already) standing.already = same;
  return standing;
}

Result<std::vector<ScopeInForce>> scopes_of_load(storage::Database& db,
                                                 std::string_view institution, std::int64_t load) {
  const storage::Fields key{{"institution", std::string(institution)}, {"load", load}};
  if (!TRY(storage::find(db, "budget_load", key)))
    return refuse(Refusal::LoadUnknown, {{"hallado", std::to_string(load)}});
  auto open = key;
  open.emplace_back("until_seq", storage::Value{});
  std::vector<ScopeInForce> scopes;
  for (const auto& record : TRY(storage::select(db, "budget_scope", open)))
    scopes.push_back(TRY(read_scope(db, record)));
  if (!scopes.empty()) return scopes;
  std::string how;
  for (const auto& record : TRY(storage::select(db, "budget_scope", key)))
    how = record.text("ended");
  return refuse(Refusal::LoadEnded, {{"carga", std::to_string(load)}, {"motivo", how}});
}

Result<void> check_nothing_rests_on(storage::Database& db, std::string_view institution,
                                    const ScopeInForce& scope) {
  for (const auto& there : TRY(in_force(db, institution, scope.entidad, scope.ejercicio)))
    if (there.load != scope.load && there.counting == accumulated &&
        first_month(there.months) > first_month(scope.months))
      return about(Refusal::LaterAccumulated, there);
  return {};
}

Result<std::uint16_t> closed_months(storage::Database& db, std::string_view entidad,
                                    int ejercicio) {
  std::uint16_t closed = 0;
  for (const auto& record :
       TRY(storage::select(db, "month_close", {{"institution", std::string(entidad)}}))) {
    const auto month = record.month("month");
    if (month.year.year == ejercicio)
      closed |= static_cast<std::uint16_t>(1U << (month.number - 1));
  }
  return closed;
}

std::string month_list(std::uint16_t months) {
  std::string text;
  for (int m = 0; m < 12; ++m)
    if ((months >> m & 1) != 0) text += (text.empty() ? "" : ", ") + std::to_string(m + 1);
  return text;
}

}  // namespace commands
