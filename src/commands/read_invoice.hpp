// Reads the XML of an invoice and changes nothing.
#pragma once

#include <string>
#include <string_view>

#include "readers/fel_file.hpp"

namespace commands {

// Errors: those of readers::read_fel, with archivo.
Result<readers::FelInvoice> read_invoice(std::string_view bytes, const std::string& name,
                                         std::string_view receiver, std::string_view roots = {});

}  // namespace commands
