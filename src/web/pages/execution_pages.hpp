// The pages of execution_routes(); each is in the file of its noun and verb.
#pragma once

#include "web/route.hpp"

namespace web {

Result<Response> board_show(Visit&);      // I3
Result<Response> board_sheet(Visit&);     // Its sheet of paper.
Result<Response> execution_show(Visit&);  // I14
Result<Response> product_list(Visit&);
Result<Response> product_show(Visit&);  // I15

// Documents of money.
Result<Response> reconciliation_show(Visit&);
Result<Response> cur_show(Visit&);
Result<Response> modification_list(Visit&);
Result<Response> modification_show(Visit&);
Result<Response> modification_new(Visit&);
Result<Response> quota_list(Visit&);
Result<Response> quota_show(Visit&);
Result<Response> quota_new(Visit&);
Result<Response> austerity_show(Visit&);
Result<Response> austerity_propose(Visit&);
Result<Response> austerity_move(Visit&);
Result<Response> joint_review_list(Visit&);
Result<Response> joint_review_open(Visit&);
Result<Response> joint_review_show(Visit&);
Result<Response> joint_review_sign(Visit&);
Result<Response> joint_review_follow(Visit&);

// I13
Result<Response> import_start(Visit&);
Result<Response> import_upload(Visit&);
Result<Response> import_preview(Visit&);
Result<Response> import_refused(Visit&);
Result<Response> import_apply(Visit&);
Result<Response> import_throw_away(Visit&);
Result<Response> load_show(Visit&);
Result<Response> load_withdraw(Visit&);

// I33
Result<Response> job_list(Visit&);
Result<Response> job_show(Visit&);
Result<Response> job_cancel(Visit&);

}  // namespace web
