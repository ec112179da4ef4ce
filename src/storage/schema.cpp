// Reads the schema files and applies those that a base lacks.
#include "storage/schema.hpp"

#include <algorithm>
#include <cassert>

#include "base/resources.hpp"
#include "base/text.hpp"
#include "storage/file_curs.hpp"
#include "storage/refusals.hpp"
#include "storage/trail_words.hpp"

namespace storage {
namespace {

constexpr std::string_view folder = "src/storage/schema/";
// What these index may be there already.
constexpr int trail_index_file = 17, cur_index_file = 22;

struct File {
  int number;
  std::string_view name;
  std::string_view sql;
};

std::vector<File> files() {
  std::vector<File> all;
  for (const auto& [path, bytes] : resources_under(folder)) {
    const auto name = path.substr(folder.size());
    all.push_back({static_cast<int>(whole_number(name.substr(0, 4)).value()), name, bytes});
  }
  return all;
}

Mark mark_of(std::string_view comment) {
  if (comment == "-- estado") return Mark::Estado;
  if (comment == "-- derivado") return Mark::Derivado;
  if (comment == "-- bitacora") return Mark::Bitacora;
  assert(comment == "-- fuera" && "a table needs its mark on the line before it");
  return Mark::Fuera;
}

ColumnType type_of(std::string_view word) {
  if (word.starts_with("{text}")) return ColumnType::Text;
  if (word.starts_with("{int}")) return ColumnType::Integer;
  assert(word.starts_with("{blob}") && "a column is {text}, {int} or {blob}");
  return ColumnType::Blob;
}

std::vector<std::string> names_in(std::string_view parenthesised) {
  const auto open = parenthesised.find('('), close = parenthesised.find(')');
  auto names = split(parenthesised.substr(open + 1, close - open - 1), ',');
  for (auto& name : names) name = trimmed(name);
  return names;
}

// Reads one file into `found`: create table blocks and `alter table T add column C type`.
void read_tables(std::string_view sql, std::vector<Table>& found) {
  std::string previous;
  bool inside = false;
  for (const auto& raw : split(sql, '\n')) {
    const auto line = std::string(trimmed(raw));
    const auto words = split(collapsed(line), ' ');
    if (line.starts_with("create table ")) {
      found.push_back({words.at(2), mark_of(previous), {}, {}});
      inside = true;
    } else if (line.starts_with("alter table ")) {
      const auto one = std::ranges::find(found, words.at(2), &Table::name);
      assert(one != found.end());
      one->columns.push_back({words.at(5), type_of(words.at(6))});
    } else if (inside && line.starts_with(")")) {
      inside = false;
    } else if (inside && line.starts_with("primary key")) {
      found.back().key = names_in(line);
    } else if (inside && !line.empty() && !line.starts_with("--") &&
               !line.starts_with("foreign key") && !line.starts_with("check") &&
               !line.starts_with("unique")) {
      found.back().columns.push_back({words.at(0), type_of(words.at(1))});
      if (line.contains("primary key")) found.back().key = {words.at(0)};
    }
    if (!line.empty()) previous = line;
  }
}

std::string in_dialect(std::string_view sql, Engine engine) {
  const bool lite = engine == Engine::Sqlite;
  auto out = replaced(sql, "{text}", lite ? "text" : "text collate \"C\"");
  out = replaced(out, "{int}", lite ? "integer" : "bigint");
  out = replaced(out, "{blob}", lite ? "blob" : "bytea");
  return replaced(out, "{strict}", lite ? "strict" : "");
}

Result<int> current_version(Database& db) {
  const auto sql = db.engine() == Engine::Sqlite
                       ? "select count(*) from sqlite_master where name = 'schema_version'"
                       : "select count(*) from information_schema.tables where table_schema = "
                         "current_schema() and table_name = 'schema_version'";
  const auto there = TRY(db.first(sql, [](const Row& row) { return row.integer(0); }));
  if (there == 0) return 0;
  const auto number = TRY(db.first("select coalesce(max(number), 0) from schema_version",
                                   [](const Row& row) { return row.integer(0); }));
  return static_cast<int>(*number);
}

}  // namespace

const std::vector<Table>& tables() {
  static const std::vector<Table> all = [] {
    std::vector<Table> found;
    for (const auto& file : files()) read_tables(file.sql, found);
    return found;
  }();
  return all;
}

const Table& table(std::string_view name) {
  const auto found = std::ranges::find(tables(), name, &Table::name);
  assert(found != tables().end() && "no such table in the schema files");
  return *found;
}

int schema_version() { return files().back().number; }

Result<void> migrate_to(Database& db, int last) {
  const int have = TRY(current_version(db));
  if (have > schema_version())
    return refuse(Refusal::NewerSchema, {{"hallado", std::to_string(have)},
                                         {"esperado", std::to_string(schema_version())}});
  for (const auto& file : files()) {
    if (file.number <= have || file.number > last) continue;
    auto transaction = TRY(Transaction::write(db));
    // Another process may have got here first: look again under the lock.
    if (TRY(current_version(db)) >= file.number) continue;
    CHECK(during(file.name, db.script(in_dialect(file.sql, db.engine()))));
    if (file.number == trail_index_file) CHECK(during(file.name, index_whole_trail(db)));
    if (file.number == cur_index_file) CHECK(during(file.name, index_all_file_curs(db)));
    CHECK(db.run("insert into schema_version (number, name) values (?1, ?2)", file.number,
                 file.name));
    CHECK(transaction.commit());
  }
  return {};
}

Result<void> migrate(Database& db) { return migrate_to(db, schema_version()); }

bool is_server(std::string_view location) {
  return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

Result<std::unique_ptr<Database>> open(std::string_view location, Mode mode) {
  auto db = TRY(is_server(location) ? open_postgres(location, mode) : open_sqlite(location, mode));
  if (mode == Mode::Read) {
    const int have = TRY(current_version(*db));
    if (have == 0) return refuse(Refusal::NotABase, {{"archivo", std::string(location)}});
    if (have != schema_version())
      return refuse(Refusal::NewerSchema, {{"hallado", std::to_string(have)},
                                           {"esperado", std::to_string(schema_version())}});
    return db;
  }
  if (mode == Mode::Write && TRY(current_version(*db)) == 0)
    return refuse(Refusal::NotABase, {{"archivo", std::string(location)}});
  CHECK(migrate(*db));
  return db;
}

}  // namespace storage
