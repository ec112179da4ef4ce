// Inclusion proofs: whatever is accepted is written back byte by byte; siblings and sizes that a
// stranger chose never make the verification of a tree misbehave.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/accountability/proof.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto proof = accountability::parse_proof(bytes);
  if (!proof) return 0;
  if (show(*proof) != bytes) std::abort();
  const auto leaf = accountability::leaf_hash(bytes);
  const auto other = proof->siblings.empty() ? leaf : proof->siblings.back();
  const auto end = std::int64_t(size) << (proof->siblings.size() % 50);
  if (accountability::includes(proof->index, end, leaf, proof->siblings, other)) std::abort();
  (void)accountability::consistent(proof->index, end, leaf, other, proof->siblings);
  (void)accountability::subtree_consistent(std::min(proof->index, end), proof->index, end, leaf,
                                           other, proof->siblings);
  if (accountability::verify(*proof, leaf, {})) std::abort();  // Nobody is trusted.
  return 0;
}
