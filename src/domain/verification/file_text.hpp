// A payment file as lines that a person reads, `campo: valor`: cases of the rules are written so,
// and a file can be entered so. Reading and showing share one table of fields, so that they cannot
// disagree.
//
//   gasto: compra                          a field of the file
//   proveedor.nit: 620006-0                … of a part
//   factura.1.total: 11200.00              … of the first of a list; the next number adds one
//   documento.CDP.fecha: 2026-03-02        … of the document of that kind, which is added
//   documento.CDP: no                      there is no such document
//   fecha.recepcion: 2026-03-10            a day of the file's life
//   factura: ninguna                       the whole list, or part, is empty
//   contrato: sin dato                     … is unknown
//
// A value "sin dato" is unknown; yes and no are "sí" and "no"; amounts and days are in machine
// form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/verification/history.hpp"
#include "domain/verification/payment_file.hpp"

namespace verification {

// Sets one field. Errors: FieldUnknown (hallado), ValueMalformed (campo, hallado), those of the
// values.
Result<void> set_field(FileFacts&, std::string_view path, std::string_view value);

// The same of history: "compra.1.monto", "hoy", "bitacora.roto_en".
Result<void> set_field(History&, std::string_view path, std::string_view value);

// Every field that is known, in the order of the table; setting them in an empty file gives it
// back.
struct FieldLine {
  std::string path, value;
  friend bool operator==(const FieldLine&, const FieldLine&) = default;
};
std::vector<FieldLine> lines_of(const FileFacts&);

}  // namespace verification
