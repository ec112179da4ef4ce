// The certificates that an institution trusts for the signatures of invoices: the acts that say so
// and take it back, and who they are. With none, a signature is whole and its signer unchecked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/command.hpp"
#include "readers/fel_signature.hpp"
#include "storage/certificate_store.hpp"

namespace commands {

struct TrustedCertificate {
  storage::TrustedCertificateRow row;
  readers::Certificate certificate;
};
// In the order of their holders.
Result<std::vector<TrustedCertificate>> trusted_certificates(storage::Database&,
                                                             std::string_view institution);

// The acts certificado.confiar {"pem", "desde", "motivo"} and certificado.retirar {"huella",
// "hasta"?, "motivo"}, by default from today on. Errors: json's and the readers', ReasonMissing,
// CertificateUnknown.
Result<Decision> decide_trust(storage::Database&, const json::object& act, const Meta&);
Result<Decision> decide_distrust(storage::Database&, const json::object& act, const Meta&);

}  // namespace commands
