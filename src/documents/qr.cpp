// Draws the modules that libqrencode computes.
#include "documents/qr.hpp"

#include <memory>
#include <qrencode.h>

#include "documents/html.hpp"
#include "documents/refusals.hpp"

namespace documents {
namespace {
constexpr int quiet_zone = 4;  // Modules, as the standard asks.
}

Result<std::string> qr_svg(std::string_view text, std::string_view title) {
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
      QRcode_encodeData(static_cast<int>(text.size()),
                        reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M),
      QRcode_free);
  if (!code) return refuse(Refusal::QrTooLong, {{"hallado", std::to_string(text.size())}});

  std::string path;
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width; ++x) {
      const int from = x;
      while (x < code->width && (code->data[y * code->width + x] & 1) != 0) ++x;
      if (x == from) continue;
      const auto run = std::to_string(x - from);
      path += 'M' + std::to_string(from + quiet_zone) + ' ' + std::to_string(y + quiet_zone) + 'h' +
              run + "v1h-" + run + 'z';
    }
  }
  const auto side = std::to_string(code->width + 2 * quiet_zone);
  return html(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"121\" height=\"121\" "
             "viewBox=\"0 0 {} {}\" shape-rendering=\"crispEdges\"><title>{}</title>"
             "<rect width=\"{}\" height=\"{}\" fill=\"#FFFFFF\"/><path d=\"{}\" "
             "fill=\"#000000\"/></svg>",
             side, side, title, side, side, path)
      .text;
}

}  // namespace documents
