// Layouts as data, and finding a header by one: the first line of the input is the layout, the rest
// a CSV file that it is tried on; where that line is no layout, an embedded one is.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "readers/layout.hpp"
#include "readers/sheet.hpp"

namespace {
void try_on(std::string_view bytes, const readers::Layout& layout) {
  const auto sheet = readers::read_csv(bytes);
  if (!sheet) return;
  (void)readers::fields_recognised(*sheet, layout);
  const auto header = readers::match_header(*sheet, layout);
  if (!header) return;
  if (header->first_data_row != header->row + 1 || header->row >= sheet->rows.size()) std::abort();
  for (const auto& column : header->columns)
    if (column.field >= layout.fields.size()) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto end = std::min(bytes.find('\n'), bytes.size());
  const auto rest = bytes.substr(std::min(end + 1, bytes.size()));
  if (const auto layout = readers::parse_layout(bytes.substr(0, end))) try_on(rest, *layout);
  static const auto embedded = readers::embedded_layouts("presupuesto");
  if (!embedded) std::abort();
  for (const auto& layout : *embedded) try_on(bytes, layout);
  return 0;
}
