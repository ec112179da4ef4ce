// The pages of report_routes(); each is in the file of its noun and verb.
#pragma once

#include "web/route.hpp"

namespace web {

Result<Response> report_list(Visit&);   // I28
Result<Response> report_draft(Visit&);  // POST: a frozen cut and the draft over it.

Result<Response> report_show(Visit&);     // I29: at the section that comes next.
Result<Response> report_section(Visit&);  // I29: one section.
Result<Response> report_write(Visit&);    // POST: its text.
Result<Response> report_refresh(Visit&);  // POST: the figures of today, or those of the cut.
Result<Response> report_preview(Visit&);
Result<Response> report_compare(Visit&);
Result<Response> report_file(Visit&);

Result<Response> report_send(Visit&);    // POST
Result<Response> report_review(Visit&);  // What is to be approved.
Result<Response> report_return(Visit&);
Result<Response> report_approve(Visit&);
Result<Response> report_sign(Visit&);
Result<Response> report_scan(Visit&);     // The signed scan.
Result<Response> report_publish(Visit&);  // I30
Result<Response> report_withdraw(Visit&);
Result<Response> report_correct(Visit&);

Result<Response> data_publish(Visit&);  // The open data of a cut.

Result<Response> disclosure_show(Visit&);  // What is hidden of persons, and its publication.

Result<Response> report_upload(Visit&);     // A DOCX edited by hand.
Result<Response> report_read_back(Visit&);  // What differs in it.

Result<Response> area_text_edit(Visit&);

}  // namespace web
