// CSV of others, in any encoding: what is read is a table of valid text whose rows know their
// lines, and the same bytes always give the same table.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "readers/sheet.hpp"

namespace {
void require(bool holds) {
  if (!holds) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto sheet = readers::read_csv(bytes);
  if (!sheet) return 0;
  require(sheet->lines.size() == sheet->rows.size());
  for (std::size_t i = 0; i < sheet->rows.size(); ++i) {
    require(i == 0 || sheet->lines[i] > sheet->lines[i - 1]);
    for (const auto& cell : sheet->rows[i]) {
      require(cell.kind == readers::Cell::Kind::Empty || cell.kind == readers::Cell::Kind::Text);
      require(is_utf8(cell.text));
      require(cell.text.find('\0') == std::string::npos);
    }
  }
  require(readers::read_csv(bytes)->rows == sheet->rows);
  return 0;
}
