// The pages of the auditor's workbench: samples, financial indicators, letters of guidance.
#pragma once

#include "web/route.hpp"

namespace web {

Result<Response> sample_list(Visit&);  // And a draw, by POST.
Result<Response> sample_sizes(Visit&);
Result<Response> sample_show(Visit&);
Result<Response> sample_examine(Visit&);   // POST
Result<Response> sample_conclude(Visit&);  // POST

Result<Response> control_indicator_list(Visit&);
Result<Response> control_indicator_show(Visit&);  // And a note, by POST.
Result<Response> control_indicator_file(Visit&);

Result<Response> guidance_list(Visit&);
Result<Response> guidance_new(Visit&);
Result<Response> guidance_show(Visit&);
Result<Response> guidance_answer(Visit&);  // POST
Result<Response> guidance_close(Visit&);   // POST
Result<Response> guidance_file(Visit&);

}  // namespace web
