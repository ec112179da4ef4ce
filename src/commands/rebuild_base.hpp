// The journal replayed into an empty base: the proof that the state is the journal's fold, and the
// way from one engine to the other.
#pragma once

#include <string>

#include "commands/context.hpp"
#include "commands/verify_journal.hpp"

namespace commands {

// Creates `destination` (a file name or postgresql://…) and replays every journal of `from` into
// it. Where that fails, nothing is left there. Yields the summaries of the new base's journals.
// Errors: those of storage::open and replay_all. The private key is not copied.
Result<Verification> rebuild_base(storage::Database& from, const std::string& destination,
                                  const Progress&);

}  // namespace commands
