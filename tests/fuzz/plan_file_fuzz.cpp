// A plan file laid upon a small plan: whatever is accepted is a sound plan, and laying it again
// upon the result changes nothing any more. ZIP and CSV have their own targets.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>

#include "domain/planning/plan_check.hpp"
#include "domain/planning/plan_json.hpp"
#include "readers/plan_file.hpp"

namespace {

// Much smaller than the demonstration, so that most of the time goes into reading tables.
const planning::Plan& base() {
  static const auto plan = [] {
    std::ifstream in(CEIBA_SOURCE_DIR "/tests/fuzz/corpus/plan_json/small.json", std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return planning::parse_plan(out.str()).value();
  }();
  return plan;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view file(reinterpret_cast<const char*>(bytes), size);
  const auto read = readers::read_plan(file, &base());
  if (!read) return 0;
  if (!planning::faults_of(read->plan).empty()) std::abort();
  const auto again = readers::read_plan(file, &read->plan);
  if (!again) std::abort();
  if (canonical(planning::to_json(again->plan)) != canonical(planning::to_json(read->plan)))
    std::abort();
  return 0;
}
