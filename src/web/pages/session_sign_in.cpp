// I1, /entrar: name and password, then the code of the second factor. A form whose session was over
// is carried through both steps and sent again by the same person.
#include <algorithm>

#include "base/text.hpp"
#include "commands/sign_in.hpp"
#include "domain/access/refusals.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/state.hpp"
#include "web/pages/session_pages.hpp"
#include "web/pages/session_routes.hpp"
#include "web/refusals.hpp"
#include "web/session.hpp"

namespace web {
namespace {

// Names of the hidden controls that carry another form: its address and its fields.
constexpr std::string_view carried_to = "pendiente";
constexpr std::string_view carried_field = "pendiente.";

// What is never carried: tokens of the session that is over, and passwords.
bool is_carried(std::string_view name) {
  for (const std::string_view never :
       {csrf_field, std::string_view("contrasena"), std::string_view("actual"),
        std::string_view("nueva"), std::string_view("repetida")})
    if (name == never) return false;
  return true;
}

// The form on its way: of the request itself, or of an earlier step that carries it.
struct Carried {
  std::string to;
  std::vector<std::pair<std::string, std::string>> fields;
  bool had_files = false;
};

Carried carried_by(const Request& request) {
  Carried carried{local_address(request.form.first(carried_to), ""), {}, false};
  if (carried.to.empty()) return carried;
  for (const auto& [name, value] : request.form.all())
    if (name.starts_with(carried_field))
      carried.fields.emplace_back(name.substr(carried_field.size()), value);
  return carried;
}

Html hidden_fields(const Carried& carried) {
  Html inside;
  if (carried.to.empty()) return inside;
  inside += hidden_input(carried_to, carried.to);
  for (const auto& [name, value] : carried.fields)
    inside += hidden_input(std::string(carried_field) + name, value);
  return inside;
}

std::string landing_of(const Viewer& viewer) {
  const bool only_authority = viewer.roles == std::vector{access_control::Role::Autoridad};
  return only_authority ? "/tablero" : "/inicio";
}

Html again_notice(const Carried& carried) {
  if (carried.to.empty()) return {};
  return notice_box(
      NoticeTone::Amber,
      html("<p><strong>Su sesión terminó, pero no se perdió lo que escribió.</strong> Vuelva a "
           "entrar con el mismo usuario y se guardará.{}</p>",
           carried.had_files ? " Los archivos adjuntos sí deberá elegirlos de nuevo." : ""));
}

Response sign_in_view(Visit& visit, const FormState& state, const Carried& carried,
                      std::string_view back, int status = 200) {
  Html inside = text_input(
      state, {.name = "usuario", .label = "Usuario", .width = "20", .autocomplete = "username"});
  inside += text_input(state, {.name = "contrasena",
                               .label = "Contraseña",
                               .hint = "Puede pegarla desde un administrador de contraseñas.",
                               .width = "20",
                               .autocomplete = "current-password",
                               .type = "password"});
  if (!back.empty()) inside += hidden_input("volver", back);
  inside += hidden_fields(carried);
  inside += button("Entrar");
  Html content = again_notice(carried);
  content += form(visit, {.action = "/entrar", .id = "entrar"}, inside);
  content += html(
      "<p class=\"govuk-body\">¿Olvidó su contraseña o perdió el teléfono del segundo factor? La "
      "administración de Ceiba en su institución le da una nueva.</p>");
  return form_page(visit,
                   {.title = "Entrar",
                    .heading = carried.to.empty() ? "Entrar" : "Vuelva a entrar",
                    .lead = "Para el personal de la institución. Para ver resultados y "
                            "presupuesto no hace falta entrar.",
                    .content = content},
                   state, status);
}

Response code_view(Visit& visit, const FormState& state, const Carried& carried,
                   std::string_view back, int status = 200) {
  Html inside = text_input(
      state, {.name = "codigo",
              .label = "Código de verificación",
              .hint = "Los seis números que muestra su aplicación, o uno de sus códigos de "
                      "recuperación. Puede pegarlo.",
              .width = "10",
              .autocomplete = "one-time-code"});
  if (!back.empty()) inside += hidden_input("volver", back);
  inside += hidden_fields(carried);
  inside += button("Verificar");
  Html content = again_notice(carried);
  content += form(visit, {.action = "/entrar/codigo", .id = "codigo-form"}, inside);
  content += html("<p class=\"govuk-body\">{}</p>", link("/entrar", "Entrar con otro usuario"));
  return form_page(visit,
                   {.title = "Segundo paso",
                    .heading = "Segundo paso",
                    .lead = "Su cuenta está protegida con un segundo factor.",
                    .content = content},
                   state, status);
}

// A refusal at the door: told above the form, with what was typed but for the password.
FormState refused_state(const Request& request, const Error& error, std::string_view control) {
  FormState state{request.form};
  state.set("contrasena", "");
  state.fault(std::string(control), error);
  return state;
}

int status_at_door(const Error& error) { return error.fault == Fault::Unavailable ? 503 : 422; }

// The form that waited, to be sent by a click of its own: a page, because only a person's click may
// change something.
Response carry_on(Visit& visit, const Carried& carried, const Viewer& viewer) {
  visit.viewer = &viewer;
  Html inside;
  for (const auto& [name, value] : carried.fields) inside += hidden_input(name, value);
  inside += button("Guardar lo que escribí");
  Html content = form(visit, {.action = carried.to}, inside);
  content += html("<p class=\"govuk-body\">{}</p>",
                  link(landing_of(viewer), "Descartarlo e ir a mi trabajo"));
  auto response = page(visit, {.title = "Continuar",
                               .heading = "Bienvenido de nuevo",
                               .lead = "Aquí está lo que había escrito cuando terminó su sesión.",
                               .content = content});
  visit.viewer = nullptr;
  return response;
}

Response not_yours(Visit& visit, const Viewer& viewer) {
  visit.viewer = &viewer;
  auto response = page(
      visit, {.title = "Otro usuario",
              .heading = "Entró con otro usuario",
              .lead = "Lo que estaba escrito era de otra persona, y solo ella puede guardarlo.",
              .content = html("<p class=\"govuk-body\">{}</p>",
                              primary_link(landing_of(viewer), "Ir a mi trabajo"))});
  visit.viewer = nullptr;
  return response;
}

// After the last step: the cookie, and where to go.
Result<Response> signed_in_page(Visit& visit, commands::Context& context,
                                const commands::Opened& opened, const Carried& carried,
                                std::int64_t number_before) {
  auto cookies = visit.request;
  Fields with_cookie;
  with_cookie.add(std::string(session_cookie(visit.request)), opened.secret);
  cookies.cookies = with_cookie;
  const auto now_known = TRY(known(context.db(), visit.institution, cookies, context.world.now()));
  if (!now_known.viewer) return refuse(Refusal::NotSignedIn);
  const auto& viewer = *now_known.viewer;
  Response response;
  if (!carried.to.empty() && viewer.must_visit.empty())
    response = viewer.number == number_before ? carry_on(visit, carried, viewer)
                                              : not_yours(visit, viewer);
  else
    response = redirect(local_address(visit.request.form.first("volver"), landing_of(viewer)));
  set_session_cookie(response, visit.request, opened.secret);
  return response;
}

// Whose session the browser had, also where it is over.
Result<std::int64_t> number_before(Visit& visit) {
  const auto found = TRY(commands::find_session(
      visit.db(), visit.request.cookies.first(session_cookie(visit.request)), visit.now));
  return found.session.number;
}

}  // namespace

Result<Response> sign_in_form(Visit& visit) {
  if (visit.viewer != nullptr)
    return redirect(local_address(visit.request.query.first("volver"), landing_of(*visit.viewer)));
  const auto context = commands::has_users(visit.db());
  if (context && !*context) return redirect("/puesta-en-marcha");
  return sign_in_view(visit, {}, {}, local_address(visit.request.query.first("volver"), ""));
}

Result<Response> sign_in(Visit& visit) {
  if (!from_this_site(visit.request)) return refuse(Refusal::ForeignOrigin);
  const auto& form_of = visit.request.form;
  const auto carried = carried_by(visit.request);
  const auto back = local_address(form_of.first("volver"), "");
  FormState state{form_of};
  if (trimmed(form_of.first("usuario")).empty()) state.fault("usuario", "Escriba su usuario.");
  if (form_of.first("contrasena").empty()) state.fault("contrasena", "Escriba su contraseña.");
  if (state.faulty()) {
    state.set("contrasena", "");
    return sign_in_view(visit, state, carried, back, 422);
  }
  const auto before = TRY(number_before(visit));
  auto context = TRY(visit.context(commands::Use::Change));
  const auto opened = commands::sign_in(context, form_of.first("usuario"),
                                        form_of.first("contrasena"), device_of(visit.request),
                                        visit.request.cookies.first(session_cookie(visit.request)));
  if (!opened)
    return sign_in_view(visit, refused_state(visit.request, opened.error(), "usuario"), carried,
                        back, status_at_door(opened.error()));
  if (opened->session.second_step_due) {
    auto onward = carried;
    // Whose form it was is known by the cookie that goes now: decided here.
    if (!carried.to.empty() && opened->session.number != before) onward = {};
    auto response =
        onward.to.empty()
            ? redirect("/entrar/codigo" + (back.empty() ? "" : query_text({{"volver", back}})))
            : code_view(visit, {}, onward, back);
    set_session_cookie(response, visit.request, opened->secret);
    return response;
  }
  return signed_in_page(visit, context, *opened, carried, before);
}

Result<Response> second_step_form(Visit& visit) {
  if (visit.viewer != nullptr) return redirect(landing_of(*visit.viewer));
  return code_view(visit, {}, {}, local_address(visit.request.query.first("volver"), ""));
}

Result<Response> second_step(Visit& visit) {
  if (!from_this_site(visit.request)) return refuse(Refusal::ForeignOrigin);
  const auto carried = carried_by(visit.request);
  const auto back = local_address(visit.request.form.first("volver"), "");
  const auto secret = visit.request.cookies.first(session_cookie(visit.request));
  auto context = TRY(visit.context(commands::Use::Change));
  const auto opened = commands::second_step(context, secret, visit.request.form.first("codigo"));
  if (!opened && opened.error().code == row_of(access_control::Refusal::SignInWrong).code)
    return redirect("/entrar" + (back.empty() ? "" : query_text({{"volver", back}})));
  if (!opened)
    return code_view(visit, refused_state(visit.request, opened.error(), "codigo"), carried, back,
                     status_at_door(opened.error()));
  return signed_in_page(visit, context, *opened, carried, opened->session.number);
}

Result<Response> sign_out_form(Visit& visit) {
  Html inside = button("Salir");
  return page(visit, {.title = "Salir",
                      .heading = "¿Salir de Ceiba?",
                      .lead = "Lo que guardó queda guardado.",
                      .content = form(visit, {.action = "/salir"}, inside)});
}

Result<Response> sign_out(Visit& visit) {
  auto context = TRY(visit.context(commands::Use::Change));
  CHECK(commands::sign_out(context, visit.request.cookies.first(session_cookie(visit.request))));
  auto response = redirect("/entrar?salio=1");
  drop_session_cookie(response, visit.request);
  return response;
}

Response sign_in_again_page(Visit& visit) {
  const auto& request = visit.request;
  Carried carried{local_address(request.target, ""), {}, !request.uploads.empty()};
  for (const auto& [name, value] : request.form.all())
    if (is_carried(name)) carried.fields.emplace_back(name, value);
  return sign_in_view(visit, {}, carried, "", 401);
}

Response form_page(Visit& visit, PageView view, const FormState& state, int status) {
  view.errors = error_summary(state);
  view.has_errors = state.faulty();
  return page(visit, view, status);
}

std::string local_address(std::string_view asked, std::string_view standard) {
  const bool ours = asked.starts_with('/') && !asked.starts_with("//") &&
                    asked.find('\\') == asked.npos &&
                    std::ranges::none_of(asked, [](unsigned char c) { return c < 0x20; }) &&
                    !asked.starts_with("/entrar") && !asked.starts_with("/salir");
  return std::string(ours ? asked : standard);
}

std::string device_of(const Request& request) {
  const auto said = request.headers.first("user-agent");
  const auto named = [&](const auto& names, std::string_view other) {
    for (const auto& [mark, name] : names)
      if (said.find(mark) != said.npos) return std::string(name);
    return std::string(other);
  };
  // In this order: each browser also claims to be those after it.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> browsers{
      {{"Edg", "Edge"},
       {"OPR/", "Opera"},
       {"Firefox/", "Firefox"},
       {"Chrome/", "Chrome"},
       {"Safari/", "Safari"}}};
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> systems{
      {{"Android", "Android"},
       {"iPhone", "iPhone"},
       {"iPad", "iPad"},
       {"Windows", "Windows"},
       {"Mac OS", "Mac"},
       {"Linux", "Linux"}}};
  return named(browsers, "Otro programa") + " en " + named(systems, "otro sistema");
}

void set_session_cookie(Response& response, const Request& request, std::string_view secret) {
  std::string cookie(session_cookie(request));
  cookie += '=';
  cookie += secret;
  cookie += "; Path=/; HttpOnly; SameSite=Lax";
  if (request.secure) cookie += "; Secure";
  response.headers.add("Set-Cookie", std::move(cookie));
}

void drop_session_cookie(Response& response, const Request& request) {
  set_session_cookie(response, request, "");
  response.headers.add("Clear-Site-Data", "\"cache\"");
}

bool from_this_site(const Request& request) {
  const auto fetched = request.headers.first("sec-fetch-site");
  if (fetched == "cross-site") return false;
  const auto origin = request.headers.first("origin");
  if (origin.empty() || origin == "null") return fetched == "same-origin" || fetched.empty();
  const auto scheme_end = origin.find("://");
  return scheme_end != origin.npos &&
         origin.substr(scheme_end + 3) == request.headers.first("host");
}

std::string date_and_time(Milliseconds at) {
  constexpr Milliseconds minute = 60'000, utc_to_local = 6 * 60 * minute;
  const auto minutes = (at - utc_to_local) / minute % (24 * 60);
  return text::date(local_date(at)) + " " + padded_left(std::to_string(minutes / 60), 2) + ":" +
         padded_left(std::to_string(minutes % 60), 2);
}

bool concerns_form(const Error& error) {
  return error.fault == Fault::Invalid || error.fault == Fault::Conflict ||
         error.code.starts_with("acceso.");
}

}  // namespace web
