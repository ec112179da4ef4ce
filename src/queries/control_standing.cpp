// Standings of findings, instruments and risks, read up to a cut.
#include "queries/control_standing.hpp"

#include <algorithm>
#include <map>

#include "storage/catalog_store.hpp"
#include "storage/control_history.hpp"
#include "storage/control_store.hpp"

namespace queries {
namespace {

using namespace control;

struct View {
  storage::Database& db;
  const Cut& cut;
  Date first{};
  WorkingCalendar calendar;
  std::map<std::string, std::string> instrument_names = {};
};

// The day of the last entry that the cut has, where the period had not ended by then.
Result<Date> day_of(storage::Database& db, const Cut& cut) {
  const auto last = last_day(cut.last);
  const auto at = TRY(db.first(
      "select at from journal_entry where institution = ?1 and seq = ?2",
      [](const storage::Row& row) { return row.integer(0); }, cut.institution, cut.seq));
  return at ? std::min(last, local_date(*at)) : last;
}

Result<void> add_findings(const View& view, ControlStanding& all) {
  std::map<std::string, std::vector<storage::FindingStandingRow>> standings;
  for (auto& one : TRY(storage::finding_standings(view.db, view.cut.institution, view.cut.seq)))
    if (one.on <= all.as_of) standings[one.number].push_back(std::move(one));
  for (const auto& row : TRY(storage::findings(view.db, view.cut.institution))) {
    const auto found = standings.find(row.number);
    if (found == standings.end()) continue;
    auto& counts = all.por_origen[static_cast<std::size_t>(row.origin)];
    auto before = EstadoHallazgo::Emitida;
    bool told = false;
    for (const auto& one : found->second) {
      told = told || one.state != EstadoHallazgo::Emitida;
      if (one.state == EstadoHallazgo::Cerrada && before != one.state && one.on >= view.first)
        ++counts.cerrados;
      before = one.state;
    }
    if (!told || before == EstadoHallazgo::Cerrada) continue;
    if (!abierto(before)) {
      ++counts.por_cerrar;
      continue;
    }
    const auto& last = found->second.back();
    const bool excepted = last.exception_until && *last.exception_until >= all.as_of;
    ControlStanding::Open open;
    open.numero = row.number;
    open.origen = row.origin;
    open.titulo = row.title;
    open.area = row.area;
    open.recomendacion = row.recommendation;
    open.periodo = row.instrument_period;
    if (const auto name = view.instrument_names.find(row.instrument);
        name != view.instrument_names.end())
      open.instrumento = name->second;
    open.estado = last.state;
    open.vence = last.due;
    open.dias_vencido = excepted ? 0 : dias_vencido(view.calendar, last.state, last.due, all.as_of);
    open.reincidencias = last.recurrences;
    open.ilustrativo = row.illustrative;
    ++counts.abiertos;
    counts.vencidos += open.dias_vencido > 0 ? 1 : 0;
    counts.reincidentes += open.reincidencias > 0 ? 1 : 0;
    all.abiertos.push_back(std::move(open));
  }
  std::ranges::stable_sort(all.abiertos, std::ranges::greater{},
                           &ControlStanding::Open::dias_vencido);
  return {};
}

Result<void> add_instruments(const View& view, ControlStanding& all) {
  std::map<std::string, std::vector<Corrida>> runs;
  for (auto& one : TRY(storage::runs_until(view.db, view.cut.institution, view.cut.seq)))
    if (one.run.fecha <= all.as_of) runs[one.code].push_back(std::move(one.run));
  std::map<std::string, std::vector<Solicitud>> requests;
  for (auto& one : TRY(storage::requests_until(view.db, view.cut.institution, view.cut.seq)))
    if (one.request.pedida <= all.as_of) requests[one.code].push_back(std::move(one.request));
  std::map<std::string, bool> illustrative;
  for (const auto& row : TRY(storage::instruments(view.db, view.cut.institution)))
    illustrative[row.code] = row.illustrative;
  for (auto& one :
       TRY(storage::instrument_standings(view.db, view.cut.institution, view.cut.seq))) {
    auto& when = one.when;
    if (when.retirado && *when.retirado > all.as_of) when.retirado.reset();
    if (when.desde > all.as_of || (when.retirado && *when.retirado < view.first)) continue;
    ControlStanding::Instrument line{one.code, view.instrument_names.at(one.code), when.modo};
    line.ilustrativo = illustrative[one.code];
    for (const auto& owed :
         obligaciones(when, runs[one.code], requests[one.code], view.calendar, all.as_of)) {
      if (owed.vence < view.first || owed.vence > all.as_of) continue;
      ++line.debidos;
      line.hechos += owed.hecha ? 1 : 0;
      line.tarde += owed.tarde() ? 1 : 0;
    }
    all.instrumentos.push_back(std::move(line));
  }
  return {};
}

Result<void> add_risks(const View& view, ControlStanding& all) {
  const auto bands =
      TRY(risk_bands(TRY(storage::catalog_rows(view.db, "bandas_riesgo")), all.as_of));
  for (const auto& band : bands) all.bandas.push_back({band.name});
  for (const auto& one : TRY(storage::risk_standings(
           view.db, view.cut.institution, view.cut.last.year, view.cut.seq, all.as_of))) {
    if (one.withdrawn) continue;
    if (const auto* band = band_of(bands, one.levels.residual()))
      ++all.bandas[static_cast<std::size_t>(band - bands.data())].riesgos;
    else
      ++all.sin_banda;
  }
  return {};
}

}  // namespace

std::int64_t ControlStanding::riesgos() const {
  auto all = sin_banda;
  for (const auto& band : bandas) all += band.riesgos;
  return all;
}

Result<ControlStanding> control_standing(storage::Database& db, const Cut& cut) {
  ControlStanding all;
  all.as_of = TRY(day_of(db, cut));
  View view{db, cut, first_day(cut.first),
            TRY(storage::working_calendar(db, TRY(Geografico::parse("0101"))))};
  for (const auto& row : TRY(storage::instruments(db, cut.institution)))
    view.instrument_names.emplace(row.code, row.name);
  CHECK(add_findings(view, all));
  CHECK(add_instruments(view, all));
  CHECK(add_risks(view, all));
  return all;
}

}  // namespace queries
