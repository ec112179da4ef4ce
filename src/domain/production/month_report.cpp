// Decisions on a unit's month.
#include "domain/production/month_report.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "domain/production/refusals.hpp"

namespace production {
namespace {

constexpr std::string_view state_names[] = {"borrador", "enviado", "validado", "devuelto"};

bool editable(ReportState state) {
  return state == ReportState::Borrador || state == ReportState::Devuelto;
}

void check_programme(const UnitMonth& month, const GoalRow& row,
                     const std::optional<Programme>& in_force, std::vector<Error>& faults) {
  for (const auto& amount : {row.programmed, row.reprogrammed})
    if (amount) check_amount(*amount, "programado", faults);
  const bool first = row.programmed && !in_force;
  const bool again =
      row.reprogrammed && (!in_force || *row.reprogrammed != in_force->in_force || row.programmed);
  if ((first || again) && month.closed) faults.push_back(refusal(Refusal::MonthClosed));
  if (row.programmed && in_force && *row.programmed != in_force->initial)
    faults.push_back(refusal(Refusal::AlreadyProgrammed, {{"hallado", show(*row.programmed)},
                                                          {"esperado", show(in_force->initial)}}));
  if (!row.reprogrammed) return;
  if (!in_force && !row.programmed) faults.push_back(refusal(Refusal::NotProgrammed));
  if (trimmed(row.reason).empty()) faults.push_back(refusal(Refusal::ReprogrammingWithoutReason));
  if (trimmed(row.act).empty()) faults.push_back(refusal(Refusal::ReprogrammingWithoutAct));
}

std::optional<Programme> next_programme(const GoalRow& row,
                                        const std::optional<Programme>& in_force) {
  auto programme = in_force;
  if (!programme && row.programmed) programme = Programme{*row.programmed, *row.programmed, 1};
  if (programme && row.reprogrammed && *row.reprogrammed != programme->in_force) {
    programme->in_force = *row.reprogrammed;
    ++programme->version;
  }
  return programme == in_force ? std::nullopt : programme;
}

void check_execution(const UnitMonth& month, bool begun, const Report& report, const Cell& cell,
                     std::vector<Error>& faults) {
  check_report(report, faults);
  if (cell.report == report) return;  // Says what is known already: harmless at any time.
  if (month.closed)
    faults.push_back(refusal(Refusal::MonthClosed));
  else if (!editable(month.state))
    faults.push_back(refusal(Refusal::ReportSent, {{"estado", std::string(name_of(month.state))}}));
  if (!begun) faults.push_back(refusal(Refusal::MonthNotBegun));
}

Report report_of(const GoalRow& row, CountKind kind) {
  Report report{*row.executed, kind, row.parts, row.evidence, row.note};
  std::ranges::sort(report.parts, {}, [](const Part& part) {
    return std::pair(part.axis, std::string_view(part.category));
  });
  return report;
}

// The change that one row asks for, and what speaks against it.
CellChange decide_row(const UnitMonth& month, bool begun, const GoalRow& row, const Cell& cell,
                      std::vector<Error>& faults) {
  CellChange change{row.key, CountKind::Atenciones, {}, row.reason, row.act, {}};
  if (!cell.subproducto_exists)
    faults.push_back(refusal(Refusal::UnknownSubproducto, {{"hallado", row.key.subproducto}}));
  if (!cell.unit_exists)
    faults.push_back(refusal(Refusal::UnknownUnit, {{"hallado", row.key.unit}}));
  if (!row.programmed && !row.reprogrammed && !row.executed)
    faults.push_back(refusal(row.parts.empty() ? Refusal::RowEmpty : Refusal::PartsWithoutTotal));
  const auto kind = cell.kind ? cell.kind : row.kind;
  if (!kind) faults.push_back(refusal(Refusal::KindMissing));
  if (cell.kind && row.kind && cell.kind != row.kind)
    faults.push_back(
        refusal(Refusal::KindDiffers, {{"hallado", std::string(name_of(*row.kind))},
                                       {"esperado", std::string(name_of(*cell.kind))}}));
  change.kind = kind.value_or(CountKind::Atenciones);
  check_programme(month, row, cell.programme, faults);
  change.programme = next_programme(row, cell.programme);
  if (row.executed) {
    const Report report = report_of(row, change.kind);
    check_execution(month, begun, report, cell, faults);
    if (cell.report != report) change.report = report;
  }
  return change;
}

void place(std::vector<Error>& faults, std::size_t from, const GoalRow& row) {
  for (std::size_t i = from; i < faults.size(); ++i) {
    auto& details = faults[i].details;
    details.push_back({"subproducto", row.key.subproducto});
    details.push_back({"unidad", row.key.unit});
    details.push_back({"mes", show(row.key.month)});
    add_place(details, row.place);
  }
}

}  // namespace

std::string_view name_of(ReportState state) { return state_names[std::to_underlying(state)]; }

std::optional<ReportState> report_state(std::string_view name) {
  const auto found = std::ranges::find(state_names, name);
  if (found == std::end(state_names)) return std::nullopt;
  return ReportState(found - std::begin(state_names));
}

Result<std::vector<CellChange>> decide_rows(const UnitMonth& month, bool begun,
                                            const std::vector<GoalRow>& rows,
                                            const std::function<Cell(const GoalKey&)>& known) {
  std::vector<CellChange> changes;
  std::vector<Error> faults;
  std::set<GoalKey> seen;
  std::map<std::string, CountKind> declared;  // Kinds that earlier rows of this file give.
  for (const auto& row : rows) {
    const std::size_t from = faults.size();
    if (!seen.insert(row.key).second) faults.push_back(refusal(Refusal::RowDoubled));
    Cell cell = known(row.key);
    if (const auto kind = declared.find(row.key.subproducto); !cell.kind && kind != declared.end())
      cell.kind = kind->second;
    auto change = decide_row(month, begun, row, cell, faults);
    declared.emplace(row.key.subproducto, change.kind);
    place(faults, from, row);
    if (change.programme || change.report) changes.push_back(std::move(change));
  }
  if (faults.empty()) return changes;
  Error first = faults.front();
  if (faults.size() > 1) first.all = std::move(faults);
  return std::unexpected(std::move(first));
}

Result<UnitMonth> send(UnitMonth month, const std::vector<std::string>& reported,
                       const std::vector<std::string>& unreported,
                       const std::vector<Missing>& declared, const std::string& actor) {
  if (month.closed) return refuse(Refusal::MonthClosed);
  if (!editable(month.state))
    return refuse(Refusal::ReportSent, {{"estado", std::string(name_of(month.state))}});
  if (reported.empty()) return refuse(Refusal::NothingReported);
  for (const auto& code : unreported) {
    const auto said = std::ranges::find(declared, code, &Missing::subproducto);
    if (said == declared.end() || trimmed(said->reason).empty())
      return refuse(Refusal::ReportIncomplete, {{"subproducto", code}});
  }
  month.state = ReportState::Enviado;
  month.sent_by = actor;
  return month;
}

Result<UnitMonth> validate(UnitMonth month, const std::string& actor) {
  if (month.closed) return refuse(Refusal::MonthClosed);
  if (month.state != ReportState::Enviado)
    return refuse(Refusal::NotSent, {{"estado", std::string(name_of(month.state))}});
  if (actor == month.sent_by) return refuse(Refusal::SamePerson, {{"hallado", actor}});
  month.state = ReportState::Validado;
  return month;
}

Result<UnitMonth> give_back(UnitMonth month, const std::string& reason) {
  if (month.closed) return refuse(Refusal::MonthClosed);
  if (editable(month.state))
    return refuse(Refusal::NotSent, {{"estado", std::string(name_of(month.state))}});
  if (trimmed(reason).empty()) return refuse(Refusal::ReasonMissing);
  month.state = ReportState::Devuelto;
  return month;
}

}  // namespace production
