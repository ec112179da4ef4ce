// Proofs as the pages of the portal give them: which files of a page were published by an act, and
// the text that proves it. No page of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/prove_entry.hpp"
#include "queries/cuts.hpp"
#include "queries/public_log.hpp"
#include "web/kit/page.hpp"

namespace web {

inline constexpr std::string_view proof_ending = ".prueba";

// The files of a cut's open data that an act published; none before it did.
Result<std::vector<queries::Publication>> published_data(Visit&, const queries::Cut&);
const queries::Publication* publication_of(const std::vector<queries::Publication>&,
                                           std::string_view format);

// NAME.prueba of a published file, or of the figure in a row of it.
Result<Response> proof_file(Visit&, const commands::PublishedKey&,
                            std::optional<std::int64_t> row = {});

// The public keys under which the institution's journal is signed, oldest first.
Result<std::vector<accountability::VerifierKey>> public_keys(Visit&);

// The same address in the cut that the visit asks for, where it asks for one.
std::string with_cut(const Visit&, std::string address);

// Files of a cut with their hashes and proofs; nothing where none was published.
Html proofs_of(const Visit&, const std::vector<queries::Publication>&, std::string_view slug);

// The list of what was compared, one step a line.
struct CheckStep {
  bool good = false;
  std::string what;
  std::string detail = {};  // A hash, a key: as code.
};
Html steps_of(const Visit&, const std::vector<CheckStep>&);

// The box that the module fills in with what it found, and the texts it needs.
Html check_place(Visit&, const std::vector<accountability::VerifierKey>&);

}  // namespace web
