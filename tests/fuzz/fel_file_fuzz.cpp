// Invoices of FEL: nothing crashes, nothing with a document type gets through, and an invoice for
// another receiver is refused.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "readers/fel_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto read = readers::read_fel(bytes);
  if (!read) return 0;
  if (!read->invoice.total || !read->invoice.tipo || read->invoice.autorizacion.empty())
    std::abort();
  if (read->invoice.receptor.view() != "1234567" && readers::read_fel(bytes, "123456-7"))
    std::abort();
  return 0;
}
