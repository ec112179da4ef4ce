// An inclusion proof of one entry, for somebody who has the public key and nothing else.
#pragma once

#include <string>
#include <string_view>

#include "commands/context.hpp"
#include "domain/accountability/journal_entry.hpp"

namespace commands {

struct EntryProof {
  accountability::JournalEntry entry;  // bytes_of(entry) is what is proved.
  std::string proof;                   // c2sp.org/tlog-proof against the last checkpoint.
};

// Error: NoSuchEntry where the journal has no entry `seq` or its last checkpoint does not reach it.
Result<EntryProof> prove_entry(storage::Database&, std::string_view institution, std::int64_t seq);

}  // namespace commands
