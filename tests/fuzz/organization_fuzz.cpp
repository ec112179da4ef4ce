// Organisations and catalogue entries from JSON: what is read is written back and read as the same,
// and a sound one stays sound.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.hpp"
#include "domain/organization/organization.hpp"
#include "domain/values/catalog.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = parse_json({reinterpret_cast<const char*>(data), size});
  if (!value || !value->is_object()) return 0;
  const auto& object = value->as_object();
  if (const auto all = organization::organization_from(object)) {
    const auto again = organization::organization_from(organization::to_json(*all));
    if (!again || *again != *all) std::abort();
    if (organization::check(*all).has_value() != organization::check(*again).has_value())
      std::abort();
    if (!all->units.empty() &&
        organization::with_dependents(all->units, all->units.front().code).empty())
      std::abort();
  }
  if (const auto entry = catalog_entry_from(object)) {
    const auto again = catalog_entry_from(to_json(*entry));
    if (!again || *again != *entry) std::abort();
    for (const auto& kind : known_catalogs()) {
      (void)check_entry(kind, *entry);
      (void)parent_in_code(kind, entry->code);
    }
  }
  return 0;
}
