// Backups of a whole base in one portable file (docs/formats/backup.md): made while others write,
// checked by its hash, restored into either engine and then verified by its own journal.
#pragma once

#include <functional>
#include <string>

#include "commands/context.hpp"
#include "commands/verify_journal.hpp"
#include "storage/schema.hpp"

namespace commands {

struct Backup {
  int schema = 0;
  Milliseconds at = 0;
  std::int64_t tables = 0;
  std::int64_t rows = 0;
  Hash hash;                             // Of the uncompressed lines before the last.
  std::vector<JournalSummary> journals;  // As the head of the file says; checkpoints is 0.
};

// Writes one snapshot of the base to `file` (mode 0600) and reads it back. The signing key is not
// in it. Errors: BackupExists, BackupUnwritable, and those of check_backup.
Result<Backup> create_backup(storage::Database& from, Milliseconds at, const std::string& file,
                             const Progress&);

// Reads a whole backup and compares its hash. Errors: BackupUnreadable … BackupNewer.
Result<Backup> check_backup(const std::string& file);

// Restores into a base that does not exist yet and verifies it. Where anything is wrong, nothing
// is left there. Errors: those of check_backup and storage::open, BackupNotSound (with the findings
// in `all`).
Result<Verification> restore_backup(const std::string& file, const std::string& destination,
                                    bool quick, const Progress&);

// The parser under all this. `source` yields the next bytes of the file, "" at its end.
struct BackupSink {
  std::function<Result<void>(const Backup& head)> on_head;
  std::function<Result<void>(const storage::Table&, const std::vector<std::string>& columns)>
      on_table;
  std::function<Result<void>(const storage::Parameters& row)> on_row;
};
Result<Backup> read_backup(const std::function<Result<std::string>()>& source, const BackupSink&);

}  // namespace commands
