// The API's pages, beside its lists.
#pragma once

#include <memory>

#include "queries/evaluation.hpp"
#include "web/api.hpp"

namespace web {

// The evaluation of the cut that the query asks for, shared by everybody who asks for the same.
Result<std::shared_ptr<const queries::Evaluation>> evaluation_asked(Visit&);

std::span<const Route> api_list_routes();
json::object api_indicator(const queries::Indicator&);

// Payment files, and one with what the rules object to.
Result<ApiRows> payment_file_rows(Visit&);
Result<Response> api_payment_file(Visit&);

Result<Response> api_index(Visit&);
Result<Response> api_document(Visit&);  // OpenAPI 3.1
Result<Response> api_evaluation(Visit&);
Result<Response> api_one_indicator(Visit&);
Result<Response> api_month(Visit&);      // A unit's month as it is captured.
Result<Response> api_put_month(Visit&);  // Figures into it.

}  // namespace web
