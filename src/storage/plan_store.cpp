// Reading and describing the rows of 0005_plan.sql.
#include "storage/plan_store.hpp"

#include <array>
#include <memory>
#include <mutex>

#include "domain/planning/names.hpp"
#include "domain/planning/plan_json.hpp"

namespace storage {
namespace {

using production::GoalKey;

constexpr std::string_view version_columns =
    "number, name, fiscal_year, digest, acts, file_name, file_hash, actor, on_date, from_seq, "
    "until_seq";
constexpr std::string_view goal_columns =
    "subproducto, unit, month, initial, amount, kind, illustrative, from_seq";
constexpr std::string_view sheet_columns =
    "document, state, proposed_by, proposed_on, proposed_seq, approved_by, approved_on, "
    "approved_seq, act";

PlanVersionRow read_version(const Row& row) {
  return {row.integer(0),
          row.text(1),
          row.year(2),
          row.text(3),
          row.text(4),
          row.text(5),
          row.text(6),
          row.integer(7),
          row.date(8),
          row.integer(9),
          row.optional_integer(10)};
}

PlanGoalRow read_goal(const Row& row) {
  return {{row.text(0), row.text(1), row.month(2)},
          row.quantity(3),
          row.quantity(4),
          planning::value_of<planning::TipoConteo>(row.view(5)).value(),
          row.integer(6) != 0,
          row.integer(7)};
}

SheetRow read_sheet(const Row& row) {
  SheetRow read{planning::ficha_from_json(parse_json(row.view(0)).value()).value(),
                row.view(1) == "aprobada",
                row.integer(2),
                row.date(3),
                row.integer(4),
                row.text(5),
                {},
                row.optional_integer(7),
                row.text(8)};
  if (!row.is_null(6)) read.approved_on = row.date(6);
  return read;
}

std::vector<production::Evidence> evidence_in(std::string_view text) {
  return evidence_from(parse_json(text).value().as_array()).value();
}

MeasureProgressRow read_measure(const Row& row) {
  return {row.text(0),
          Cuatrimestre::parse(row.view(1)).value(),
          planning::value_of<planning::MeasureState>(row.view(2)).value(),
          row.text(3),
          row.optional_quantity(4),
          row.optional_money(5),
          evidence_in(row.view(6)),
          row.integer(7),
          row.date(8),
          row.integer(9)};
}

PolicyProgressRow read_policy(const Row& row) {
  return {static_cast<std::int32_t>(row.integer(0)),
          Cuatrimestre::parse(row.view(1)).value(),
          row.text(2),
          row.optional_quantity(3),
          evidence_in(row.view(4)),
          row.integer(5),
          row.date(6),
          row.integer(7)};
}

// The plan of a document. Versions are never overwritten and every page asks for one of the last
// few, so what was parsed is kept: by its text, which no two databases can confuse.
Result<planning::Plan> plan_of(std::string_view document) {
  struct Parsed {
    std::string document;
    std::shared_ptr<const planning::Plan> plan;
  };
  static std::mutex mutex;
  static std::array<Parsed, 4> kept;
  static std::size_t next = 0;
  std::shared_ptr<const planning::Plan> found;
  {
    const std::lock_guard lock{mutex};
    for (const auto& parsed : kept)
      if (parsed.plan && parsed.document == document) found = parsed.plan;
  }
  if (found) return *found;
  auto plan = TRY(planning::parse_plan(document));
  const std::lock_guard lock{mutex};
  kept[next++ % kept.size()] = {std::string(document), std::make_shared<planning::Plan>(plan)};
  return plan;
}

Result<std::optional<StoredPlan>> stored(Database& db, const std::string& sql,
                                         const Parameters& parameters) {
  std::optional<StoredPlan> found;
  CHECK(db.each(sql, parameters, [&](const Row& row) -> Result<void> {
    // Our own document: what does not parse is damage, and is told as what it is.
    if (!found) found = StoredPlan{read_version(row), TRY(plan_of(row.view(11)))};
    return {};
  }));
  return found;
}

}  // namespace

Result<std::vector<PlanVersionRow>> plan_versions(Database& db, std::string_view institution) {
  const auto sql = "select " + std::string(version_columns) +
                   " from plan_version where institution = ?1 order by number";
  return db.rows(sql, read_version, institution);
}

Result<std::optional<StoredPlan>> plan_at(Database& db, std::string_view institution,
                                          std::optional<FiscalYear> year, std::int64_t seq) {
  const auto sql = "select " + std::string(version_columns) +
                   ", document from plan_version where institution = ?1 and from_seq <= ?2 and "
                   "(until_seq is null or until_seq > ?2) and (?3 = 0 or fiscal_year = ?3) "
                   "order by fiscal_year desc, number desc limit 1";
  return stored(db, sql,
                {as_value(institution), as_value(seq),
                 as_value(std::int64_t{year ? year->year : std::int16_t{0}})});
}

Result<std::optional<StoredPlan>> plan_version(Database& db, std::string_view institution,
                                               std::int64_t number) {
  const auto sql = "select " + std::string(version_columns) +
                   ", document from plan_version where institution = ?1 and number = ?2";
  return stored(db, sql, {as_value(institution), as_value(number)});
}

Result<std::string> plan_document(Database& db, std::string_view institution, std::int64_t number) {
  constexpr auto sql = "select document from plan_version where institution = ?1 and number = ?2";
  const auto read = [](const Row& row) { return row.text(0); };
  return TRY(db.first(sql, read, institution, number)).value_or("");
}

Result<std::vector<PlanGoalRow>> plan_goals_at(Database& db, std::string_view institution,
                                               Month first, Month last, std::int64_t seq) {
  const auto sql = "select " + std::string(goal_columns) +
                   " from plan_goal where institution = ?1 and month >= ?2 and month <= ?3 and "
                   "from_seq <= ?4 and (until_seq is null or until_seq > ?4) "
                   "order by subproducto, unit, month";
  return db.rows(sql, read_goal, institution, first, last, seq);
}

Result<std::optional<PlanGoalRow>> plan_goal_of(Database& db, std::string_view institution,
                                                const GoalKey& key) {
  const auto sql = "select " + std::string(goal_columns) +
                   " from plan_goal where institution = ?1 and subproducto = ?2 and unit = ?3 and "
                   "month = ?4 and until_seq is null";
  return db.first(sql, read_goal, institution, key.subproducto, key.unit, key.month);
}

Result<std::vector<SheetRow>> sheets_at(Database& db, std::string_view institution,
                                        std::int64_t seq) {
  const auto sql = "select " + std::string(sheet_columns) +
                   " from indicator_sheet where institution = ?1 and proposed_seq <= ?2 "
                   "order by code, version";
  auto rows = TRY(db.rows(sql, read_sheet, institution, seq));
  for (auto& row : rows)
    if (row.approved_seq && *row.approved_seq > seq) {
      row.approved = false;
      row.approved_by.clear();
      row.approved_on.reset();
      row.approved_seq.reset();
    }
  return rows;
}

Result<std::optional<SheetRow>> sheet_in_force(Database& db, std::string_view institution,
                                               std::string_view code, Date date, std::int64_t seq) {
  std::optional<SheetRow> found;
  for (auto& row : TRY(sheets_at(db, institution, seq))) {
    const auto& sheet = row.sheet;
    if (sheet.codigo != code || !row.approved) continue;
    if (sheet.vigente_desde && *sheet.vigente_desde > date) continue;
    if (sheet.vigente_hasta && *sheet.vigente_hasta < date) continue;
    found = std::move(row);
  }
  return found;
}

Result<std::vector<AcceptedFindingRow>> accepted_findings(Database& db,
                                                          std::string_view institution,
                                                          std::int64_t plan) {
  constexpr auto sql = R"(
    select plan, finding, code, place, reason, actor, on_date
      from accepted_finding
     where institution = ?1 and plan = ?2
     order by finding)";
  const auto read = [](const Row& row) {
    return AcceptedFindingRow{row.integer(0), row.text(1),    row.text(2), row.text(3),
                              row.text(4),    row.integer(5), row.date(6)};
  };
  return db.rows(sql, read, institution, plan);
}

Result<std::vector<MeasureProgressRow>> measure_progress_at(Database& db,
                                                            std::string_view institution,
                                                            std::int64_t seq) {
  constexpr auto sql = R"(
    select measure, period, state, progress, amount, spent, evidence, actor, on_date, from_seq
      from measure_progress
     where institution = ?1 and from_seq <= ?2 and (until_seq is null or until_seq > ?2)
     order by measure, period)";
  return db.rows(sql, read_measure, institution, seq);
}

Result<std::vector<PolicyProgressRow>> policy_progress_at(Database& db,
                                                          std::string_view institution,
                                                          std::int64_t seq) {
  constexpr auto sql = R"(
    select line, period, progress, percent, evidence, actor, on_date, from_seq
      from policy_progress
     where institution = ?1 and from_seq <= ?2 and (until_seq is null or until_seq > ?2)
     order by line, period)";
  return db.rows(sql, read_policy, institution, seq);
}

Fields fields_of(const PlanVersionRow& row, std::string_view document) {
  return {{"number", as_value(row.number)},       {"name", as_value(row.name)},
          {"fiscal_year", as_value(row.year)},    {"digest", as_value(row.digest)},
          {"document", as_value(document)},       {"acts", as_value(row.acts)},
          {"file_name", as_value(row.file_name)}, {"file_hash", as_value(row.file_hash)},
          {"actor", as_value(row.actor)},         {"on_date", as_value(row.on)},
          {"from_seq", as_value(row.from_seq)},   {"until_seq", as_value(row.until_seq)}};
}

Fields fields_of(const PlanGoalRow& row, std::optional<std::int64_t> until) {
  return {{"subproducto", as_value(row.key.subproducto)},
          {"unit", as_value(row.key.unit)},
          {"month", as_value(row.key.month)},
          {"from_seq", as_value(row.from_seq)},
          {"until_seq", as_value(until)},
          {"initial", as_value(row.initial)},
          {"amount", as_value(row.amount)},
          {"kind", as_value(planning::name_of(row.kind))},
          {"illustrative", as_value(row.illustrative)}};
}

Fields fields_of(const SheetRow& row) {
  return {{"code", as_value(row.sheet.codigo)},
          {"version", as_value(std::int64_t{row.sheet.version})},
          {"document", as_value(canonical(planning::to_json(row.sheet)))},
          {"state", as_value(row.approved ? "aprobada" : "propuesta")},
          {"proposed_by", as_value(row.proposed_by)},
          {"proposed_on", as_value(row.proposed_on)},
          {"proposed_seq", as_value(row.proposed_seq)},
          {"approved_by", row.approved ? as_value(row.approved_by) : Value{}},
          {"approved_on", as_value(row.approved_on)},
          {"approved_seq", as_value(row.approved_seq)},
          {"act", as_value(row.act)}};
}

Fields fields_of(const AcceptedFindingRow& row) {
  return {{"plan", as_value(row.plan)},     {"finding", as_value(row.finding)},
          {"code", as_value(row.code)},     {"place", as_value(row.place)},
          {"reason", as_value(row.reason)}, {"actor", as_value(row.actor)},
          {"on_date", as_value(row.on)}};
}

Fields fields_of(const MeasureProgressRow& row, std::optional<std::int64_t> until) {
  return {{"measure", as_value(row.measure)},
          {"period", as_value(row.period)},
          {"from_seq", as_value(row.from_seq)},
          {"until_seq", as_value(until)},
          {"state", as_value(planning::name_of(row.state))},
          {"progress", as_value(row.progress)},
          {"amount", as_value(row.amount)},
          {"spent", as_value(row.spent)},
          {"evidence", as_value(canonical(to_json(row.evidence)))},
          {"actor", as_value(row.actor)},
          {"on_date", as_value(row.on)}};
}

Fields fields_of(const PolicyProgressRow& row, std::optional<std::int64_t> until) {
  return {{"line", as_value(std::int64_t{row.line})},
          {"period", as_value(row.period)},
          {"from_seq", as_value(row.from_seq)},
          {"until_seq", as_value(until)},
          {"progress", as_value(row.progress)},
          {"percent", as_value(row.percent)},
          {"evidence", as_value(canonical(to_json(row.evidence)))},
          {"actor", as_value(row.actor)},
          {"on_date", as_value(row.on)}};
}

}  // namespace storage
