// Whole tables at a time, in key order, however large: for comparing, proving, copying and backing
// up bases. Not for deciding: commands look rows up by key (records.hpp).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"
#include "storage/schema.hpp"

namespace storage {

// Reads a table a page at a time, so that neither engine holds it whole.
class TableWalk {
 public:
  TableWalk(Database& db, const Table& table) : db_{db}, table_{table} {}

  // The next row's values in the order of the table's columns; nullptr at the end. Valid until the
  // next call.
  Result<const Parameters*> next();

 private:
  Database& db_;
  const Table& table_;
  std::vector<Parameters> page_;
  std::size_t at_ = 0;
  bool last_ = false;
};

// The values of the table's key within a row.
Parameters key_of(const Table&, const Parameters& row);

// Writes rows into a table that has none of their keys. Wants a transaction around it, and nothing
// else on the connection until finish().
class TableFill {
 public:
  static Result<TableFill> begin(Database&, const Table&, std::vector<std::string> columns);
  Result<void> add(const Parameters& row);
  Result<void> finish();

 private:
  TableFill(Database& db, std::string sql, std::unique_ptr<Bulk> bulk)
      : db_{&db}, sql_{std::move(sql)}, bulk_{std::move(bulk)} {}
  Database* db_;
  std::string sql_;             // Where the table holds bytes, which Bulk does not carry.
  std::unique_ptr<Bulk> bulk_;  // Else.
};

// A SQLite base of this program's schema in a temporary file that is gone when this is destroyed.
// Fast, because nothing in it needs to survive a crash.
class ScratchBase {
 public:
  static Result<ScratchBase> make();
  ScratchBase(ScratchBase&&) noexcept = default;
  ScratchBase& operator=(ScratchBase&&) = delete;
  ~ScratchBase();
  Database& db() { return *db_; }

 private:
  ScratchBase(std::string folder, std::unique_ptr<Database> db)
      : folder_{std::move(folder)}, db_{std::move(db)} {}
  std::string folder_;
  std::unique_ptr<Database> db_;
};

// Leaves 1 … size of a journal, in order. Fewer where entries are missing.
Result<std::vector<Hash>> leaves_of(Database&, std::string_view institution, std::int64_t size);

// Hashes of pieces that belong to no listed blob or are not numbered 0, 1, 2 …, in order.
Result<std::vector<std::string>> misplaced_pieces(Database&);

// An empty base with the schema of file `version`, to be filled from a backup of that time.
Result<std::unique_ptr<Database>> create_with_schema(std::string_view location, int version);

// Takes away what create_with_schema made. For a restoration that failed half-way.
void discard(std::unique_ptr<Database> db, std::string_view location);

}  // namespace storage
