// Whether the journal is whole, signed, and the state is what it says. Finds; repairs nothing.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "commands/context.hpp"
#include "domain/accountability/checkpoint.hpp"

namespace commands {

// What was found to be other than it was written. Every one names institucion and asiento: the
// entry to blame, or the one that wrote what was changed.
enum class JournalFault {
  Gap,                // An entry is missing.
  TimeRunsBack,       // An entry is earlier than the one before it.
  EntryAltered,       // Its bytes do not give its leaf.
  HeadAltered,        // The journal's end is not where the head says.
  CheckpointAltered,  // A checkpoint is not what we sign.
  CheckpointDiffers,  // It is signed, but over other entries.
  HeadUnsigned,       // The last entries have no checkpoint.
  KeptDiffers,        // A checkpoint kept elsewhere is of another history.
  BlobAltered,        // The bytes of a file are not those that were received.
  BlobErased,         // They are marked as erased, and no act ordered it.
  ReplayStopped,      // An act, done again, is refused or has another effect.
  RowAltered,
  RowMissing,
  RowExtra,
};
const RefusalRow& row_of(JournalFault);
std::span<const RefusalRow> journal_fault_rows();

struct JournalSummary {
  std::string institution;
  std::int64_t entries = 0;
  std::int64_t checkpoints = 0;
  Hash root;  // Over all entries.
};

struct Verification {
  std::vector<Error> findings;  // At most findings_max; codes of JournalFault.
  std::int64_t more = 0;        // Findings beyond those.
  std::vector<JournalSummary> journals;
  std::int64_t blobs = 0;
  std::int64_t rows = 0;        // Of state, compared one by one.
  bool state_compared = false;  // Not asked for, or in vain because the journal is not sound.
};

struct VerifyOptions {
  bool quick = false;  // Chain and signatures only.
  // Public keys of the installation to trust, from elsewhere. None: those that the journal names.
  std::vector<accountability::VerifierKey> trusted;
  // A signed checkpoint kept elsewhere, which this history must contain.
  std::optional<std::string> kept_checkpoint;
};

using Progress = std::function<void(std::string_view what, std::int64_t done, std::int64_t all)>;

// Reads one snapshot of the base; others may go on writing. An error means that the base could not
// be read, not that something is wrong in it.
Result<Verification> verify_journal(storage::Database&, const VerifyOptions&, const Progress&);

// The public keys that a journal's own acts name (instalacion.crear, clave.rotar), oldest first.
Result<std::vector<accountability::VerifierKey>> declared_keys(storage::Database&);

// The key under which one journal of the installation is signed: name "origin/institution".
accountability::VerifierKey key_of_journal(const accountability::VerifierKey&,
                                           std::string_view institution);

}  // namespace commands
