// The names of roles, in the order of access_control::Role.
#include "text/names.hpp"

#include <utility>

namespace text {
namespace {

constexpr std::string_view role_names[] = {"Administración",
                                           "Planificación",
                                           "Monitoreo y evaluación",
                                           "Jefatura de unidad",
                                           "Enlace de delegación",
                                           "Presupuesto",
                                           "Compras",
                                           "Contabilidad",
                                           "Tesorería",
                                           "Verificación del gasto",
                                           "Visado",
                                           "Auditoría interna",
                                           "Información pública",
                                           "Autoridad"};
static_assert(std::size(role_names) == access_control::role_count);

}  // namespace

std::string_view name_of(access_control::Role role) { return role_names[std::to_underlying(role)]; }

}  // namespace text
