// Published reports as rows: title, date, state and files. No page of its own.
#pragma once

#include "queries/published_reports.hpp"
#include "web/pages/public_view.hpp"

namespace web {

// "Informe cuatrimestral, enero a abril de 2026"
std::string report_title(const Visit&, const queries::ReportVersion&);
// Where a file of it is downloaded: the last part is the file's name.
std::string address_of_file(const Visit&, const queries::ReportVersion&,
                            const queries::ReportFile&);
// Links to its files, the signed copy first.
Html report_files(const Visit&, const queries::PublishedReport&);
Html report_state(const Visit&, const queries::ReportVersion&);
// A table with the newest published report, and when the next one is due.
Result<Html> last_report(Visit&, const std::vector<queries::PublishedReport>&);
// "El I cuatrimestre de 2026 se publica a más tardar el 15/05/2026."
Result<Html> next_report(Visit&, const std::vector<queries::PublishedReport>&);

}  // namespace web
