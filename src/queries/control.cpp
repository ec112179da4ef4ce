// Ageing, counters and coverage, out of the rows.
#include "queries/control.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "storage/catalog_store.hpp"
#include "storage/control_history.hpp"

namespace queries {
namespace {

using namespace control;

Result<WorkingCalendar> offices(storage::Database& db) {
  return storage::working_calendar(db, TRY(Geografico::parse("0101")));
}

FindingLine line_of(storage::FindingRow row, const ActorNames& names,
                    const std::map<std::string, std::string>& audits,
                    const std::map<std::string, std::string>& instruments,
                    const WorkingCalendar& calendar, Date today) {
  FindingLine line;
  line.responsable = names.of(row.responsible);
  if (const auto at = audits.find(row.audit); at != audits.end()) line.auditoria = at->second;
  if (const auto at = instruments.find(row.instrument); at != instruments.end())
    line.instrumento = at->second;
  const bool excepted = row.excepted(today);
  line.vencido = excepted ? 0 : dias_vencido(calendar, row.state, row.due, today);
  line.edad = working_days_between(calendar, row.issued, row.closed.value_or(today));
  line.row = std::move(row);
  return line;
}

Result<std::map<std::string, std::string>> audit_titles(storage::Database& db,
                                                        std::string_view institution) {
  std::map<std::string, std::string> titles;
  for (const auto& row : TRY(storage::audits(db, institution)))
    titles.emplace(row.number, row.title);
  return titles;
}

Result<std::map<std::string, std::string>> instrument_names(storage::Database& db,
                                                            std::string_view institution) {
  std::map<std::string, std::string> names;
  for (const auto& row : TRY(storage::instruments(db, institution)))
    names.emplace(row.code, row.name);
  return names;
}

bool kept(const FindingFilter& filter, const FindingLine& line, std::string_view wanted) {
  const auto& row = line.row;
  if (!filter.estados.empty() &&
      std::ranges::find(filter.estados, row.state) == filter.estados.end())
    return false;
  if (filter.origen && row.origin != *filter.origen) return false;
  if (filter.responsable && row.responsible != *filter.responsable) return false;
  if (filter.anio && row.year != *filter.anio) return false;
  if (filter.vencidos && line.vencido == 0) return false;
  if (filter.con_propuesta && row.proposal == Propuesta::Ninguna) return false;
  return wanted.empty() || folded(row.number + " " + row.title + " " + row.condition + " " +
                                  row.area + " " + row.recommendation + " " + line.instrumento)
                               .contains(wanted);
}

}  // namespace

Result<FindingBoard> findings(storage::Database& db, std::string_view institution,
                              const FindingFilter& filter, Date today) {
  const auto calendar = TRY(offices(db));
  const auto names = TRY(ActorNames::read(db));
  const auto audits = TRY(audit_titles(db, institution));
  const auto instruments = TRY(instrument_names(db, institution));
  const auto wanted = folded(filter.texto);
  std::map<std::string, Date> moved;
  constexpr auto last_steps = R"(
    select number, max(on_date) from finding_step where institution = ?1 group by number
     order by number)";
  CHECK(db.each(last_steps, {storage::as_value(institution)},
                [&](const storage::Row& row) -> Result<void> {
                  moved[row.text(0)] = row.date(1);
                  return {};
                }));
  std::set<std::string> waiting;
  constexpr auto unanswered = R"(
    select distinct number from finding_extension where institution = ?1 and answer = ''
     order by number)";
  CHECK(db.each(unanswered, {storage::as_value(institution)},
                [&](const storage::Row& row) -> Result<void> {
                  waiting.insert(row.text(0));
                  return {};
                }));
  FindingBoard board;
  std::map<std::int64_t, FindingBoard::Year> years;
  for (auto& row : TRY(storage::findings(db, institution))) {
    if (row.state == EstadoHallazgo::Emitida && !filter.emitidos) continue;
    auto line = line_of(std::move(row), names, audits, instruments, calendar, today);
    const auto& kept_row = line.row;
    const auto step = moved.find(kept_row.number);
    line.movido = step == moved.end() ? kept_row.issued : step->second;
    line.pide_prorroga = waiting.contains(kept_row.number);
    auto& year = years[static_cast<int>(kept_row.issued.year())];
    ++(kept_row.origin == Origen::Interna ? year.interna : year.contraloria);
    year.cerrados += kept_row.state == EstadoHallazgo::Cerrada ? 1 : 0;
    ++board.por_estado[std::to_underlying(kept_row.state)];
    board.abiertos += abierto(kept_row.state) ? 1 : 0;
    board.vencidos += line.vencido > 0 ? 1 : 0;
    board.propuestas += kept_row.proposal == Propuesta::Ninguna ? 0 : 1;
    board.reincidentes += kept_row.recurrences > 0 ? 1 : 0;
    board.exceptuados += kept_row.excepted(today) ? 1 : 0;
    if (kept(filter, line, wanted)) board.lines.push_back(std::move(line));
  }
  for (auto& [anio, year] : years) {
    year.anio = anio;
    board.anios.push_back(year);
  }
  constexpr Date never{std::chrono::year{9999}, std::chrono::December, std::chrono::day{31}};
  std::ranges::stable_sort(board.lines, {}, [&](const FindingLine& line) {
    return std::tuple(-line.vencido, !abierto(line.row.state),
                      std::chrono::sys_days{line.row.due.value_or(never)}, line.row.number);
  });
  return board;
}

Result<OverdueCount> overdue_findings(storage::Database& db, std::string_view institution,
                                      Date today) {
  const auto calendar = TRY(offices(db));
  OverdueCount count;
  for (const auto& row : TRY(storage::findings(db, institution))) {
    if (row.state == EstadoHallazgo::Emitida) continue;
    ++count.todas;
    if (!abierto(row.state)) continue;
    ++count.abiertas;
    const auto days = row.excepted(today) ? 0 : dias_vencido(calendar, row.state, row.due, today);
    count.vencidas += days > 0 ? 1 : 0;
    count.dias_max = std::max(count.dias_max, days);
  }
  return count;
}

Result<std::optional<FindingWhole>> finding(storage::Database& db, std::string_view institution,
                                            std::string_view number, Date today) {
  auto row = TRY(storage::finding_row(db, institution, number));
  if (!row) return std::optional<FindingWhole>{};
  FindingWhole whole;
  whole.nombres = TRY(ActorNames::read(db));
  const auto calendar = TRY(offices(db));
  whole.line = line_of(*std::move(row), whole.nombres, TRY(audit_titles(db, institution)),
                       TRY(instrument_names(db, institution)), calendar, today);
  whole.pasos = TRY(storage::finding_steps(db, institution, number));
  whole.acciones = TRY(storage::finding_actions(db, institution, number));
  whole.evidencias = TRY(storage::finding_evidence(db, institution, number));
  whole.prorrogas = TRY(storage::finding_extensions(db, institution, number));
  whole.comentarios = TRY(storage::finding_comments(db, institution, number));
  whole.pruebas = TRY(storage::finding_tests(db, institution, number));
  if (!whole.line.row.instrument.empty())
    whole.instrumento = TRY(storage::instrument_row(db, institution, whole.line.row.instrument));
  return std::optional(std::move(whole));
}

Result<AuditPlan> audit_plan(storage::Database& db, std::string_view institution,
                             std::int64_t year) {
  const auto names = TRY(ActorNames::read(db));
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> found;
  for (const auto& row : TRY(storage::findings(db, institution))) {
    auto& [all, open] = found[row.audit];
    ++all;
    open += abierto(row.state) ? 1 : 0;
  }
  AuditPlan plan;
  plan.aprobado = TRY(storage::audit_plan_approved(db, institution, year));
  for (auto& row : TRY(storage::audits(db, institution))) {
    if (row.year != year) continue;
    const auto [all, open] = found[row.number];
    auto auditor = names.of(row.auditor);
    plan.lines.push_back({std::move(row), std::move(auditor), all, open});
  }
  return plan;
}

Result<ControlBoard> controls(storage::Database& db, std::string_view institution, Date today) {
  const auto calendar = TRY(offices(db));
  const auto names = TRY(ActorNames::read(db));
  const auto first = std::to_string(static_cast<int>(today.year())) + "-01-01", last = show(today);
  ControlBoard board;
  board.sujetos = TRY(storage::control_subjects(db, institution));
  std::map<std::string, std::map<std::string, std::string>> missed;
  for (const auto& row : TRY(storage::findings(db, institution)))
    if (!row.instrument.empty()) missed[row.instrument][row.instrument_period] = row.number;
  const auto runs = TRY(storage::control_runs(db, institution, ""));
  const auto requests = TRY(storage::control_requests(db, institution, ""));
  std::map<std::string, ProcessCoverage> coverage;
  std::set<std::string> covered;
  for (auto& row : TRY(storage::instruments(db, institution))) {
    InstrumentLine line;
    line.dueno = names.of(row.owner);
    std::vector<Corrida> done;
    for (const auto& run : runs)
      if (run.code == row.code) {
        line.corridas.push_back(run);
        done.push_back({run.period, run.on});
      }
    std::vector<Solicitud> asked_for;
    for (const auto& request : requests)
      if (request.code == row.code) {
        line.solicitudes.push_back(request);
        asked_for.push_back({request.request, request.asked});
      }
    line.obligaciones = obligaciones(row.when, done, asked_for, calendar, today);
    line.proxima = proxima(row.when, done, calendar, today);
    line.hallazgos = missed[row.code];
    for (const auto& owed : line.obligaciones) {
      line.tarde += owed.tarde() ? 1 : 0;
      line.hechos += owed.hecha ? 1 : 0;
      line.faltan += owed.falta(today) ? 1 : 0;
    }
    line.debidos = line.hechos + line.faltan;
    if (row.when.modo == Modo::Permanente) {
      for (const auto& [month, said] :
           TRY(storage::rule_months(db, institution, {row.rule, "", 0, first, last}))) {
        line.revisados += said.judged();
        line.avisos += said.failing;
      }
    }
    if (!row.when.retirado) {
      ++board.vigentes;
      auto& one = coverage[row.process];
      ++one.instrumentos[std::to_underlying(row.component)];
      covered.insert(row.subjects.begin(), row.subjects.end());
    }
    board.debidos += line.debidos;
    board.hechos += line.hechos;
    board.faltan += line.faltan;
    line.row = std::move(row);
    board.lines.push_back(std::move(line));
  }
  for (const auto& subject : board.sujetos) {
    auto& one = coverage[subject.process];
    ++one.sujetos;
    one.cubiertos += covered.contains(subject.code) ? 1 : 0;
  }
  for (auto& [process, one] : coverage) {
    one.proceso = process;
    board.cobertura.push_back(one);
  }
  return board;
}

}  // namespace queries
