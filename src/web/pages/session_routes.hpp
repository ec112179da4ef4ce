// The pages of signing in and of one's own account.
#pragma once

#include "web/route.hpp"

namespace web {

Result<Response> sign_in_form(Visit&);
Result<Response> sign_in(Visit&);
Result<Response> second_step_form(Visit&);
Result<Response> second_step(Visit&);
Result<Response> sign_out_form(Visit&);
Result<Response> sign_out(Visit&);

Result<Response> account(Visit&);
Result<Response> password_form(Visit&);
Result<Response> change_password(Visit&);
Result<Response> second_factor_form(Visit&);
Result<Response> confirm_second_factor(Visit&);
Result<Response> end_second_factor(Visit&);
Result<Response> new_recovery_codes(Visit&);
Result<Response> end_session(Visit&);
Result<Response> end_other_sessions(Visit&);
Result<Response> token_form(Visit&);
Result<Response> make_token(Visit&);
Result<Response> end_token(Visit&);
Result<Response> preferences_form(Visit&);
Result<Response> save_preferences(Visit&);

}  // namespace web
