// Modifications, quotas, purchases, measures of austerity and joint reviews as rows: few enough to
// be read whole. Not CURs, which are many (cur_store.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/budget/austerity.hpp"
#include "domain/budget/joint_review.hpp"
#include "domain/budget/modification.hpp"
#include "domain/budget/purchase.hpp"
#include "domain/budget/quota.hpp"
#include "storage/database.hpp"
#include "storage/records.hpp"

namespace storage {

// Who wrote a row, when, and by which entry.
struct Written {
  std::int64_t actor = 0;
  Date on{};
  std::int64_t seq = 0;  // Filled in on reading; an act's own is its entry's.
};

struct ModificationRow {
  budget::Modification modification;
  std::optional<std::int64_t> until;  // Annulled by that entry.
  std::string reason;                 // Why it was.
  bool illustrative = false;
  Written written;
};
Fields fields_of(const ModificationRow&);
Fields fields_of(const budget::Modification&, std::size_t line);
// Of every year, by year, class and number.
Result<std::vector<ModificationRow>> modifications(Database&, std::string_view institution);

struct QuotaRow {
  budget::QuotaKey key;
  Money monto;
  std::string documento;
  bool illustrative = false;
  std::int64_t from_seq = 0;
  std::optional<std::int64_t> until_seq;
  Written written;
};
Fields fields_of(const QuotaRow&);
Result<std::vector<QuotaRow>> quotas(Database&, std::string_view institution);  // In force.

struct PurchaseRow {
  budget::Purchase purchase;
  std::string file_hash;
  bool illustrative = false;
};
Fields fields_of(const PurchaseRow&);
Fields fields_of(const budget::Purchase&, std::size_t supplier_of, const budget::Awarded&);
Fields fields_of(const budget::Purchase&, std::size_t item_of, const budget::PurchasedItem&);
Result<std::vector<PurchaseRow>> purchases(Database&, std::string_view institution);  // By number.
Result<std::optional<PurchaseRow>> purchase_of(Database&, std::string_view institution,
                                               std::string_view number);

struct AusterityRow {
  budget::AusterityMeasure measure;
  bool illustrative = false;
  Written written;  // Of who proposed it.
  std::int64_t from_seq = 0;
  std::optional<std::int64_t> until_seq;
};
Fields fields_of(const AusterityRow&);
// By code, as of an entry of the journal; nothing: now.
Result<std::vector<AusterityRow>> austerity_measures(Database&, std::string_view institution,
                                                     std::optional<std::int64_t> seq = {});

struct ReviewRow {
  budget::JointReview review;
  Written written;
};
Fields fields_of(const ReviewRow&);
Fields fields_of(std::int64_t review, const budget::ReviewAgreement&, std::int64_t actor);
Fields fields_of(std::int64_t review, const budget::PartySignature&);
Result<std::vector<ReviewRow>> joint_reviews(Database&, std::string_view institution);
Result<std::optional<ReviewRow>> joint_review_of(Database&, std::string_view institution,
                                                 std::int64_t number);

}  // namespace storage
