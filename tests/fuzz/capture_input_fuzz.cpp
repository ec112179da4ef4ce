// What people type and paste into a month: never halfway, and cells that were cut can be cut again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "commands/capture_input.hpp"

namespace {
void require(bool holds) {
  if (!holds) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto count = commands::typed_count(text); count && *count)
    require(**count >= Quantity{} && (*count)->whole());
  for (const auto axis : production::all_axes)
    if (const auto parts = commands::typed_parts(axis, text))
      for (const auto& part : *parts) require(part.axis == axis && !part.category.empty());
  const auto cells = commands::pasted_cells(text);
  require(cells.size() <= size + 1);
  if (!cells.empty()) {
    bool some = false;
    for (const auto& cell : cells.back()) some = some || !cell.empty();
    require(some);
  }
  (void)commands::kind_of_bytes(text);
  return 0;
}
