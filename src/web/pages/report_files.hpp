// A report's files: made from its cut and texts, or kept since it was published.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "queries/published_reports.hpp"
#include "web/visit.hpp"

namespace web {

inline constexpr std::string_view report_formats[] = {"pdf", "docx", "xlsx", "json", "html", "csv"};
std::string_view content_type_of_format(std::string_view format);
using queries::file_name_of;

// The bytes as they are made today. Errors: PageUnknown for another format, those of the renderers.
Result<std::shared_ptr<const std::string>> rendered_report(Visit&, const queries::ReportVersion&,
                                                           std::string_view format);

}  // namespace web
