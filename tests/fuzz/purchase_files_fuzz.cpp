// OCDS releases and NPG texts: nothing crashes, and a number stands once.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "readers/purchase_files.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = readers::read_purchases({reinterpret_cast<const char*>(data), size});
  if (!file) return 0;
  std::set<std::string> numbers;
  for (const auto& one : file->purchases) {
    if (one.number.empty()) std::abort();
    if (file->format == readers::PurchaseFormat::Ocds && !numbers.insert(one.number).second)
      std::abort();
  }
  return 0;
}
