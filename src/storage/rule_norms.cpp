// Reads norms for the rules.
#include "storage/rule_norms.hpp"

#include <map>
#include <mutex>

#include "storage/catalog_store.hpp"
#include "storage/payment_file_store.hpp"

namespace storage {
namespace {

Date eve_of(Date day) { return Date{std::chrono::sys_days{day} - std::chrono::days{1}}; }

std::string_view list_of(std::string_view code) { return code.substr(0, code.find('/')); }

}  // namespace

Result<std::vector<CatalogEntry>> norm_rows(Database& db, std::string_view institution,
                                            std::string_view catalog) {
  auto rows = TRY(catalog_rows(db, catalog));
  constexpr auto sql = R"(
    select code, valid_from, certainty from norm_confirmation
     where institution = ?1 and catalog = ?2)";
  std::map<std::pair<std::string, std::string>, Certeza> confirmed;
  CHECK(
      db.each(sql, {as_value(institution), as_value(catalog)}, [&](const Row& row) -> Result<void> {
        confirmed[{row.text(0), row.text(1)}] = TRY(parse_certeza(row.view(2)));
        return {};
      }));
  for (auto& row : rows)
    if (const auto found = confirmed.find({row.code, row.from ? show(*row.from) : ""});
        found != confirmed.end())
      row.certainty = found->second;
  const auto since = TRY(verified_since(db, institution, catalog));
  if (since.empty()) return rows;
  std::vector<CatalogEntry> parted;
  for (auto& row : rows) {
    const auto found = since.find({row.code, row.from ? show(*row.from) : ""});
    if (found == since.end() || (row.until && found->second > *row.until)) {
      parted.push_back(std::move(row));
      continue;
    }
    auto after = row;
    after.certainty = Certeza::Verificada;
    if (!row.from || *row.from < found->second) {
      row.until = eve_of(found->second);
      after.from = found->second;
      parted.push_back(std::move(row));
    }
    parted.push_back(std::move(after));
  }
  return parted;
}

Result<VerifiedSince> verified_since(Database& db, std::string_view institution,
                                     std::string_view catalog) {
  constexpr auto sql = R"(
    select code, valid_from, since from norm_verification
     where institution = ?1 and catalog = ?2)";
  VerifiedSince all;
  CHECK(
      db.each(sql, {as_value(institution), as_value(catalog)}, [&](const Row& row) -> Result<void> {
        all.emplace(std::pair(row.text(0), row.text(1)), row.date(2));
        return {};
      }));
  return all;
}

Result<std::vector<CatalogEntry>> checklist_rows(Database& db, std::string_view institution) {
  auto rows = TRY(norm_rows(db, institution, "listas"));
  for (const auto& version : TRY(checklist_versions(db, institution))) {
    const auto gone = [&](const CatalogEntry& row) {
      return list_of(row.code) == version.list && row.from && *row.from >= version.from;
    };
    std::erase_if(rows, gone);
    for (auto& row : rows)
      if (list_of(row.code) == version.list && (!row.until || *row.until >= version.from))
        row.until = eve_of(version.from);
    for (auto item : version.items) {
      item.from = version.from;
      item.until.reset();
      rows.push_back(std::move(item));
    }
  }
  return rows;
}

Result<verification::DayTable> day_table(Database& db, const Geografico& place) {
  // Eleven thousand days against every holiday's rule: far more than reading the holidays.
  static std::mutex mutex;
  static std::string last_key;
  static verification::DayTable last;
  std::string key = show(place);
  for (const auto& entry : TRY(catalog_rows(db, "feriados"))) key += canonical(::to_json(entry));
  const std::lock_guard lock{mutex};
  if (key != last_key) {
    // Files of ten years back and some ahead; a day outside is one that the calendar does not know.
    last = verification::DayTable{TRY(working_calendar(db, place)), {2015}, {2045}};
    last_key = std::move(key);
  }
  return last;
}

Result<verification::NormTable> norm_table(Database& db, std::string_view institution,
                                           const Geografico& place) {
  auto rules = TRY(norm_rows(db, institution, "rules"));
  auto lists = TRY(checklist_rows(db, institution));
  return verification::NormTable::make(std::move(rules), std::move(lists),
                                       TRY(day_table(db, place)));
}

Result<verification::NormTable> norm_table(Database& db, std::string_view institution) {
  const auto capital = TRY(Geografico::parse("0101"));
  return norm_table(db, institution, capital);
}

}  // namespace storage
