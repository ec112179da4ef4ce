// What a person may do on a day, as the base knows it: own roles, roles lent, units. Asked by
// every act of a user (submit.cpp) and by the decisions that look at units or at who wrote what.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands/command.hpp"
#include "commands/context.hpp"
#include "domain/access/users.hpp"
#include "storage/database.hpp"

namespace commands {

struct User {
  std::int64_t number = 0;
  std::string login, name, email;
  std::string home;  // Institution; "" for all of the installation.
  bool active = true;
  std::string created_on;
  std::vector<access_control::Role> roles;
  std::vector<std::string> units;
};
Result<std::vector<User>> users_of(storage::Database&);  // In order of number.
Result<std::optional<User>> user_of(storage::Database&, std::int64_t number);
Result<std::optional<User>> user_named(storage::Database&, std::string_view login);
Result<bool> has_users(storage::Database&);

Result<std::vector<access_control::Delegation>> delegations_of(storage::Database&);

// The grants of an actor: of a role's account that role; of a user those of the day. A user who is
// not active, or is another institution's, has none.
Result<std::vector<access_control::Grant>> grants_of(storage::Database&,
                                                     std::string_view institution,
                                                     std::int64_t actor, Date);

// Errors: RoleMayNot, ScopeMissing, OtherInstitution.
Result<void> require(const Context&, const Actor&, access_control::Permission,
                     std::string_view institution);
Result<void> require(const Context&, access_control::Permission);

// In a decision: whether the actor may do this for the unit ("" for the institution as a whole).
// Error: OtherUnit; nothing is asked of what the kind's own permission has refused already.
Result<void> require_unit(storage::Database&, const Meta&, access_control::Permission,
                          std::string_view unit);
Result<void> require_units(storage::Database&, const Meta&, access_control::Permission,
                           std::span<const std::string> units);

// In a decision: the act of `meta` (allowed by `now`) is done by other people than what `author`
// did on `then` (allowed by `before`). Who lent a role counts as who acts with it, on both sides.
// Error: SamePerson.
struct Work {
  std::int64_t author = 0;
  access_control::Permission permission{};
  std::optional<Date> on;
};
Result<void> require_other_people(storage::Database&, const Meta&, access_control::Permission now,
                                  const Work& before);

}  // namespace commands
