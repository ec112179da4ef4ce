// Proofs of publication and the CSV whose lines are figures: nothing that a stranger wrote is
// believed, and every statement is canonical JSON of its own row.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "domain/accountability/publication.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // The key is nobody's: its private half was thrown away.
  static const auto trusted =
      accountability::SignerKey{"ceiba.example/11130016", {1, 2, 3}}.verifier();
  if (accountability::check_publication(bytes, bytes, trusted)) std::abort();
  (void)accountability::check_publication("", bytes, std::nullopt);
  std::int64_t last = 0;
  const auto told = accountability::each_statement(
      bytes, {"a.csv", "2026-C1", "x", "y"}, [&](std::int64_t row, const std::string& statement) {
        const auto value = parse_json(statement);
        // Text that is not UTF-8 has no canonical form; all else has exactly one.
        if (value && canonical(*value) != statement) std::abort();
        if (row != last + 1) std::abort();
        last = row;
      });
  (void)told;
  if (const auto value = parse_json(bytes); value && value->is_object())
    if (const auto file = accountability::published_file(value->as_object()))
      if (accountability::published_file(accountability::as_json(*file)) != *file) std::abort();
  return 0;
}
