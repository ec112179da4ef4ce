// The journal run again: from the kept acts to the same state, or to the first difference.
#pragma once

#include <functional>

#include "commands/context.hpp"
#include "domain/accountability/journal_entry.hpp"

namespace commands {

// Applies one entry to a base that holds everything before it: prepare, decide, save, compare the
// effect, append. Error: ReplayDiffers with institucion and asiento, or the refusal of the act.
Result<void> replay_entry(storage::Database& into, const accountability::JournalEntry&);

// Copies blobs and replays every journal of `from` into the empty base `into`, the institutions'
// entries between those of the installation as their `base` says; then copies the checkpoints.
// `progress` is told the number of entries done and of all.
Result<void> replay_all(storage::Database& from, storage::Database& into,
                        const std::function<void(std::int64_t, std::int64_t)>& progress);

// The state that an entry of an institution saw: its journal up to the entry before, and the
// installation's as far as the entry had seen it. Same errors.
Result<void> replay_before(storage::Database& from, storage::Database& into,
                           const accountability::JournalEntry& entry,
                           const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace commands
