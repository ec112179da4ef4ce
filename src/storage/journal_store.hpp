// The journal's rows: heads, entries, checkpoints, keys for idempotency, and the security log.
#pragma once

#include "domain/accountability/checkpoint.hpp"
#include "domain/accountability/journal_entry.hpp"
#include "domain/accountability/merkle.hpp"
#include "storage/database.hpp"

namespace storage {

// The last entry of one journal, and the tree after it.
struct Head {
  std::int64_t seq = 0;
  std::int64_t at = 0;
  accountability::Frontier frontier;
};

enum class Lock { None, Share, Update };

// The head of a journal, locked until the transaction ends where the engine locks rows. A journal
// that has no entry yet has an empty head.
Result<Head> read_head(Database&, std::string_view institution, Lock);

// Appends one entry and moves the head. The entry's seq is head.seq + 1 (asserted).
Result<Head> append_entry(Database&, const Head&, const accountability::JournalEntry&);

// Entries from `from` to `to` (inclusive), in order of seq.
Result<void> each_entry(Database&, std::string_view institution, std::int64_t from, std::int64_t to,
                        const std::function<Result<void>(const accountability::JournalEntry&)>&);
Result<std::vector<std::string>> journals(Database&);  // Institutions that have one, in order.
Result<Hash> leaf_at(Database&, std::string_view institution, std::int64_t seq);

Result<void> save_checkpoint(Database&, std::string_view institution, std::int64_t size,
                             std::int64_t at, std::string_view note);
struct StoredCheckpoint {
  std::int64_t size = 0;
  std::int64_t at = 0;
  std::string note;
};
Result<std::vector<StoredCheckpoint>> checkpoints(Database&, std::string_view institution);
Result<std::optional<StoredCheckpoint>> last_checkpoint(Database&, std::string_view institution);

struct Remembered {
  std::string request;  // Hash of the request, hexadecimal.
  std::string outcome;  // Canonical JSON.
};
Result<std::optional<Remembered>> recall(Database&, std::string_view institution,
                                         std::string_view key);
Result<void> remember(Database&, std::string_view institution, std::string_view key,
                      const Remembered&, std::int64_t at);
// Forgets keys older than `before`.
Result<void> forget(Database&, std::int64_t before);

Result<void> log_refusal(Database&, std::int64_t at, std::string_view nonce_hex,
                         std::string_view institution, std::int64_t actor, std::string_view kind,
                         std::string_view code);

}  // namespace storage
