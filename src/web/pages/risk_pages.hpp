// The pages of the risk matrix of SINACIG.
#pragma once

#include "web/route.hpp"

namespace web {

Result<Response> risk_list(Visit&);
Result<Response> risk_new(Visit&);
Result<Response> risk_show(Visit&);      // And its correction, by POST.
Result<Response> risk_withdraw(Visit&);  // POST
Result<Response> risk_plan(Visit&);      // POST: an action of the work plan.
Result<Response> risk_evidence(Visit&);  // POST: what shows that it was carried out.
Result<Response> risk_evidence_file(Visit&);
Result<Response> risk_plan_list(Visit&);
Result<Response> risk_components(Visit&);
Result<Response> risk_file(Visit&);  // The workbook, and the report as PDF or DOCX.

}  // namespace web
