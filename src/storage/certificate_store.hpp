// Certificates that an institution trusts, as rows. What is in one is read by the readers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/records.hpp"

namespace storage {

struct TrustedCertificateRow {
  std::string fingerprint;  // SHA-256 of the certificate, hexadecimal.
  std::string pem;
  Date from{};  // Invoices certified from this day on …
  std::optional<Date> until;
  std::string reason;
  std::int64_t actor = 0;  // Who said so, and when.
  Date on{};
};
Fields fields_of(const TrustedCertificateRow&);

// All of them, those that were withdrawn too, ordered by fingerprint.
Result<std::vector<TrustedCertificateRow>> certificate_rows(Database&,
                                                            std::string_view institution);

}  // namespace storage
