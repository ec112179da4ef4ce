// What the program's own books tell the rules over history: how far each producto has come, and
// whether the journal is whole.
#pragma once

#include <string_view>

#include "domain/verification/history.hpp"
#include "storage/database.hpp"

namespace queries {

// Fills `metas` with the productos of the year of `history.hoy`, at the last month that is closed
// or that the budget has movements of, not after `hoy`; unknown where the year has no plan or no
// such month. Fractions of the year: 0 … 1.
Result<void> add_advances(storage::Database&, std::string_view institution,
                          verification::History& history);

// Fills `bitacora`: every entry hashed again, against what its head says. Not the signatures of
// checkpoints nor the state, which `ceiba bitacora verificar` asks for.
Result<void> add_journal(storage::Database&, std::string_view institution,
                         verification::History& history);

}  // namespace queries
