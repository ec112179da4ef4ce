// The Merkle tree of RFC 6962 §2.1 over SHA-256: roots, the frontier that grows it, and proofs
// that a leaf is in it and that it only ever grew. Sizes and indices are non-negative; whatever is
// not makes a proof false, never undefined.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "base/result.hpp"

namespace accountability {

Hash leaf_hash(std::string_view entry_bytes);         // SHA-256(0x00 ‖ bytes)
Hash node_hash(const Hash& left, const Hash& right);  // SHA-256(0x01 ‖ left ‖ right)
Hash empty_root();                                    // SHA-256("")

// Leaf hash number 0 … size−1. Called once per leaf and proof, in ascending order per subtree.
using Leaves = std::function<Hash(std::int64_t)>;

// Root over the leaves [begin, end).
Hash root_of(const Leaves&, std::int64_t begin, std::int64_t end);

// The roots of the perfect subtrees that make up the tree, largest first: all that is needed to
// append a leaf and to name the root. 40 to 2,000 bytes, whatever the size of the journal.
class Frontier {
 public:
  std::int64_t size() const { return size_; }
  void append(const Hash& leaf);
  Hash root() const;

  std::string to_bytes() const;                     // Size as 8 bytes big-endian ‖ hashes.
  static Result<Frontier> parse(std::string_view);  // Errors: FrontierMalformed.

  friend bool operator==(const Frontier&, const Frontier&) = default;

 private:
  std::int64_t size_ = 0;
  std::vector<Hash> roots_;  // One per bit set in size_.
};

// Siblings from the leaf up to the root's child. index < size.
std::vector<Hash> inclusion_proof(const Leaves&, std::int64_t index, std::int64_t size);
bool includes(std::int64_t index, std::int64_t size, const Hash& leaf, std::span<const Hash> proof,
              const Hash& root);

// From the tree of `before` leaves to that of `after`; 0 < before ≤ after. Says nothing about an
// empty tree: everything is consistent with it.
std::vector<Hash> consistency_proof(const Leaves&, std::int64_t before, std::int64_t after);
bool consistent(std::int64_t before, std::int64_t after, const Hash& root_before,
                const Hash& root_after, std::span<const Hash> proof);

// The same for the leaves [begin, end) where begin is a multiple of the power of two that holds
// them (draft-ietf-plants-merkle-tree-certs §4): a tree is the subtree that begins at 0.
bool is_subtree(std::int64_t begin, std::int64_t end);
bool subtree_includes(std::int64_t index, std::int64_t begin, std::int64_t end, const Hash& leaf,
                      std::span<const Hash> proof, const Hash& subtree_root);
std::vector<Hash> subtree_consistency_proof(const Leaves&, std::int64_t begin, std::int64_t end,
                                            std::int64_t size);
bool subtree_consistent(std::int64_t begin, std::int64_t end, std::int64_t size,
                        const Hash& subtree_root, const Hash& root, std::span<const Hash> proof);

}  // namespace accountability
