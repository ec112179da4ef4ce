// Entries of a journal that comes from elsewhere: whatever is accepted is written back byte by
// byte.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/accountability/journal_entry.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto entry = accountability::parse_entry(bytes))
    if (bytes_of(*entry) != bytes) std::abort();
  return 0;
}
