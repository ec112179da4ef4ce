// One question to the table of permissions.
#include "commands/require.hpp"

#include "commands/refusals.hpp"

namespace commands {

Result<void> require(access_control::Role role, access_control::Permission permission) {
  if (access_control::allows(role, permission)) return {};
  return refuse(Refusal::RoleMayNot, {{"rol", std::string(access_control::show(role))},
                                      {"acto", std::string(access_control::show(permission))}});
}

}  // namespace commands
