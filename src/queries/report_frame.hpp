// What stands around a report: the institution, who answers for it by post, the norms it cites,
// and what lets anybody check it against the journal.
#pragma once

#include <string>
#include <vector>

#include "domain/values/catalog.hpp"
#include "queries/cuts.hpp"
#include "queries/organization.hpp"
#include "storage/database.hpp"

namespace queries {

struct InstitutionData {
  std::string code, name, short_name, address, telephone, email;
  bool illustrative = false;
};
// Error: storage::Refusal::NoSuchBase where the base has no such institution.
Result<InstitutionData> institution_data(storage::Database&, std::string_view code);

// Posts that take part in a report, on a date. They follow from the organisation: the unit whose
// function is linked to the document makes it, the units above those with functions review it, the
// highest unit approves it.
struct ReportPosts {
  Signatory author;
  std::vector<Signatory> reviewers;
  Signatory approver;
  struct WithFunctions {
    Signatory head;
    std::vector<std::int64_t> numbers;
  };
  std::vector<WithFunctions> others;  // Heads of the other units with functions.
  std::string author_unit;            // "Subdirección de Planificación · Unidad de …"
};
Result<ReportPosts> report_posts(storage::Database&, std::string_view institution,
                                 std::string_view document, Date on);

struct CitedNorm {
  std::string citation, obligation, validity;
  Certeza certainty = Certeza::Dudosa;
};
Result<std::vector<CitedNorm>> cited_norms(storage::Database&, std::string_view institution,
                                           std::string_view document, FiscalYear, Date on);

// How a frozen cut is found in the journal. Empty for the live state.
struct CutProof {
  std::string hash;          // Leaf of the entry that froze it, hexadecimal.
  std::string code;          // Its first twelve digits, "7F3A-91C2-0D4E".
  std::string checkpoint;    // The first signed note that covers it.
  std::int64_t entries = 0;  // Size of the tree in that note.
};
Result<CutProof> proof_of(storage::Database&, const Cut&);

}  // namespace queries
