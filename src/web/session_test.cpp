// Signing in and out through the application, the account, administration and the puesta en marcha.
#include "web/session.hpp"

#include <gtest/gtest.h>

#include "domain/access/secrets.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using testing::Role;
using testing::Site;

constexpr Milliseconds minute = 60'000;

std::string to(const Response& response) { return std::string(response.headers.first("Location")); }
bool has(const Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

TEST(SignIn, leads_back_to_where_one_was_going) {
  Site site;
  site.sign_in(Role::Administracion);
  site.sign_out();
  const auto asked = site.get("/admin/usuarios?orden=nombre");
  EXPECT_EQ(asked.status, 303);
  EXPECT_EQ(to(asked), "/entrar?volver=%2Fadmin%2Fusuarios%3Forden%3Dnombre");
  const auto form = site.follow();
  EXPECT_TRUE(has(form, "autocomplete=\"current-password\""));
  const auto done =
      site.post("/entrar", {{"usuario", "administracion"}, {"contrasena", site.password}});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(to(done), "/admin/usuarios?orden=nombre");
  EXPECT_EQ(site.follow().status, 200);
}

TEST(SignIn, goes_to_no_other_site) {
  Site site;
  site.sign_in(Role::Administracion);
  site.sign_out();
  for (const char* wrong : {"//mal.example/", "https://mal.example/", "/\\mal.example", "/salir"}) {
    site.sign_out();
    const auto done = site.post_exactly(
        "/entrar",
        {{"usuario", "administracion"}, {"contrasena", site.password}, {"volver", wrong}});
    EXPECT_EQ(to(done), "/inicio") << wrong;
  }
}

TEST(SignIn, says_the_same_for_a_wrong_password_and_for_nobody_and_keeps_the_name) {
  Site site;
  site.sign_in(Role::Administracion);
  site.sign_out();
  for (const char* name : {"administracion", "nadie"}) {
    const auto done = site.post("/entrar", {{"usuario", name}, {"contrasena", "otra cosa larga"}});
    EXPECT_EQ(done.status, 422);
    EXPECT_TRUE(has(done, "Usuario o contraseña incorrectos."));
    EXPECT_TRUE(has(done, "value=\"" + std::string(name) + "\""));
    EXPECT_FALSE(has(done, "otra cosa larga"));
    EXPECT_TRUE(has(done, "<title>Error: "));
  }
}

TEST(SignIn, tells_until_when_it_is_locked) {
  Site site;
  site.sign_in(Role::Administracion);
  site.sign_out();
  for (int i = 0; i < 5; ++i)
    site.post("/entrar", {{"usuario", "administracion"}, {"contrasena", "mala"}});
  const auto locked =
      site.post("/entrar", {{"usuario", "administracion"}, {"contrasena", site.password}});
  EXPECT_EQ(locked.status, 422);
  EXPECT_TRUE(has(locked, "podrá volver a intentar a las ")) << locked.body;
}

TEST(SignIn, from_another_site_is_refused) {
  Site site;
  site.sign_in(Role::Administracion);
  site.sign_out();
  const std::vector<std::pair<std::string, std::string>> form{{"usuario", "administracion"},
                                                              {"contrasena", site.password}};
  EXPECT_EQ(site.post_exactly("/entrar", form, {{"sec-fetch-site", "cross-site"}}).status, 403);
  EXPECT_EQ(site.post_exactly("/entrar", form, {{"origin", "https://mal.example"}}).status, 403);
  EXPECT_TRUE(site.cookies.empty());
  EXPECT_EQ(site.post_exactly("/entrar", form, {{"origin", "http://prueba.example"}}).status, 303);
}

TEST(SignIn, sets_a_cookie_that_scripts_and_other_sites_do_not_get) {
  Site site;
  site.sign_in(Role::Administracion);
  site.sign_out();
  auto request = site.request_of(Method::Post, "/entrar", {});
  request.form.add("usuario", "administracion");
  request.form.add("contrasena", site.password);
  request.secure = true;
  const auto cookie = std::string(site.application->answer(request).headers.first("Set-Cookie"));
  EXPECT_TRUE(cookie.starts_with("__Host-ceiba=")) << cookie;
  for (const char* part : {"; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"})
    EXPECT_NE(cookie.find(part), cookie.npos) << part;
  EXPECT_EQ(cookie.find("Domain"), cookie.npos);
}

TEST(Session, a_form_without_its_token_changes_nothing) {
  Site site;
  site.sign_in(Role::Administracion);
  const std::vector<std::pair<std::string, std::string>> fields{
      {"usuario", "eva"}, {"nombre", "Eva"}, {"roles", "auditoria"}};
  EXPECT_EQ(site.post_exactly("/admin/usuarios/nuevo", fields).status, 403);
  auto wrong = fields;
  wrong.emplace_back("csrf", std::string(64, '0'));
  EXPECT_EQ(site.post_exactly("/admin/usuarios/nuevo", wrong).status, 403);
  auto context = site.change();
  EXPECT_FALSE(commands::user_named(context.db(), "eva").value());
  EXPECT_EQ(site.post("/admin/usuarios/nuevo", fields).status, 200);
  EXPECT_TRUE(commands::user_named(context.db(), "eva").value());
}

TEST(Session, one_that_is_over_loses_nothing_that_was_typed) {
  Site site;
  site.sign_in(Role::Administracion);
  site.get("/admin/usuarios/nuevo");
  *site.clock.now += 31 * minute;
  const auto asked = site.post_exactly(
      "/admin/usuarios/nuevo",
      {{"usuario", "eva"}, {"nombre", "Eva <b> \"Ruiz\""}, {"roles", "auditoria"}});
  EXPECT_EQ(asked.status, 401);
  EXPECT_TRUE(has(asked, "no se perdió lo que escribió"));
  const auto again =
      site.post("/entrar", {{"usuario", "administracion"}, {"contrasena", site.password}});
  EXPECT_EQ(again.status, 200);
  const auto done = site.post("/admin/usuarios/nuevo", {});
  EXPECT_EQ(done.status, 200) << done.body;
  auto context = site.change();
  const auto eva = commands::user_named(context.db(), "eva").value();
  ASSERT_TRUE(eva);
  EXPECT_EQ(eva->name, "Eva <b> \"Ruiz\"");
}

TEST(Session, what_one_person_typed_is_not_saved_by_another) {
  Site site;
  site.sign_in(Role::Auditoria);
  site.sign_in(Role::Administracion);
  *site.clock.now += 31 * minute;
  site.post_exactly("/admin/usuarios/nuevo",
                    {{"usuario", "eva"}, {"nombre", "Eva"}, {"roles", "auditoria"}});
  const auto other =
      site.post("/entrar", {{"usuario", "auditoria"}, {"contrasena", site.password}});
  EXPECT_TRUE(has(other, "Entró con otro usuario"));
  EXPECT_FALSE(has(other, "name=\"nombre\""));
}

TEST(Session, ends_where_the_person_says) {
  Site site;
  site.sign_in(Role::Auditoria);
  const auto old = site.cookies;
  EXPECT_EQ(site.get("/cuenta").status, 200);
  EXPECT_EQ(to(site.post("/salir", {}, "/salir")), "/entrar?salio=1");
  site.cookies = old;
  EXPECT_EQ(site.get("/cuenta").status, 303);
}

TEST(Session, a_password_of_one_use_is_changed_before_anything_else) {
  Site site;
  site.sign_in("eva", {Role::Auditoria});
  {
    auto context = site.change();
    const auto eva = commands::user_named(context.db(), "eva").value().value();
    ASSERT_TRUE(
        commands::set_password(context, eva, "frase de un solo uso", commands::Chosen::ForUser));
  }
  site.sign_out();
  site.post("/entrar", {{"usuario", "eva"}, {"contrasena", "frase de un solo uso"}}, "/entrar");
  EXPECT_EQ(to(site.get("/inicio")), "/cuenta/clave");
  const auto wrong = site.post("/cuenta/clave",
                               {{"actual", "frase de un solo uso"},
                                {"nueva", "otra frase bien larga"},
                                {"repetida", "otra frase mal larga"}},
                               "/cuenta/clave");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_FALSE(has(wrong, "otra frase"));
  const auto done = site.post("/cuenta/clave",
                              {{"actual", "frase de un solo uso"},
                               {"nueva", "otra frase bien larga"},
                               {"repetida", "otra frase bien larga"}},
                              "/cuenta/clave");
  EXPECT_EQ(to(done), "/inicio");
  EXPECT_EQ(site.get("/cuenta").status, 200);
}

TEST(Account, the_second_factor_is_set_up_and_asked_for) {
  Site site;
  site.sign_in("eva", {Role::Auditoria});
  const auto form = site.get("/cuenta/segundo-factor");
  EXPECT_TRUE(has(form, "<svg"));
  const auto at = form.body.find("Clave: <code>");
  ASSERT_NE(at, form.body.npos);
  auto secret = form.body.substr(at + 13, form.body.find("</code>", at) - at - 13);
  std::erase(secret, ' ');
  const auto code = [&] {
    return access_control::totp_code(secret, site.clock.now->load() / 30'000);
  };
  const auto codes = site.post("/cuenta/segundo-factor", {{"codigo", code()}});
  EXPECT_TRUE(has(codes, "Sus diez códigos de recuperación"));
  *site.clock.now += minute;
  site.sign_out();
  const auto first =
      site.post("/entrar", {{"usuario", "eva"}, {"contrasena", site.password}}, "/entrar");
  EXPECT_EQ(to(first), "/entrar/codigo");
  EXPECT_EQ(site.get("/cuenta").status, 303);  // Half a session opens nothing.
  EXPECT_EQ(site.post("/entrar/codigo", {{"codigo", "000000"}}, "/entrar/codigo").status, 422);
  EXPECT_EQ(to(site.post("/entrar/codigo", {{"codigo", code()}}, "/entrar/codigo")), "/inicio");
  EXPECT_EQ(site.get("/cuenta").status, 200);
}

TEST(Account, a_token_reads_but_does_only_what_it_is_for) {
  Site site;
  site.sign_in(Role::Planificacion);
  const auto made = site.post("/cuenta/fichas/nueva",
                              {{"nombre", "Hoja"}, {"permisos", "metas.validar"}, {"dias", "30"}},
                              "/cuenta/fichas/nueva");
  const auto at = made.body.find("<code>ceiba_");
  ASSERT_NE(at, made.body.npos);
  const auto token = made.body.substr(at + 6, made.body.find("</code>", at) - at - 6);
  auto request = site.request_of(Method::Get, "/", {{"authorization", "Bearer " + token}});
  request.cookies = {};
  auto context = site.change();
  const auto found = known(context.db(), context.institution, request, *site.clock.now).value();
  ASSERT_TRUE(found.viewer);
  EXPECT_EQ(found.viewer->user, "planificacion");
  EXPECT_TRUE(found.viewer->may(access_control::Permission::ValidateGoals));
  EXPECT_FALSE(found.viewer->may(access_control::Permission::LoadPlan));
}

TEST(Administration, is_for_administrators) {
  Site site;
  site.sign_in(Role::Auditoria);
  for (const char* path : {"/admin/usuarios", "/admin/usuarios/nuevo", "/admin/unidades",
                           "/admin/puestos", "/puesta-en-marcha"})
    EXPECT_EQ(site.get(path).status, 403) << path;
  EXPECT_EQ(site.get("/admin/delegaciones").status, 200);
}

TEST(Administration, shows_faults_at_the_form_and_keeps_what_was_typed) {
  Site site;
  site.sign_in(Role::Administracion);
  const auto wrong = site.post("/admin/usuarios/nuevo",
                               {{"usuario", "Eva Ruiz"}, {"nombre", "Eva"}, {"roles", "auditoria"}},
                               "/admin/usuarios/nuevo");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(has(wrong, "href=\"#usuario\""));
  EXPECT_TRUE(has(wrong, "value=\"Eva Ruiz\""));
  const auto last =
      site.post("/admin/usuarios/administracion/desactivar", {}, "/admin/usuarios/administracion");
  EXPECT_EQ(last.status, 409);
  EXPECT_TRUE(has(last, "es la única persona activa con el rol de administración"));
}

TEST(Administration, takes_a_list_of_users_and_shows_their_passwords_once) {
  Site site;
  site.sign_in(Role::Administracion);
  const auto look = site.post(
      "/admin/usuarios/importar",
      {{"lista", "usuario\tnombre\troles\neva\tEva Ruiz\tauditoria\nluis\tLuis Paz\trey\n"}},
      "/admin/usuarios/importar");
  EXPECT_EQ(look.status, 200) << look.body;
  EXPECT_TRUE(has(look, "El rol «rey» no existe."));
  const auto done = site.post("/admin/usuarios/importar/aplicar", {{"salida", "archivo"}});
  EXPECT_EQ(done.content_type, "text/csv; charset=utf-8");
  EXPECT_TRUE(has(done, "\"eva\",\""));
  auto context = site.change();
  EXPECT_TRUE(commands::user_named(context.db(), "eva").value());
  EXPECT_FALSE(commands::user_named(context.db(), "luis").value());
}

class Setup : public commands::testing::OnBothEngines {};

TEST_P(Setup, goes_from_an_empty_base_to_users_of_units_in_the_browser_alone) {
  Site site{Site::Base::Empty, GetParam()};
  EXPECT_EQ(to(site.get("/entrar")), "/puesta-en-marcha");
  auto context = site.change();
  const auto code = setup_code(context).value().value();
  const std::vector<std::pair<std::string, std::string>> first{{"usuario", "ana"},
                                                               {"nombre", "Ana Pérez"},
                                                               {"contrasena", site.password},
                                                               {"repetida", site.password}};
  auto wrong = first;
  wrong.emplace_back("codigo", "aaaa-bbbb-cccc");
  EXPECT_EQ(site.post("/puesta-en-marcha", wrong, "/puesta-en-marcha").status, 422);
  auto right = first;
  right.emplace_back("codigo", code);
  EXPECT_EQ(to(site.post("/puesta-en-marcha", right, "/puesta-en-marcha")), "/puesta-en-marcha");
  const auto steps = site.follow();
  EXPECT_TRUE(has(steps, "1 de 11 pasos completados"));
  EXPECT_TRUE(has(steps, "Aún no: falta la institución"));

  EXPECT_EQ(site.post("/puesta-en-marcha/institucion", {{"codigo", "1120"}, {"nombre", "Otra"}},
                      "/puesta-en-marcha/institucion")
                .status,
            422);
  ASSERT_EQ(site.post("/puesta-en-marcha/institucion",
                      {{"codigo", "11200050"},
                       {"nombre", "Instituto de Prueba"},
                       {"siglas", "IP"},
                       {"correo", "info@example.gob.gt"}},
                      "/puesta-en-marcha/institucion")
                .status,
            303);
  ASSERT_EQ(site.post("/puesta-en-marcha/catalogos", {}, "/puesta-en-marcha/catalogos").status,
            303);
  ASSERT_EQ(site.post("/puesta-en-marcha/ejercicio", {{"ejercicio", "2026"}},
                      "/puesta-en-marcha/ejercicio")
                .status,
            303);
  const auto units = site.post("/admin/unidades/importar",
                               {{"lista",
                                 "codigo;nombre;clase;padre;reporta;puesto;titular\n"
                                 "DG;Dirección General;Dirección;;no;Director General;Ana Pérez\n"
                                 "UNO;Unidad Uno;unidad;DG;sí;;\n"}},
                               "/admin/unidades/importar");
  EXPECT_TRUE(has(units, "Cambiarían 2 unidades, 1 puestos y 1 titulares")) << units.body;
  ASSERT_EQ(to(site.post("/admin/unidades/importar/aplicar", {})), "/admin/unidades");
  EXPECT_TRUE(has(site.follow(), "Unidad Uno"));
  ASSERT_EQ(site.post("/admin/usuarios/nuevo",
                      {{"usuario", "eva"},
                       {"nombre", "Eva Ruiz"},
                       {"roles", "enlace"},
                       {"unidades", "UNO"}},
                      "/admin/usuarios/nuevo")
                .status,
            200);
  const auto now = site.get("/puesta-en-marcha");
  EXPECT_TRUE(has(now, "7 de 11 pasos completados")) << now.body;
  EXPECT_TRUE(has(now, "href=\"/planificacion/cargar\""));
}
INSTANTIATE_TEST_SUITE_P(engines, Setup, commands::testing::both_engines(),
                         commands::testing::engine_name);

TEST(Preferences, are_followed_by_the_frame_and_by_the_tables) {
  Site site{Site::Base::Demo};
  site.sign_in(Role::Auditoria);
  auto trail = site.get("/auditoria/pista");
  EXPECT_TRUE(has(trail, "1–50 de ")) << trail.body;
  EXPECT_FALSE(has(trail, " compacta\""));
  EXPECT_TRUE(has(trail, "<a href=\"/\">Ver portal público</a>"));
  ASSERT_EQ(
      site.post("/cuenta/preferencias",
                {{"filas", "25"}, {"densidad", "compacta"}, {"teclas", "no"}, {"idioma", "en"}},
                "/cuenta/preferencias")
          .status,
      303);
  trail = site.get("/auditoria/pista");
  EXPECT_TRUE(has(trail, "1–25 de "));
  EXPECT_TRUE(has(trail, " compacta\" data-teclas=\"no\""));
  EXPECT_TRUE(has(trail, "<a href=\"/en\">Ver portal público</a>"));
  EXPECT_TRUE(has(site.get("/auditoria/pista?por_pagina=100"), "1–100 de "));
}

TEST(Periods, show_each_month_with_the_step_that_comes_next) {
  Site site{Site::Base::Demo};  // On 2 June 2026.
  site.sign_in(Role::Monitoreo);
  const auto page = site.get("/admin/periodos");
  ASSERT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "href=\"/ejecucion/validacion/2026/05/cerrar\""));
  EXPECT_FALSE(has(page, "href=\"/ejecucion/validacion/2026/06/cerrar\"")) << "June is not over";
  EXPECT_FALSE(has(page, "href=\"/ejecucion/validacion/2026/04/cerrar\""));
  EXPECT_TRUE(has(page, "2026-C1")) << "the frozen cut";
  const auto file = site.get("/admin/periodos.csv");
  EXPECT_TRUE(has(file, "Mayo,abierto,2026-06-05,"));
  EXPECT_TRUE(has(file, "Abril,cerrado y publicado,"));
  EXPECT_TRUE(has(file, "Diciembre,aún no comienza,"));
  site.sign_in(Role::Auditoria);
  EXPECT_FALSE(has(site.get("/admin/periodos"), "/cerrar\"")) << "who may not close";
}

TEST(Menu, leads_only_where_the_viewer_may_go_and_is_there_once) {
  Site site{Site::Base::Demo};
  site.sign_in(Role::Monitoreo);
  EXPECT_FALSE(has(site.get("/ejecucion"), "href=\"/ejecucion/importar\""));
  const auto poa = site.get("/planificacion/poa/2026").body;
  EXPECT_EQ(poa.find("<ul class=\"vistas\">"), poa.rfind("<ul class=\"vistas\">"));
  EXPECT_NE(poa.find("href=\"/planificacion/versiones\""), poa.npos);
  site.sign_in(Role::Presupuesto);
  EXPECT_TRUE(has(site.get("/ejecucion"), "href=\"/ejecucion/importar\""));
}

TEST(Work, leads_back_to_what_was_seen_lately) {
  Site site{Site::Base::Demo};
  site.sign_in(Role::Monitoreo);
  EXPECT_FALSE(has(site.get("/inicio"), "Visto hace poco"));
  site.get("/ejecucion/validacion");  // A list, and nothing by itself.
  site.get("/ejecucion/productos/P02?anio=2026&mes=4");
  site.get("/planificacion/indicadores/FI-01");
  site.get("/planificacion/indicadores/FI-99");  // Is not there.
  const auto work = site.get("/inicio").body;
  const auto list = work.substr(work.find("Visto hace poco"));
  EXPECT_NE(list.find("href=\"/planificacion/indicadores/FI-01\""), list.npos) << work;
  EXPECT_NE(list.find("href=\"/ejecucion/productos/P02\""), list.npos);
  EXPECT_EQ(list.find("FI-99"), list.npos);
  EXPECT_LT(list.find("FI-01"), list.find("P02")) << "newest first";
  site.sign_in(Role::Auditoria);
  EXPECT_FALSE(has(site.get("/inicio"), "Visto hace poco")) << "each sees only the own";
}

}  // namespace
}  // namespace web
