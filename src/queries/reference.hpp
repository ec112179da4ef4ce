// Norms as administrators look at them: with the degree of certainty that the institution gives.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/values/catalog.hpp"
#include "domain/values/period.hpp"
#include "storage/database.hpp"

namespace queries {

// An entry of a norms catalogue beside what the institution confirmed of it.
struct NormEntry {
  CatalogEntry entry;
  Certeza certainty = Certeza::Dudosa;  // For the institution.
  std::string reason;                   // Of the confirmation; "" where there is none.
  std::int64_t confirmed_at = 0;        // UTC milliseconds.
  std::optional<Date> verified_since;   // Verificada from that day on, whatever it was before.
};
Result<std::vector<NormEntry>> norm_entries(storage::Database&, std::string_view institution,
                                            std::string_view catalog);

}  // namespace queries
