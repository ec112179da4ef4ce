// The permission check of what is no act: verifying, proving, rebuilding, backing up.
#pragma once

#include "domain/access/permissions.hpp"

namespace commands {

// Error: RoleMayNot.
Result<void> require(access_control::Role, access_control::Permission);

}  // namespace commands
