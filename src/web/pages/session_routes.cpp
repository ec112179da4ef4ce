// Where one signs in, and one's own account.
#include "web/pages/session_routes.hpp"

namespace web {
namespace {

constexpr Route routes[] = {
    {Method::Get, "/entrar", anybody, sign_in_form, "Entrar"},
    {Method::Post, "/entrar", anybody, sign_in, "Entrar"},
    {Method::Get, "/entrar/codigo", anybody, second_step_form, "Segundo paso"},
    {Method::Post, "/entrar/codigo", anybody, second_step, "Segundo paso"},
    {Method::Get, "/salir", signed_in, sign_out_form, "Salir"},
    {Method::Post, "/salir", signed_in, sign_out, "Salir"},
    {Method::Get, "/cuenta", signed_in, account, "Mi cuenta"},
    {Method::Get, "/cuenta/clave", signed_in, password_form, "Cambiar contraseña"},
    {Method::Post, "/cuenta/clave", signed_in, change_password, "Cambiar contraseña"},
    {Method::Get, "/cuenta/segundo-factor", signed_in, second_factor_form, "Segundo factor"},
    {Method::Post, "/cuenta/segundo-factor", signed_in, confirm_second_factor, "Segundo factor"},
    {Method::Post, "/cuenta/segundo-factor/quitar", signed_in, end_second_factor,
     "Quitar el segundo factor"},
    {Method::Post, "/cuenta/segundo-factor/codigos", signed_in, new_recovery_codes,
     "Códigos de recuperación nuevos"},
    {Method::Post, "/cuenta/sesiones/terminar", signed_in, end_session, "Cerrar una sesión"},
    {Method::Post, "/cuenta/sesiones/terminar-otras", signed_in, end_other_sessions,
     "Cerrar las demás sesiones"},
    {Method::Get, "/cuenta/fichas/nueva", signed_in, token_form, "Nueva ficha de acceso"},
    {Method::Post, "/cuenta/fichas/nueva", signed_in, make_token, "Nueva ficha de acceso"},
    {Method::Post, "/cuenta/fichas/terminar", signed_in, end_token, "Anular una ficha de acceso"},
    {Method::Get, "/cuenta/preferencias", signed_in, preferences_form, "Preferencias"},
    {Method::Post, "/cuenta/preferencias", signed_in, save_preferences, "Preferencias"},
};

}  // namespace

std::span<const Route> session_routes() { return routes; }

}  // namespace web
