// Files of CURs: nothing crashes, every line belongs to a CUR, and reading the same bytes again
// gives the same digest.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/budget/cur_record.hpp"
#include "readers/cur_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto half = bytes.find('\f');  // Hoja and detalle, where the input has two files.
  const auto detail = half == bytes.npos ? std::string_view{} : bytes.substr(half + 1);
  const auto file = readers::read_curs(bytes.substr(0, half), detail);
  if (!file) return 0;
  budget::CurDigest first, second;
  for (const auto& one : file->curs) {
    if (one.cur.detalle.empty() || one.cur.key.numero < 1) std::abort();
    first.add(one);
  }
  const auto again = readers::read_curs(bytes.substr(0, half), detail);
  if (!again) std::abort();
  for (const auto& one : again->curs) second.add(one);
  if (first.finish() != second.finish()) std::abort();
  (void)budget::post(budget::curs_of(file->curs));
  return 0;
}
