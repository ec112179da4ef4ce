// What the pages of documents of money share: their frame, the year that is asked for, and cells.
#pragma once

#include <string>

#include "domain/values/partida.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"

namespace web {

// A page of Ejecución with its path.
PageView money_page(std::string heading, std::string lead);

// ?anio=2026, else the year of today. Error: those of FiscalYear.
Result<FiscalYear> year_asked(const Visit&);
// A filter by year for an address.
Html year_filter(std::string_view action, FiscalYear);

// A day as people or browsers write it: 30/04/2026, 2026-04-30.
Result<Date> typed_day(std::string_view);

// "27.9", for a figure that says "millones de quetzales" beside it.
std::string in_millions(MoneySum);

// The category and renglón of a partida, as tables show them: "11-00-000-001-000".
std::string category_of(const Partida&);

}  // namespace web
