// Samples with what they show of their population, and letters of guidance with their answers.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/control/sampling.hpp"
#include "storage/sample_population.hpp"
#include "storage/sample_store.hpp"

namespace queries {

struct SampleStanding {
  storage::SampleRow row;
  std::vector<storage::SampleItemRow> items;
  std::int64_t examined = 0;
  // Once every item has been examined.
  std::optional<control::Projection> projection;
};
Result<std::vector<SampleStanding>> samples(storage::Database&, std::string_view institution);
Result<std::optional<SampleStanding>> sample(storage::Database&, std::string_view institution,
                                             std::int64_t number);

// What may be drawn from, as it is now.
Result<storage::SamplePopulation> population_of(storage::Database&, std::string_view institution,
                                                control::Poblacion, FiscalYear);

struct Guidance {
  storage::GuidanceRow row;
  std::vector<storage::GuidanceAnswerRow> answers;  // Oldest first.
  bool overdue(Date today) const { return row.estado == "emitida" && row.due < today; }
};
Result<std::vector<Guidance>> guidance(storage::Database&, std::string_view institution);

}  // namespace queries
