// The whole reader of budget files: CSV in any encoding, or (where the first byte says so) the
// sheet of a workbook. What is accepted adds up: keys ascend, the facts' amounts sum to the totals,
// rows that are looked for are found, and two threads read what one does.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "readers/budget_file.hpp"
#include "small_workbook.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

readers::BudgetTotals sum_of(const readers::BudgetFacts& facts) {
  readers::BudgetTotals totals;
  for (std::size_t i = 0; i < facts.size(); ++i)
    for (const auto& month : facts.year(i).months)
      for (std::size_t s = 0; s < budget::stage_count; ++s) totals.centavos[s] += month.centavos[s];
  return totals;
}

Hash digest_of(const readers::BudgetFacts& facts) {
  readers::FactDigest digest;
  for (std::size_t i = 0; i < facts.size(); ++i) digest.add(facts.key(i), facts.year(i));
  return digest.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::string bytes(rest);
  if (data[0] == 'X') {
    auto parts = small_workbook::parts();
    parts.back() = rest;
    bytes = small_workbook::archive_of(parts);
  }
  const auto source = readers::bytes_in_memory(bytes);
  const auto reading = readers::read_budget(*source, {.threads = 1});
  if (!reading) return 0;
  const auto& facts = reading->facts;
  require(facts.size() > 0 && facts.size() <= reading->rows);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    require(i == 0 || facts.key(i - 1) < facts.key(i));
    require(facts.months(i) != 0 && facts.months(i) < 1 << 12);
  }
  require(sum_of(facts) == reading->totals);
  const auto all = [](const readers::PackedPartida&, unsigned) { return true; };
  const auto found = readers::find_rows(*source, *reading, "entidad", all, 3);
  require(found && !found->empty());
  if (data[0] == '2') {
    const auto again = readers::read_budget(*source, {.threads = 2});
    require(again && digest_of(again->facts) == digest_of(facts));
  }
  return 0;
}
