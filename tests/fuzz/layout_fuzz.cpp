// Layouts as data, and finding a header by one: the first line of the input is the layout, the rest
// a CSV file that it is tried on; where that line is no layout, an embedded one is.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "readers/layout.hpp"
#include "readers/sheet.hpp"

namespace {
void try_on(const readers::Sheet& sheet, const readers::Layout& layout) {
  const auto rows = readers::plain_rows(sheet);
  (void)readers::fields_recognised(rows, layout);
  const auto header = readers::match_header(sheet, rows, layout);
  if (!header) return;
  if (header->first_data_row != header->row + 1 || header->row >= sheet.rows.size()) std::abort();
  for (const auto& column : header->columns)
    if (column.field >= layout.fields.size()) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto end = std::min(bytes.find('\n'), bytes.size());
  if (const auto layout = readers::parse_layout(bytes.substr(0, end))) {
    const auto rest = readers::read_csv(bytes.substr(std::min(end + 1, bytes.size())));
    if (rest) try_on(*rest, *layout);
    return 0;
  }
  static const auto embedded = readers::embedded_layouts("presupuesto");
  if (!embedded) std::abort();
  const auto sheet = readers::read_csv(bytes);
  if (!sheet) return 0;
  for (const auto& layout : *embedded) try_on(*sheet, layout);
  return 0;
}
