// Statements made from the schema's own description of a table.
#include "storage/records.hpp"

#include <algorithm>
#include <cassert>

#include "base/text.hpp"
#include "storage/schema.hpp"

namespace storage {
namespace {

std::vector<std::string> column_names(const Table& table) {
  std::vector<std::string> names;
  for (const auto& column : table.columns) names.push_back(column.name);
  return names;
}

// "a = ?1 and b is null": NULL equals NULL here, as in a person's eyes.
std::string condition(const Fields& equals, Parameters& values) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : equals) {
    if (std::holds_alternative<std::monostate>(value)) {
      parts.push_back(name + " is null");
    } else {
      values.push_back(value);
      parts.push_back(name + " = ?" + std::to_string(values.size()));
    }
  }
  return parts.empty() ? "" : " where " + joined(parts, " and ");
}

Record record_of(const Table& table, const Row& row) {
  Fields fields;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    fields.emplace_back(table.columns[i].name, row.value(static_cast<int>(i)));
  return Record{std::move(fields)};
}

const Value* look_up(const Fields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::first);
  return found == fields.end() ? nullptr : &found->second;
}

void check_names(const Table& table, const Fields& fields) {
  for ([[maybe_unused]] const auto& field : fields)
    assert(std::ranges::find(table.columns, field.first, &Column::name) != table.columns.end() &&
           "the table has no such column");
}

}  // namespace

const Value& Record::value(std::string_view column) const {
  const auto* found = look_up(fields_, column);
  assert(found && "the record has no such column");
  return *found;
}

bool Record::is_null(std::string_view column) const {
  return std::holds_alternative<std::monostate>(value(column));
}

const std::string& Record::text(std::string_view column) const {
  const auto* found = std::get_if<std::string>(&value(column));
  assert(found && "the column is not text");
  return *found;
}

std::int64_t Record::integer(std::string_view column) const {
  const auto* found = std::get_if<std::int64_t>(&value(column));
  assert(found && "the column is not an integer");
  return *found;
}

std::optional<std::string> Record::optional_text(std::string_view column) const {
  return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<std::int64_t> Record::optional_integer(std::string_view column) const {
  return is_null(column) ? std::nullopt : std::optional(integer(column));
}
std::optional<Date> Record::optional_date(std::string_view column) const {
  return is_null(column) ? std::nullopt : std::optional(date(column));
}
std::optional<Money> Record::optional_money(std::string_view column) const {
  return is_null(column) ? std::nullopt : std::optional(money(column));
}

Result<std::vector<Record>> select(Database& db, std::string_view name, const Fields& equals) {
  const auto& one = table(name);
  check_names(one, equals);
  Parameters values;
  const auto where_clause = condition(equals, values);
  const auto sql = "select " + joined(column_names(one), ", ") + " from " + one.name +
                   where_clause + " order by " + joined(one.key, ", ");
  std::vector<Record> found;
  CHECK(db.each(sql, values, [&](const Row& row) -> Result<void> {
    found.push_back(record_of(one, row));
    return {};
  }));
  return found;
}

Result<std::optional<Record>> find(Database& db, std::string_view name, const Fields& equals) {
  auto found = TRY(select(db, name, equals));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Result<void> put(Database& db, std::string_view name, const Fields& row) {
  const auto& one = table(name);
  check_names(one, row);
  Parameters values;
  std::vector<std::string> marks, updates;
  for (const auto& column : one.columns) {
    const auto* value = look_up(row, column.name);
    values.push_back(value ? *value : Value{});
    marks.push_back("?" + std::to_string(values.size()));
    if (std::ranges::find(one.key, column.name) == one.key.end())
      updates.push_back(column.name + " = excluded." + column.name);
  }
  const auto sql = "insert into " + one.name + " (" + joined(column_names(one), ", ") +
                   ") values (" + joined(marks, ", ") + ") on conflict (" + joined(one.key, ", ") +
                   ") do " + (updates.empty() ? "nothing" : "update set " + joined(updates, ", "));
  CHECK(db.execute(sql, values));
  return {};
}

Result<void> remove(Database& db, std::string_view name, const Fields& key) {
  const auto& one = table(name);
  check_names(one, key);
  assert(key.size() == one.key.size() && "one row is removed, by its whole key");
  Parameters values;
  const auto where_clause = condition(key, values);
  CHECK(db.execute("delete from " + one.name + where_clause, values));
  return {};
}

json::object to_json(std::string_view name, const Fields& row) {
  json::object out;
  for (const auto& column : table(name).columns) {
    const auto* value = look_up(row, column.name);
    auto& slot = out[column.name];
    if (!value) continue;
    if (const auto* number = std::get_if<std::int64_t>(value))
      slot = *number;
    else if (const auto* text = std::get_if<std::string>(value))
      slot = *text;
    else if (const auto* bytes = std::get_if<Bytes>(value))
      slot = hex(as_text(*bytes));
  }
  return out;
}

Result<void> each_record(Database& db, std::string_view name,
                         const std::function<Result<void>(const Record&)>& on_record) {
  const auto& one = table(name);
  const auto sql = "select " + joined(column_names(one), ", ") + " from " + one.name +
                   " order by " + joined(one.key, ", ");
  return db.each(sql, {}, [&](const Row& row) { return on_record(record_of(one, row)); });
}

}  // namespace storage
