// Joint reviews with the names of who opened and signed them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "storage/money_store.hpp"

namespace queries {

struct ReviewStanding {
  storage::ReviewRow row;
  std::map<std::int64_t, std::string> names;  // Of users; accounts of roles are not among them.
  std::string name_of(std::int64_t actor) const;
};
// Newest first.
Result<std::vector<ReviewStanding>> joint_reviews(storage::Database&, std::string_view institution);

}  // namespace queries
