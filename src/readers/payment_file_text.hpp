// Payment files as others write them: lines `campo: valor` (docs/formats/expediente.md), or a sheet
// whose header names the fields and whose rows are the files. Values are read by the domain; here
// is only which text belongs to which field of which file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/verification/file_text.hpp"

namespace readers {

struct WrittenFile {
  std::vector<verification::FieldLine> lines;      // Of the file itself.
  std::vector<verification::FieldLine> documents;  // "CDP" → "sí", "CDP.fecha" → "2026-03-03".
  std::string motivo, proveedor, recibido;
  std::vector<Detail> place;  // Where it begins: {linea}, or {hoja, celda}.
};

// One file for each header "Expediente: …" of a text (or one without any), or for each row of a
// sheet. Empty cells say nothing. Errors: those of sheets, PaymentFileLine (linea),
// PaymentFileNone.
Result<std::vector<WrittenFile>> read_payment_files(std::string_view bytes);

}  // namespace readers
