// RFC 6962 trees and their proofs.
#include "domain/accountability/merkle.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "domain/accountability/refusals.hpp"

namespace accountability {
namespace {

// The largest power of two that is smaller than n: where RFC 6962 splits n > 1 leaves.
std::int64_t split_of(std::int64_t n) {
  return std::int64_t(std::bit_floor(static_cast<std::uint64_t>(n - 1)));
}

// Siblings of leaf `index` within [begin, end), lowest first; also the root of [begin, end).
Hash climb(const Leaves& leaves, std::int64_t index, std::int64_t begin, std::int64_t end,
           std::vector<Hash>& proof) {
  if (end - begin == 1) return leaves(begin);
  const auto middle = begin + split_of(end - begin);
  if (index < middle) {
    const auto left = climb(leaves, index, begin, middle, proof);
    proof.push_back(root_of(leaves, middle, end));
    return node_hash(left, proof.back());
  }
  const auto left = root_of(leaves, begin, middle);
  const auto right = climb(leaves, index, middle, end, proof);
  proof.push_back(left);
  return node_hash(left, right);
}

// SUBTREE_SUBPROOF: from [begin, end) to the whole of [from, to) around it. `known` says that the
// verifier holds the root of the part that is left when both are equal.
void grow(const Leaves& leaves, std::int64_t begin, std::int64_t end, std::int64_t from,
          std::int64_t to, bool known, std::vector<Hash>& proof) {
  if (begin == from && end == to) {
    if (!known) proof.push_back(root_of(leaves, from, to));
    return;
  }
  const auto middle = from + split_of(to - from);
  if (end <= middle) {
    grow(leaves, begin, end, from, middle, known, proof);
    proof.push_back(root_of(leaves, middle, to));
  } else if (begin >= middle) {
    grow(leaves, begin, end, middle, to, known, proof);
    proof.push_back(root_of(leaves, from, middle));
  } else {  // Astride: then it begins where the whole does.
    assert(begin == from);
    grow(leaves, middle, end, middle, to, false, proof);
    proof.push_back(root_of(leaves, from, middle));
  }
}

}  // namespace

Hash leaf_hash(std::string_view entry_bytes) {
  return (Sha256{} << std::string_view("\0", 1) << entry_bytes).finish();
}

Hash node_hash(const Hash& left, const Hash& right) {
  return (Sha256{} << "\x01" << as_text(left) << as_text(right)).finish();
}

Hash empty_root() { return sha256(""); }

Hash root_of(const Leaves& leaves, std::int64_t begin, std::int64_t end) {
  assert(0 <= begin && begin <= end);
  Frontier frontier;
  for (auto i = begin; i < end; ++i) frontier.append(leaves(i));
  return frontier.root();
}

void Frontier::append(const Hash& leaf) {
  roots_.push_back(leaf);
  for (auto bits = size_; bits & 1; bits >>= 1) {
    const auto right = roots_.back();
    roots_.pop_back();
    roots_.back() = node_hash(roots_.back(), right);
  }
  ++size_;
}

Hash Frontier::root() const {
  if (roots_.empty()) return empty_root();
  auto root = roots_.back();
  for (auto i = roots_.size() - 1; i-- > 0;) root = node_hash(roots_[i], root);
  return root;
}

std::string Frontier::to_bytes() const {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(size_ >> shift & 255);
  for (const auto& root : roots_) bytes += as_text(root);
  return bytes;
}

Result<Frontier> Frontier::parse(std::string_view bytes) {
  if (bytes.size() < 8) return refuse(Refusal::FrontierMalformed);
  std::uint64_t size = 0;
  for (int i = 0; i < 8; ++i) size = size << 8 | static_cast<std::uint8_t>(bytes[std::size_t(i)]);
  bytes.remove_prefix(8);
  if (size > std::uint64_t(INT64_MAX) || bytes.size() != std::size_t(std::popcount(size)) * 32)
    return refuse(Refusal::FrontierMalformed);
  Frontier frontier;
  frontier.size_ = std::int64_t(size);
  for (; !bytes.empty(); bytes.remove_prefix(32)) {
    frontier.roots_.emplace_back();
    std::memcpy(frontier.roots_.back().bytes.data(), bytes.data(), 32);
  }
  return frontier;
}

std::vector<Hash> inclusion_proof(const Leaves& leaves, std::int64_t index, std::int64_t size) {
  assert(0 <= index && index < size);
  std::vector<Hash> proof;
  climb(leaves, index, 0, size, proof);
  return proof;
}

bool includes(std::int64_t index, std::int64_t size, const Hash& leaf, std::span<const Hash> proof,
              const Hash& root) {
  return subtree_includes(index, 0, size, leaf, proof, root);
}

std::vector<Hash> consistency_proof(const Leaves& leaves, std::int64_t before, std::int64_t after) {
  assert(0 < before && before <= after);
  return subtree_consistency_proof(leaves, 0, before, after);
}

bool consistent(std::int64_t before, std::int64_t after, const Hash& root_before,
                const Hash& root_after, std::span<const Hash> proof) {
  return before > 0 && subtree_consistent(0, before, after, root_before, root_after, proof);
}

bool is_subtree(std::int64_t begin, std::int64_t end) {
  if (begin < 0 || begin >= end) return false;
  const auto room = std::bit_ceil(static_cast<std::uint64_t>(end - begin));
  return (static_cast<std::uint64_t>(begin) & (room - 1)) == 0;
}

// RFC 9162 §2.1.3.2, with indices counted from the subtree's first leaf.
bool subtree_includes(std::int64_t index, std::int64_t begin, std::int64_t end, const Hash& leaf,
                      std::span<const Hash> proof, const Hash& subtree_root) {
  if (!is_subtree(begin, end) || index < begin || index >= end) return false;
  auto at = index - begin;
  auto last = end - begin - 1;
  auto hash = leaf;
  for (const auto& sibling : proof) {
    if (last == 0) return false;  // Longer than the tree is high.
    if ((at & 1) != 0 || at == last) {
      hash = node_hash(sibling, hash);
      // The last node of a level without sibling rises unchanged.
      while (at != 0 && (at & 1) == 0) at >>= 1, last >>= 1;
    } else {
      hash = node_hash(hash, sibling);
    }
    at >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == subtree_root;
}

std::vector<Hash> subtree_consistency_proof(const Leaves& leaves, std::int64_t begin,
                                            std::int64_t end, std::int64_t size) {
  assert(is_subtree(begin, end) && end <= size);
  std::vector<Hash> proof;
  grow(leaves, begin, end, 0, size, true, proof);
  return proof;
}

// RFC 9162 §2.1.4.2 is the case begin == 0.
bool subtree_consistent(std::int64_t begin, std::int64_t end, std::int64_t size,
                        const Hash& subtree_root, const Hash& root, std::span<const Hash> proof) {
  if (begin >= 0 && begin == end && end <= size)
    return proof.empty() && subtree_root == empty_root();
  if (!is_subtree(begin, end) || end > size) return false;

  auto first = begin;     // First node of the subtree, at the level reached so far.
  auto second = end - 1;  // Its last node.
  auto last = size - 1;   // Last node of the tree.
  while (first != second && (second == last || (second & 1) != 0))
    first >>= 1, second >>= 1, last >>= 1;

  auto before = subtree_root;
  if (first != second) {
    if (proof.empty()) return false;
    before = proof.front();
    proof = proof.subspan(1);
  }
  auto after = before;
  for (const auto& sibling : proof) {
    if (last == 0) return false;
    if ((second & 1) != 0 || second == last) {
      if (first < second) before = node_hash(sibling, before);
      after = node_hash(sibling, after);
      while (second != 0 && (second & 1) == 0) first >>= 1, second >>= 1, last >>= 1;
    } else {
      after = node_hash(after, sibling);
    }
    first >>= 1;
    second >>= 1;
    last >>= 1;
  }
  return last == 0 && before == subtree_root && after == root;
}

}  // namespace accountability
