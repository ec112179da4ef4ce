// Samples and letters put together.
#include "queries/samples.hpp"

#include <algorithm>

namespace queries {
Result<std::vector<SampleLine>> samples(storage::Database& db, std::string_view institution) {
  std::vector<SampleLine> all;
  const auto progress = TRY(storage::sample_progress(db, institution));
  for (auto& row : TRY(storage::samples(db, institution))) {
    SampleLine line{std::move(row)};
    const auto found =
        std::ranges::lower_bound(progress, line.row.number, {}, &storage::SampleProgress::sample);
    if (found != progress.end() && found->sample == line.row.number) {
      line.items = found->items;
      line.examined = found->examined;
    }
    all.push_back(std::move(line));
  }
  std::ranges::reverse(all);
  return all;
}

Result<std::optional<SampleStanding>> sample(storage::Database& db, std::string_view institution,
                                             std::int64_t number) {
  auto row = TRY(storage::sample_at(db, institution, number));
  if (!row) return std::optional<SampleStanding>{};
  SampleStanding made;
  made.row = std::move(*row);
  made.items = TRY(storage::sample_items(db, institution, number));
  made.strata = TRY(storage::sample_strata(db, institution, number));
  made.left_out = TRY(storage::sample_left_out(db, institution, number));
  std::vector<control::Examined> examined;
  for (const auto& item : made.items)
    if (!item.result.empty() && item.audited)
      examined.push_back(
          {item.amount, *item.audited, item.hits, item.result == "no_cumple", item.stratum});
  made.examined = static_cast<std::int64_t>(examined.size());
  if (!examined.empty() && examined.size() == made.items.size())
    made.projection = control::project(
        made.row.method, TRY(control::confidence_of(made.row.confidence)), examined,
        {made.row.population_count, made.row.population_amount, made.row.size, made.strata});
  return std::optional<SampleStanding>(std::move(made));
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
