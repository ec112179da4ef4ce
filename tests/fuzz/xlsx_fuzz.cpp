// XLSX of others. The first byte chooses: the rest is a whole file, or one part of a file that is
// otherwise sound, so that the fuzzing also gets behind the archive's checksums.
#include <cstdint>
#include <string>
#include <string_view>

#include "readers/sheet.hpp"
#include "small_workbook.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::string bytes(rest);
  if (const auto which = data[0] % 6; which > 0) {
    auto parts = small_workbook::parts();
    parts[which - 1U] = rest;
    bytes = small_workbook::archive_of(parts);
  }
  const auto sheets = readers::read_xlsx(bytes);
  if (!sheets) return 0;
  for (const auto& one : *sheets) {
    (void)readers::width_of(one);
    for (std::size_t row = 0; row < one.rows.size(); ++row)
      for (std::size_t column = 0; column < one.rows[row].size(); ++column)
        (void)readers::merged_cell_at(one, row, column);
  }
  return 0;
}
