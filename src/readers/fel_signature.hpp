// The electronic signatures of an invoice of FEL (XML-DSig), verified with xmlsec and OpenSSL: what
// each covers, whose certificate made it, and whether that certificate reaches a root that somebody
// trusts. Nothing is fetched, no style sheet or XPath runs, and only the algorithms of a short list
// are taken. Not whether SAT still recognises the certificate today: that needs its lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "base/result.hpp"
#include "domain/values/period.hpp"

namespace readers {

struct FelSigner {
  std::string titular, emisor;  // Distinguished names of RFC 2253: of the certificate, its issuer.
  std::string serie;            // Of the certificate, hexadecimal.
  Date desde{}, hasta{};        // Its validity, days of UTC.
  bool reconocido = false;      // Its chain reaches one of the roots, on the day asked.
  bool emision = false;         // It covers DatosEmision …
  bool certificacion = false;   // … and Certificacion.
};

struct Certificate {
  Hash huella;                         // SHA-256 of its bytes (DER).
  std::string titular, emisor, serie;  // As in FelSigner.
  Date desde{}, hasta{};
  std::string pem;
};
// Certificates out of a file of PEM, each once, in its order. Error: FelRootsUnreadable where there
// is none.
Result<std::vector<Certificate>> read_certificates(std::string_view pem);

// Each signature of the document, in its order; every one of them is whole. `bytes`: well-formed,
// without document type. `roots`: trusted certificates in PEM, "" for none. `on`: the day that a
// chain is checked for. Errors: FelSignatureWrong, FelSignatureUnsupported,
// FelSignatureWithoutCertificate, FelSignatureElsewhere (with firma, its place), FelMalformed,
// FelRootsUnreadable.
Result<std::vector<FelSigner>> verify_fel_signatures(std::string_view bytes, std::string_view roots,
                                                     Date on);

}  // namespace readers
