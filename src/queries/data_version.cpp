// One number per state of the base, asked in one statement.
#include "queries/data_version.hpp"

namespace queries {

Result<std::int64_t> data_version(storage::Database& db) {
  const auto sum = TRY(db.first("select cast(coalesce(sum(seq), 0) as bigint) from head",
                                [](const storage::Row& row) { return row.integer(0); }));
  return sum.value_or(0);
}

Result<std::string> only_institution(storage::Database& db) {
  const auto all = TRY(db.rows("select institution from institution order by institution limit 2",
                               [](const storage::Row& row) { return row.text(0); }));
  return all.size() == 1 ? all.front() : std::string();
}

}  // namespace queries
