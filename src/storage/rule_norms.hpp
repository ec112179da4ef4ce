// The law of the rules of verification as an institution holds it: rows of norms/rules.csv and
// norms/listas.csv with the certainty that the institution has given them, its own versions of
// checklists, and the working days of its offices.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/verification/norms.hpp"
#include "storage/database.hpp"

namespace storage {

// The loaded rows of a catalogue of norms, ordered by code and first day. A row that the
// institution verified from a day on is two: before that day with the certainty that it had.
Result<std::vector<CatalogEntry>> norm_rows(Database&, std::string_view institution,
                                            std::string_view catalog);

// From which day on the institution verified a row; by its code and first day ("" for none).
using VerifiedSince = std::map<std::pair<std::string, std::string>, Date>;
Result<VerifiedSince> verified_since(Database&, std::string_view institution,
                                     std::string_view catalog);

// The lines of all checklists: those of the norms, and from the day of each version of the
// institution on, those of the version.
Result<std::vector<CatalogEntry>> checklist_rows(Database&, std::string_view institution);

// The working days of offices at `place`, from 2015 to 2045. Counted anew only when the holidays
// of the base are other than those of the last call.
Result<verification::DayTable> day_table(Database&, const Geografico& place);

// Every day's law. Errors: those of verification::NormTable.
Result<verification::NormTable> norm_table(Database&, std::string_view institution,
                                           const Geografico& place);
// The same for offices in the capital.
Result<verification::NormTable> norm_table(Database&, std::string_view institution);

}  // namespace storage
