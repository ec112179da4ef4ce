// c2sp.org/tlog-proof: one text that shows, offline, that an entry is in a signed journal.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accountability/checkpoint.hpp"
#include "domain/accountability/merkle.hpp"

namespace accountability {

struct Proof {
  std::optional<std::string> extra;  // Raw bytes; not authenticated.
  std::int64_t index = 0;            // Zero-based: seq − 1.
  std::vector<Hash> siblings;        // From the leaf's sibling to the root's child.
  std::string checkpoint;            // The signed note, verbatim.
  friend bool operator==(const Proof&, const Proof&) = default;
};

std::string show(const Proof&);
Result<Proof> parse_proof(std::string_view text);  // ProofMalformed (linea).

// That the leaf is in the journal whose checkpoint the proof carries. Returns that checkpoint.
// Errors: those of open_checkpoint, ProofBeyondTheTree, ProofMissesTheRoot.
Result<Checkpoint> verify(const Proof&, const Hash& leaf, std::span<const VerifierKey> known);

}  // namespace accountability
