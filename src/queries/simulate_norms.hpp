// The whole history judged twice: under the norms in force and under a draft of them. Nothing is
// written; what comes out is what would have been decided otherwise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/verification/evaluate.hpp"
#include "domain/verification/splitting.hpp"
#include "storage/database.hpp"

namespace queries {

// The rows in force with those of a draft: a code of the draft takes the place of the row that it
// overlaps, from its own first day on, or of every row of the code where it has none.
std::vector<CatalogEntry> drafted(std::vector<CatalogEntry> in_force,
                                  const std::vector<CatalogEntry>& draft);

struct VerdictChange {
  std::string file;      // "2026-000017"
  std::size_t rule = 0;  // Into verification::rules().
  verification::Verdict before{}, after{};
};
struct SplitChange {
  UnidadEjecutora unidad;
  std::string familia, periodo;
  Money suma, limite_before, limite_after;
  verification::SplitLevel before{}, after{};
};
struct NormSimulation {
  std::int64_t files = 0, purchases = 0;
  std::vector<VerdictChange> verdicts;  // By file, then rule.
  std::vector<SplitChange> splits;      // Groups whose level is another.
};
// Errors: those of verification::NormTable for the draft.
Result<NormSimulation> simulate_norms(storage::Database&, std::string_view institution,
                                      const std::vector<CatalogEntry>& draft, Date today);

}  // namespace queries
