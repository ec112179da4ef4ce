// Who asks: from a cookie or a token to a Viewer; and the form whose session is over.
#include "web/session.hpp"

#include <algorithm>
#include <array>

#include "commands/sign_in.hpp"
#include "domain/access/secrets.hpp"
#include "queries/organization.hpp"
#include "web/kit/form.hpp"
#include "web/pages/session_pages.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Grant;
using access_control::Permission;

constexpr Milliseconds touch_every = 60'000;

// Who the user is and what may be done today; nothing for who may not be here.
Result<std::optional<Viewer>> viewer_of_user(storage::Database& db, std::string_view institution,
                                             std::int64_t number, Milliseconds now) {
  const auto user = TRY(commands::user_of(db, number));
  if (!user || !user->active) return std::nullopt;
  if (!user->home.empty() && !institution.empty() && user->home != institution) return std::nullopt;
  Viewer viewer;
  viewer.number = number;
  viewer.user = user->login;
  viewer.name = user->name;
  viewer.institution = user->home;
  const auto grants = TRY(commands::grants_of(db, institution, number, local_date(now)));
  for (const auto& grant : grants)
    if (std::ranges::find(viewer.roles, grant.role) == viewer.roles.end())
      viewer.roles.push_back(grant.role);
  std::ranges::sort(viewer.roles);
  viewer.units = access_control::units_allowed(grants, Permission::SendGoals)
                     .value_or(std::vector<std::string>{});
  if (!user->units.empty()) {
    viewer.unit = user->units.front();
    viewer.unit_name = TRY(queries::unit_name(db, institution, viewer.unit));
  }
  return viewer;
}

std::string_view bearer_of(const Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const auto header = request.headers.first("authorization");
  return header.starts_with(scheme) ? header.substr(scheme.size()) : std::string_view{};
}

bool of_the_api(const Request& request) { return request.path.starts_with("/api/"); }

bool only_reads(const Request& request) {
  return request.method == Method::Get || request.method == Method::Head;
}

}  // namespace

bool Viewer::may(Permission permission) const {
  if (!scopes.empty() &&
      std::ranges::find(scopes, access_control::show(permission)) == scopes.end())
    return false;
  return std::ranges::any_of(roles, [&](const auto role) { return allows(role, permission); });
}

bool Viewer::serves(std::string_view code) const {
  return units.empty() || std::ranges::find(units, code) != units.end();
}

std::string_view session_cookie(const Request& request) {
  return request.secure ? "__Host-ceiba" : "ceiba";
}

Result<Known> known(storage::Database& db, std::string_view institution, const Request& request,
                    Milliseconds now) {
  Known known;
  if (const auto bearer = bearer_of(request); !bearer.empty()) {
    const auto token = TRY(commands::find_token(db, bearer, now));
    if (!token) return known;
    known.viewer = TRY(viewer_of_user(db, institution, token->number, now));
    if (known.viewer) known.viewer->scopes = token->scopes;
    return known;
  }
  const auto found =
      TRY(commands::find_session(db, request.cookies.first(session_cookie(request)), now));
  if (found.state != commands::SessionState::Good || found.session.second_step_due) return known;
  known.viewer = TRY(viewer_of_user(db, institution, found.session.number, now));
  if (!known.viewer) return known;
  known.viewer->session = found.session.name;
  known.viewer->csrf = found.session.csrf;
  if (found.must_change_password) known.viewer->must_visit = "/cuenta/clave";
  known.touch = now - found.session.seen_at >= touch_every;
  return known;
}

void touch_session(commands::Context& context, const Viewer& viewer, Milliseconds now) {
  if (!viewer.session.empty())
    (void)commands::see_named(context, viewer.number, viewer.session, now);
}

bool carries_csrf(const Request& request, const Viewer& viewer) {
  if (viewer.session.empty()) return true;  // A Bearer token: no browser sends it unasked.
  auto typed = request.form.first(csrf_field);
  if (typed.empty()) typed = request.headers.first("x-csrf-token");
  return access_control::same_secret(typed, viewer.csrf);
}

commands::Actor actor_of(const Viewer& viewer) {
  return {viewer.number, viewer.roles.empty() ? access_control::Role{} : viewer.roles.front(),
          viewer.scopes};
}

Response ask_to_sign_in(Visit& visit) {
  const auto& request = visit.request;
  if (of_the_api(request)) return refusal_page(visit, refusal(Refusal::NotSignedIn));
  if (only_reads(request))
    return redirect("/entrar" + (request.target == "/" || request.target == "/inicio"
                                     ? ""
                                     : query_text({{"volver", request.target}})));
  return sign_in_again_page(visit);
}

std::optional<Response> first_things_first(const Request& request, const Viewer& viewer) {
  if (viewer.must_visit.empty() || of_the_api(request)) return std::nullopt;
  for (const std::string_view path :
       {std::string_view(viewer.must_visit), std::string_view("/salir")})
    if (request.path == path) return std::nullopt;
  if (request.path.starts_with("/estatico/")) return std::nullopt;
  return redirect(viewer.must_visit);
}

Result<std::optional<std::string>> setup_code(commands::Context& context) {
  return commands::new_setup_code(context);
}

}  // namespace web
