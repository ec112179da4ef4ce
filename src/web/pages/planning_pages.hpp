// The pages of planning_routes(); each is in the file of its noun and verb.
#pragma once

#include "web/route.hpp"

namespace web {

Result<Response> planning_start(Visit&);  // /planificacion → the chain.
Result<Response> chain_show(Visit&);      // I4

Result<Response> matrix_show(Visit&);  // I5
Result<Response> matrix_edit(Visit&);  // One row: form, preview, new version.

Result<Response> sheet_list(Visit&);  // I6
Result<Response> sheet_show(Visit&);
Result<Response> sheet_edit(Visit&);
Result<Response> sheet_approve(Visit&);

Result<Response> poa_show(Visit&);       // I7
Result<Response> poa_reprogram(Visit&);  // A goal of a unit.
Result<Response> poa_money(Visit&);      // The financial programme, from Excel.

Result<Response> network_show(Visit&);     // I8
Result<Response> network_compare(Visit&);  // With another year or version.

Result<Response> finding_list(Visit&);
Result<Response> finding_accept(Visit&);

Result<Response> version_list(Visit&);
Result<Response> version_differences(Visit&);
Result<Response> plan_template(Visit&);  // XLSX or JSON.

Result<Response> plan_start(Visit&);  // The wizard: choose a file.
Result<Response> plan_upload(Visit&);
Result<Response> plan_sheets(Visit&);  // Choose sheets, map headings.
Result<Response> plan_map(Visit&);
Result<Response> plan_review(Visit&);  // Differences and findings.
Result<Response> plan_apply(Visit&);
Result<Response> plan_refused(Visit&);
Result<Response> plan_throw_away(Visit&);

Result<Response> measure_list(Visit&);
Result<Response> measure_show(Visit&);
Result<Response> measure_follow(Visit&);
Result<Response> policy_list(Visit&);
Result<Response> policy_show(Visit&);
Result<Response> policy_follow(Visit&);

}  // namespace web
