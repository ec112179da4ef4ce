// Edits of cells become rows of a report, and are judged like those of a file.
#include "domain/production/capture.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/production/refusals.hpp"

namespace production {
namespace {

// How a refusal shows a content: its figure, or that there is none.
std::string shown(const CellContent& content) {
  return content.amount ? show(*content.amount) : "sin dato";
}

CellContent tidied(CellContent content) {
  content.note = std::string(trimmed(content.note));
  std::ranges::sort(content.parts, {}, [](const Part& part) {
    return std::pair(part.axis, std::string_view(part.category));
  });
  return content;
}

void place(Error& fault, const GoalKey& key) {
  fault.details.push_back({"subproducto", key.subproducto});
  fault.details.push_back({"unidad", key.unit});
  fault.details.push_back({"mes", show(key.month)});
}

// What speaks against taking a figure away.
void check_removal(const UnitMonth& month, std::vector<Error>& faults) {
  if (month.closed)
    faults.push_back(refusal(Refusal::MonthClosed));
  else if (month.state == ReportState::Enviado || month.state == ReportState::Validado)
    faults.push_back(refusal(Refusal::ReportSent, {{"estado", std::string(name_of(month.state))}}));
}

Result<void> all_of(std::vector<Error> faults) {
  if (faults.empty()) return {};
  Error first = faults.front();
  if (faults.size() > 1) first.all = std::move(faults);
  return std::unexpected(std::move(first));
}

void collect(const Error& error, std::vector<Error>& faults) {
  if (error.all.empty())
    faults.push_back(error);
  else
    faults.insert(faults.end(), error.all.begin(), error.all.end());
}

}  // namespace

CellContent content_of(const std::optional<Report>& report, const std::string& reason_without) {
  if (!report) return {std::nullopt, {}, reason_without};
  return {report->amount, report->parts, report->note};
}

Result<std::vector<CaptureChange>> decide_capture(
    const UnitMonth& month, bool begun, const std::vector<CellEdit>& edits,
    const std::function<CaptureCell(const GoalKey&)>& known) {
  std::vector<Error> faults;
  std::vector<CaptureChange> changes;
  std::vector<GoalRow> rows;
  for (const auto& edit : edits) {
    const auto cell = known(edit.key);
    const auto now = tidied(edit.now);
    const auto holds = tidied(content_of(cell.cell.report, cell.reason_without));
    if (holds == now) continue;
    const std::size_t from = faults.size();
    if (holds != tidied(edit.before))
      faults.push_back(refusal(Refusal::CellChanged,
                               {{"hallado", shown(holds)}, {"esperado", shown(edit.before)}}));
    if (!now.amount) {
      if (!cell.cell.subproducto_exists)
        faults.push_back(refusal(Refusal::UnknownSubproducto, {{"hallado", edit.key.subproducto}}));
      if (!cell.cell.unit_exists)
        faults.push_back(refusal(Refusal::UnknownUnit, {{"hallado", edit.key.unit}}));
      if (!now.parts.empty()) faults.push_back(refusal(Refusal::PartsWithoutTotal));
      check_removal(month, faults);
      changes.push_back({edit.key, std::nullopt, now.note});
    }
    for (std::size_t i = from; i < faults.size(); ++i) place(faults[i], edit.key);
    if (!now.amount) continue;
    GoalRow row;
    row.key = edit.key;
    row.executed = now.amount;
    row.parts = now.parts;
    row.note = now.note;
    row.evidence = cell.evidence;
    rows.push_back(std::move(row));
  }
  auto reports =
      decide_rows(month, begun, rows, [&](const GoalKey& key) { return known(key).cell; });
  if (!reports)
    collect(reports.error(), faults);
  else
    for (auto& change : *reports)
      if (change.report) changes.push_back({change.key, std::move(change.report), ""});
  CHECK(all_of(std::move(faults)));
  std::ranges::sort(changes, {}, &CaptureChange::key);
  return changes;
}

RangeFinding judge(const UsualRange& range, Quantity programmed, Quantity reported) {
  if (programmed <= Quantity{}) return RangeFinding::Inside;
  const Ratio percent{Int128{reported.in_hundredths()} * 100, programmed.in_hundredths()};
  if (range.from && percent < *range.from) return RangeFinding::Below;
  if (range.upto && percent > *range.upto) return RangeFinding::Above;
  return RangeFinding::Inside;
}

Result<void> explained(const UsualRange& range, const std::vector<SentFigure>& figures) {
  std::vector<Error> faults;
  for (const auto& one : figures)
    if (judge(range, one.programmed, one.reported) != RangeFinding::Inside &&
        trimmed(one.note).empty())
      faults.push_back(refusal(Refusal::NoteMissing, {{"subproducto", one.subproducto},
                                                      {"hallado", show(one.reported)},
                                                      {"esperado", show(one.programmed)}}));
  return all_of(std::move(faults));
}

Result<void> reopen(const ReopenRequest& request) {
  if (!request.closed) return refuse(Refusal::MonthNotClosed, {{"mes", show(request.month)}});
  if (request.published) return refuse(Refusal::MonthPublished, {{"mes", show(request.month)}});
  if (request.later_closed)
    return refuse(Refusal::LaterMonthClosed, {{"mes", show(*request.later_closed)}});
  if (trimmed(request.reason).empty()) return refuse(Refusal::ReasonMissing);
  return {};
}

}  // namespace production
