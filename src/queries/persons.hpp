// Counts of persons by category at a cut: as they would be published, and as they were.
#pragma once

#include <optional>
#include <string>

#include "domain/accountability/disclosed_persons.hpp"
#include "queries/evaluation.hpp"

namespace queries {

struct PersonReview {
  disclosure::Rules rules;
  disclosure::Proposal proposal;
  std::string digest;               // What the act of publication names.
  std::optional<Date> released_on;  // Once it is out, the proposal says what it shows and hides.
};
// Of a frozen cut: as released, or as it would be by the limits of `today`.
Result<PersonReview> person_review(storage::Database&, const Cut&, Date today);

// What of a cut is out. Nothing where it was not released.
struct ReleasedPersons {
  disclosure::PersonTable persons;
  std::vector<bool> shown;  // Of every key.
  disclosure::Count threshold = 0;
  Date on{};
};
Result<std::optional<ReleasedPersons>> released_persons(storage::Database&, const Cut&);

// Marks what of an evaluation's equity a public report may not show: as the release of its cut
// hides it, or as it would. Live cuts show nothing small either.
Result<void> protect_equity(storage::Database&, Evaluation&, Date today);

}  // namespace queries
