// Imports what Guatecompras publishes (OCDS, NPG) as purchases: the file is kept, and the act names
// it; what it says is read from the kept bytes, live and at replay.
#pragma once

#include <string>
#include <string_view>

#include "commands/submit.hpp"

namespace commands {

// The newest import of a number stands. Errors: those of readers::read_purchases, with archivo.
Result<Receipt> import_purchases(Context&, std::string_view bytes, const std::string& name,
                                 bool illustrative, bool simulate);

Result<Decision> decide_import_purchases(storage::Database&, const json::object&, const Meta&);

}  // namespace commands
