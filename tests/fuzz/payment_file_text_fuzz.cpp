// Texts and sheets of payment files: nothing crashes, and what can be set in a file is shown in
// lines that set it again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/verification/file_text.hpp"
#include "readers/payment_file_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto files = readers::read_payment_files({reinterpret_cast<const char*>(data), size});
  if (!files) return 0;
  for (const auto& written : *files) {
    verification::FileFacts facts, again;
    facts.ejercicio = again.ejercicio = {2026};
    facts.hoy = again.hoy = parse_date("2026-03-20").value();
    for (const auto& line : written.lines)
      (void)verification::set_field(facts, line.path, line.value);
    // A part without any value leaves a gap in its list, which acts refuse.
    const auto lines = verification::lines_of(facts);
    bool whole = true;
    for (const auto& line : lines)
      whole = whole && verification::set_field(again, line.path, line.value).has_value();
    if (whole && verification::lines_of(again) != lines) std::abort();
  }
  return 0;
}
