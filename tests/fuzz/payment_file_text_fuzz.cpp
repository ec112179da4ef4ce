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
    for (const auto& line : written.lines)
      (void)verification::set_field(facts, line.path, line.value);
    const auto lines = verification::lines_of(facts);
    for (const auto& line : lines)
      if (!verification::set_field(again, line.path, line.value)) std::abort();
    if (verification::lines_of(again) != lines) std::abort();
  }
  return 0;
}
