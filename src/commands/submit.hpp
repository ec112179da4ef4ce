// From an act to the journal: authorize → load → decide → save → journal, in one transaction.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "commands/command.hpp"
#include "commands/context.hpp"
#include "domain/accountability/journal_entry.hpp"

namespace commands {

struct Submission {
  std::string kind;
  json::object act;
  std::string idempotency_key;  // "": none.
};

struct Receipt {
  std::string institution;
  std::int64_t seq = 0;  // 0: there was nothing to do, and no entry was made.
  std::int64_t at = 0;
  json::object outcome;
  bool repeated = false;  // The same request had been done before; this is its first outcome.
};

// Durable when it returns a receipt; nothing is there when it returns an error.
Result<Receipt> submit(Context&, const Submission&);

// An act with the person who asks for it.
struct Signed {
  Actor actor;
  Submission submission;
};

// Several waiting acts in one transaction, a savepoint each, acknowledged after the one commit: a
// refused act leaves the others alone, a failed commit fails them all. One result per submission.
std::vector<Result<Receipt>> submit_group(Context&, std::span<const Signed>);

// The same decision with nothing saved (--simular, the last page of a wizard).
Result<json::object> simulate(Context&, const Submission&);

// Saves the rows of a decision and yields the effect: SHA-256 over one canonical JSON line per
// change. Shared by live acts and replay.
Result<Hash> save_changes(storage::Database&, const Changes&, const Meta&);

}  // namespace commands
