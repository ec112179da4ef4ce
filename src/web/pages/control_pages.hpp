// The pages of control_routes().
#pragma once

#include "web/route.hpp"

namespace web {

Result<Response> audit_finding_list(Visit&);  // I24
Result<Response> audit_retest(Visit&);        // POST
Result<Response> audit_finding_new(Visit&);
Result<Response> audit_finding_import(Visit&);
Result<Response> audit_finding_show(Visit&);    // I25
Result<Response> audit_finding_decide(Visit&);  // POST: a step of whoever audits.
Result<Response> audit_finding_answer(Visit&);  // POST: a step of the person responsible.
Result<Response> audit_finding_bring(Visit&);   // POST: evidence.
Result<Response> audit_finding_judge(Visit&);
Result<Response> audit_finding_evidence(Visit&);
Result<Response> audit_finding_time(Visit&);  // POST: asks for more time, or answers.
Result<Response> audit_finding_answer_time(Visit&);
Result<Response> audit_finding_except(Visit&);
Result<Response> audit_finding_comment(Visit&);
Result<Response> audit_finding_official(Visit&);
Result<Response> audit_finding_bind(Visit&);

Result<Response> audit_plan_show(Visit&);
Result<Response> audit_plan_approve(Visit&);
Result<Response> audit_plan_move(Visit&);

Result<Response> control_list(Visit&);  // I26
Result<Response> control_new(Visit&);
Result<Response> control_subject_add(Visit&);
Result<Response> control_review(Visit&);  // POST
Result<Response> control_show(Visit&);
Result<Response> control_run(Visit&);  // POST
Result<Response> control_request(Visit&);
Result<Response> control_retire(Visit&);
Result<Response> control_evidence(Visit&);

}  // namespace web
