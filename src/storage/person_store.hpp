// Counts of persons by category at a cut, and the releases of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/accountability/disclosed_persons.hpp"
#include "storage/goal_store.hpp"

namespace storage {

struct PersonReleaseRow {
  std::string code;  // Of the cut.
  std::int64_t version = 0;
  disclosure::Rules rules;
  std::int64_t shown = 0;
  std::vector<std::string> hidden;  // Keys, ordered.
  std::int64_t actor = 0;
  Date on{};
  std::int64_t seq = 0;
};
// Oldest first.
Result<std::vector<PersonReleaseRow>> person_releases(Database&, std::string_view institution);
// Of the row as Changes::put takes it.
Fields fields_of(const PersonReleaseRow&);
// What stands for the hidden cells in an act: the hash of their keys.
std::string digest_of(const std::vector<std::string>& hidden);

// The limits in force on a day: norms/parametros, celda_minima_publica and celda_cero_publica.
Result<disclosure::Rules> disclosure_rules(Database&, Date);

// Reports of persons up to the cut's last month, as they were at it, of the subproductos that tell
// persons apart; added up by producto of the plan. Empty where there are none.
Result<disclosure::PersonTable> persons_at(Database&, std::string_view institution, const CutRow&,
                                           const disclosure::Rules&);

// What would be shown and hidden of a cut under the rules, after all releases of its year so far;
// of a cut that was released, after those before it.
Result<disclosure::Proposal> person_proposal(Database&, std::string_view institution, const CutRow&,
                                             const disclosure::Rules&);

}  // namespace storage
