// Samples and letters put together.
#include "queries/samples.hpp"

#include <algorithm>

namespace queries {
namespace {

Result<SampleStanding> standing_of(storage::Database& db, std::string_view institution,
                                   storage::SampleRow row) {
  SampleStanding made;
  made.row = std::move(row);
  made.items = TRY(storage::sample_items(db, institution, made.row.number));
  std::vector<control::Examined> examined;
  for (const auto& item : made.items)
    if (!item.result.empty() && item.audited)
      examined.push_back({item.amount, *item.audited, item.hits, item.result == "no_cumple"});
  made.examined = static_cast<std::int64_t>(examined.size());
  if (!examined.empty() && examined.size() == made.items.size())
    made.projection = control::project(
        made.row.method, TRY(control::confidence_of(made.row.confidence)), examined,
        made.row.population_count, made.row.population_amount, made.row.size);
  return made;
}

}  // namespace

Result<std::vector<SampleStanding>> samples(storage::Database& db, std::string_view institution) {
  std::vector<SampleStanding> all;
  for (auto& row : TRY(storage::samples(db, institution)))
    all.push_back(TRY(standing_of(db, institution, std::move(row))));
  std::ranges::reverse(all);
  return all;
}

Result<std::optional<SampleStanding>> sample(storage::Database& db, std::string_view institution,
                                             std::int64_t number) {
  for (auto& row : TRY(storage::samples(db, institution)))
    if (row.number == number)
      return std::optional<SampleStanding>(TRY(standing_of(db, institution, std::move(row))));
  return std::optional<SampleStanding>{};
}

Result<storage::SamplePopulation> population_of(storage::Database& db, std::string_view institution,
                                                control::Poblacion from, FiscalYear year) {
  return storage::sample_population(db, institution, from, year);
}

Result<std::vector<Guidance>> guidance(storage::Database& db, std::string_view institution) {
  std::vector<Guidance> all;
  for (auto& row : TRY(storage::guidance(db, institution))) {
    auto answers = TRY(storage::guidance_answers(db, institution, row.number));
    all.push_back({std::move(row), std::move(answers)});
  }
  std::ranges::reverse(all);
  return all;
}

}  // namespace queries
