// The working days that the institution gives itself for the steps of verification
// (norms/parametros.csv). Not the law's clock of a payment, which is the rules' business.
#pragma once

#include "domain/values/period.hpp"
#include "storage/database.hpp"

namespace queries {

enum class ReviewTerm {
  Review,  // From when a file is received to the end of its review.
  Visado,  // From conforme.
  Answer,  // From when it was returned.
};
Result<int> review_term(storage::Database&, ReviewTerm, Date);

}  // namespace queries
