// A list of units, CSV or XLSX: codigo, nombre, clase, padre, reporta and, beside each unit, the
// post that heads it with who holds it. Yields the object of docs/formats/organizacion.md; whether
// codes are well formed and parents exist is decided by the act that loads it.
#pragma once

#include <string_view>

#include "base/json.hpp"
#include "domain/values/period.hpp"

namespace readers {

// `from` is the first day of holders whose row does not say one. A file that begins with '{' is
// the JSON itself. Errors: of the file as a whole, HeaderMissing.
Result<json::object> read_organization(std::string_view bytes, Date from);

}  // namespace readers
