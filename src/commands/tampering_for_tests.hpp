// Changes to a base behind the journal's back, for tests that look whether they are found.
#pragma once

#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

#include "storage/whole_tables.hpp"

namespace commands::testing {

inline std::vector<storage::Parameters> rows_of(storage::Database& db,
                                                const storage::Table& table) {
  std::vector<storage::Parameters> rows;
  storage::TableWalk walk{db, table};
  while (const auto* row = walk.next().value()) rows.push_back(*row);
  return rows;
}

// `value` with its byte number `at` changed so that either engine can hold it; nothing where that
// byte is the inside of a letter.
inline std::optional<storage::Value> altered(const storage::Value& value, std::size_t at) {
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return *number ^ (std::int64_t{1} << (8 * at + at % 7));
  if (const auto* bytes = std::get_if<Bytes>(&value)) {
    auto other = *bytes;
    other[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
    return other;
  }
  auto other = std::get<std::string>(value);
  if ((other[at] & 0x80) != 0) return std::nullopt;
  other[at] = other[at] == 'x' ? 'y' : 'x';
  return other;
}

inline std::size_t size_of(const storage::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return text->size();
  if (const auto* bytes = std::get_if<Bytes>(&value)) return bytes->size();
  return std::holds_alternative<std::int64_t>(value) ? 8 : 0;
}

// False where the engine itself refuses: two rows with one key.
inline bool write_value(storage::Database& db, const storage::Table& table,
                        const storage::Parameters& where, std::size_t column,
                        const storage::Value& value) {
  auto sql = "update " + table.name + " set " + table.columns[column].name + " = ?1 where ";
  storage::Parameters values{value};
  for (std::size_t i = 0; i < table.key.size(); ++i) {
    sql += (i > 0 ? " and " : "") + table.key[i] + " = ?" + std::to_string(i + 2);
    values.push_back(where[i]);
  }
  const auto changed = db.execute(sql, values);
  EXPECT_TRUE(!changed || *changed == 1) << sql;
  return changed.has_value();
}

}  // namespace commands::testing
