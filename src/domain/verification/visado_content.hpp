// What a visado signs: the documents by their hashes, what the rules said, and the digests of the
// rules and norms by which they said it. The page that asks for the visado shows its digest, the
// act repeats it, and the receipt carries the whole, so that anybody can check it offline.
#pragma once

#include <string>

#include "base/json.hpp"
#include "domain/verification/evaluate.hpp"

namespace verification {

// {"expediente", "unidad", "proveedor", "monto", "normas_de", "documentos": [{"clase", "huella",
//  "fecha"}…], "reglas": [{"id", "resultado", "certeza"}…], "huella_reglas", "huella_normas",
//  "huella_resultados"}
json::object visado_content(const FileFacts&, const Evaluation&);

// SHA-256 of its canonical form, in hexadecimal.
std::string digest_of(const json::object& content);

}  // namespace verification
