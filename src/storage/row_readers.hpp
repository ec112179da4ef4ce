// What the stores read alike: all rows of a question, the columns that say who wrote a row and of
// which year it is.
#pragma once

#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "storage/money_store.hpp"

namespace storage {

// The rows whose columns equal `equals`, by key, each through `read`.
template <class Read>
auto read_all(Database& db, std::string_view table, const Fields& equals, Read read)
    -> Result<std::vector<std::decay_t<decltype(read(std::declval<const Record&>()))>>> {
  std::vector<std::decay_t<decltype(read(std::declval<const Record&>()))>> all;
  for (const auto& record : TRY(select(db, table, equals))) all.push_back(read(record));
  return all;
}

inline Written written_of(const Record& record) {
  return {record.integer("actor"), record.date("on_date"), record.integer("seq")};
}

inline FiscalYear year_of(const Record& record) {
  return {static_cast<std::int16_t>(record.integer("ejercicio"))};
}

}  // namespace storage
