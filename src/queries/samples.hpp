// Samples with what they show of their population, and letters of guidance with their answers.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/control/sampling.hpp"
#include "storage/sample_store.hpp"

namespace queries {

// One of the list: what it says of its population is asked of one at a time.
struct SampleLine {
  storage::SampleRow row;
  std::int64_t items = 0, examined = 0;
};
// Newest first.
Result<std::vector<SampleLine>> samples(storage::Database&, std::string_view institution);

struct SampleStanding {
  storage::SampleRow row;
  std::vector<storage::SampleItemRow> items;
  std::vector<control::Stratum> strata;  // Of the population.
  std::vector<storage::SampleLeftOutRow> left_out;
  std::int64_t examined = 0;
  // Once every item has been examined.
  std::optional<control::Projection> projection;
};
Result<std::optional<SampleStanding>> sample(storage::Database&, std::string_view institution,
                                             std::int64_t number);

struct Guidance {
  storage::GuidanceRow row;
  std::vector<storage::GuidanceAnswerRow> answers;  // Oldest first.
  bool overdue(Date today) const { return row.estado == "emitida" && row.due < today; }
};
Result<std::vector<Guidance>> guidance(storage::Database&, std::string_view institution);

}  // namespace queries
