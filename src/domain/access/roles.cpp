// Roles to and from their names.
#include "domain/access/roles.hpp"

#include <utility>

#include "base/text.hpp"
#include "domain/access/refusals.hpp"

namespace access_control {
namespace {

// In the order of the enum. The long names are folded: no accents, no capitals.
constexpr struct {
  std::string_view name, folded_long_name;
} rows[] = {
    {"administracion", "administracion"},
    {"planificacion", "planificacion"},
    {"monitoreo", "monitoreo y evaluacion"},
    {"jefatura", "jefatura de unidad"},
    {"enlace", "enlace de delegacion"},
    {"presupuesto", "presupuesto"},
    {"compras", "compras"},
    {"contabilidad", "contabilidad"},
    {"tesoreria", "tesoreria"},
    {"verificacion", "verificacion del gasto"},
    {"visado", "visado"},
    {"auditoria", "auditoria interna"},
    {"informacion", "informacion publica"},
    {"autoridad", "autoridad"},
};
static_assert(std::size(rows) == role_count);

}  // namespace

std::string show(Role role) { return std::string(rows[std::to_underlying(role)].name); }

Result<Role> parse_role(std::string_view text) {
  const auto wanted = is_utf8(text) ? folded(text) : std::string();
  std::string known;
  for (const Role role : all_roles) {
    const auto& [name, long_name] = rows[std::to_underlying(role)];
    if (wanted == name || wanted == long_name) return role;
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  return refuse(Refusal::UnknownRole, {{"hallado", std::string(text)}, {"esperado", known}});
}

std::int64_t actor_of(Role role) { return std::to_underlying(role) + 1; }

std::optional<Role> role_of_actor(std::int64_t actor) {
  if (actor < 1 || actor > static_cast<std::int64_t>(role_count)) return std::nullopt;
  return static_cast<Role>(actor - 1);
}

}  // namespace access_control
