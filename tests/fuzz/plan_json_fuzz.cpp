// plan.json: what is accepted is written back and read again to the same canonical bytes, and the
// linter can be asked about it.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/planning/linter.hpp"
#include "domain/planning/plan_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto plan = planning::parse_plan(text);
  if (!plan) return 0;
  const auto once = canonical(planning::to_json(*plan));
  const auto again = planning::parse_plan(once);
  if (!again || canonical(planning::to_json(*again)) != once) std::abort();
  if (planning::lint(*plan).size() != planning::lint(*again).size()) std::abort();
  return 0;
}
