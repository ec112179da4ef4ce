// Reads certificates and decides about them.
#include "commands/trusted_certificates.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/verification/refusals.hpp"

namespace commands {

using verification::Refusal;

namespace {

Result<std::string> reason_at(const json::object& act) {
  auto reason = TRY(text_at(act, "motivo"));
  if (trimmed(reason).empty()) return refuse(Refusal::ReasonMissing);
  return reason;
}

}  // namespace

Result<std::vector<TrustedCertificate>> trusted_certificates(storage::Database& db,
                                                             std::string_view institution) {
  std::vector<TrustedCertificate> all;
  for (auto& row : TRY(storage::certificate_rows(db, institution))) {
    auto read = TRY(readers::read_certificates(row.pem));
    all.push_back({std::move(row), std::move(read.front())});
  }
  std::ranges::stable_sort(all, {}, [](const auto& one) { return one.certificate.titular; });
  return all;
}

Result<Decision> decide_trust(storage::Database&, const json::object& act, const Meta& meta) {
  const auto pem = TRY(text_at(act, "pem"));
  const auto day = TRY(text_at(act, "desde"));
  const auto from = TRY(where("campo", "desde", parse_date(day)));
  const auto reason = TRY(reason_at(act));
  Decision decision;
  json::array prints;
  for (const auto& one : TRY(readers::read_certificates(pem))) {
    prints.push_back(json::value(show(one.huella)));
    decision.changes.put("trusted_certificate", fields_of(storage::TrustedCertificateRow{
                                                    show(one.huella), one.pem, from, std::nullopt,
                                                    reason, meta.actor, meta.today()}));
  }
  decision.outcome = {{"huellas", std::move(prints)}, {"desde", show(from)}};
  return decision;
}

Result<Decision> decide_distrust(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto print = TRY(text_at(act, "huella"));
  auto until = Date{std::chrono::sys_days{meta.today()} - std::chrono::days{1}};
  if (const auto text = optional_text_at(act, "hasta").value_or(""); !text.empty())
    until = TRY(where("campo", "hasta", parse_date(text)));
  auto reason = TRY(reason_at(act));
  auto all = TRY(storage::certificate_rows(db, meta.institution));
  const auto found = std::ranges::find(all, print, &storage::TrustedCertificateRow::fingerprint);
  if (found == all.end()) return refuse(Refusal::CertificateUnknown, {{"hallado", print}});
  found->until = until;
  found->reason = std::move(reason);
  found->actor = meta.actor;
  found->on = meta.today();
  Decision decision;
  decision.changes.put("trusted_certificate", fields_of(*found));
  decision.outcome = {{"huella", print}, {"hasta", show(until)}};
  return decision;
}

}  // namespace commands
