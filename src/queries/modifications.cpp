// Joins modifications with competences and extract, quotas with CURs.
#include "queries/modifications.hpp"

#include <algorithm>
#include <map>

#include "storage/catalog_store.hpp"

namespace queries {

std::string_view entity_kind(std::string_view institution) {
  if (institution.starts_with("1112") || institution.starts_with("1113")) return "central";
  if (institution.starts_with("112")) return "descentralizada";
  return "";
}

Result<Modifications> modifications(storage::Database& db, std::string_view institution,
                                    FiscalYear year) {
  Modifications made;
  const auto competences = TRY(storage::catalog_rows(db, "competencias"));
  const auto kind = entity_kind(institution);
  std::map<Partida, MoneySum> registered;
  for (auto& row : TRY(storage::modifications(db, institution))) {
    const auto& one = row.modification;
    if (static_cast<int>(one.fecha.year()) != year.year) continue;
    ModificationStanding standing;
    if (!kind.empty())
      if (const auto* approver = budget::approver_of(competences, one.clase, kind, one.fecha))
        standing.approver = *approver;
    for (const auto& line : one.lineas) {
      standing.sum += line.monto;
      if (line.monto > Money{}) standing.received += line.monto;
      if (!row.until) registered[line.partida] += line.monto;
    }
    standing.row = std::move(row);
    made.all.push_back(std::move(standing));
  }
  std::ranges::stable_sort(made.all, std::ranges::greater{}, [](const auto& one) {
    return std::chrono::sys_days(one.row.modification.fecha);
  });

  const auto extract = TRY(extract_of(db, institution, year));
  made.extract_loaded = !extract.empty();
  std::map<Partida, MoneySum> said;
  for (const auto& row : extract) {
    MoneySum modified, vigente, promised;
    for (const auto& month : row.movements.months) {
      modified += month.money(budget::Stage::Modificado);
      vigente += month.money(budget::Stage::Vigente);
      promised += month.money(budget::Stage::Comprometido);
    }
    if (modified != MoneySum{}) said[row.partida] = modified;
    if (promised > vigente)
      made.shortfalls.push_back(
          {row.partida, vigente.narrow().value_or(Money{}), promised.narrow().value_or(Money{})});
  }
  if (!made.extract_loaded) return made;
  for (const auto& [partida, sum] : registered)
    if (const auto there = said.find(partida); there == said.end() || there->second != sum)
      made.differences.push_back({partida, there == said.end() ? MoneySum{} : there->second, sum});
  for (const auto& [partida, sum] : said)
    if (!registered.contains(partida)) made.differences.push_back({partida, sum, {}});
  std::ranges::sort(made.differences, {}, &ModifiedDifference::partida);
  return made;
}

Result<Quotas> quotas(storage::Database& db, std::string_view institution, FiscalYear year) {
  Quotas made;
  const auto curs = TRY(counted_curs(db, institution, year));
  made.curs_loaded = !curs.empty();
  auto used = budget::used_by(curs);
  for (auto& row : TRY(storage::quotas(db, institution))) {
    if (row.key.primer_mes.year != year) continue;
    const auto spent = used.find(row.key);
    const auto sum = spent == used.end() ? MoneySum{} : spent->second;
    if (spent != used.end()) used.erase(spent);
    made.all.push_back({std::move(row), sum});
  }
  for (const auto& [key, sum] : used)
    if (sum != MoneySum{}) made.without.emplace_back(key, sum);
  return made;
}

}  // namespace queries
