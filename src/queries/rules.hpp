// The law of the rules of verification as an institution holds it: rows of norms/rules.csv and
// norms/listas.csv with the certainty that the institution has given them, and its working days.
#pragma once

#include <string_view>
#include <vector>

#include "domain/verification/norms.hpp"
#include "storage/database.hpp"

namespace queries {

// The loaded rows of a catalogue of norms, ordered by code and first day.
Result<std::vector<CatalogEntry>> norm_rows(storage::Database&, std::string_view institution,
                                            std::string_view catalog);

// Every day's law, for offices that work at `place`. Errors: those of verification::NormTable.
Result<verification::NormTable> norm_table(storage::Database&, std::string_view institution,
                                           const Geografico& place);

}  // namespace queries
