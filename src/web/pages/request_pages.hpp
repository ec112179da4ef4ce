// The pages of transparency_routes(): requests for information, and the legal calendar.
#pragma once

#include "web/route.hpp"

namespace web {

// For anybody.
Result<Response> request_new(Visit&);     // GET and POST: what one wants to know.
Result<Response> request_find(Visit&);    // GET and POST: by the key of one's link.
Result<Response> request_follow(Visit&);  // By the secret of the link.
Result<Response> request_follow_clarify(Visit&);
Result<Response> request_follow_appeal(Visit&);
Result<Response> request_follow_file(Visit&);
Result<Response> request_statistics(Visit&);
Result<Response> calendar_public(Visit&);  // P7
Result<Response> calendar_ics(Visit&);

// Inside.
Result<Response> request_list(Visit&);
Result<Response> request_register(Visit&);  // GET and POST: at the desk.
Result<Response> request_show(Visit&);
Result<Response> request_file(Visit&);
Result<Response> request_letter(Visit&);
Result<Response> request_route(Visit&);  // POST, as those that follow.
Result<Response> request_ask(Visit&);
Result<Response> request_answer(Visit&);
Result<Response> request_extend(Visit&);
Result<Response> request_resolve(Visit&);
Result<Response> request_notify(Visit&);
Result<Response> request_rule(Visit&);
Result<Response> request_withdraw(Visit&);
Result<Response> calendar_show(Visit&);
Result<Response> calendar_deliver(Visit&);  // POST
Result<Response> calendar_proof(Visit&);

}  // namespace web
