// Lines and sheets of findings: nothing crashes, and every field has a name and a value.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "readers/control_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto all = readers::read_written_fields({reinterpret_cast<const char*>(data), size});
  if (!all) return 0;
  if (all->empty()) std::abort();
  for (const auto& one : *all) {
    if (one.fields.empty() || one.place.empty()) std::abort();
    for (const auto& [name, value] : one.fields)
      if (name.empty() || value.empty()) std::abort();
  }
  return 0;
}
