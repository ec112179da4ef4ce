// Files that come by hand, kept by their hash before the act that names them.
#pragma once

#include <string>
#include <string_view>

#include "commands/context.hpp"

namespace commands {

// Keeps the bytes and yields their SHA-256 in hexadecimal.
Result<std::string> keep_file(Context&, std::string_view bytes);

// The same for what must be a PDF by its content: it begins and ends as one. Error: ScanNotPdf.
Result<std::string> keep_pdf(Context&, std::string_view bytes, std::string_view file_name);

}  // namespace commands
