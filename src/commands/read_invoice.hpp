// Reads the XML of an invoice and changes nothing.
#pragma once

#include <string>
#include <string_view>

#include "readers/fel_file.hpp"
#include "storage/database.hpp"

namespace commands {

// Errors: those of readers::read_fel, with archivo.
Result<readers::FelInvoice> read_invoice(std::string_view bytes, const std::string& name,
                                         std::string_view receiver, std::string_view roots = {});

// The same with the certificates that the institution trusted on the day of the invoice's own
// certification.
Result<readers::FelInvoice> read_invoice(storage::Database&, std::string_view institution,
                                         std::string_view bytes, const std::string& name,
                                         std::string_view receiver);

}  // namespace commands
