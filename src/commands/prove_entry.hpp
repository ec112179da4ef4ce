// An inclusion proof of one entry, for somebody who has the public key and nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/context.hpp"
#include "domain/accountability/checkpoint.hpp"
#include "domain/accountability/journal_entry.hpp"
#include "domain/accountability/publication.hpp"

namespace commands {

struct EntryProof {
  accountability::JournalEntry entry;  // bytes_of(entry) is what is proved.
  std::string proof;                   // c2sp.org/tlog-proof against the last checkpoint.
};

// Error: NoSuchEntry where the journal has no entry `seq` or its last checkpoint does not reach it.
Result<EntryProof> prove_entry(storage::Database&, std::string_view institution, std::int64_t seq);

// The key of the installation that signed this checkpoint of the institution's journal; keys are
// rotated. Error: SignatureByNobodyKnown.
Result<accountability::VerifierKey> key_that_signed(storage::Database&,
                                                    std::string_view institution,
                                                    std::string_view checkpoint);

// Which of the published files: a report's, or the data of a cut (accountability::code_of_data).
struct PublishedKey {
  std::string code;
  std::int64_t version = 0;
  std::string format;  // "pdf", "csv", "presupuesto.csv"
};

// The act that published the file, and what it says of it. Errors: NoSuchEntry where there is no
// such file, FileNotInTheAct where it was published before acts named every file.
struct PublishingAct {
  accountability::JournalEntry entry;
  accountability::PublishedFile file;
};
Result<PublishingAct> publishing_act(storage::Database&, std::string_view institution,
                                     const PublishedKey&);

// The text of NAME.prueba: of the file, or of the figure at that place in it. Errors: those of
// prove_entry.
Result<std::string> proof_of(storage::Database&, const PublishingAct&,
                             const std::optional<accountability::FigurePlace>& = {});

// The leaves of the figures of a published CSV, from the bytes that were kept; none of another
// file. Errors: those of storage.
Result<std::vector<Hash>> published_leaves(storage::Database&, const PublishingAct&);

}  // namespace commands
