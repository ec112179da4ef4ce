// Files of series: nothing crashes, periods come back as they were written, and what was decided
// once changes nothing when it is decided again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/production/series.hpp"
#include "readers/variables_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using production::SeriesValue;
  const auto values = readers::read_variables({reinterpret_cast<const char*>(data), size});
  if (!values) return 0;
  for (const auto& value : *values) {
    const auto again = production::Period::parse(show(value.key.period));
    if (!again || *again != value.key.period) std::abort();
  }
  const auto none = [](const std::string&) { return std::vector<SeriesValue>{}; };
  const auto decided = production::decide_values(*values, "", none);
  if (!decided) return 0;
  const auto all = [&](const std::string& series) {
    std::vector<SeriesValue> found;
    for (const auto& value : *decided)
      if (value.key.series == series) found.push_back(value);
    return found;
  };
  const auto again = production::decide_values(*values, "", all);
  if (!again || !again->empty()) std::abort();
  return 0;
}
