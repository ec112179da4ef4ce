// Reads norms for the rules.
#include "queries/rules.hpp"

#include "storage/catalog_store.hpp"

namespace queries {

Result<std::vector<CatalogEntry>> norm_rows(storage::Database& db, std::string_view institution,
                                            std::string_view catalog) {
  auto rows = TRY(storage::catalog_rows(db, catalog));
  for (auto& row : rows) row.certainty = TRY(storage::certainty_for(db, institution, catalog, row));
  return rows;
}

Result<verification::NormTable> norm_table(storage::Database& db, std::string_view institution,
                                           const Geografico& place) {
  auto rules = TRY(norm_rows(db, institution, "rules"));
  auto lists = TRY(norm_rows(db, institution, "listas"));
  const auto calendar = TRY(storage::working_calendar(db, place));
  // Files of ten years back and some ahead; a day outside is one that the calendar does not know.
  return verification::NormTable::make(std::move(rules), std::move(lists),
                                       verification::DayTable{calendar, {2015}, {2045}});
}

}  // namespace queries
