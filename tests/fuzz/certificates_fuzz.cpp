// Files of trusted certificates: nothing crashes, and each certificate that is read reads back from
// its own PEM as itself.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "readers/fel_signature.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = readers::read_certificates({reinterpret_cast<const char*>(data), size});
  if (!read) return 0;
  for (const auto& one : *read) {
    const auto again = readers::read_certificates(one.pem);
    if (!again || again->size() != 1 || again->front().huella != one.huella) std::abort();
  }
  return 0;
}
