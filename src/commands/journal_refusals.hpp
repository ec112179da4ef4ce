// Why the journal cannot be proved, rebuilt, backed up or restored.
#pragma once

#include <span>

#include "base/result.hpp"

namespace commands {

enum class JournalRefusal {
  NoSuchEntry,
  BackupExists,  // Backups are never overwritten.
  BackupUnwritable,
  BackupUnreadable,
  BackupMalformed,  // Not a backup of Ceiba, or damaged: linea says where.
  BackupTruncated,
  BackupHashWrong,
  BackupNewer,     // Made by a newer program.
  BackupNotSound,  // It was restored, and then the journal did not verify.
};
const RefusalRow& row_of(JournalRefusal);
std::span<const RefusalRow> journal_refusal_rows();

}  // namespace commands
