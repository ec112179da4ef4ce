// Reference data of the installation, as an institution sees it.
#include "queries/reference.hpp"

#include "storage/catalog_store.hpp"
#include "storage/rule_norms.hpp"

namespace queries {

Result<std::vector<NormEntry>> norm_entries(storage::Database& db, std::string_view institution,
                                            std::string_view catalog) {
  CHECK(catalog_kind(catalog));
  std::vector<NormEntry> out;
  const auto since = TRY(storage::verified_since(db, institution, catalog));
  for (auto& entry : TRY(storage::catalog_rows(db, catalog))) {
    NormEntry norm{std::move(entry), {}, {}, 0, {}};
    norm.certainty = norm.entry.certainty;
    CHECK(db.each(R"(select c.certainty, c.reason, coalesce(e.at, 0)
                       from norm_confirmation c
                       left join journal_entry e
                         on e.institution = c.institution and e.seq = c.seq
                      where c.institution = ?1 and c.catalog = ?2 and c.code = ?3
                        and c.valid_from = ?4)",
                  {storage::as_value(institution), storage::as_value(catalog),
                   storage::as_value(norm.entry.code),
                   storage::as_value(norm.entry.from ? show(*norm.entry.from) : std::string())},
                  [&](const storage::Row& row) -> Result<void> {
                    norm.certainty = TRY(parse_certeza(row.view(0)));
                    norm.reason = row.text(1);
                    norm.confirmed_at = row.integer(2);
                    return {};
                  }));
    if (const auto found =
            since.find({norm.entry.code, norm.entry.from ? show(*norm.entry.from) : ""});
        found != since.end())
      norm.verified_since = found->second;
    out.push_back(std::move(norm));
  }
  return out;
}

}  // namespace queries
