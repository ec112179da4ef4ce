// JSON of others: what is accepted has one canonical form, which reads back as itself.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.hpp"
#include "base/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = parse_json({reinterpret_cast<const char*>(data), size});
  if (!value) return 0;
  const auto form = canonical(*value);
  if (!is_utf8(form)) std::abort();
  const auto again = parse_json(form);
  if (!again || canonical(*again) != form) std::abort();
  if (const auto shown = parse_json(pretty(*value)); !shown || canonical(*shown) != form)
    std::abort();
  return 0;
}
