// Rows of state by name: what a command reads to decide and what it asks to be written. Anything
// that needs a real question (joins, sums, ranges) is SQL in queries/ or in a *_store here.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "storage/database.hpp"

namespace storage {

// Column name and value.
using Field = std::pair<std::string, Value>;
using Fields = std::vector<Field>;

// One row of a table with its columns' names. Asking for a column that the table lacks, or for
// another type than its own, asserts.
class Record {
 public:
  explicit Record(Fields fields) : fields_{std::move(fields)} {}
  const Value& value(std::string_view column) const;
  bool is_null(std::string_view column) const;
  const std::string& text(std::string_view column) const;
  std::int64_t integer(std::string_view column) const;
  bool flag(std::string_view column) const { return integer(column) != 0; }
  Money money(std::string_view column) const { return Money::centavos(integer(column)); }
  Quantity quantity(std::string_view column) const { return Quantity::hundredths(integer(column)); }
  Month month(std::string_view column) const { return Month::parse(text(column)).value(); }
  Date date(std::string_view column) const { return parse_date(text(column)).value(); }
  std::optional<std::string> optional_text(std::string_view column) const;
  std::optional<std::int64_t> optional_integer(std::string_view column) const;
  std::optional<Date> optional_date(std::string_view column) const;
  std::optional<Money> optional_money(std::string_view column) const;
  const Fields& fields() const { return fields_; }

 private:
  Fields fields_;
};

// The row whose columns equal `equals` (normally its whole key), if there is one.
Result<std::optional<Record>> find(Database&, std::string_view table, const Fields& equals);

// All rows whose columns equal `equals`, ordered by primary key.
Result<std::vector<Record>> select(Database&, std::string_view table, const Fields& equals);

// Writes the whole row (columns not named become NULL), replacing the one with the same key.
Result<void> put(Database&, std::string_view table, const Fields& row);

// Removes the row with this key; nothing happens where there is none.
Result<void> remove(Database&, std::string_view table, const Fields& key);

// The row as a JSON object with every column of the table: the canonical form that effects are
// hashed over. Bytes are written as hexadecimal.
json::object to_json(std::string_view table, const Fields& row);

// Every row of a table in key order, for comparing and copying whole bases.
Result<void> each_record(Database&, std::string_view table,
                         const std::function<Result<void>(const Record&)>& on_record);

}  // namespace storage
