// Makes proofs from the kept leaves and the last signed checkpoint.
#include "commands/prove_entry.hpp"

#include "commands/journal_refusals.hpp"
#include "commands/verify_journal.hpp"
#include "domain/accountability/proof.hpp"
#include "domain/accountability/refusals.hpp"
#include "storage/blobs.hpp"
#include "storage/journal_store.hpp"
#include "storage/records.hpp"
#include "storage/whole_tables.hpp"

namespace commands {
namespace {

accountability::Leaves from(const std::vector<Hash>& hashes) {
  return [&hashes](std::int64_t i) { return hashes[std::size_t(i)]; };
}

}  // namespace

Result<EntryProof> prove_entry(storage::Database& db, std::string_view institution,
                               std::int64_t seq) {
  // No snapshot is needed, and a page has one already: what a checkpoint covers is never changed.
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
  const accountability::Proof proof{std::nullopt, seq - 1,
                                    accountability::inclusion_proof(from(leaves), seq - 1, size),
                                    kept->note};
  return EntryProof{*std::move(entry), accountability::show(proof)};
}

Result<accountability::VerifierKey> key_that_signed(storage::Database& db,
                                                    std::string_view institution,
                                                    std::string_view checkpoint) {
  Result<accountability::VerifierKey> last = refuse(accountability::Refusal::SignatureByNobodyKnown,
                                                    {{"esperado", std::string(institution)}});
  for (const auto& declared : TRY(declared_keys(db))) {
    const auto key = key_of_journal(declared, institution);
    if (accountability::open_checkpoint(checkpoint, {&key, 1})) last = key;
  }
  return last;
}

Result<PublishingAct> publishing_act(storage::Database& db, std::string_view institution,
                                     const PublishedKey& key) {
  const auto row = TRY(storage::find(db, "published_file",
                                     {{"institution", std::string(institution)},
                                      {"code", key.code},
                                      {"version", key.version},
                                      {"format", key.format}}));
  if (!row)
    return refuse(JournalRefusal::NoSuchEntry, {{"hallado", key.code + ' ' + key.format},
                                                {"esperado", "0"},
                                                {"institucion", std::string(institution)}});
  PublishingAct out;
  const auto name = row->text("name");
  const auto seq = row->integer("seq");
  CHECK(storage::each_entry(db, institution, seq, seq, [&](const auto& one) -> Result<void> {
    out.entry = one;
    return {};
  }));
  const auto act = TRY(parse_json(out.entry.act));
  for (const auto& item : TRY(array_at(act.as_object(), "archivos")))
    if (const auto* object = item.if_object();
        object != nullptr && optional_text_at(*object, "nombre") == name) {
      out.file = TRY(accountability::published_file(*object));
      return out;
    }
  return refuse(accountability::Refusal::FileNotInTheAct, {{"archivo", name}});
}

Result<std::string> proof_of(storage::Database& db, const PublishingAct& act,
                             const std::optional<accountability::FigurePlace>& place) {
  const auto& institution = act.entry.institution;
  const auto proved = TRY(prove_entry(db, institution, act.entry.seq));
  auto proof = TRY(accountability::parse_proof(proved.proof));
  const auto signer = TRY(key_that_signed(db, institution, proof.checkpoint));
  return accountability::publication_proof(std::move(proof), proved.entry, signer, act.file.name,
                                           place);
}

Result<std::vector<Hash>> published_leaves(storage::Database& db, const PublishingAct& act) {
  if (!act.file.figures) return std::vector<Hash>{};
  const auto csv = TRY(storage::read_blob(db, act.file.hash));
  return accountability::figure_leaves(csv, act.file.figures->about);
}

}  // namespace commands
