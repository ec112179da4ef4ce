// What documents of money tell the rules over history: modifications, promises and what became of
// them, and the reconciliation of the newest month.
#pragma once

#include <string_view>

#include "domain/verification/history.hpp"
#include "storage/database.hpp"

namespace queries {

// Fills `modificaciones`, `compromisos` and `conciliacion` of the year of `history.hoy`; what the
// base does not hold stays unknown. A promise is devengado first in, first out within its partida,
// because CURs do not say which one they follow.
Result<void> add_money(storage::Database&, std::string_view institution,
                       verification::History& history);

}  // namespace queries
