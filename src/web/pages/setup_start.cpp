// /puesta-en-marcha: the first administrator, and then the list of steps with their state.
#include <vector>

#include "base/text.hpp"
#include "commands/import_users.hpp"
#include "domain/access/refusals.hpp"
#include "domain/access/secrets.hpp"
#include "queries/setup.hpp"
#include "text/format.hpp"
#include "web/kit/state.hpp"
#include "web/pages/session_pages.hpp"
#include "web/pages/setup_pages.hpp"
#include "web/refusals.hpp"
#include "web/session.hpp"

namespace web {
namespace {

using access_control::Permission;
using queries::SetupState;

Response first_view(Visit& visit, const FormState& state, int status = 200) {
  Html inside = text_input(
      state, {.name = "codigo",
              .label = "Código de inicio",
              .hint = "Está en la pantalla donde se inició el servidor: abcd-efgh-jkmn. Sirve una "
                      "sola vez.",
              .width = "20",
              .autocomplete = "off"});
  inside += text_input(state, {.name = "usuario",
                               .label = "Usuario",
                               .hint = "Minúsculas sin tilde, cifras, punto y guion. Por ejemplo: "
                                       "ana.perez",
                               .width = "20",
                               .autocomplete = "username"});
  inside += text_input(state, {.name = "nombre",
                               .label = "Nombre",
                               .hint = "Como aparecerá en las páginas.",
                               .autocomplete = "name"});
  inside += text_input(state, {.name = "contrasena",
                               .label = "Contraseña",
                               .hint = "Al menos 12 caracteres: una frase de varias palabras.",
                               .width = "20",
                               .autocomplete = "new-password",
                               .type = "password"});
  inside += text_input(state, {.name = "repetida",
                               .label = "Contraseña, otra vez",
                               .width = "20",
                               .autocomplete = "new-password",
                               .type = "password"});
  inside += button("Crear y comenzar");
  return form_page(visit,
                   {.title = "Puesta en marcha",
                    .heading = "Puesta en marcha",
                    .lead = "Esta base está vacía. El primer paso es su primera persona "
                            "administradora: usted.",
                    .content = form(visit, {.action = "/puesta-en-marcha"}, inside)},
                   state, status);
}

struct Step {
  std::string_view title, address;
  std::string hint;
  bool done = false;
  bool possible = true;
  std::string_view waits_for = {};
};

std::string counted(std::int64_t n, std::string_view one, std::string_view many) {
  return text::count(n) + " " + std::string(n == 1 ? one : many);
}

std::vector<Step> steps_of(const SetupState& state) {
  const bool units = state.units > 0;
  const auto year = state.year ? ::show(*state.year) : std::string("el ejercicio");
  return {
      {"Persona administradora", "/admin/usuarios", "Quien hace estos pasos.", state.users},
      {"Institución", "/puesta-en-marcha/institucion", "Nombre, siglas, código y dirección.",
       state.institution},
      {"Catálogos", "/puesta-en-marcha/catalogos",
       state.catalogs > 0 ? counted(state.catalogs, "catálogo cargado", "catálogos cargados") + "."
                          : "Clasificadores presupuestarios, municipios, normas y días inhábiles.",
       state.catalogs > 0, state.institution, "la institución"},
      {"Unidades", "/admin/unidades/importar",
       units ? counted(state.units, "unidad", "unidades") + ", " +
                   text::count(state.reporting_units) + " reportan metas."
             : "El árbol de la institución, desde Excel o una por una.",
       units, state.institution, "la institución"},
      {"Puestos y titulares", "/admin/puestos",
       state.posts > 0 ? counted(state.posts, "puesto", "puestos") + ", " +
                             text::count(state.held_posts) + " con titular nombrado."
                       : "Quién firma, entre qué fechas.",
       state.posts > 0 && state.held_posts > 0, units, "las unidades"},
      {"Usuarios", "/admin/usuarios/importar",
       counted(state.active_users, "usuario activo", "usuarios activos") + ", " +
           text::count(state.unit_users) + " con unidad a cargo.",
       state.active_users > 1 && state.unit_users > 0, units, "las unidades"},
      {"Ejercicio fiscal", "/puesta-en-marcha/ejercicio",
       state.year ? "Comienza con " + year + "." : "El año con el que se comienza.",
       state.year.has_value(), state.institution, "la institución"},
      {"Plan: PEI y POA", "/planificacion/cargar",
       state.plan ? "Versión " + std::to_string(*state.plan) + " en vigor."
                  : "Desde el Excel de la institución.",
       state.plan.has_value(), units && state.catalogs > 0, "las unidades y los catálogos"},
      {"Presupuesto", "/ejecucion/importar",
       state.budget_loads > 0
           ? counted(state.budget_loads, "carga vigente", "cargas vigentes") + " de " + year + "."
           : "Archivos de SICOIN, con asignado y ejecución.",
       state.budget_loads > 0, state.catalogs > 0, "los catálogos"},
      {"Historia", "/ejecucion/variables",
       state.series > 0 ? counted(state.series, "serie", "series") + " con valores."
                        : "Valores de años anteriores y población de referencia, para los "
                          "indicadores.",
       state.series > 0, state.plan.has_value(), "el plan"},
      {"Primer mes", "/ejecucion/validacion",
       state.reported_months > 0
           ? counted(state.reported_months, "reporte enviado", "reportes enviados") + "."
           : "Las unidades reportan, monitoreo valida.",
       state.reported_months > 0, state.plan.has_value(), "el plan"},
  };
}

Html task_list(const std::vector<Step>& steps) {
  Html items;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto& step = steps[i];
    const auto title = std::to_string(i + 1) + ". " + std::string(step.title);
    const bool open = step.done || step.possible;
    const Html name = open ? html(
                                 "<a class=\"govuk-link govuk-task-list__link\" href=\"{}\" "
                                 "aria-describedby=\"paso-{}-estado\">{}</a>",
                                 step.address, std::to_string(i + 1), title)
                           : html("<span>{}</span>", title);
    const Html state =
        step.done ? html("<span class=\"hecha\">Completado</span>")
        : open    ? tag("Pendiente", Tint::Blue)
                  : html("<span class=\"secundario\">Aún no: falta {}</span>", step.waits_for);
    items += html(
        "<li class=\"govuk-task-list__item{}\"><div "
        "class=\"govuk-task-list__name-and-hint\">{}<div "
        "class=\"govuk-task-list__hint\">{}</div></div><div class=\"govuk-task-list__status\" "
        "id=\"paso-{}-estado\">{}</div></li>\n",
        open ? " govuk-task-list__item--with-link" : "", name, step.hint, std::to_string(i + 1),
        state);
  }
  return html("<ul class=\"govuk-task-list\">\n{}</ul>\n", items);
}

}  // namespace

Result<Response> setup_start(Visit& visit) {
  if (!TRY(commands::has_users(visit.db()))) return first_view(visit, {});
  if (visit.viewer == nullptr) return ask_to_sign_in(visit);
  if (!visit.viewer->may(Permission::EditOrganization))
    return refuse(
        Refusal::RoleMayNot,
        {{"permiso", std::string(access_control::show(Permission::EditOrganization))},
         {"roles", role_names(access_control::roles_with(Permission::EditOrganization))}});
  const auto state = TRY(queries::setup_state(visit.db(), visit.institution, visit.today()));
  const auto steps = steps_of(state);
  std::size_t done = 0;
  for (const auto& step : steps) done += step.done;
  Html content = task_list(steps);
  if (done == steps.size())
    content += notice_box(
        NoticeTone::Green,
        html(
            "<p><strong>La puesta en marcha está completa.</strong> El siguiente paso es el primer "
            "informe: {}.</p>",
            link("/informes", "Informes")));
  return page(visit, {.title = "Puesta en marcha",
                      .heading = "Puesta en marcha",
                      .lead = std::to_string(done) + " de " + std::to_string(steps.size()) +
                              " pasos completados. Puede salir y seguir otro día: lo hecho queda "
                              "hecho.",
                      .area = Area::Admin,
                      .crumbs = {{"Mi trabajo", "/inicio"}, {"Administración", "/admin"}},
                      .content = content});
}

Result<Response> first_administrator(Visit& visit) {
  if (!from_this_site(visit.request)) return refuse(Refusal::ForeignOrigin);
  if (TRY(commands::has_users(visit.db()))) return redirect("/entrar");
  const auto& typed = visit.request.form;
  FormState state{typed};
  for (const char* secret : {"contrasena", "repetida"}) state.set(secret, "");
  const auto login = access_control::parse_login(typed.first("usuario"));
  if (!login) state.fault("usuario", login.error());
  const auto name = collapsed(typed.first("nombre"));
  if (name.empty() || length(name) > 120)
    state.fault("nombre", refusal(access_control::Refusal::NameMissing));
  if (const auto good =
          access_control::check_password(typed.first("contrasena"), login.value_or(""));
      !good)
    state.fault("contrasena", good.error());
  else if (typed.first("contrasena") != typed.first("repetida"))
    state.fault("repetida", "Las dos contraseñas no son iguales. Escríbalas otra vez.");
  if (state.faulty()) return first_view(visit, state, 422);

  auto context = TRY(visit.context(commands::Use::Change));
  if (const auto right = commands::use_setup_code(context, typed.first("codigo")); !right) {
    if (!concerns_form(right.error())) return std::unexpected(right.error());
    state.fault("codigo", right.error());
    return first_view(visit, state, 422);
  }
  // There is nobody yet whose act this could be: it is the administration's account's.
  context.actor = {access_control::actor_of(access_control::Role::Administracion),
                   access_control::Role::Administracion};
  const std::string password(typed.first("contrasena"));
  CHECK(commands::create_user(context,
                              {{"usuario", *login},
                               {"nombre", name},
                               {"institucion", ""},
                               {"roles", json::array{json::value("administracion")}}},
                              password));
  const auto opened =
      TRY(commands::sign_in(context, *login, password, device_of(visit.request),
                            visit.request.cookies.first(session_cookie(visit.request))));
  auto response = redirect("/puesta-en-marcha");
  set_session_cookie(response, visit.request, opened.secret);
  return response;
}

}  // namespace web
