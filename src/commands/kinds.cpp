// All kinds of act, room by room.
#include <algorithm>

#include "commands/command.hpp"
#include "commands/refusals.hpp"

namespace commands {
namespace {

constexpr std::span<const Kind> (*rooms[])() = {
    base_kinds,   access_kinds,       catalog_kinds, organization_kinds, planning_kinds,
    budget_kinds, production_kinds,   capture_kinds, reporting_kinds,    publication_kinds,
    money_kinds,  verification_kinds, control_kinds, control_tool_kinds, transparency_kinds,
};

}  // namespace

Result<const Kind*> find_kind(std::string_view name, std::int64_t version) {
  const Kind* newest = nullptr;
  for (const auto room : rooms)
    for (const auto& kind : room()) {
      if (kind.name != name) continue;
      if (kind.version == version) return &kind;
      if (!newest || kind.version > newest->version) newest = &kind;
    }
  if (version == 0 && newest) return newest;
  return refuse(Refusal::UnknownKind,
                {{"acto", std::string(name)}, {"version", std::to_string(version)}});
}

}  // namespace commands
