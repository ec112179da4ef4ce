// Signed notes and keys of strangers: whatever is accepted is written back byte by byte.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/accountability/checkpoint.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto note = accountability::parse_note(bytes)) {
    if (show(*note) != bytes) std::abort();
    if (accountability::verify(*note, {})) std::abort();  // Nobody is trusted.
  }
  if (const auto key = accountability::VerifierKey::parse(bytes))
    if (show(*key) != bytes) std::abort();
  if (const auto key = accountability::SignerKey::parse(bytes))
    if (encoded(*key) != bytes) std::abort();
  return 0;
}
