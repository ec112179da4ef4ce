// Two tables of norms over the same files.
#include "queries/simulate_norms.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "storage/balance_book.hpp"
#include "storage/payment_file_store.hpp"
#include "storage/rule_norms.hpp"

namespace queries {
namespace {

using verification::NormTable;
using verification::SplitGroup;
using verification::SplitLevel;

using GroupKey = std::tuple<UnidadEjecutora, std::string, std::string>;

std::map<GroupKey, SplitGroup> groups_under(const std::vector<verification::Purchase>& purchases,
                                            const verification::RuleNorms& norms) {
  std::map<GroupKey, SplitGroup> all;
  const auto found = verification::split_groups(purchases, norms);
  if (!found) return all;
  for (const auto& group : *found)
    all.emplace(GroupKey{group.unidad, std::string(group.familia.view()),
                         verification::period_name(group.periodo, group.primero)},
                group);
  return all;
}

void compare_groups(NormSimulation& made, const std::map<GroupKey, SplitGroup>& before,
                    const std::map<GroupKey, SplitGroup>& after) {
  std::set<GroupKey> keys;
  for (const auto* side : {&before, &after})
    for (const auto& [key, group] : *side) keys.insert(key);
  for (const auto& key : keys) {
    const auto was = before.find(key), is = after.find(key);
    const auto level = [](auto at, const auto& side) {
      return at == side.end() ? SplitLevel::Below : at->second.nivel;
    };
    if (level(was, before) == level(is, after)) continue;
    const auto& any = was == before.end() ? is->second : was->second;
    made.splits.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), any.suma,
                           was == before.end() ? Money{} : was->second.limite,
                           is == after.end() ? Money{} : is->second.limite, level(was, before),
                           level(is, after)});
  }
}

}  // namespace

std::vector<CatalogEntry> drafted(std::vector<CatalogEntry> in_force,
                                  const std::vector<CatalogEntry>& draft) {
  for (const auto& one : draft) {
    std::erase_if(in_force, [&](const CatalogEntry& old) {
      return old.code == one.code && (!one.from || (old.from && *old.from >= *one.from));
    });
    if (one.from)
      for (auto& old : in_force)
        if (old.code == one.code &&
            (!old.until || std::chrono::sys_days(*old.until) >= std::chrono::sys_days(*one.from)))
          old.until = Date{std::chrono::sys_days(*one.from) - std::chrono::days{1}};
  }
  in_force.insert(in_force.end(), draft.begin(), draft.end());
  std::ranges::sort(in_force, {}, [](const CatalogEntry& one) {
    return std::pair(one.code, one.from ? std::chrono::sys_days(*one.from).time_since_epoch()
                                        : std::chrono::days::min());
  });
  return in_force;
}

Result<NormSimulation> simulate_norms(storage::Database& db, std::string_view institution,
                                      const std::vector<CatalogEntry>& draft, Date today) {
  const auto capital = Geografico::parse("0101").value();
  auto rules = TRY(storage::norm_rows(db, institution, "rules"));
  const auto lists = TRY(storage::checklist_rows(db, institution));
  const auto days = TRY(storage::day_table(db, capital));
  const auto now = TRY(NormTable::make(rules, lists, days));
  const auto then = TRY(NormTable::make(drafted(std::move(rules), draft), lists, days));

  NormSimulation made;
  std::set<FiscalYear> years;
  storage::BalanceBook book(db, institution);
  const auto judge = [&](const storage::PaymentFileRow& row) -> Result<void> {
    ++made.files;
    const auto facts_now = TRY(storage::facts_of(db, institution, row, today, now, &book));
    const auto facts_then = TRY(storage::facts_of(db, institution, row, today, then, &book));
    years.insert(facts_now.ejercicio);
    const auto before = verification::evaluate(facts_now, now);
    const auto after = verification::evaluate(facts_then, then);
    for (std::size_t i = 0; i < before.all.size(); ++i)
      if (const auto was = before.all[i].outcome.verdict, is = after.all[i].outcome.verdict;
          was != is)
        made.verdicts.push_back(
            {std::string(facts_now.numero.view()), before.all[i].rule, was, is});
    return {};
  };
  // The rows first: asking for facts on the same connection while they stream would hold them all.
  std::vector<storage::PaymentFileRow> rows;
  CHECK(storage::each_payment_file(db, institution, false,
                                   [&](const storage::PaymentFileRow& row) -> Result<void> {
                                     rows.push_back(row);
                                     return {};
                                   }));
  for (const auto& row : rows) CHECK(judge(row));
  for (const auto year : years) {
    const auto purchases = TRY(storage::purchases(db, institution, year, "", "", ""));
    made.purchases += static_cast<std::int64_t>(purchases.size());
    const auto day = last_day({year, 12});
    compare_groups(made, groups_under(purchases, now.on(day)),
                   groups_under(purchases, then.on(day)));
  }
  return made;
}

}  // namespace queries
