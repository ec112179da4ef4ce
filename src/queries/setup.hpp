// How far an institution has come in getting started: what each step leaves in the base.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/values/period.hpp"
#include "storage/database.hpp"

namespace queries {

struct SetupState {
  bool users = false;  // Anybody at all.
  bool institution = false;
  std::int64_t catalogs = 0;  // With entries.
  std::int64_t units = 0, reporting_units = 0;
  std::int64_t posts = 0, held_posts = 0;         // Held today by somebody who is named.
  std::int64_t active_users = 0, unit_users = 0;  // Of them, who answer for a unit.
  std::optional<FiscalYear> year;                 // That the institution begins with.
  std::optional<std::int64_t> plan;               // Version in force for that year.
  std::int64_t budget_loads = 0;                  // In force, of that year.
  std::int64_t series = 0;                        // With values.
  std::int64_t reported_months = 0;               // Of units: sent at least once.
};
Result<SetupState> setup_state(storage::Database&, std::string_view institution, Date today);

// Whether there is an institution, and none whose data are real.
Result<bool> all_illustrative(storage::Database&);

}  // namespace queries
