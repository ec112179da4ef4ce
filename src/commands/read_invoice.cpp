// The reader, with the file's name in its errors.
#include "commands/read_invoice.hpp"

#include "storage/certificate_store.hpp"

namespace commands {

Result<readers::FelInvoice> read_invoice(std::string_view bytes, const std::string& name,
                                         std::string_view receiver, std::string_view roots) {
  return where("archivo", name, readers::read_fel(bytes, receiver, roots));
}

Result<readers::FelInvoice> read_invoice(storage::Database& db, std::string_view institution,
                                         std::string_view bytes, const std::string& name,
                                         std::string_view receiver) {
  auto read = TRY(read_invoice(bytes, name, receiver));
  if (read.firma != readers::FelSignature::Whole) return read;
  const auto day = *read.invoice.certificada;
  std::string roots;
  for (const auto& one : TRY(storage::certificate_rows(db, institution)))
    if (one.from <= day && (!one.until || day <= *one.until)) roots += one.pem;
  if (roots.empty()) return read;
  return read_invoice(bytes, name, receiver, roots);
}

}  // namespace commands
