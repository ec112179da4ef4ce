// The joint review of a month: Finance, monitoring and verification look at extract and CURs
// together, sign, and agree on what is done next, by whom and until when.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/values/period.hpp"

namespace budget {

enum class Party : std::uint8_t { Finanzas, Monitoreo, Verificacion };
inline constexpr Party all_parties[] = {Party::Finanzas, Party::Monitoreo, Party::Verificacion};
std::string_view code_of(Party);  // "monitoreo"
std::optional<Party> party(std::string_view code);

enum class AgreementState : std::uint8_t { Pendiente, EnProceso, Cumplido, SinEfecto };
std::string_view code_of(AgreementState);  // "en_proceso"
std::optional<AgreementState> agreement_state(std::string_view code);

struct ReviewAgreement {
  std::int64_t n = 0;
  std::string text, owner;
  Date due{};
  AgreementState state = AgreementState::Pendiente;
  std::string note;                 // Of the last follow-up.
  std::optional<Date> followed_on;  // Nothing: never.
  bool overdue(Date today) const;
  friend bool operator==(const ReviewAgreement&, const ReviewAgreement&) = default;
};

struct PartySignature {
  Party party = Party::Finanzas;
  std::int64_t actor = 0;
  Date on{};
  friend bool operator==(const PartySignature&, const PartySignature&) = default;
};

struct JointReview {
  std::int64_t number = 0;
  Month month;
  std::string summary;  // What was looked at and found.
  // Partidas and stages of the reconciliation, as they stood when it was opened.
  std::int64_t equal = 0, explained = 0, unexplained = 0;
  std::vector<ReviewAgreement> agreements;
  std::vector<PartySignature> signatures;
  bool closed() const;  // All parties have signed.
  const PartySignature* signature_of(Party) const;
};

}  // namespace budget
