// Rows of 0023_control_history.sql.
#include "storage/control_history.hpp"

namespace storage {
namespace {

using namespace control;

std::optional<Date> day_in(const Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.date(column);
}

template <class Kind>
Kind kind_in(const Row& row, int column) {
  return kind_of<Kind>(row.text(column)).value();
}

FindingStandingRow finding_from(const Row& row) {
  return {row.text(0),    row.integer(1), kind_in<EstadoHallazgo>(row, 2),
          day_in(row, 3), day_in(row, 4), row.integer(5),
          row.date(6)};
}

InstrumentStandingRow instrument_from(const Row& row) {
  return {row.text(0),
          row.integer(1),
          {kind_in<Modo>(row, 2), kind_in<Frecuencia>(row, 3), row.integer(4), row.date(5),
           day_in(row, 6)}};
}

RunStanding run_from(const Row& row) { return {row.text(0), {row.text(1), row.date(2)}}; }
RequestStanding request_from(const Row& row) { return {row.text(0), {row.text(1), row.date(2)}}; }

}  // namespace

Fields fields_of(const FindingStandingRow& row) {
  return {{"number", row.number},
          {"version", row.version},
          {"state", std::string(code_of(row.state))},
          {"due", as_value(row.due)},
          {"exception_until", as_value(row.exception_until)},
          {"recurrences", row.recurrences},
          {"on_date", as_value(row.on)}};
}

Result<std::vector<FindingStandingRow>> finding_standings(Database& db,
                                                          std::string_view institution,
                                                          std::int64_t seq) {
  return db.rows(
      R"(select number, version, state, due, exception_until, recurrences, on_date
           from finding_standing where institution = ?1 and seq <= ?2 order by number, version)",
      finding_from, institution, seq);
}

Fields fields_of(const InstrumentStandingRow& row) {
  return {{"code", row.code},
          {"version", row.version},
          {"mode", std::string(code_of(row.when.modo))},
          {"frequency", std::string(code_of(row.when.frecuencia))},
          {"days", row.when.plazo},
          {"from_date", as_value(row.when.desde)},
          {"retired", as_value(row.when.retirado)}};
}

Result<std::vector<InstrumentStandingRow>> instrument_standings(Database& db,
                                                                std::string_view institution,
                                                                std::int64_t seq) {
  return db.rows(
      R"(select s.code, s.version, s.mode, s.frequency, s.days, s.from_date, s.retired
           from instrument_standing s
          where s.institution = ?1 and s.seq <= ?2
            and not exists (select 1 from instrument_standing n
                             where n.institution = s.institution and n.code = s.code
                               and n.seq <= ?2 and n.version > s.version)
          order by s.code)",
      instrument_from, institution, seq);
}

Result<std::vector<RunStanding>> runs_until(Database& db, std::string_view institution,
                                            std::int64_t seq) {
  return db.rows(
      R"(select code, period, on_date from control_run
          where institution = ?1 and seq <= ?2 order by code, period)",
      run_from, institution, seq);
}

Result<std::vector<RequestStanding>> requests_until(Database& db, std::string_view institution,
                                                    std::int64_t seq) {
  return db.rows(
      R"(select code, request, asked_on from control_request
          where institution = ?1 and seq <= ?2 order by code, request)",
      request_from, institution, seq);
}

Fields fields_of(const RiskStandingRow& row) {
  return {{"ejercicio", std::int64_t{row.ejercicio.year}},
          {"number", row.number},
          {"probabilidad", std::int64_t{row.levels.probability.value()}},
          {"severidad", std::int64_t{row.levels.severity.value()}},
          {"valor_control", std::int64_t{row.levels.control.value()}},
          {"withdrawn", as_value(row.withdrawn)},
          {"on_date", as_value(row.on)}};
}

Result<std::vector<RiskStandingRow>> risk_standings(Database& db, std::string_view institution,
                                                    FiscalYear year, std::int64_t seq, Date day) {
  std::vector<RiskStandingRow> all;
  CHECK(db.each(
      R"(select number, probabilidad, severidad, valor_control, withdrawn, on_date
           from risk_standing
          where institution = ?1 and ejercicio = ?2 and seq <= ?3 and on_date <= ?4
          order by number, seq)",
      {as_value(institution), as_value(std::int64_t{year.year}), as_value(seq),
       as_value(show(day))},
      [&](const Row& row) -> Result<void> {
        RiskStandingRow one{.ejercicio = year,
                            .number = row.integer(0),
                            .levels = {TRY(Level::of(row.integer(1), "probabilidad")),
                                       TRY(Level::of(row.integer(2), "severidad")),
                                       TRY(Level::of(row.integer(3), "valor_control"))},
                            .withdrawn = row.integer(4) != 0,
                            .on = row.date(5)};
        if (!all.empty() && all.back().number == one.number)
          all.back() = one;
        else
          all.push_back(one);
        return {};
      }));
  return all;
}

// ---- What rules said of payment files -----------------------------------------------------------

Fields fields_of(const FileAskedRow& row) {
  return {{"number", row.number}, {"passed", row.passed}, {"untold", row.untold}};
}

Result<std::optional<FileAskedRow>> file_asked(Database& db, std::string_view institution,
                                               std::string_view number) {
  return db.first(
      "select number, passed, untold from file_asked where institution = ?1 and number = ?2",
      [](const Row& row) {
        return FileAskedRow{row.text(0), row.text(1), row.text(2)};
      },
      institution, number);
}

Result<std::map<std::string, RuleMonth>> rule_months(Database& db, std::string_view institution,
                                                     const RuleQuestion& asked) {
  std::map<std::string, RuleMonth> months;
  const auto word = ' ' + std::string(asked.rule) + ' ';
  CHECK(db.each(R"(
    select substr(p.received, 1, 7),
           sum(case when length(replace(a.passed, ?2, '')) < length(a.passed) then 1 else 0 end),
           sum(case when length(replace(a.untold, ?2, '')) < length(a.untold) then 1 else 0 end)
      from payment_file p
      join file_asked a on a.institution = p.institution and a.number = p.number
     where p.institution = ?1 and p.received >= ?3 and p.received <= ?4 and p.estado <> 'anulado'
       and (?5 = '' or p.unidad = ?5)
     group by substr(p.received, 1, 7) order by 1)",
                {as_value(institution), as_value(word), as_value(asked.first), as_value(asked.last),
                 as_value(asked.unit)},
                [&](const Row& row) -> Result<void> {
                  auto& month = months[row.text(0)];
                  month.passed = row.integer(1);
                  month.untold = row.integer(2);
                  return {};
                }));
  CHECK(db.each(R"(
    select substr(p.received, 1, 7), count(*),
           sum(case when exists (select 1 from flag_verdict v
                                  where v.institution = f.institution and v.number = f.number
                                    and v.rule = f.rule and v.finding = 'descartado'
                                    and v.actor <> ?6) then 0 else 1 end)
      from file_flag f
      join payment_file p on p.institution = f.institution and p.number = f.number
     where f.institution = ?1 and f.rule = ?2 and p.received >= ?3 and p.received <= ?4
       and p.estado <> 'anulado' and (?5 = '' or p.unidad = ?5)
     group by substr(p.received, 1, 7) order by 1)",
                {as_value(institution), as_value(asked.rule), as_value(asked.first),
                 as_value(asked.last), as_value(asked.unit), as_value(asked.responsible)},
                [&](const Row& row) -> Result<void> {
                  auto& month = months[row.text(0)];
                  month.flagged = row.integer(1);
                  month.failing = row.integer(2);
                  return {};
                }));
  return months;
}

}  // namespace storage
