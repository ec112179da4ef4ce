// /cuenta: one's own password, second factor, sessions, tokens and preferences.
#include <algorithm>

#include "base/text.hpp"
#include "commands/sign_in.hpp"
#include "documents/qr.hpp"
#include "domain/access/secrets.hpp"
#include "text/format.hpp"
#include "web/kit/preferences.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"
#include "web/pages/session_pages.hpp"
#include "web/pages/session_routes.hpp"
#include "web/refusals.hpp"
#include "web/session.hpp"

namespace web {
namespace {

using access_control::Permission;

const std::vector<Crumb> crumbs{{"Mi trabajo", "/inicio"}, {"Mi cuenta", "/cuenta"}};

// The permissions that a token may be for, as people read them.
constexpr struct {
  Permission permission;
  std::string_view label;
} scopes[] = {
    {Permission::ReportGoals, "Reportar metas"},
    {Permission::SendGoals, "Enviar metas"},
    {Permission::ValidateGoals, "Validar metas"},
    {Permission::ImportBudget, "Importar presupuesto"},
    {Permission::ImportVariables, "Importar series"},
    {Permission::WriteText, "Escribir textos de informes"},
    {Permission::ReportMeasures, "Informar medidas"},
    {Permission::ReadFiles, "Leer expedientes de pago"},
    {Permission::VerifyJournal, "Verificar la bitácora"},
};
constexpr int token_days[] = {30, 90, 180, 365};

Html paragraph(std::string_view text) { return html("<p class=\"govuk-body\">{}</p>\n", text); }

Html confirming_password(const FormState& state) {
  return text_input(state, {.name = "actual",
                            .label = "Contraseña actual",
                            .width = "20",
                            .autocomplete = "current-password",
                            .type = "password"});
}

// What was typed, without the secrets, and the fault at its control.
FormState faulty(const Request& request, const Error& error, std::string_view standard) {
  FormState state{request.form};
  for (const char* secret : {"actual", "nueva", "repetida"}) state.set(secret, "");
  const auto field = detail_of(error, "campo");
  const std::string control = field == "clave" ? "nueva" : std::string(field);
  state.fault(control.empty() ? std::string(standard) : control, error);
  return state;
}

Html sessions_table(Visit& visit, const std::vector<commands::Session>& sessions) {
  Html rows;
  for (const auto& session : sessions) {
    const bool here = session.name == visit.viewer->session;
    rows += html("<tr><th scope=\"row\">{}{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                 session.device, here ? html(" {}", tag("Esta sesión", Tint::Blue)) : Html{},
                 date_and_time(session.created_at), date_and_time(session.seen_at),
                 here ? Html{}
                      : form(visit, {.action = "/cuenta/sesiones/terminar"},
                             Html{hidden_input("sesion", session.name).text +
                                  secondary_button("Cerrar").text}));
  }
  Html content = html(
      "<div class=\"tabla-caja\" tabindex=\"0\" role=\"region\" "
      "aria-labelledby=\"sesiones-titulo\">"
      "<table class=\"tabla\"><caption id=\"sesiones-titulo\">Sesiones abiertas</caption>"
      "<thead><tr><th scope=\"col\">Equipo</th><th scope=\"col\">Desde</th><th "
      "scope=\"col\">Último uso</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>{}</tbody>"
      "</table></div>\n",
      hidden("Acción"), rows);
  if (sessions.size() > 1)
    content += form(visit, {.action = "/cuenta/sesiones/terminar-otras"},
                    secondary_button("Cerrar todas las demás"));
  return content;
}

Html tokens_table(Visit& visit, const std::vector<commands::Token>& tokens) {
  if (tokens.empty())
    return paragraph(
        "No tiene fichas de acceso. Sirven para que un programa use la API en su "
        "nombre.");
  Html rows;
  for (const auto& token : tokens)
    rows +=
        html("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n", token.label,
             token.scopes.empty() ? "Todo lo que usted puede" : joined(token.scopes, ", "),
             text::date(local_date(token.expires_at)),
             form(visit, {.action = "/cuenta/fichas/terminar"},
                  Html{hidden_input("ficha", token.name).text + secondary_button("Anular").text}));
  return html(
      "<div class=\"tabla-caja\" tabindex=\"0\" role=\"region\" aria-labelledby=\"fichas-titulo\">"
      "<table class=\"tabla\"><caption id=\"fichas-titulo\">Fichas de acceso</caption><thead><tr>"
      "<th scope=\"col\">Nombre</th><th scope=\"col\">Permite</th><th scope=\"col\">Vence</th><th "
      "scope=\"col\">{}</th></tr></thead>\n<tbody>{}</tbody></table></div>\n",
      hidden("Acción"), rows);
}

Response password_view(Visit& visit, const FormState& state, int status = 200) {
  Html content;
  if (!visit.viewer->must_visit.empty())
    content += notice_box(NoticeTone::Amber,
                          html("<p>Antes de seguir, cambie la contraseña que le dieron por una que "
                               "solo usted conozca.</p>"));
  Html inside = confirming_password(state);
  inside += text_input(
      state, {.name = "nueva",
              .label = "Contraseña nueva",
              .hint = "Al menos 12 caracteres. Una frase de varias palabras es segura y fácil de "
                      "recordar. No se piden mayúsculas, cifras ni signos.",
              .width = "20",
              .autocomplete = "new-password",
              .type = "password"});
  inside += text_input(state, {.name = "repetida",
                               .label = "Contraseña nueva, otra vez",
                               .width = "20",
                               .autocomplete = "new-password",
                               .type = "password"});
  inside += button("Cambiar contraseña");
  content += form(visit, {.action = "/cuenta/clave"}, inside);
  content += paragraph("Al cambiarla se cierran sus otras sesiones.");
  return form_page(visit,
                   {.title = "Cambiar contraseña",
                    .heading = "Cambiar contraseña",
                    .crumbs = crumbs,
                    .content = content},
                   state, status);
}

Result<Response> second_factor_view(Visit& visit, const FormState& state, int status = 200) {
  auto context = TRY(visit.context(commands::Use::Change));
  const auto number = visit.viewer->number;
  if (TRY(commands::has_second_factor(context.db(), number))) {
    const auto left = TRY(commands::recovery_codes_left(context.db(), number));
    Html content = paragraph("Su cuenta pide un código además de la contraseña. Le quedan " +
                             std::to_string(left) + " códigos de recuperación sin usar.");
    content += section("codigos", "Códigos de recuperación nuevos",
                       form(visit, {.action = "/cuenta/segundo-factor/codigos"},
                            Html{confirming_password(state).text +
                                 secondary_button("Hacer diez códigos nuevos").text}));
    content += html(
        "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
        "class=\"govuk-details__summary-text\">Quitar el segundo factor</span></summary><div "
        "class=\"govuk-details__text\">{}</div></details>\n",
        form(visit, {.action = "/cuenta/segundo-factor/quitar"},
             Html{text_input(FormState{}, {.name = "actual-quitar",
                                           .label = "Contraseña actual",
                                           .width = "20",
                                           .autocomplete = "current-password",
                                           .type = "password"})
                      .text +
                  warning_button("Quitar el segundo factor").text}));
    return form_page(visit,
                     {.title = "Segundo factor",
                      .heading = "Segundo factor",
                      .crumbs = crumbs,
                      .content = content},
                     state, status);
  }
  const auto secret = TRY(commands::begin_second_factor(context, number));
  const auto address = access_control::totp_address(secret, visit.viewer->user, "Ceiba");
  std::string grouped;
  for (std::size_t i = 0; i < secret.size(); i += 4)
    grouped += (i == 0 ? "" : " ") + secret.substr(i, 4);
  Html content = html(
      "<ol class=\"govuk-list govuk-list--number\"><li>En su teléfono, abra una aplicación de "
      "códigos (Aegis, FreeOTP, Google Authenticator u otra).</li><li>Agregue una cuenta y apunte "
      "la "
      "cámara a este cuadro, o escriba la clave.</li><li>Escriba aquí el código que muestra.</li>"
      "</ol>\n<div class=\"codigo-qr\">{}</div>\n<p class=\"govuk-body\">Clave: "
      "<code>{}</code></p>\n",
      Html{TRY(documents::qr_svg(address, "Código QR para la aplicación de códigos"))}, grouped);
  content += form(visit, {.action = "/cuenta/segundo-factor"},
                  Html{text_input(state, {.name = "codigo",
                                          .label = "Código",
                                          .hint = "Seis números. Puede pegarlo.",
                                          .width = "10",
                                          .inputmode = "numeric",
                                          .autocomplete = "one-time-code"})
                           .text +
                       button("Activar el segundo factor").text});
  return form_page(visit,
                   {.title = "Activar segundo factor",
                    .heading = "Activar el segundo factor",
                    .lead = "Con él, quien conozca su contraseña no puede entrar sin su teléfono.",
                    .crumbs = crumbs,
                    .content = content},
                   state, status);
}

Response codes_page(Visit& visit, const std::vector<std::string>& codes) {
  Html list;
  for (const auto& code : codes) list += html("<li><code>{}</code></li>\n", code);
  Html content = html(
      "{}<ol class=\"govuk-list govuk-list--number\">\n{}</ol>\n<p class=\"govuk-body\">{}</p>\n",
      notice_box(
          NoticeTone::Amber,
          html("<p><strong>Guárdelos ahora: no se vuelven a mostrar.</strong> Cada uno sirve "
               "una vez para entrar sin el teléfono. Puede imprimirlos o copiarlos a un lugar "
               "seguro.</p>")),
      list, primary_link("/cuenta", "Ya los guardé"));
  return page(visit, {.title = "Códigos de recuperación",
                      .heading = "Sus diez códigos de recuperación",
                      .crumbs = crumbs,
                      .content = content});
}

Response token_view(Visit& visit, const FormState& state, int status = 200) {
  std::vector<Choice> may, days;
  for (const auto& [permission, label] : scopes)
    if (visit.viewer->may(permission))
      may.push_back({std::string(access_control::show(permission)), std::string(label)});
  for (const int each : token_days)
    days.push_back({std::to_string(each), std::to_string(each) + " días"});
  Html inside = text_input(state, {.name = "nombre",
                                   .label = "¿Para qué es?",
                                   .hint = "Por ejemplo: hoja de cálculo de Estadística."});
  inside += checkboxes(state, {.name = "permisos", .label = "Qué permite"}, may);
  inside += radios(state, {.name = "dias", .label = "Cuánto dura", .standard = "90"}, days);
  inside += button("Crear ficha");
  return form_page(
      visit,
      {.title = "Nueva ficha de acceso",
       .heading = "Nueva ficha de acceso",
       .lead = "Permite que un programa lea con sus permisos, y haga solo lo que marque "
               "aquí.",
       .crumbs = crumbs,
       .content = form(visit, {.action = "/cuenta/fichas/nueva"}, inside)},
      state, status);
}

}  // namespace

Result<commands::User> user_of_viewer(Visit& visit) {
  if (visit.viewer == nullptr) return refuse(Refusal::NotSignedIn);
  auto user = TRY(commands::user_of(visit.db(), visit.viewer->number));
  if (!user) return refuse(Refusal::NotSignedIn);
  return *std::move(user);
}

std::string role_name(access_control::Role role) {
  using access_control::Role;
  switch (role) {
    case Role::Administracion:
      return "Administración";
    case Role::Planificacion:
      return "Planificación";
    case Role::Monitoreo:
      return "Monitoreo y evaluación";
    case Role::Jefatura:
      return "Jefatura de unidad";
    case Role::Enlace:
      return "Enlace de delegación";
    case Role::Presupuesto:
      return "Presupuesto";
    case Role::Compras:
      return "Compras";
    case Role::Contabilidad:
      return "Contabilidad";
    case Role::Tesoreria:
      return "Tesorería";
    case Role::Verificacion:
      return "Verificación del gasto";
    case Role::Visado:
      return "Visado";
    case Role::Auditoria:
      return "Auditoría interna";
    case Role::Informacion:
      return "Información pública";
    case Role::Autoridad:
      return "Autoridad";
  }
  return {};
}

std::string role_names(const std::vector<access_control::Role>& roles) {
  std::vector<std::string> names;
  for (const auto role : roles) names.push_back(role_name(role));
  return joined(names, ", ");
}

std::vector<Choice> role_choices() {
  std::vector<Choice> choices;
  for (const auto role : access_control::all_roles)
    choices.push_back({access_control::show(role), role_name(role)});
  return choices;
}

Result<Response> account(Visit& visit) {
  const auto user = TRY(user_of_viewer(visit));
  const auto number = user.number;
  const bool protected_by_two = TRY(commands::has_second_factor(visit.db(), number));
  std::vector<SummaryRow> rows{
      {"Usuario", escaped(user.login)},
      {"Nombre", escaped(user.name)},
      {"Correo", escaped(user.email.empty() ? "—" : user.email)},
      {"Roles", escaped(role_names(visit.viewer->roles))},
      {"Unidad",
       escaped(visit.viewer->unit_name.empty() ? "Toda la institución" : visit.viewer->unit_name)},
      {"Contraseña", escaped("••••••••••••"), "/cuenta/clave"},
      {"Segundo factor",
       protected_by_two ? tag("Activado", Tint::Green) : tag("Sin activar", Tint::Amber),
       "/cuenta/segundo-factor"}};
  Html content = summary_list(rows);
  content +=
      section("sesiones", "Sesiones",
              sessions_table(visit, TRY(commands::open_sessions(visit.db(), number, visit.now))));
  content += section(
      "fichas", "Fichas de acceso para la API",
      Html{tokens_table(visit, TRY(commands::tokens_of(visit.db(), number, visit.now))).text +
           html("<p class=\"govuk-body\">{}</p>",
                link("/cuenta/fichas/nueva", "Crear una ficha de acceso"))
               .text});
  content += section(
      "mas", "Otras opciones",
      html("<ul class=\"govuk-list\"><li>{}</li><li>{}</li><li>{}</li></ul>",
           link("/cuenta/preferencias", "Preferencias"),
           link("/admin/delegaciones", "Delegar uno de mis roles"), link("/salir", "Salir")));
  return page(visit, {.title = "Mi cuenta",
                      .heading = "Mi cuenta",
                      .lead = "El nombre, los roles y las unidades los cambia la administración.",
                      .crumbs = {crumbs.front()},
                      .content = content});
}

Result<Response> password_form(Visit& visit) { return password_view(visit, {}); }

Result<Response> change_password(Visit& visit) {
  const auto& typed = visit.request.form;
  if (typed.first("nueva") != typed.first("repetida")) {
    FormState state{typed};
    for (const char* secret : {"actual", "nueva", "repetida"}) state.set(secret, "");
    state.fault("repetida", "Las dos contraseñas nuevas no son iguales. Escríbalas otra vez.");
    return password_view(visit, state, 422);
  }
  const auto user = TRY(user_of_viewer(visit));
  auto context = TRY(visit.context(commands::Use::Change));
  const auto done = commands::change_password(context, user, typed.first("actual"),
                                              typed.first("nueva"), visit.viewer->session);
  if (!done && !concerns_form(done.error())) return std::unexpected(done.error());
  if (!done) return password_view(visit, faulty(visit.request, done.error(), "nueva"), 422);
  visit.notice("Se cambió su contraseña y se cerraron sus otras sesiones.");
  return redirect(visit.viewer->must_visit.empty() ? "/cuenta" : "/inicio");
}

Result<Response> second_factor_form(Visit& visit) { return second_factor_view(visit, {}); }

Result<Response> confirm_second_factor(Visit& visit) {
  auto context = TRY(visit.context(commands::Use::Change));
  const auto codes = commands::confirm_second_factor(context, visit.viewer->number,
                                                     visit.request.form.first("codigo"));
  if (!codes && !concerns_form(codes.error())) return std::unexpected(codes.error());
  if (!codes) return second_factor_view(visit, faulty(visit.request, codes.error(), "codigo"), 422);
  CHECK(commands::end_other_sessions(context, visit.viewer->number, visit.viewer->session));
  return codes_page(visit, *codes);
}

Result<Response> end_second_factor(Visit& visit) {
  const auto user = TRY(user_of_viewer(visit));
  auto context = TRY(visit.context(commands::Use::Change));
  const auto done =
      commands::end_second_factor(context, user, visit.request.form.first("actual-quitar"));
  if (!done && !concerns_form(done.error())) return std::unexpected(done.error());
  if (!done) return second_factor_view(visit, faulty(visit.request, done.error(), "actual"), 422);
  visit.notice("Se quitó el segundo factor de su cuenta.");
  return redirect("/cuenta");
}

Result<Response> new_recovery_codes(Visit& visit) {
  const auto user = TRY(user_of_viewer(visit));
  auto context = TRY(visit.context(commands::Use::Change));
  const auto codes =
      commands::new_recovery_codes(context, user, visit.request.form.first("actual"));
  if (!codes && !concerns_form(codes.error())) return std::unexpected(codes.error());
  if (!codes) return second_factor_view(visit, faulty(visit.request, codes.error(), "actual"), 422);
  return codes_page(visit, *codes);
}

Result<Response> end_session(Visit& visit) {
  auto context = TRY(visit.context(commands::Use::Change));
  CHECK(commands::end_session(context, visit.viewer->number, visit.request.form.first("sesion")));
  visit.notice("Se cerró la sesión.");
  return redirect("/cuenta");
}

Result<Response> end_other_sessions(Visit& visit) {
  auto context = TRY(visit.context(commands::Use::Change));
  CHECK(commands::end_other_sessions(context, visit.viewer->number, visit.viewer->session));
  visit.notice("Se cerraron sus otras sesiones.");
  return redirect("/cuenta");
}

Result<Response> token_form(Visit& visit) { return token_view(visit, {}); }

Result<Response> make_token(Visit& visit) {
  const auto& typed = visit.request.form;
  FormState state{typed};
  const auto label = collapsed(typed.first("nombre"));
  if (label.empty() || length(label) > 80)
    state.fault("nombre", "Escriba para qué es la ficha, con 80 letras a lo sumo.");
  // A token without scopes could do all that its user can: at least one is asked for. Reading needs
  // none.
  std::vector<std::string> wanted;
  for (const auto& name : typed.every("permisos"))
    for (const auto& [permission, text] : scopes)
      if (access_control::show(permission) == name && visit.viewer->may(permission))
        wanted.push_back(name);
  if (wanted.empty()) wanted.emplace_back("lectura");
  const auto days = whole_number(typed.first("dias"));
  if (!days || std::ranges::find(token_days, *days) == std::end(token_days))
    state.fault("dias", "Elija cuánto dura la ficha.");
  if (state.faulty()) return token_view(visit, state, 422);
  auto context = TRY(visit.context(commands::Use::Change));
  const auto secret = TRY(
      commands::make_token(context, visit.viewer->number, label, wanted, static_cast<int>(*days)));
  Html content = html(
      "{}<p class=\"govuk-body\"><code>{}</code></p>\n<p class=\"govuk-body\">Úsela en el "
      "encabezado <code>Authorization: Bearer …</code>.</p><p class=\"govuk-body\">{}</p>\n",
      notice_box(NoticeTone::Amber,
                 html("<p><strong>Cópiela ahora: no se vuelve a mostrar.</strong></p>")),
      secret, primary_link("/cuenta", "Ya la copié"));
  return page(visit, {.title = "Ficha creada",
                      .heading = "Ficha de acceso creada",
                      .crumbs = crumbs,
                      .content = content});
}

Result<Response> end_token(Visit& visit) {
  auto context = TRY(visit.context(commands::Use::Change));
  CHECK(commands::end_token(context, visit.viewer->number, visit.request.form.first("ficha")));
  visit.notice("Se anuló la ficha de acceso.");
  return redirect("/cuenta");
}

Result<Response> preferences_form(Visit& visit) {
  FormState state;
  Html inside;
  for (const auto& [name, label, hint, values] : preferences()) {
    std::vector<Choice> choices;
    for (const auto& [value, words] : values)
      choices.push_back({std::string(value), std::string(words)});
    inside += radios(state,
                     {.name = std::string(name),
                      .label = std::string(label),
                      .hint = std::string(hint),
                      .standard = std::string(preferred(visit, name))},
                     choices);
  }
  inside += button("Guardar preferencias");
  Html content = form(visit, {.action = "/cuenta/preferencias"}, inside);
  content += html("<p class=\"govuk-body\">{}</p>",
                  link("/notificaciones/preferencias", "Qué avisos llegan por correo"));
  return page(
      visit,
      {.title = "Preferencias", .heading = "Preferencias", .crumbs = crumbs, .content = content});
}

Result<Response> save_preferences(Visit& visit) {
  auto context = TRY(visit.context(commands::Use::Change));
  for (const auto& [name, label, hint, values] : preferences()) {
    const auto chosen = visit.request.form.first(name);
    if (std::ranges::any_of(values, [&](const auto& one) { return one.first == chosen; }))
      CHECK(commands::set_preference(context, visit.viewer->number, name, chosen));
  }
  visit.notice("Se guardaron sus preferencias.");
  return redirect("/cuenta/preferencias");
}

}  // namespace web
