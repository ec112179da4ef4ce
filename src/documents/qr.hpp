// QR codes (ISO/IEC 18004, error level M) as one SVG path of whole modules.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace documents {

// Errors: QrTooLong (over 2,331 bytes).
Result<std::string> qr_svg(std::string_view text, std::string_view title);

}  // namespace documents
