// Which notices were mailed to whom: outside of the journal, so that nothing is mailed twice.
#pragma once

#include <string_view>

#include "commands/context.hpp"

namespace commands {

Result<bool> was_mailed(storage::Database&, std::int64_t user, std::string_view notice);
// Wants a context of Use::Change.
Result<void> mark_mailed(Context&, std::int64_t user, std::string_view notice);

}  // namespace commands
