// What the pages of signing in share.
#pragma once

#include <string>
#include <string_view>

#include "commands/sign_in.hpp"
#include "web/kit/form.hpp"
#include "web/kit/page.hpp"

namespace web {

// The page to sign in, over a form whose session is over: everything that was typed goes with it.
Response sign_in_again_page(Visit&);

// An address of this site to go on to, or `standard` where what was asked is none.
std::string local_address(std::string_view asked, std::string_view standard);

// "Firefox en Windows", from what the browser says of itself.
std::string device_of(const Request&);

// The cookie of a session, and the one that ends it.
void set_session_cookie(Response&, const Request&, std::string_view secret);
void drop_session_cookie(Response&, const Request&);

// Whether a form without a session came from a page of this site.
bool from_this_site(const Request&);

// "22/11/2026 10:42", local.
std::string date_and_time(Milliseconds);

// Whether a refusal is about what was typed, and so is shown at the form; else it is a page.
bool concerns_form(const Error&);

// A page with a form on it: its faults above the heading, and "Error: " in the title.
Response form_page(Visit&, PageView, const FormState&, int status = 200);

// The viewer as a user of the commands. Error: NotSignedIn.
Result<commands::User> user_of_viewer(Visit&);

// "Administración, Planificación"
std::string role_names(const std::vector<access_control::Role>&);
std::string role_name(access_control::Role);  // "Enlace de delegación"
std::vector<Choice> role_choices();

}  // namespace web
