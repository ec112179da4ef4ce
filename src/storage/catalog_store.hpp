// Catalogues and norms as rows: what commands ask to decide, and what imports keep in memory.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/values/catalog.hpp"
#include "domain/values/working_days.hpp"
#include "storage/database.hpp"

namespace storage {

// The entry in force on the date (the newest, where rows overlap), or nothing.
Result<std::optional<CatalogEntry>> catalog_entry(Database&, std::string_view catalog,
                                                  std::string_view code, Date);

// The row with that very first day ("open" is nothing), whatever the date.
Result<std::optional<CatalogEntry>> catalog_row(Database&, std::string_view catalog,
                                                std::string_view code, std::optional<Date> from);

// Every row of a catalogue, ordered by code and first day.
Result<std::vector<CatalogEntry>> catalog_rows(Database&, std::string_view catalog);

// The codes in force at any day of a year, ordered: for imports of many rows.
Result<std::vector<std::string>> catalog_codes(Database&, std::string_view catalog, FiscalYear);

// A value of norms/parametros.csv in force on the date, as written there ("20").
Result<std::optional<std::string>> parameter(Database&, std::string_view code, Date);

// The degree of certainty of a norm for an institution: its own confirmation, or the row's.
Result<Certeza> certainty_for(Database&, std::string_view institution, std::string_view catalog,
                              const CatalogEntry&);

// The holidays of norms/feriados.csv as loaded, for an institution that works at `place`.
Result<WorkingCalendar> working_calendar(Database&, const Geografico& place);

}  // namespace storage
