// Reading and describing the rows of 0006_production.sql.
#include "storage/goal_store.hpp"

#include <cassert>

namespace storage {
namespace {

using production::GoalKey;

constexpr std::string_view in_force = "from_seq <= ?4 and (until_seq is null or until_seq > ?4)";

std::string asking(std::string_view columns, std::string_view table, std::string_view order) {
  return "select " + std::string(columns) + " from " + std::string(table) +
         " where institution = ?1 and month >= ?2 and month <= ?3 and " + std::string(in_force) +
         " order by " + std::string(order);
}

constexpr std::string_view programme_columns =
    "subproducto, unit, month, initial, amount, version, reason, act, on_date, from_seq";
constexpr std::string_view report_columns =
    "subproducto, unit, month, amount, kind, parts, evidence, note, rectification, illustrative, "
    "from_seq";
constexpr std::string_view unit_month_columns =
    "unit, month, state, sent_by, sent_on, on_date, comment, missing, from_seq";
constexpr std::string_view value_columns =
    "series, unit, detail, period, amount, unit_of_measure, kind, source, evidence, note, reason, "
    "illustrative, on_date, from_seq";
constexpr std::string_view rectification_columns =
    "number, subproducto, unit, month, old_amount, new_amount, parts, evidence, note, reason, "
    "state, proposed_by, proposed_on, decided_by, decided_on, decided_seq";

// Our own rows: what does not parse is damage that verification names, not a case of the field.
json::array array_in(std::string_view text) { return parse_json(text).value().as_array(); }

std::optional<Date> date_in(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(parse_date(text).value());
}

GoalKey key_in(const Row& row, int column) {
  return {row.text(column), row.text(column + 1), row.month(column + 2)};
}

ProgrammeRow read_programme(const Row& row) {
  return {key_in(row, 0), {row.quantity(3), row.quantity(4), static_cast<int>(row.integer(5))},
          row.text(6),    row.text(7),
          row.date(8),    row.integer(9)};
}

ReportRow read_report(const Row& row) {
  return {key_in(row, 0),
          {row.quantity(3), production::count_kind(row.view(4)).value(),
           parts_from(array_in(row.view(5))).value(), evidence_from(array_in(row.view(6))).value(),
           row.text(7)},
          row.optional_integer(8),
          row.integer(9) != 0,
          row.integer(10)};
}

UnitMonthRow read_unit_month(const Row& row) {
  UnitMonthRow read{row.text(0),
                    row.month(1),
                    production::report_state(row.view(2)).value(),
                    row.integer(3),
                    date_in(row.view(4)),
                    row.date(5),
                    row.text(6),
                    {},
                    row.integer(8)};
  for (const auto& each : array_in(row.view(7)))
    read.missing.push_back(
        {std::string(each.as_array()[0].as_string()), std::string(each.as_array()[1].as_string())});
  return read;
}

RectificationRow read_rectification(const Row& row) {
  RectificationRow read;
  read.number = row.integer(0);
  read.asked.key = key_in(row, 1);
  read.asked.old_amount = row.optional_quantity(4);
  read.asked.now.amount = row.quantity(5);
  read.asked.now.parts = parts_from(array_in(row.view(6))).value();
  read.asked.now.evidence = evidence_from(array_in(row.view(7))).value();
  read.asked.now.note = row.text(8);
  read.asked.reason = row.text(9);
  read.state = row.text(10);
  read.proposed_by = row.integer(11);
  read.proposed_on = row.date(12);
  read.decided_by = row.optional_integer(13);
  read.decided_on = date_in(row.view(14));
  read.decided_seq = row.optional_integer(15);
  return read;
}

ValueRow read_value(const Row& row) {
  ValueRow read;
  read.value.key = {row.text(0), row.text(1), row.text(2),
                    production::Period::parse(row.view(3)).value()};
  read.value.value = row.quantity(4);
  read.value.unit_of_measure = row.text(5);
  read.value.kind = production::count_kind(row.view(6));
  read.value.source = row.text(7);
  read.value.evidence = evidence_from(array_in(row.view(8))).value();
  read.value.note = row.text(9);
  read.reason = row.text(10);
  read.value.illustrative = row.integer(11) != 0;
  read.on = row.date(12);
  read.from_seq = row.integer(13);
  return read;
}

void add_key(Fields& fields, const GoalKey& key) {
  fields.emplace_back("subproducto", as_value(key.subproducto));
  fields.emplace_back("unit", as_value(key.unit));
  fields.emplace_back("month", as_value(key.month));
}

json::array pairs(const auto& list, auto first, auto second) {
  json::array all;
  for (const auto& each : list)
    all.push_back(json::array{std::string(each.*first), std::string(each.*second)});
  return all;
}

}  // namespace

json::array to_json(const std::vector<production::Part>& parts) {
  json::array all;
  for (const auto& part : parts)
    all.push_back(json::array{name_of(part.axis), part.category, show(part.amount)});
  return all;
}

json::array to_json(const std::vector<production::Evidence>& evidence) {
  return pairs(evidence, &production::Evidence::sha256, &production::Evidence::name);
}

Result<std::vector<production::Part>> parts_from(const json::array& array) {
  std::vector<production::Part> parts;
  for (const auto& each : array) {
    const auto* cells = each.if_array();
    if (!cells || cells->size() != 3 || !(*cells)[0].is_string() || !(*cells)[1].is_string() ||
        !(*cells)[2].is_string())
      return refuse(JsonRefusal::WrongType, {{"campo", "partes"}});
    const auto axis = production::axis((*cells)[0].as_string());
    if (!axis) return refuse(JsonRefusal::WrongType, {{"campo", "partes"}});
    parts.push_back({*axis, std::string((*cells)[1].as_string()),
                     TRY(Quantity::parse((*cells)[2].as_string()))});
  }
  return parts;
}

Result<std::vector<production::Evidence>> evidence_from(const json::array& array) {
  std::vector<production::Evidence> evidence;
  for (const auto& each : array) {
    const auto* cells = each.if_array();
    if (!cells || cells->size() != 2 || !(*cells)[0].is_string() || !(*cells)[1].is_string())
      return refuse(JsonRefusal::WrongType, {{"campo", "evidencia"}});
    evidence.push_back(
        {std::string((*cells)[0].as_string()), std::string((*cells)[1].as_string())});
  }
  return evidence;
}

Result<std::vector<ProgrammeRow>> programmes_at(Database& db, std::string_view institution,
                                                Month first, Month last, std::int64_t seq) {
  return db.rows(asking(programme_columns, "goal_programme", "subproducto, unit, month"),
                 read_programme, institution, first, last, seq);
}

Result<std::vector<ReportRow>> reports_at(Database& db, std::string_view institution, Month first,
                                          Month last, std::int64_t seq) {
  return db.rows(asking(report_columns, "goal_report", "subproducto, unit, month"), read_report,
                 institution, first, last, seq);
}

Result<std::vector<UnitMonthRow>> unit_months_at(Database& db, std::string_view institution,
                                                 Month first, Month last, std::int64_t seq) {
  return db.rows(asking(unit_month_columns, "goal_unit_month", "unit, month"), read_unit_month,
                 institution, first, last, seq);
}

Result<std::vector<CloseRow>> closes_at(Database& db, std::string_view institution, Month first,
                                        Month last, std::int64_t seq) {
  constexpr auto sql = R"(
    select month, absentees, on_date, from_seq
      from month_close
     where institution = ?1 and month >= ?2 and month <= ?3 and from_seq <= ?4
     order by month)";
  const auto read = [](const Row& row) {
    CloseRow close{row.month(0), {}, row.date(2), row.integer(3)};
    for (const auto& each : array_in(row.view(1)))
      close.absentees.push_back({std::string(each.as_array()[0].as_string()),
                                 std::string(each.as_array()[1].as_string())});
    return close;
  };
  return db.rows(sql, read, institution, first, last, seq);
}

Result<std::optional<ProgrammeRow>> programme_of(Database& db, std::string_view institution,
                                                 const GoalKey& key) {
  const auto one = "select " + std::string(programme_columns) +
                   " from goal_programme where institution = ?1 and subproducto = ?2 and unit = ?3 "
                   "and month = ?4 and until_seq is null";
  return db.first(one, read_programme, institution, key.subproducto, key.unit, key.month);
}

Result<std::optional<ReportRow>> report_of(Database& db, std::string_view institution,
                                           const GoalKey& key, std::int64_t seq) {
  const auto sql = "select " + std::string(report_columns) +
                   " from goal_report where institution = ?1 and subproducto = ?2 and unit = ?3 "
                   "and month = ?5 and " +
                   std::string(in_force);
  return db.first(sql, read_report, institution, key.subproducto, key.unit, seq, key.month);
}

Result<std::optional<UnitMonthRow>> unit_month_of(Database& db, std::string_view institution,
                                                  std::string_view unit, Month month) {
  const auto sql = "select " + std::string(unit_month_columns) +
                   " from goal_unit_month where institution = ?1 and unit = ?2 and month = ?3 "
                   "and until_seq is null";
  return db.first(sql, read_unit_month, institution, unit, month);
}

Result<std::vector<RectificationRow>> rectifications(Database& db, std::string_view institution) {
  const auto sql = "select " + std::string(rectification_columns) +
                   " from goal_rectification where institution = ?1 order by number";
  return db.rows(sql, read_rectification, institution);
}

Result<std::vector<ValueRow>> values_at(Database& db, std::string_view institution,
                                        std::string_view series, std::int64_t seq) {
  const auto sql = "select " + std::string(value_columns) +
                   " from series_value where institution = ?1 and (series = ?2 or ?2 = '') and "
                   "from_seq <= ?3 and (until_seq is null or until_seq > ?3) "
                   "order by series, unit, detail, period";
  return db.rows(sql, read_value, institution, series, seq);
}

Result<std::vector<CutRow>> cuts(Database& db, std::string_view institution) {
  constexpr auto sql = R"(
    select code, version, first_month, last_month, institution_seq, installation_seq, frozen_at,
           open_months, norms
      from cut
     where institution = ?1
     order by institution_seq, code, version)";
  const auto read = [](const Row& row) {
    CutRow cut{row.text(0),    row.integer(1), row.month(2), row.month(3), row.integer(4),
               row.integer(5), row.integer(6), {},           row.text(8)};
    for (const auto& each : array_in(row.view(7)))
      cut.open_months.push_back(Month::parse(each.as_string()).value());
    return cut;
  };
  return db.rows(sql, read, institution);
}

Fields fields_of(const ProgrammeRow& row, std::optional<std::int64_t> until) {
  Fields fields;
  add_key(fields, row.key);
  fields.insert(fields.end(), {{"from_seq", as_value(row.from_seq)},
                               {"until_seq", as_value(until)},
                               {"initial", as_value(row.programme.initial)},
                               {"amount", as_value(row.programme.in_force)},
                               {"version", as_value(row.programme.version)},
                               {"reason", as_value(row.reason)},
                               {"act", as_value(row.act)},
                               {"on_date", as_value(row.on)}});
  return fields;
}

Fields fields_of(const ReportRow& row, std::optional<std::int64_t> until) {
  Fields fields;
  add_key(fields, row.key);
  fields.insert(fields.end(), {{"from_seq", as_value(row.from_seq)},
                               {"until_seq", as_value(until)},
                               {"amount", as_value(row.report.amount)},
                               {"kind", as_value(name_of(row.report.kind))},
                               {"parts", as_value(canonical(to_json(row.report.parts)))},
                               {"evidence", as_value(canonical(to_json(row.report.evidence)))},
                               {"note", as_value(row.report.note)},
                               {"rectification", as_value(row.rectification)},
                               {"illustrative", as_value(row.illustrative)}});
  return fields;
}

Fields fields_of(const UnitMonthRow& row, std::optional<std::int64_t> until) {
  const auto missing =
      pairs(row.missing, &production::Missing::subproducto, &production::Missing::reason);
  return {{"unit", as_value(row.unit)},
          {"month", as_value(row.month)},
          {"from_seq", as_value(row.from_seq)},
          {"until_seq", as_value(until)},
          {"state", as_value(name_of(row.state))},
          {"sent_by", as_value(row.sent_by)},
          {"sent_on", as_value(row.sent_on ? show(*row.sent_on) : "")},
          {"on_date", as_value(row.on)},
          {"comment", as_value(row.comment)},
          {"missing", as_value(canonical(missing))}};
}

Fields fields_of(const CloseRow& row) {
  const auto absentees =
      pairs(row.absentees, &production::Absentee::unit, &production::Absentee::reason);
  return {{"month", as_value(row.month)},
          {"absentees", as_value(canonical(absentees))},
          {"on_date", as_value(row.on)},
          {"from_seq", as_value(row.from_seq)}};
}

Fields fields_of(const RectificationRow& row) {
  Fields fields{{"number", as_value(row.number)}};
  add_key(fields, row.asked.key);
  fields.insert(fields.end(), {{"old_amount", as_value(row.asked.old_amount)},
                               {"new_amount", as_value(row.asked.now.amount)},
                               {"parts", as_value(canonical(to_json(row.asked.now.parts)))},
                               {"evidence", as_value(canonical(to_json(row.asked.now.evidence)))},
                               {"note", as_value(row.asked.now.note)},
                               {"reason", as_value(row.asked.reason)},
                               {"state", as_value(row.state)},
                               {"proposed_by", as_value(row.proposed_by)},
                               {"proposed_on", as_value(row.proposed_on)},
                               {"decided_by", as_value(row.decided_by)},
                               {"decided_on", as_value(row.decided_on)},
                               {"decided_seq", as_value(row.decided_seq)}});
  return fields;
}

Fields fields_of(const ValueRow& row, std::optional<std::int64_t> until) {
  const auto& value = row.value;
  assert(value.value);
  return {{"series", as_value(value.key.series)},
          {"unit", as_value(value.key.unit)},
          {"detail", as_value(value.key.detail)},
          {"period", as_value(show(value.key.period))},
          {"from_seq", as_value(row.from_seq)},
          {"until_seq", as_value(until)},
          {"amount", as_value(*value.value)},
          {"unit_of_measure", as_value(value.unit_of_measure)},
          {"kind", as_value(value.kind ? name_of(*value.kind) : std::string_view{})},
          {"source", as_value(value.source)},
          {"evidence", as_value(canonical(to_json(value.evidence)))},
          {"note", as_value(value.note)},
          {"reason", as_value(row.reason)},
          {"illustrative", as_value(value.illustrative)},
          {"on_date", as_value(row.on)}};
}

Fields fields_of(const CutRow& row) {
  json::array open;
  for (const Month month : row.open_months) open.push_back(json::value(show(month)));
  return {{"code", as_value(row.code)},
          {"version", as_value(row.version)},
          {"first_month", as_value(row.first)},
          {"last_month", as_value(row.last)},
          {"institution_seq", as_value(row.institution_seq)},
          {"installation_seq", as_value(row.installation_seq)},
          {"frozen_at", as_value(row.frozen_at)},
          {"open_months", as_value(canonical(open))},
          {"norms", as_value(row.norms)}};
}

}  // namespace storage
