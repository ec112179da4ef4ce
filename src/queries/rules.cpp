// Asks the storage for the law of the rules.
#include "queries/rules.hpp"

#include "storage/rule_norms.hpp"

namespace queries {

Result<std::vector<CatalogEntry>> norm_rows(storage::Database& db, std::string_view institution,
                                            std::string_view catalog) {
  return storage::norm_rows(db, institution, catalog);
}

Result<verification::NormTable> norm_table(storage::Database& db, std::string_view institution,
                                           const Geografico& place) {
  return storage::norm_table(db, institution, place);
}

}  // namespace queries
