// One entry of the journal and its exact bytes (docs/formats/journal.md). Not its table: storage/
// keeps the columns, and everybody who hashes or checks an entry goes through these bytes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/hash.hpp"
#include "base/result.hpp"

namespace accountability {

struct JournalEntry {
  std::string institution;   // Code; the installation's own journal has the code it chooses.
  std::int64_t seq = 0;      // 1, 2, 3 … without gaps within the institution.
  std::int64_t base = 0;     // Last installation entry that this one has seen; 0: none.
  std::int64_t at = 0;       // UTC milliseconds, never decreasing.
  std::int64_t actor = 0;    // A number; names and roles are rows of state.
  std::string kind;          // "plan.cargar"
  std::int64_t version = 1;  // Of the kind; a published version is never edited.
  std::array<std::uint8_t, 16> nonce{};  // So that nobody can guess an entry from its hash.
  std::string act = "{}";                // Canonical JSON object.
  Hash effect;                           // SHA-256 of the canonical rows that the act wrote.

  friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

// Canonical JSON of all ten fields; nonce and effect as lower case hexadecimal, the act nested.
// The act must already be canonical: it is copied, not parsed.
std::string bytes_of(const JournalEntry&);

// Only what bytes_of writes is read. Errors: json.*, EntryNotAnObject, EntryUnknownField,
// EntryFieldInvalid (campo), EntryNotCanonical.
Result<JournalEntry> parse_entry(std::string_view bytes);

// The leaf of the journal's tree: leaf_hash(bytes_of(entry)).
Hash leaf_of(const JournalEntry&);

}  // namespace accountability
