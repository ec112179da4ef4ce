// The reader, with the file's name in its errors.
#include "commands/read_invoice.hpp"

namespace commands {

Result<readers::FelInvoice> read_invoice(std::string_view bytes, const std::string& name,
                                         std::string_view receiver, std::string_view roots) {
  return where("archivo", name, readers::read_fel(bytes, receiver, roots));
}

}  // namespace commands
