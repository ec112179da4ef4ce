// A word on a payment file, from whoever may read it. It changes nothing of the file, nor its
// version, and does not go away.
#pragma once

#include "commands/command.hpp"

namespace commands {

// {"expediente", "texto"}. Errors: FileUnknown, ReasonMissing (empty, or over 2,000 bytes).
Result<Decision> decide_comment(storage::Database&, const json::object& act, const Meta&);

}  // namespace commands
