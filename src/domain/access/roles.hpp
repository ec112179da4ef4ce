// The fourteen roles of the institution. A role is what a person may do, not who the person is.
// The room's namespace is `access_control`, because POSIX has taken `access` for a function of
// unistd.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace access_control {

enum class Role : std::uint8_t {
  Administracion,
  Planificacion,
  Monitoreo,  // Unidad de Monitoreo y Evaluación de la Gestión por Resultados.
  Jefatura,   // Of a unit.
  Enlace,     // Of a delegation.
  Presupuesto,
  Compras,
  Contabilidad,
  Tesoreria,
  Verificacion,
  Visado,
  Auditoria,
  Informacion,  // Unidad de Información Pública.
  Autoridad,
};

inline constexpr std::size_t role_count = 14;
inline constexpr std::array<Role, role_count> all_roles = {
    Role::Administracion, Role::Planificacion, Role::Monitoreo, Role::Jefatura,
    Role::Enlace,         Role::Presupuesto,   Role::Compras,   Role::Contabilidad,
    Role::Tesoreria,      Role::Verificacion,  Role::Visado,    Role::Auditoria,
    Role::Informacion,    Role::Autoridad};

// The name that files, the command line and the accounts use: "planificacion", "jefatura".
std::string show(Role);

// That name or the long one ("Auditoría interna", "enlace de delegación"), without regard to
// accents and case. Error: UnknownRole, with the list in `esperado`.
Result<Role> parse_role(std::string_view text);

// The actor number of the role's own account, which signs acts until there are users: 1 … 14.
// 0 is the installation itself (its first entry, sweeping at start).
std::int64_t actor_of(Role);
std::optional<Role> role_of_actor(std::int64_t actor);

}  // namespace access_control
