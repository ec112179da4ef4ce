// Counts of file_flag, and the rules asked again of a few files.
#include "queries/rule_alerts.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "queries/payment_files.hpp"
#include "storage/rule_norms.hpp"

namespace queries {
namespace {

constexpr std::int64_t newest_shown = 3;

}  // namespace

Result<std::vector<RuleAlert>> rule_alerts(storage::Database& db, std::string_view institution,
                                           Date today) {
  constexpr auto counts = R"(
    select f.rule, count(*)
      from file_flag f
      join payment_file p on p.institution = f.institution and p.number = f.number
     where f.institution = ?1 and p.estado not in ('rechazado', 'anulado')
     group by f.rule order by f.rule)";
  constexpr auto newest = R"(
    select f.number
      from file_flag f
      join payment_file p on p.institution = f.institution and p.number = f.number
     where f.institution = ?1 and f.rule = ?2 and p.estado not in ('rechazado', 'anulado')
     order by f.number desc limit ?3)";
  const auto norms = TRY(storage::norm_table(db, institution));
  const auto& law = norms.on(today);
  std::vector<RuleAlert> all;
  CHECK(db.each(counts, {storage::as_value(institution)},
                [&](const storage::Row& row) -> Result<void> {
                  const auto at = verification::rule_at(row.view(0));
                  if (!at) return {};
                  const auto* norm = law.norm(*at);
                  all.push_back({*at, norm == nullptr ? "" : norm->name, row.integer(1), {}});
                  return {};
                }));
  std::ranges::sort(all, {}, &RuleAlert::rule);
  std::map<std::string, std::optional<PaymentFile>> files;
  for (auto& alert : all) {
    const auto numbers = TRY(db.rows(
        newest, [](const storage::Row& row) { return row.text(0); }, institution,
        verification::rules()[alert.rule].id, newest_shown));
    for (const auto& number : numbers) {
      if (!files.contains(number))
        files.emplace(number, TRY(payment_file(db, institution, number, today)));
      RuleAlert::File file{number, {}};
      if (const auto& whole = files.at(number))
        for (const auto& now : whole->avisos)
          if (now.flag.rule == alert.rule) file.proofs = now.flag.outcome.proofs;
      alert.newest.push_back(std::move(file));
    }
  }
  return all;
}

}  // namespace queries
