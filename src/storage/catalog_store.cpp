// Catalogues and norms as rows.
#include "storage/catalog_store.hpp"

#include <algorithm>

#include "base/json.hpp"

namespace storage {
namespace {

constexpr std::string_view installation = "instalacion";

#define CEIBA_ENTRY_COLUMNS \
  "code, valid_from, valid_until, name, parent, certainty, source, attributes"

std::optional<Date> optional_date(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(parse_date(text).value());
}

// What a command wrote is well formed, so reading it back cannot fail.
CatalogEntry read_entry(const Row& row) {
  CatalogEntry entry;
  entry.code = row.text(0);
  entry.from = optional_date(row.view(1));
  entry.until = optional_date(row.view(2));
  entry.name = row.text(3);
  entry.parent = row.text(4);
  entry.certainty = parse_certeza(row.view(5)).value();
  entry.source = row.text(6);
  const auto attributes = parse_json(row.view(7)).value();
  for (const auto& [key, value] : attributes.as_object())
    entry.attributes.emplace_back(std::string(key), std::string(value.as_string()));
  return entry;
}

}  // namespace

Result<std::optional<CatalogEntry>> catalog_entry(Database& db, std::string_view catalog,
                                                  std::string_view code, Date date) {
  constexpr auto sql = "select " CEIBA_ENTRY_COLUMNS R"(
      from catalog_entry
     where institution = ?1 and catalog = ?2 and code = ?3
       and valid_from <= ?4 and (valid_until is null or valid_until >= ?4)
     order by valid_from desc)";
  return db.first(sql, read_entry, installation, catalog, code, date);
}

Result<std::optional<CatalogEntry>> catalog_row(Database& db, std::string_view catalog,
                                                std::string_view code, std::optional<Date> from) {
  constexpr auto sql = "select " CEIBA_ENTRY_COLUMNS R"(
      from catalog_entry
     where institution = ?1 and catalog = ?2 and code = ?3 and valid_from = ?4)";
  return db.first(sql, read_entry, installation, catalog, code, from ? show(*from) : "");
}

Result<std::vector<CatalogEntry>> catalog_rows(Database& db, std::string_view catalog) {
  constexpr auto sql = "select " CEIBA_ENTRY_COLUMNS R"(
      from catalog_entry
     where institution = ?1 and catalog = ?2
     order by code, valid_from)";
  return db.rows(sql, read_entry, installation, catalog);
}

Result<std::vector<std::string>> catalog_codes(Database& db, std::string_view catalog,
                                               FiscalYear year) {
  constexpr auto sql = R"(
    select distinct code
      from catalog_entry
     where institution = ?1 and catalog = ?2
       and valid_from <= ?3 and (valid_until is null or valid_until >= ?4)
     order by code)";
  const auto read = [](const Row& row) { return row.text(0); };
  return db.rows(sql, read, installation, catalog, show(year) + "-12-31", show(year) + "-01-01");
}

Result<std::optional<std::string>> parameter(Database& db, std::string_view code, Date date) {
  const auto entry = TRY(catalog_entry(db, "parametros", code, date));
  if (!entry) return std::optional<std::string>{};
  return std::optional(std::string(entry->attribute("valor")));
}

Result<Certeza> certainty_for(Database& db, std::string_view institution, std::string_view catalog,
                              const CatalogEntry& entry) {
  constexpr auto sql = R"(
    select certainty
      from norm_confirmation
     where institution = ?1 and catalog = ?2 and code = ?3 and valid_from = ?4)";
  const auto read = [](const Row& row) { return parse_certeza(row.view(0)).value(); };
  const auto confirmed = TRY(
      db.first(sql, read, institution, catalog, entry.code, entry.from ? show(*entry.from) : ""));
  return confirmed.value_or(entry.certainty);
}

Result<WorkingCalendar> working_calendar(Database& db, const Geografico& place) {
  std::vector<Holiday> holidays;
  for (const auto& entry : TRY(catalog_rows(db, "feriados")))
    holidays.push_back({TRY(HolidayRule::parse(entry.code)), entry.name,
                        TRY(HolidayScope::parse(entry.attribute("ambito"))),
                        entry.attribute("jornada") == "media", entry.from, entry.until,
                        entry.source, show(entry.certainty)});
  return WorkingCalendar{std::move(holidays), place};
}

}  // namespace storage
