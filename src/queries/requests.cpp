// Clocks and counts, out of the rows.
#include "queries/requests.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "storage/organization_store.hpp"

namespace queries {
namespace {

using namespace transparency;
using storage::RequestRow;
using storage::RequestStepRow;

constexpr int near_days = 3;  // Working days in which a request counts as near its end.

// What every clock needs, read once.
struct Clocks {
  KnownCalendar known;
  std::map<std::string, std::vector<RequestStepRow>> steps;
  std::map<std::string, std::string> units;
  std::map<Date, storage::RequestTerms> terms;

  static Result<Clocks> read(storage::Database& db, std::string_view institution,
                             std::string_view number) {
    Clocks clocks{TRY(storage::known_calendar(db)), {}, {}, {}};
    for (auto& step : TRY(storage::request_steps(db, institution, number)))
      clocks.steps[step.number].push_back(std::move(step));
    for (const auto& unit : TRY(storage::units_of(db, institution)))
      clocks.units[unit.code] = unit.name;
    return clocks;
  }

  Result<storage::RequestTerms> terms_on(storage::Database& db, Date on) {
    const auto found = terms.find(on);
    if (found != terms.end()) return found->second;
    return terms.emplace(on, TRY(storage::request_terms(db, on))).first->second;
  }

  Result<RequestLine> line(storage::Database& db, RequestRow row, Date today) {
    const auto days = TRY(terms_on(db, row.received));
    RequestLine line;
    line.term = storage::term_of(row, steps[row.number], days);
    line.clock = run_clock(known, line.term, today);
    line.plazo = state_of(line.clock, line.term, today);
    line.faltan = days_left(known, line.clock, today);
    if (row.state != EstadoSolicitud::Desistida)
      line.ficta = afirmativa_ficta(known, line.clock, line.term, days.ficta, today);
    if (const auto unit = units.find(row.unit); unit != units.end()) line.unidad = unit->second;
    if (line.unidad.empty()) line.unidad = row.unit;
    line.row = std::move(row);
    return line;
  }
};

bool kept(const RequestFilter& filter, const RequestLine& line) {
  if (filter.estado && line.row.state != *filter.estado) return false;
  if (filter.abiertas && !abierta(line.row.state)) return false;
  if (filter.vencidas && line.plazo != EstadoPlazo::Vencido) return false;
  return filter.texto.empty() ||
         folded(line.row.number + " " + line.row.subject).contains(folded(filter.texto));
}

Result<std::optional<RequestWhole>> whole(storage::Database& db, std::string_view institution,
                                          std::optional<RequestRow> row, Date today) {
  if (!row) return std::optional<RequestWhole>{};
  auto clocks = TRY(Clocks::read(db, institution, row->number));
  RequestWhole all;
  all.pasos = clocks.steps[row->number];
  all.archivos = TRY(storage::request_files(db, institution, row->number));
  all.nombres = TRY(ActorNames::read(db));
  if (row->notified_on)
    all.impugnar_hasta = add_working_days(clocks.known.on(today), *row->notified_on,
                                          TRY(clocks.terms_on(db, row->received)).appeal)
                             .date;
  all.line = TRY(clocks.line(db, *std::move(row), today));
  return std::optional(std::move(all));
}

void count(RequestCounts& counts, const RequestLine& line) {
  const auto& row = line.row;
  ++counts.recibidas;
  ++counts.por_via[static_cast<std::size_t>(row.via)];
  if (row.result && row.notified_on) ++counts.por_resultado[static_cast<std::size_t>(*row.result)];
  counts.pendientes += abierta(row.state) ? 1 : 0;
  counts.notificadas += row.notified_on ? 1 : 0;
  counts.desistidas += row.state == EstadoSolicitud::Desistida ? 1 : 0;
  counts.en_tiempo += row.notified_on && line.plazo == EstadoPlazo::EnTiempo ? 1 : 0;
  counts.fuera_de_tiempo += line.plazo == EstadoPlazo::FueraDeTiempo ? 1 : 0;
  counts.vencidas += line.plazo == EstadoPlazo::Vencido ? 1 : 0;
  counts.prorrogadas += row.extended_on ? 1 : 0;
  counts.aclaradas += line.term.pauses.empty() ? 0 : 1;
  counts.impugnadas += row.appealed_on ? 1 : 0;
  counts.ilustrativo = counts.ilustrativo || row.illustrative;
}

}  // namespace

Result<RequestBoard> requests(storage::Database& db, std::string_view institution,
                              const RequestFilter& filter, Date today) {
  auto clocks = TRY(Clocks::read(db, institution, ""));
  RequestBoard board;
  for (auto& row : TRY(storage::requests(db, institution))) {
    if (!filter.unidades.empty() &&
        std::ranges::find(filter.unidades, row.unit) == filter.unidades.end())
      continue;
    auto line = TRY(clocks.line(db, std::move(row), today));
    const bool open = abierta(line.row.state);
    ++board.todas;
    board.abiertas += open ? 1 : 0;
    board.vencidas += line.plazo == EstadoPlazo::Vencido ? 1 : 0;
    board.en_pausa += line.plazo == EstadoPlazo::EnPausa ? 1 : 0;
    board.por_vencer +=
        line.plazo == EstadoPlazo::EnCurso && open && line.faltan <= near_days ? 1 : 0;
    if (kept(filter, line)) board.lines.push_back(std::move(line));
  }
  const auto rank = [](const RequestLine& line) {
    const Date far{std::chrono::year{9999}, std::chrono::December, std::chrono::day{31}};
    return std::tuple(!abierta(line.row.state), line.clock.due.value_or(far), line.row.number);
  };
  std::ranges::sort(board.lines, [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return board;
}

Result<std::optional<RequestWhole>> request(storage::Database& db, std::string_view institution,
                                            std::string_view number, Date today) {
  return whole(db, institution, TRY(storage::request_row(db, institution, number)), today);
}

Result<std::optional<RequestWhole>> request_of_ticket(storage::Database& db,
                                                      std::string_view institution,
                                                      std::string_view ticket, Date today) {
  return whole(db, institution, TRY(storage::request_by_ticket(db, institution, ticket)), today);
}

const storage::RequestFileRow* file_of(const RequestWhole& all, std::string_view hash,
                                       std::string_view part) {
  for (const auto& file : all.archivos)
    if (file.hash == hash && file.part == part) return &file;
  return nullptr;
}

Result<RequestCounts> request_counts(storage::Database& db, std::string_view institution,
                                     FiscalYear year, Date today) {
  auto clocks = TRY(Clocks::read(db, institution, ""));
  RequestCounts counts;
  std::vector<std::int64_t> days;
  std::map<std::string, std::int64_t> topics;
  for (auto& row : TRY(storage::requests(db, institution))) {
    if (row.year != year.year) continue;
    const auto line = TRY(clocks.line(db, std::move(row), today));
    count(counts, line);
    ++topics[line.row.topic];
    if (line.row.notified_on)
      days.push_back(working_days_between(clocks.known.on(*line.row.notified_on), line.row.received,
                                          *line.row.notified_on));
  }
  counts.por_materia.assign(topics.begin(), topics.end());
  std::ranges::sort(days);
  if (!days.empty()) {
    counts.dias_mediana = days[(days.size() - 1) / 2];
    counts.dias_max = days.back();
  }
  return counts;
}

Result<std::vector<FiscalYear>> request_years(storage::Database& db, std::string_view institution) {
  constexpr auto sql =
      "select distinct year from information_request where institution = ?1 order by year";
  return db.rows(
      sql, [](const storage::Row& row) { return row.year(0); }, institution);
}

}  // namespace queries
