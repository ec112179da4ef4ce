// Makes the proof from the kept leaves and the last signed checkpoint.
#include "commands/prove_entry.hpp"

#include "commands/journal_refusals.hpp"
#include "domain/accountability/proof.hpp"
#include "storage/journal_store.hpp"
#include "storage/whole_tables.hpp"

namespace commands {

Result<EntryProof> prove_entry(storage::Database& db, std::string_view institution,
                               std::int64_t seq) {
  auto snapshot = TRY(storage::Transaction::read(db));
  const auto kept = TRY(storage::last_checkpoint(db, institution));
  const auto size = kept ? kept->size : 0;
  const auto missing = [&] {
    return refuse(JournalRefusal::NoSuchEntry, {{"hallado", std::to_string(seq)},
                                                {"esperado", std::to_string(size)},
                                                {"institucion", std::string(institution)}});
  };
  if (seq < 1 || seq > size) return missing();
  const auto leaves = TRY(storage::leaves_of(db, institution, size));
  std::optional<accountability::JournalEntry> entry;
  CHECK(storage::each_entry(db, institution, seq, seq, [&](const auto& one) -> Result<void> {
    entry = one;
    return {};
  }));
  if (!entry || std::int64_t(leaves.size()) != size) return missing();
  const accountability::Proof proof{
      std::nullopt, seq - 1,
      accountability::inclusion_proof([&](std::int64_t i) { return leaves[std::size_t(i)]; },
                                      seq - 1, size),
      kept->note};
  return EntryProof{*std::move(entry), accountability::show(proof)};
}

}  // namespace commands
