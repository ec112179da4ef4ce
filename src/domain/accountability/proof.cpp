// Writing, reading and checking tlog-proofs.
#include "domain/accountability/proof.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "domain/accountability/refusals.hpp"

namespace accountability {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_word = "extra ";
constexpr std::string_view index_word = "index ";
constexpr std::size_t siblings_max = 63;  // A tree of 2^63 leaves is no higher.

}  // namespace

std::string show(const Proof& proof) {
  auto out = std::string(first_line) + '\n';
  if (proof.extra) out += std::string(extra_word) + base64(*proof.extra) + '\n';
  out += std::string(index_word) + std::to_string(proof.index) + '\n';
  for (const auto& sibling : proof.siblings) out += base64(as_text(sibling)) + '\n';
  return out + '\n' + proof.checkpoint;
}

Result<Proof> parse_proof(std::string_view text) {
  Proof proof;
  int number = 0;
  std::string_view line;
  const auto next = [&] {
    ++number;
    const auto end = text.find('\n');
    if (end == text.npos) return false;
    line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return true;
  };
  const auto malformed = [&] {
    return refuse(Refusal::ProofMalformed, {{"linea", std::to_string(number)}});
  };

  if (!next() || line != first_line) return malformed();
  if (!next()) return malformed();
  if (line.starts_with(extra_word)) {
    proof.extra = unbase64(line.substr(extra_word.size()));
    if (!proof.extra || !next()) return malformed();
  }
  if (!line.starts_with(index_word)) return malformed();
  const auto digits = line.substr(index_word.size());
  const auto index = whole_number(digits);
  if (!index || *index < 0 || std::to_string(*index) != digits) return malformed();
  proof.index = *index;

  while (true) {
    if (!next()) return malformed();
    if (line.empty()) break;
    const auto bytes = unbase64(line);
    if (!bytes || bytes->size() != 32 || proof.siblings.size() == siblings_max) return malformed();
    proof.siblings.emplace_back();
    std::ranges::copy(*bytes, proof.siblings.back().bytes.begin());
  }
  if (text.empty()) return malformed();
  proof.checkpoint = text;
  return proof;
}

Result<Checkpoint> verify(const Proof& proof, const Hash& leaf,
                          std::span<const VerifierKey> known) {
  auto checkpoint = TRY(open_checkpoint(proof.checkpoint, known));
  if (proof.index >= checkpoint.size)
    return refuse(Refusal::ProofBeyondTheTree, {{"hallado", std::to_string(proof.index + 1)},
                                                {"esperado", std::to_string(checkpoint.size)}});
  if (!includes(proof.index, checkpoint.size, leaf, proof.siblings, checkpoint.root))
    return refuse(Refusal::ProofMissesTheRoot, {{"hallado", std::to_string(proof.index + 1)}});
  return checkpoint;
}

}  // namespace accountability
