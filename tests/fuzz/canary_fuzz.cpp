// A planted fault that the fuzzing must find: a fuzzing that finds nothing here finds nothing
// anywhere. It is the only target whose crash is a success.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  if (size >= 6 && text.starts_with("ceiba") && text[5] >= '0' && text[5] <= '9') std::abort();
  return 0;
}
