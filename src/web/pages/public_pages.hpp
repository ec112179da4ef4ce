// The pages of the public portal. Each is a GET that anybody may make; what they share is in
// public_view.
#pragma once

#include "web/visit.hpp"

namespace web {

Result<Response> public_home(Visit&);
Result<Response> public_results(Visit&);
Result<Response> public_indicator(Visit&);
Result<Response> public_budget(Visit&);
Result<Response> public_network(Visit&);
Result<Response> public_payments(Visit&);
Result<Response> public_reports(Visit&);
Result<Response> public_report_file(Visit&);
Result<Response> public_data(Visit&);
Result<Response> public_dataset(Visit&);
Result<Response> public_data_package(Visit&);
Result<Response> public_explorer(Visit&);
Result<Response> public_search(Visit&);
Result<Response> public_glossary(Visit&);
Result<Response> public_glossary_entry(Visit&);
Result<Response> public_help(Visit&);
Result<Response> public_check(Visit&);
Result<Response> public_figure(Visit&);
Result<Response> public_checkpoint(Visit&);
Result<Response> public_tile(Visit&);

// The one form of the portal that is sent; a scan of a hundred pages is the largest published file.
inline constexpr std::uint64_t check_upload_max = 50ULL << 20;
Result<Response> check_upload(Visit&);

}  // namespace web
