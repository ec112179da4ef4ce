// The routes of administration.
#include "web/pages/admin_pages.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr auto users = with(Permission::ManageUsers);
constexpr auto units = with(Permission::EditOrganization);
constexpr auto posts = with(Permission::HoldPosts);
constexpr std::uint64_t list_max = 8ULL * 1024 * 1024;

constexpr Route routes[] = {
    {Method::Get, "/admin", signed_in, admin_index, "Administración"},

    {Method::Get, "/admin/periodos", signed_in, periods, "Períodos y cortes"},
    {Method::Get, "/admin/ajustes", with(Permission::ConfigureInstitution), settings_form,
     "Ajustes"},
    {Method::Post, "/admin/ajustes", with(Permission::ConfigureInstitution), save_settings,
     "Guardar los ajustes"},

    {Method::Get, "/admin/usuarios", users, user_list, "Usuarios"},
    {Method::Get, "/admin/usuarios/nuevo", users, user_form, "Nuevo usuario"},
    {Method::Post, "/admin/usuarios/nuevo", users, create_user, "Crear usuario"},
    {Method::Get, "/admin/usuarios/plantilla.csv", users, user_template, "Plantilla de usuarios"},
    {Method::Get, "/admin/usuarios/importar", users, user_import_form, "Importar usuarios"},
    {Method::Post, "/admin/usuarios/importar", users, user_import_preview, "Revisar usuarios",
     list_max},
    {Method::Post, "/admin/usuarios/importar/aplicar", users, user_import_apply,
     "Crear los usuarios de la lista"},
    {Method::Get, "/admin/usuarios/{usuario}", users, user_page, "Usuario"},
    {Method::Post, "/admin/usuarios/{usuario}", users, edit_user, "Editar usuario"},
    {Method::Post, "/admin/usuarios/{usuario}/clave", users, reset_password, "Contraseña nueva"},
    {Method::Post, "/admin/usuarios/{usuario}/segundo-factor", users, drop_second_factor,
     "Quitar el segundo factor"},
    {Method::Post, "/admin/usuarios/{usuario}/activar", users, activate_user, "Activar usuario"},
    {Method::Post, "/admin/usuarios/{usuario}/desactivar", users, deactivate_user,
     "Desactivar usuario"},

    {Method::Get, "/admin/delegaciones", with(Permission::Delegate), delegation_list,
     "Delegaciones"},
    {Method::Post, "/admin/delegaciones", with(Permission::Delegate), create_delegation,
     "Delegar un rol"},
    {Method::Post, "/admin/delegaciones/terminar", with(Permission::Delegate), end_delegation,
     "Terminar una delegación"},

    {Method::Get, "/admin/unidades", units, unit_list, "Unidades"},
    {Method::Get, "/admin/unidades/nueva", units, unit_form, "Nueva unidad"},
    {Method::Post, "/admin/unidades/nueva", units, save_unit, "Agregar unidad"},
    {Method::Get, "/admin/unidades/plantilla.csv", units, unit_template, "Plantilla de unidades"},
    {Method::Get, "/admin/unidades/importar", units, unit_import_form, "Importar unidades"},
    {Method::Post, "/admin/unidades/importar", units, unit_import_preview, "Revisar unidades",
     list_max},
    {Method::Post, "/admin/unidades/importar/aplicar", units, unit_import_apply,
     "Cargar las unidades"},
    {Method::Get, "/admin/unidades/{unidad}", units, unit_form, "Unidad"},
    {Method::Post, "/admin/unidades/{unidad}", units, save_unit, "Editar unidad"},

    {Method::Get, "/admin/puestos", posts, post_list, "Puestos y titulares"},
    {Method::Get, "/admin/puestos/nuevo", posts, post_form, "Nuevo puesto"},
    {Method::Post, "/admin/puestos/nuevo", posts, save_post, "Agregar puesto"},
    {Method::Get, "/admin/puestos/{puesto}", posts, post_form, "Puesto"},
    {Method::Post, "/admin/puestos/{puesto}", posts, save_post, "Editar puesto"},
    {Method::Post, "/admin/puestos/{puesto}/titular", posts, name_holder, "Nombrar titular"},

    {Method::Get, "/admin/funciones", units, function_list, "Funciones"},
    {Method::Post, "/admin/funciones", units, save_function, "Agregar función"},
};

}  // namespace

std::span<const Route> admin_routes() { return routes; }

}  // namespace web
