// Loads a financial programme file: keeps the file, then makes one act of its rows.
#pragma once

#include <string_view>

#include "commands/submit.hpp"

namespace commands {

// Errors: the file's refusals, all faults in `all`; those of "programacion.cargar".
Result<Receipt> import_programme(Context&, std::string_view bytes, std::string_view source,
                                 bool illustrative);

}  // namespace commands
