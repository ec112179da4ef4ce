// Names of parties and states.
#include "domain/budget/joint_review.hpp"

#include <algorithm>
#include <utility>

namespace budget {
namespace {
constexpr std::string_view parties[] = {"finanzas", "monitoreo", "verificacion"};
constexpr std::string_view states[] = {"pendiente", "en_proceso", "cumplido", "sin_efecto"};

template <class Kind, std::size_t N>
std::optional<Kind> found(const std::string_view (&codes)[N], std::string_view code) {
  const auto at = std::ranges::find(codes, code);
  if (at == std::end(codes)) return std::nullopt;
  return static_cast<Kind>(at - std::begin(codes));
}
}  // namespace

std::string_view code_of(Party one) { return parties[std::to_underlying(one)]; }
std::string_view code_of(AgreementState state) { return states[std::to_underlying(state)]; }
std::optional<Party> party(std::string_view code) { return found<Party>(parties, code); }
std::optional<AgreementState> agreement_state(std::string_view code) {
  return found<AgreementState>(states, code);
}

bool ReviewAgreement::overdue(Date today) const {
  const bool open = state == AgreementState::Pendiente || state == AgreementState::EnProceso;
  return open && std::chrono::sys_days(due) < std::chrono::sys_days(today);
}

bool JointReview::closed() const {
  return std::ranges::all_of(all_parties, [&](Party one) { return signature_of(one) != nullptr; });
}

const PartySignature* JointReview::signature_of(Party one) const {
  const auto at = std::ranges::find(signatures, one, &PartySignature::party);
  return at == signatures.end() ? nullptr : &*at;
}

}  // namespace budget
