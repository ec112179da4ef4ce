// A list of units as an institution has it in Excel, as the act that loads it.
#pragma once

#include <string_view>

#include "commands/submit.hpp"

namespace commands {

// The act "organizacion.cargar" of the file. `from`: the first day of holders without one.
Result<Submission> organization_of_file(std::string_view bytes, Date from);

}  // namespace commands
