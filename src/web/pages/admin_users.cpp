// I32, /admin/usuarios: who may enter, as what, for which units.
#include <algorithm>

#include "base/text.hpp"
#include "commands/import_users.hpp"
#include "domain/access/refusals.hpp"
#include "text/refusals.hpp"
#include "web/kit/state.hpp"
#include "web/pages/admin_pages.hpp"

namespace web {
namespace {

using commands::User;

const Crumb users_crumb{"Usuarios", "/admin/usuarios"};

std::vector<std::string> role_keys(const User& user) {
  std::vector<std::string> keys;
  for (const auto role : user.roles) keys.push_back(access_control::show(role));
  return keys;
}

// The users that this administrator sees: those of the institution, and of the installation.
Result<std::vector<User>> own_users(Visit& visit) {
  auto all = TRY(commands::users_of(visit.db()));
  std::erase_if(all, [&](const User& user) {
    return !user.home.empty() && !visit.institution.empty() && user.home != visit.institution;
  });
  return all;
}

Result<User> asked_user(Visit& visit) {
  const auto login = std::string(visit.capture("usuario"));
  for (auto& user : TRY(own_users(visit)))
    if (user.login == login) return std::move(user);
  return refuse(access_control::Refusal::UserUnknown, {{"hallado", login}});
}

std::string address_of(const User& user) { return "/admin/usuarios/" + encoded(user.login); }

Html person_controls(const FormState& state, const User& standard,
                     const organization::Organization& all) {
  Html inside = text_input(state, {.name = "nombre",
                                   .label = "Nombre de la persona o del puesto",
                                   .hint = "Así aparece en las páginas y en la pista de auditoría.",
                                   .standard = standard.name});
  inside += text_input(state, {.name = "correo",
                               .label = "Correo (opcional)",
                               .hint = "Para los avisos.",
                               .standard = standard.email,
                               .autocomplete = "off",
                               .type = "email"});
  inside += checkboxes(state, {.name = "roles", .label = "Roles"}, role_choices());
  if (all.units.empty()) return inside;
  // Long lists of units are opened by who needs them.
  const bool open = !state.values("unidades").empty() || state.fault_of("unidades") != nullptr;
  inside += html(
      "<details class=\"govuk-details\"{}><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">Unidades de las que responde</span></summary><div "
      "class=\"govuk-details__text\">{}</div></details>\n",
      Html{open ? " open" : ""},
      checkboxes(state,
                 {.name = "unidades",
                  .label = "Unidades",
                  .hint = "Las necesitan los roles de enlace y de jefatura; la jefatura responde "
                          "también de las que dependen de ella."},
                 unit_choices(all)));
  return inside;
}

FormState state_of(const User& user) {
  Fields fields;
  for (const auto& key : role_keys(user)) fields.add("roles", key);
  for (const auto& unit : user.units) fields.add("unidades", unit);
  return FormState{fields};
}

json::object person_of(const Request& request) {
  const auto& typed = request.form;
  return {{"nombre", std::string(typed.first("nombre"))},
          {"correo", std::string(typed.first("correo"))},
          {"unidades", array_of(typed.every("unidades"))}};
}

Result<Response> create_view(Visit& visit, const FormState& state, int status = 200) {
  const auto all = TRY(organization_or_nothing(visit));
  Html inside =
      text_input(state, {.name = "usuario",
                         .label = "Usuario",
                         .hint = "Con el que entra: minúsculas sin tilde, cifras, punto y "
                                 "guion. Por ejemplo: ana.perez",
                         .width = "20",
                         .autocomplete = "off"});
  inside += person_controls(state, {}, all);
  inside += button("Crear usuario");
  return form_page(visit,
                   {.title = "Nuevo usuario",
                    .heading = "Nuevo usuario",
                    .lead = "Se genera una contraseña de un solo uso, que la persona cambia al "
                            "entrar.",
                    .area = Area::Admin,
                    .crumbs = admin_crumbs({users_crumb}),
                    .content = form(visit, {.action = "/admin/usuarios/nuevo"}, inside)},
                   state, status);
}

Response password_page(Visit& visit, const User& user, const std::string& password,
                       std::string_view heading) {
  Html content =
      notice_box(NoticeTone::Amber,
                 html("<p><strong>Contraseña de un solo uso: no se vuelve a mostrar.</strong>"
                      " Entréguela en persona o por un medio seguro; al entrar se pide "
                      "cambiarla.</p>"));
  content += summary_list({{"Usuario", html("<code>{}</code>", user.login)},
                           {"Contraseña", html("<code>{}</code>", password)},
                           {"Nombre", escaped(user.name)},
                           {"Roles", escaped(role_names(user.roles))}});
  content += html("<p class=\"govuk-body\">{} {}</p>",
                  primary_link("/admin/usuarios", "Volver a la lista"),
                  secondary_link("/admin/usuarios/nuevo", "Crear otro"));
  return page(visit, {.title = std::string(heading),
                      .heading = std::string(heading),
                      .area = Area::Admin,
                      .crumbs = admin_crumbs({users_crumb}),
                      .content = content});
}

Result<Response> edit_view(Visit& visit, const User& user, const FormState& state,
                           int status = 200) {
  const auto all = TRY(organization_or_nothing(visit));
  const bool two = TRY(commands::has_second_factor(visit.db(), user.number));
  const auto sessions = TRY(commands::open_sessions(visit.db(), user.number, visit.now));
  Html content = summary_list(
      {{"Usuario", html("<code>{}</code>", user.login)},
       {"Estado", user.active ? tag("Activo", Tint::Green) : tag("Desactivado", Tint::Grey)},
       {"Segundo factor", two ? tag("Activado", Tint::Green) : tag("Sin activar", Tint::Grey)},
       {"Sesiones abiertas", escaped(std::to_string(sessions.size()))}});
  Html inside = person_controls(state, user, all);
  inside += button("Guardar cambios");
  content += section("datos", "Datos, roles y unidades",
                     form(visit, {.action = address_of(user)}, inside));
  Html acts = form(visit, {.action = address_of(user) + "/clave"},
                   secondary_button("Dar una contraseña nueva"));
  if (two)
    acts += form(visit, {.action = address_of(user) + "/segundo-factor"},
                 secondary_button("Quitar el segundo factor (teléfono perdido)"));
  acts += user.active ? form(visit, {.action = address_of(user) + "/desactivar"},
                             warning_button("Desactivar usuario"))
                      : form(visit, {.action = address_of(user) + "/activar"},
                             secondary_button("Activar de nuevo"));
  content += section("acceso", "Acceso", acts);
  return form_page(visit,
                   {.title = user.name,
                    .heading = user.name,
                    .lead = "Lo que hizo queda en la pista de auditoría, también si se desactiva.",
                    .area = Area::Admin,
                    .crumbs = admin_crumbs({users_crumb}),
                    .content = content},
                   state, status);
}

// ---- Import ------------------------------------------------------------------------------------

// The list in the form in which it goes from the preview to the act.
std::string csv_cell(const std::string& text) { return "\"" + replaced(text, "\"", "\"\"") + "\""; }

std::string csv_of(const std::vector<commands::UserImport>& all) {
  std::string csv = "usuario,nombre,correo,roles,unidades\n";
  for (const auto& one : all)
    csv += csv_cell(one.row.login) + ',' + csv_cell(one.row.name) + ',' + csv_cell(one.row.email) +
           ',' + csv_cell(joined(one.row.roles, ";")) + ',' + csv_cell(joined(one.row.units, ";")) +
           '\n';
  return csv;
}

Result<Response> import_view(Visit& visit, const FormState& state, int status = 200) {
  Html content = list_form(visit, state,
                           {.place = "/admin/usuarios",
                            .files = "Archivo de Excel o CSV",
                            .columns = "Columnas: usuario, nombre, correo, roles, unidades. "
                                       "Varios roles o unidades se separan con punto y coma.",
                            .accept = ".xlsx,.csv",
                            .today = "Descargar los usuarios de hoy en Excel"});
  Html roles;
  for (const auto& choice : role_choices())
    roles += html("<li><code>{}</code> {}</li>\n", choice.value, choice.label);
  content += html(
      "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">Cómo se escriben los roles</span></summary><div "
      "class=\"govuk-details__text\"><ul class=\"govuk-list\">\n{}</ul></div></details>\n",
      roles);
  return form_page(visit,
                   {.title = "Importar usuarios",
                    .heading = "Importar usuarios",
                    .lead = "Primero verá qué se crearía y qué tiene errores; nada se guarda hasta "
                            "que lo confirme.",
                    .area = Area::Admin,
                    .crumbs = admin_crumbs({users_crumb}),
                    .content = content},
                   state, status);
}

std::string place_of(const commands::UserImport& one) {
  std::string place;
  for (const auto& [name, value] : one.row.place)
    if (name == "linea" || name == "celda") place = (name == "linea" ? "línea " : "celda ") + value;
  return place;
}

TableView preview_table(const std::vector<commands::UserImport>& all) {
  TableView view{
      .id = "usuarios",
      .caption = "Usuarios de la lista",
      .columns = {{.key = "lugar", .title = "Lugar", .sortable = false},
                  {.key = "usuario", .title = "Usuario", .sortable = false, .row_header = true},
                  {.key = "nombre", .title = "Nombre", .sortable = false},
                  {.key = "roles", .title = "Roles", .sortable = false},
                  {.key = "unidades", .title = "Unidades", .sortable = false},
                  {.key = "resultado", .title = "Qué pasará", .sortable = false}},
      .paged = false,
      .exports = false};
  for (const bool with_errors : {true, false})  // What needs attention comes first.
    for (const auto& one : all) {
      if (one.error.has_value() != with_errors) continue;
      auto result =
          one.known ? tag("Ya existe: no cambia", Tint::Grey) : tag("Se creará", Tint::Green);
      if (one.error)
        result = html("{} {} {}", tag("Con error", Tint::Red), text::what_happened(*one.error),
                      text::what_to_do(*one.error));
      view.rows.push_back({.cells = {{place_of(one)},
                                     {one.row.login},
                                     {one.row.name},
                                     {joined(one.row.roles, ", ")},
                                     {joined(one.row.units, ", ")},
                                     {result}}});
    }
  return view;
}

std::size_t to_create(const std::vector<commands::UserImport>& all) {
  return std::size_t(
      std::ranges::count_if(all, [](const auto& one) { return !one.error && !one.known; }));
}

}  // namespace

Result<Response> user_list(Visit& visit) {
  TableView view{
      .id = "usuarios",
      .caption = "Usuarios",
      .columns = {{.key = "usuario", .title = "Usuario", .row_header = true},
                  {.key = "nombre", .title = "Nombre"},
                  {.key = "correo", .title = "Correo", .secondary = true},
                  {.key = "roles", .title = "Roles"},
                  {.key = "unidades", .title = "Unidades", .secondary = true},
                  {.key = "segundo_factor",
                   .title = "Segundo factor",
                   .kind = TableColumn::Kind::State,
                   .secondary = true},
                  {.key = "estado", .title = "Estado", .kind = TableColumn::Kind::State}},
      .empty = "Todavía no hay usuarios.",
      .file_name = "usuarios"};
  for (const auto& user : TRY(own_users(visit))) {
    const bool two = TRY(commands::has_second_factor(visit.db(), user.number));
    view.rows.push_back(
        {.cells = {
             {.value = user.login, .address = address_of(user)},
             {user.name},
             user.email.empty() ? TableCell{} : TableCell{user.email},
             {.value = escaped(role_names(user.roles)),
              .export_text = joined(role_keys(user), "; ")},
             {user.units.empty() ? std::string("Toda la institución") : joined(user.units, "; ")},
             {.value = two ? tag("Sí", Tint::Green) : tag("No", Tint::Grey),
              .export_text = two ? "sí" : "no"},
             {.value = user.active ? tag("Activo", Tint::Green) : tag("Desactivado", Tint::Grey),
              .export_text = user.active ? "activo" : "desactivado"}}});
  }
  if (auto file = table_file(visit, view)) return *std::move(file);
  return page(
      visit,
      {.title = "Usuarios",
       .heading = "Usuarios",
       .lead = "Cada persona entra con su propio usuario y ve lo que sus roles "
               "permiten.",
       .area = Area::Admin,
       .crumbs = admin_crumbs(),
       .actions = Html{primary_link("/admin/usuarios/nuevo", "Nuevo usuario").text +
                       secondary_link("/admin/usuarios/importar", "Importar desde Excel").text},
       .content = table(visit, view),
       .dense = true});
}

Result<Response> user_form(Visit& visit) { return create_view(visit, {}); }

Result<Response> create_user(Visit& visit) {
  auto act = person_of(visit.request);
  act["usuario"] = std::string(visit.request.form.first("usuario"));
  act["institucion"] = visit.institution;
  act["roles"] = array_of(visit.request.form.every("roles"));
  const auto receipt = visit.submit("usuario.crear", act);
  if (!receipt && !concerns_form(receipt.error())) return std::unexpected(receipt.error());
  if (!receipt)
    return create_view(visit, with_fault(visit.request, receipt.error(), "usuario"), 422);
  auto context = TRY(visit.context(commands::Use::Change));
  const auto number = TRY(integer_at(receipt->outcome, "numero"));
  const auto user = TRY(commands::user_of(context.db(), number));
  if (!user) return refuse(access_control::Refusal::UserUnknown);
  const auto password = commands::random_password(context.world);
  CHECK(commands::set_password(context, *user, password, commands::Chosen::ForUser));
  return password_page(visit, *user, password, "Usuario creado");
}

Result<Response> user_page(Visit& visit) {
  const auto user = TRY(asked_user(visit));
  return edit_view(visit, user, state_of(user));
}

Result<Response> edit_user(Visit& visit) {
  const auto user = TRY(asked_user(visit));
  auto act = person_of(visit.request);
  act["usuario"] = user.login;
  act["roles"] = array_of(visit.request.form.every("roles"));
  // Both or neither: what the second would refuse is asked before the first is done.
  auto done = visit.submit("usuario.roles", act);
  if (done) {
    act.erase("roles");
    done = visit.submit("usuario.editar", act);
  }
  if (!done && !concerns_form(done.error())) return std::unexpected(done.error());
  if (!done) return edit_view(visit, user, with_fault(visit.request, done.error(), "roles"), 422);
  visit.notice("Se guardaron los datos de " + user.login + ".");
  return redirect("/admin/usuarios");
}

Result<Response> reset_password(Visit& visit) {
  const auto user = TRY(asked_user(visit));
  auto context = TRY(visit.context(commands::Use::Change));
  const auto password = commands::random_password(context.world);
  CHECK(commands::set_password(context, user, password, commands::Chosen::ForUser));
  return password_page(visit, user, password, "Contraseña nueva");
}

Result<Response> drop_second_factor(Visit& visit) {
  const auto user = TRY(asked_user(visit));
  auto context = TRY(visit.context(commands::Use::Change));
  CHECK(commands::reset_second_factor(context, user.number));
  visit.notice("Se quitó el segundo factor de " + user.login + ".");
  return redirect(address_of(user));
}

Result<Response> activate_user(Visit& visit) {
  const auto user = TRY(asked_user(visit));
  CHECK(visit.submit("usuario.activar", {{"usuario", user.login}}));
  visit.notice("Se activó " + user.login + ".");
  return redirect(address_of(user));
}

Result<Response> deactivate_user(Visit& visit) {
  const auto user = TRY(asked_user(visit));
  const auto done = visit.submit("usuario.desactivar", {{"usuario", user.login}});
  if (!done && !concerns_form(done.error())) return std::unexpected(done.error());
  if (!done) {
    auto state = state_of(user);
    state.fault("", done.error());
    return edit_view(visit, user, state, 409);
  }
  visit.notice("Se desactivó " + user.login + ": ya no puede entrar.");
  return redirect("/admin/usuarios");
}

Result<Response> user_import_form(Visit& visit) { return import_view(visit, {}); }

Result<Response> user_import_preview(Visit& visit) {
  const auto bytes = TRY(given_list(visit.request, "archivo", "lista"));
  auto context = TRY(visit.context(commands::Use::Change));
  const auto all = commands::check_users(context, bytes);
  if (!all && !concerns_form(all.error())) return std::unexpected(all.error());
  if (!all) return import_view(visit, with_fault(visit.request, all.error(), "archivo"), 422);
  const auto good = to_create(*all);
  Html content = table(visit, preview_table(*all));
  if (good > 0) {
    const auto many = std::to_string(good) + (good == 1 ? " usuario" : " usuarios");
    Html inside = hidden_input("lista", csv_of(*all));
    inside += button("Crear " + many + " y ver sus contraseñas", "salida", "pagina");
    inside += secondary_button("Crear y descargar sus contraseñas (CSV)", "salida", "archivo");
    content += form(visit, {.action = "/admin/usuarios/importar/aplicar"}, inside);
  }
  content +=
      html("<p class=\"govuk-body\">{}</p>", link("/admin/usuarios/importar", "Elegir otra lista"));
  return page(visit, {.title = "Revisar usuarios",
                      .heading = "Revisar antes de crear",
                      .lead = std::to_string(all->size()) + " filas leídas: se crearían " +
                              std::to_string(good) +
                              ". Las que tienen error no se crean y las "
                              "demás sí.",
                      .area = Area::Admin,
                      .crumbs = admin_crumbs({users_crumb}),
                      .content = content,
                      .dense = true});
}

Result<Response> user_import_apply(Visit& visit) {
  auto context = TRY(visit.context(commands::Use::Change));
  const auto all = TRY(commands::import_users(context, visit.request.form.first("lista")));
  if (visit.request.form.first("salida") == "archivo") {
    std::string csv = "usuario,contraseña,nombre\n";
    for (const auto& one : all)
      if (!one.password.empty())
        csv += csv_cell(one.row.login) + ',' + csv_cell(one.password) + ',' +
               csv_cell(one.row.name) + '\n';
    return download(std::move(csv), "text/csv; charset=utf-8", "contrasenas-de-un-solo-uso.csv");
  }
  Html rows;
  std::size_t created = 0;
  for (const auto& one : all) {
    if (one.password.empty()) continue;
    ++created;
    rows += html("<tr><th scope=\"row\">{}</th><td><code>{}</code></td><td>{}</td></tr>\n",
                 one.row.login, one.password, one.row.name);
  }
  Html content = notice_box(
      NoticeTone::Amber,
      html("<p><strong>Contraseñas de un solo uso: no se vuelven a mostrar.</strong> Imprima esta "
           "página o cópielas, y entregue a cada persona la suya.</p>"));
  content += html(
      "<div class=\"tabla-caja\" tabindex=\"0\" role=\"region\" aria-labelledby=\"claves\"><table "
      "class=\"tabla\"><caption id=\"claves\">Usuarios creados</caption><thead><tr><th "
      "scope=\"col\">Usuario</th><th scope=\"col\">Contraseña</th><th "
      "scope=\"col\">Nombre</th></tr>"
      "</thead>\n<tbody>{}</tbody></table></div>\n<p class=\"govuk-body\">{}</p>",
      rows, primary_link("/admin/usuarios", "Ya las guardé"));
  return page(visit, {.title = "Usuarios creados",
                      .heading = "Se crearon " + std::to_string(created) + " usuarios",
                      .area = Area::Admin,
                      .crumbs = admin_crumbs({users_crumb}),
                      .content = content});
}

Result<Response> user_template(Visit&) {
  return download(
      "usuario,nombre,correo,roles,unidades\nana.perez,Ana Pérez,ana.perez@example.gob.gt,"
      "planificacion;monitoreo,\n",
      "text/csv; charset=utf-8", "plantilla-usuarios.csv");
}

}  // namespace web
