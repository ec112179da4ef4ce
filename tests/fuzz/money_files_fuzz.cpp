// Files of modifications and of quotas: nothing crashes, and every modification has lines.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "readers/money_files.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  if (const auto all = readers::read_modifications(bytes))
    for (const auto& one : *all) {
      if (one.lineas.empty()) std::abort();
      (void)budget::faults_of(one);
    }
  (void)readers::read_quotas(bytes);
  return 0;
}
