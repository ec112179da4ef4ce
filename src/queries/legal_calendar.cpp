// Obligations by period, with their day and their proof.
#include "queries/legal_calendar.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "storage/catalog_store.hpp"

namespace queries {
namespace {

using namespace transparency;

struct Asked {
  FiscalYear year;
  const WorkingCalendar& calendar;
  std::map<std::pair<std::string, std::string>, storage::DeliveryRow> delivered;
  std::map<std::string, std::string> laws;
  Date today{};

  std::string law(const std::string& code) const {
    const auto found = laws.find(code);
    return found == laws.end() ? "" : found->second;
  }

  CalendarLine line(const storage::ObligationRow& row, const Period& period) const {
    CalendarLine line{row, law(row.law), period, row.rule.due(period, calendar), false, {}, {}};
    line.inhabil = line.vence && !calendar.works(*line.vence);
    if (const auto at = delivered.find({row.code, period.name}); at != delivered.end())
      line.entrega = at->second;
    line.estado =
        state_of(period, line.vence, line.entrega ? std::optional(line.entrega->on) : std::nullopt,
                 calendar, today);
    return line;
  }
};

FiscalYear moved(FiscalYear year, int by) { return {static_cast<std::int16_t>(year.year + by)}; }

}  // namespace

Result<LegalCalendar> legal_calendar(storage::Database& db, std::string_view institution,
                                     FiscalYear year, Date today) {
  const auto known = TRY(storage::known_calendar(db));
  Asked asked{year, known.on(today), {}, {}, today};
  for (auto& row : TRY(storage::deliveries(db, institution)))
    asked.delivered.insert_or_assign({row.obligation, row.period}, row);  // The last is the newest.
  for (const auto& entry : TRY(storage::catalog_rows(db, "normas")))
    asked.laws[entry.code] = entry.name;

  LegalCalendar all;
  all.anio = year;
  const auto laws = TRY(storage::budget_laws(db));
  if (const auto ruling = law_of(year, laws)) {
    all.ley = ruling->law->code;
    all.ley_nombre = ruling->law->name;
    all.ley_propia = ruling->own;
    all.ley_consta = ruling->known;
  }
  // What is due in a year may be of the year before, or of the next.
  for (const int by : {-1, 0, 1}) {
    const auto of = moved(year, by);
    for (const auto& row : TRY(storage::obligations(db, of))) {
      for (const auto& period : periods_of(row.how_often, of)) {
        auto line = asked.line(row, period);
        const bool here = line.vence ? int{line.vence->year()} == year.year : by == 0;
        if (!here) continue;
        ++all.por_estado[static_cast<std::size_t>(line.estado)];
        all.lines.push_back(std::move(line));
      }
      if (row.how_often == Periodicidad::PorCambio && by == 0)
        all.lines.push_back({row, asked.law(row.law), {}, {}, false, {}, EstadoObligacion::SinDia});
    }
  }
  const auto rank = [](const CalendarLine& line) {
    return std::tuple(!line.vence, line.vence.value_or(Date{}), line.row.code,
                      line.periodo ? line.periodo->name : "");
  };
  std::ranges::sort(all.lines, [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return all;
}

Result<std::optional<storage::DeliveryRow>> delivery_proof(storage::Database& db,
                                                           std::string_view institution,
                                                           std::string_view hash) {
  for (auto& row : TRY(storage::deliveries(db, institution)))
    if (row.hash == hash) return std::optional(std::move(row));
  return std::optional<storage::DeliveryRow>{};
}

}  // namespace queries
