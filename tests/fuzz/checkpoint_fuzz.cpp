// Checkpoint texts and frontiers: whatever is accepted is written back byte by byte, and no
// checkpoint is believed that our key did not sign.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "domain/accountability/checkpoint.hpp"
#include "domain/accountability/merkle.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto checkpoint = accountability::parse_checkpoint(bytes))
    if (show(*checkpoint) != bytes) std::abort();
  if (auto frontier = accountability::Frontier::parse(bytes)) {
    if (frontier->to_bytes() != bytes) std::abort();
    if (frontier->size() < INT64_MAX) frontier->append({});
    (void)frontier->root();
  }
  const accountability::SignerKey nobody{"example.com/nobody", {7}};
  if (accountability::open_checkpoint(bytes, std::vector{nobody.verifier()})) std::abort();
  return 0;
}
