// The schema as data: the numbered files under schema/, and what they say of each table. Files are
// never edited once released; a change is a new file.
//
// Dialect of the files: {text} {int} {blob} {strict} stand for the engine's words; one column per
// line; every `create table` has, on the line before it, `-- estado`, `-- derivado`, `-- bitacora`
// or `-- fuera`:
//   estado    the fold of the journal: equal after replay
//   derivado  recomputed from other tables
//   bitacora  the journal itself: entries, checkpoints, blobs
//   fuera     secrets, keys for idempotency, sessions, security log: in no replay
#pragma once

#include <string>
#include <vector>

#include "storage/database.hpp"

namespace storage {

enum class Mark { Estado, Derivado, Bitacora, Fuera };
enum class ColumnType { Text, Integer, Blob };

struct Column {
  std::string name;
  ColumnType type;
};

struct Table {
  std::string name;
  Mark mark;
  std::vector<Column> columns;   // In the order of the files, later additions last.
  std::vector<std::string> key;  // Primary key.
};

// Every table of this program's schema, in the order of the files. Asserts that the files keep
// to the dialect (a unit test reads them all).
const std::vector<Table>& tables();
const Table& table(std::string_view name);  // Asserts that it exists.

// Brings `db` to this program's schema, one file per transaction. Errors: NewerSchema, NotABase.
Result<void> migrate(Database& db);

// The same, but only files up to `last`: for tests of the upgrade.
Result<void> migrate_to(Database& db, int last);

// Highest file number of this program.
int schema_version();

}  // namespace storage
