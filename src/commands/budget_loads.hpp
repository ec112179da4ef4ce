// How a budget file stands to what is in force: what it replaces, what it is added to, and why it
// may not come in. Asked twice by the same code: before an import is staged, and in the act.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"

namespace commands {

// One entity's year of a file, its months as bits (bit 0 is January).
struct WantedScope {
  std::string entidad;
  int ejercicio = 0;
  std::uint16_t months = 0;
  std::int64_t first = 0, last = 0;  // Its lines among the file's facts; the last not included.
  friend auto operator<=>(const WantedScope&, const WantedScope&) = default;
};

// One entity's year of a load that is in force.
struct ScopeInForce {
  std::int64_t load = 0;
  std::string entidad;
  int ejercicio = 0;
  std::uint16_t months = 0;
  std::string batch, layout, counting, file_hash;
  std::int64_t first_fact = 0, last_fact = 0;
  friend auto operator<=>(const ScopeInForce&, const ScopeInForce&) = default;
};

struct WantedLoad {
  std::string institution;  // Whose journal: the entity's, or the installation's.
  std::string layout, counting, file_hash;
  std::vector<WantedScope> scopes;
};

struct Standing {
  std::int64_t already = 0;            // The load that is this very file, whole and in force.
  std::vector<ScopeInForce> replaced;  // End when this comes in.
  std::vector<ScopeInForce> staying;   // Same entities and years; this is added to them.
};

// Errors: Overlaps, LaterAccumulated, ExecutionInForce.
Result<Standing> standing_of(storage::Database&, const WantedLoad&);

// What a load has in force, ordered by entity and year. Error: LoadUnknown.
Result<std::vector<ScopeInForce>> scopes_of_load(storage::Database&, std::string_view institution,
                                                 std::int64_t load);

// Errors: LaterAccumulated, where a load in force rests on the months of this one.
Result<void> check_nothing_rests_on(storage::Database&, std::string_view institution,
                                    const ScopeInForce&);

// The months of a year that the entity has closed, as bits.
Result<std::uint16_t> closed_months(storage::Database&, std::string_view entidad, int ejercicio);

// "enero, febrero" is for text/; here months are written as numbers: "1, 2, 3".
std::string month_list(std::uint16_t months);

}  // namespace commands
