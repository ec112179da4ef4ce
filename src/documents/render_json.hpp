// Documents as JSON: everything that the other formats show, and for every figure its exact value,
// unit, query, parameters and cut. The format is docs/formats/documento.md.
#pragma once

#include <string>

#include "base/json.hpp"
#include "documents/document.hpp"

namespace documents {

json::object json_value_of(const Document&);
std::string json_of(const Document&);  // Pretty, keys in the order of the format, no clock inside.

// One figure whose query is already complete.
json::object json_of(const Figure&, Place, std::string_view corte);

}  // namespace documents
