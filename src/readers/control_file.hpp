// What audit and control write in files: findings, audits, instruments. Either lines of text,
//     titulo: Compras sin constancia de disponibilidad
//     accion: Revisar cada orden | Jefatura de Compras | 2026-06-30
// with «---» between two of them, or a sheet (CSV, XLSX) with the names of the fields in its first
// row, accents and capitals forgiven. What a field means is decided by the act.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace readers {

struct WrittenFields {
  std::vector<std::pair<std::string, std::string>> fields;  // In their order; none is empty.
  std::vector<Detail> place;                                // {linea} or {hoja, celda}.
};

// At least one, each with a field. Errors: of the file as a whole (readers::Refusal),
// HeaderMissing.
Result<std::vector<WrittenFields>> read_written_fields(std::string_view bytes);

}  // namespace readers
