// Joint reviews and their people.
#include "queries/joint_reviews.hpp"

#include <algorithm>

#include "domain/access/roles.hpp"

namespace queries {

std::string ReviewStanding::name_of(std::int64_t actor) const {
  if (const auto found = names.find(actor); found != names.end()) return found->second;
  const auto role = access_control::role_of_actor(actor);
  return role ? access_control::show(*role) : std::to_string(actor);
}

Result<std::vector<ReviewStanding>> joint_reviews(storage::Database& db,
                                                  std::string_view institution) {
  std::map<std::int64_t, std::string> names;
  CHECK(db.each("select number, name from app_user", {},
                [&](const storage::Row& row) -> Result<void> {
                  names.emplace(row.integer(0), row.text(1));
                  return {};
                }));
  std::vector<ReviewStanding> all;
  for (auto& row : TRY(storage::joint_reviews(db, institution)))
    all.push_back({std::move(row), names});
  std::ranges::reverse(all);
  return all;
}

}  // namespace queries
