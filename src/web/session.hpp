// Sessions and tokens: who asks, how they sign in, and what happens to a form whose session is
// over. The application asks known() at the beginning of every visit; the pages beside it
// (pages/session_*.cpp) do the rest. Secrets are commands' business (commands/sign_in.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/context.hpp"
#include "web/http.hpp"
#include "web/visit.hpp"

namespace web {

// "__Host-ceiba" where the request came by TLS, else "ceiba".
std::string_view session_cookie(const Request&);

// Who the request's cookie, or its "Authorization: Bearer ceiba_…", names. Only reads.
struct Known {
  std::optional<Viewer> viewer;  // Nothing: nobody, a session that is over, or a second step that
                                 // has not been done.
  bool touch = false;            // It was last written down over a minute ago: see touch_session().
};
Result<Known> known(storage::Database&, std::string_view institution, const Request&,
                    Milliseconds now);

// Writes down that the session is in use, so that it does not end for want of it. Wants a context
// of Use::Change; a failure is of no consequence.
void touch_session(commands::Context&, const Viewer&, Milliseconds now);

// Whether the request's form (or its X-CSRF-Token) carries the session's token. A visit that came
// by a Bearer token needs none. Constant time.
bool carries_csrf(const Request&, const Viewer&);

// The act's person, with what limits a token.
commands::Actor actor_of(const Viewer&);

// The answer to a request that needs somebody and has nobody: a GET goes to /entrar and comes back
// to where it was; a form keeps everything that was typed and is sent again after signing in, by
// the same user only; below /api it is a problem+json with 401.
Response ask_to_sign_in(Visit&);

// Where the viewer must go before anything else (Viewer::must_visit), unless the request is on its
// way there, to /salir, or to an asset.
std::optional<Response> first_things_first(const Request&, const Viewer&);

// The code with which the first visitor makes himself the first administrator; nothing where the
// base has users. A new one each time: `ceiba servir` prints it, and the page asks for it.
// Wants a context of Use::Change.
Result<std::optional<std::string>> setup_code(commands::Context&);

}  // namespace web
