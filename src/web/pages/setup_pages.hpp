// Puesta en marcha: from an empty base to the first month, by steps that always show what is left.
#pragma once

#include "web/route.hpp"

namespace web {

Result<Response> setup_start(Visit&);
Result<Response> first_administrator(Visit&);
Result<Response> setup_institution_form(Visit&);
Result<Response> setup_institution(Visit&);
Result<Response> setup_year_form(Visit&);
Result<Response> setup_year(Visit&);
Result<Response> setup_catalogs_form(Visit&);
Result<Response> setup_catalogs(Visit&);

}  // namespace web
