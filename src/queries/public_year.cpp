// What of a year the public may see, read once for all pages.
#include "queries/public_year.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "domain/production/refusals.hpp"
#include "domain/values/working_days.hpp"
#include "storage/catalog_store.hpp"
#include "storage/evaluation_norms.hpp"
#include "storage/plan_store.hpp"

namespace queries {

Result<std::vector<Cut>> public_cuts(storage::Database& db, std::string_view institution) {
  std::vector<Cut> newest;
  for (auto& cut : TRY(cuts_of(db, institution))) {
    const auto known = std::ranges::find(newest, cut.code, &Cut::code);
    if (known == newest.end())
      newest.push_back(std::move(cut));
    else if (known->version < cut.version)
      *known = std::move(cut);
  }
  std::ranges::sort(newest, [](const Cut& a, const Cut& b) {
    return a.last != b.last ? a.last > b.last : a.first < b.first;
  });
  return newest;
}

Result<PublicYear> public_year(storage::Database& db, const Cut& cut) {
  PublicYear year;
  year.evaluation = TRY(evaluation_at(db, cut));
  auto plan = TRY(storage::plan_at(db, cut.institution, cut.last.year, cut.seq));
  if (!plan) plan = TRY(storage::plan_at(db, cut.institution, std::nullopt, cut.seq));
  if (!plan) return refuse(production::Refusal::NoPlan);
  year.plan = std::move(plan->plan);
  return year;
}

Result<Date> publication_deadline(storage::Database& db, Cuatrimestre period) {
  constexpr int standard_days = 10;
  const auto end = last_month(period);
  const auto norms = TRY(storage::evaluation_norms(db, last_day(end)));
  const auto said = Quantity::parse(optional_text_at(norms, "siplan_plazo").value_or(""));
  const int days = said ? static_cast<int>(rounded(said->as_ratio())) : standard_days;
  const auto place = TRY(Geografico::parse("0101"));
  return nth_working_day(TRY(storage::working_calendar(db, place)), next(end), days);
}

}  // namespace queries
