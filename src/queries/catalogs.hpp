// Questions to the catalogues: how many entries each has, and which ones are in force.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/values/catalog.hpp"
#include "storage/database.hpp"

namespace queries {

struct CatalogSize {
  std::string catalog;
  std::int64_t entries = 0;
  std::int64_t doubtful = 0;  // With certainty "dudosa".
};
// Every catalogue that has entries, by name.
Result<std::vector<CatalogSize>> catalog_sizes(storage::Database&);

// Entries whose code or name holds `search` (folded; "" for all), in force on `date` (all, where
// there is none), by code and first day.
Result<std::vector<CatalogEntry>> catalog_entries(storage::Database&, std::string_view catalog,
                                                  std::optional<Date> date,
                                                  std::string_view search);

// The citations of a document for a fiscal year, in their order (norms/bases_legales.csv).
struct LegalBasis {
  std::string citation;
  std::string norm;
  Certeza certainty = Certeza::Dudosa;  // For the institution that asks.
};
Result<std::vector<LegalBasis>> legal_bases(storage::Database&, std::string_view institution,
                                            std::string_view document, FiscalYear);

}  // namespace queries
