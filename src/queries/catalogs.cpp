// Questions to the catalogues.
#include "queries/catalogs.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "storage/catalog_store.hpp"

namespace queries {

Result<std::vector<CatalogSize>> catalog_sizes(storage::Database& db) {
  constexpr auto sql = R"(
    select catalog, count(*), cast(sum(case when certainty = 'dudosa' then 1 else 0 end) as bigint)
      from catalog_entry
     where institution = 'instalacion'
     group by catalog
     order by catalog)";
  const auto read = [](const storage::Row& row) {
    return CatalogSize{row.text(0), row.integer(1), row.integer(2)};
  };
  return db.rows(sql, read);
}

Result<std::vector<CatalogEntry>> catalog_entries(storage::Database& db, std::string_view catalog,
                                                  std::optional<Date> date,
                                                  std::string_view search) {
  CHECK(catalog_kind(catalog));
  const auto wanted = folded(search);
  std::vector<CatalogEntry> found;
  for (auto& entry : TRY(storage::catalog_rows(db, catalog))) {
    if (date && !entry.in_force(*date)) continue;
    if (!wanted.empty() && !folded(entry.code).contains(wanted) &&
        !folded(entry.name).contains(wanted))
      continue;
    found.push_back(std::move(entry));
  }
  return found;
}

Result<std::vector<LegalBasis>> legal_bases(storage::Database& db, std::string_view institution,
                                            std::string_view document, FiscalYear year) {
  auto rows = TRY(storage::catalog_rows(db, "bases_legales"));
  std::erase_if(rows, [&](const CatalogEntry& row) {
    return row.attribute("documento") != document || row.attribute("ejercicio") != show(year);
  });
  std::ranges::stable_sort(rows, {}, [](const CatalogEntry& row) {
    return whole_number(row.attribute("orden")).value_or(0);
  });
  std::vector<LegalBasis> bases;
  for (const auto& row : rows)
    bases.push_back(
        {row.name, row.parent, TRY(storage::certainty_for(db, institution, "bases_legales", row))});
  return bases;
}

}  // namespace queries
