// The decisions of people at a screen on a unit's month: cells, attachments, the visto bueno,
// opening a month again, and the settings of the institution.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "commands/command.hpp"
#include "commands/goal_state.hpp"
#include "domain/production/capture.hpp"
#include "domain/production/refusals.hpp"
#include "storage/capture_store.hpp"

namespace commands {
namespace {

using access_control::Permission;
using production::GoalKey;

std::string text_or_empty(const json::object& act, std::string_view key) {
  return optional_text_at(act, key).value_or("");
}

Result<Month> month_at(const json::object& act) {
  const auto text = TRY(text_at(act, "mes"));
  return Month::parse(text);
}

template <class RowType>
void replace(Changes& changes, std::string_view table, const std::optional<RowType>& old,
             RowType next, const Meta& meta) {
  next.from_seq = meta.seq;
  if (old) changes.put(table, fields_of(*old, meta.seq));
  changes.put(table, fields_of(next));
}

// ---- Cells -------------------------------------------------------------------------------------

// {"cantidad", "partes", "nota"}; what is empty is left out.
Result<production::CellContent> content_from(const json::object& body) {
  production::CellContent content;
  if (const auto text = optional_text_at(body, "cantidad"))
    content.amount = TRY(where("campo", "cantidad", Quantity::parse(*text)));
  if (body.contains("partes")) {
    const auto parts = TRY(array_at(body, "partes"));
    content.parts = TRY(storage::parts_from(parts));
  }
  content.note = text_or_empty(body, "nota");
  return content;
}

// The cells of one unit's month as they are, with what is attached to it.
class MonthCells {
 public:
  static Result<MonthCells> read(storage::Database& db, const Meta& meta, const GoalState& state,
                                 const std::string& unit, Month month) {
    MonthCells cells;
    cells.row_ = TRY(storage::unit_month_of(db, meta.institution, unit, month));
    cells.attachments_ = TRY(storage::attachments(db, meta.institution, unit, month));
    cells.state_ = &state;
    return cells;
  }

  Result<production::CaptureCell> cell(const GoalKey& key) const {
    production::CaptureCell found;
    found.cell = TRY(state_->cell(key));
    if (row_)
      for (const auto& missing : row_->missing)
        if (missing.subproducto == key.subproducto) found.reason_without = missing.reason;
    found.evidence = evidence_of(key.subproducto);
    if (found.cell.report)  // What a file brought stays beside what was attached here.
      for (const auto& kept : found.cell.report->evidence)
        if (std::ranges::find(found.evidence, kept.sha256, &production::Evidence::sha256) ==
            found.evidence.end())
          found.evidence.push_back(kept);
    return found;
  }

  std::vector<production::Evidence> evidence_of(const std::string& subproducto) const {
    std::vector<production::Evidence> all;
    for (const auto& one : attachments_)
      if ((one.subproducto.empty() || one.subproducto == subproducto) &&
          std::ranges::find(all, one.hash, &production::Evidence::sha256) == all.end())
        all.push_back({one.hash, one.name});
    return all;
  }

  const std::optional<storage::UnitMonthRow>& row() const { return row_; }

 private:
  const GoalState* state_ = nullptr;
  std::optional<storage::UnitMonthRow> row_;
  std::vector<storage::AttachmentRow> attachments_;
};

// The reasons for missing figures after the changes; nothing where they stay as they are.
std::optional<std::vector<production::Missing>> reasons_after(
    const std::vector<production::Missing>& before,
    const std::vector<production::CaptureChange>& changes) {
  std::map<std::string, std::string> reasons;
  for (const auto& one : before) reasons[one.subproducto] = one.reason;
  const auto old = reasons;
  for (const auto& change : changes) {
    if (change.report || change.reason_without.empty())
      reasons.erase(change.key.subproducto);
    else
      reasons[change.key.subproducto] = change.reason_without;
  }
  if (reasons == old) return std::nullopt;
  std::vector<production::Missing> after;
  for (const auto& [subproducto, reason] : reasons) after.push_back({subproducto, reason});
  return after;
}

// {"unidad", "mes", "celdas": [{"subproducto", "antes": contenido, "ahora": contenido}…]}
Result<Decision> decide_capture(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto unit = TRY(text_at(act, "unidad"));
  const Month month = TRY(month_at(act));
  std::vector<production::CellEdit> edits;
  for (const auto& each : TRY(array_at(act, "celdas"))) {
    const auto* body = each.if_object();
    if (!body) return refuse(JsonRefusal::WrongType, {{"campo", "celdas"}});
    const auto before = TRY(object_at(*body, "antes")), now = TRY(object_at(*body, "ahora"));
    edits.push_back({{TRY(text_at(*body, "subproducto")), unit, month},
                     TRY(content_from(before)),
                     TRY(content_from(now))});
  }
  CHECK(require_unit(db, meta, Permission::ReportGoals, unit));
  const auto state = TRY(GoalState::read(db, meta.institution));
  const auto cells = TRY(MonthCells::read(db, meta, state, unit, month));
  auto place = TRY(state.unit_month(unit, month));
  place.closed = place.closed || state.published(month);
  const bool begun = std::chrono::sys_days(first_day(month)) <= std::chrono::sys_days(meta.today());
  std::map<GoalKey, production::CaptureCell> known;
  for (const auto& edit : edits) known.emplace(edit.key, TRY(cells.cell(edit.key)));
  const auto changes = TRY(production::decide_capture(
      place, begun, edits, [&](const GoalKey& key) { return known.at(key); }));
  Decision decision;
  json::array changed;
  for (const auto& change : changes) {
    changed.push_back(json::value(change.key.subproducto));
    const auto old = TRY(storage::report_of(db, meta.institution, change.key));
    if (change.report)
      replace(decision.changes, "goal_report", old,
              storage::ReportRow{change.key, *change.report, std::nullopt, false, 0}, meta);
    else if (old)
      decision.changes.put("goal_report", fields_of(*old, meta.seq));
  }
  const auto& row = cells.row();
  if (auto reasons =
          reasons_after(row ? row->missing : std::vector<production::Missing>{}, changes)) {
    auto next = row.value_or(storage::UnitMonthRow{unit, month});
    next.on = row ? row->on : meta.today();
    next.missing = *std::move(reasons);
    replace(decision.changes, "goal_unit_month", row, next, meta);
  }
  decision.outcome = {{"unidad", unit}, {"mes", show(month)}, {"celdas", std::move(changed)}};
  return decision;
}

// ---- Attachments -------------------------------------------------------------------------------

// Whether the unit's month still takes changes.
Result<void> require_editable(const GoalState& state, const std::string& unit, Month month) {
  if (!state.knows_unit(unit)) return refuse(production::Refusal::UnknownUnit, {{"hallado", unit}});
  const auto place = TRY(state.unit_month(unit, month));
  if (place.closed || state.published(month))
    return refuse(production::Refusal::MonthClosed, {{"mes", show(month)}});
  if (place.state == production::ReportState::Enviado ||
      place.state == production::ReportState::Validado)
    return refuse(production::Refusal::ReportSent, {{"estado", std::string(name_of(place.state))}});
  return {};
}

// Reports keep their own list of evidence: it follows what is attached.
Result<void> follow(storage::Database& db, const Meta& meta, Decision& decision,
                    const storage::AttachmentRow& file, bool attached) {
  for (const auto& row : TRY(storage::reports_at(db, meta.institution, file.month, file.month))) {
    if (row.key.unit != file.unit) continue;
    if (!file.subproducto.empty() && row.key.subproducto != file.subproducto) continue;
    auto next = row;
    auto& evidence = next.report.evidence;
    const auto at = std::ranges::find(evidence, file.hash, &production::Evidence::sha256);
    if (attached == (at != evidence.end())) continue;
    if (attached)
      evidence.push_back({file.hash, file.name});
    else
      evidence.erase(at);
    replace(decision.changes, "goal_report", std::optional(row), next, meta);
  }
  return {};
}

// {"unidad", "mes", "subproducto", "huella", "nombre", "tipo", "bytes"}: the file is kept already.
Result<Decision> decide_attach(storage::Database& db, const json::object& act, const Meta& meta) {
  storage::AttachmentRow file;
  file.unit = TRY(text_at(act, "unidad"));
  file.month = TRY(month_at(act));
  file.subproducto = text_or_empty(act, "subproducto");
  file.hash = TRY(text_at(act, "huella"));
  file.name = TRY(text_at(act, "nombre"));
  file.media_type = TRY(text_at(act, "tipo"));
  file.size = TRY(integer_at(act, "bytes"));
  file.actor = meta.actor;
  file.on = meta.today();
  CHECK(require_unit(db, meta, Permission::ReportGoals, file.unit));
  const auto state = TRY(GoalState::read(db, meta.institution));
  CHECK(require_editable(state, file.unit, file.month));
  if (!file.subproducto.empty() && !planning::subproducto_of(state.plan(), file.subproducto))
    return refuse(production::Refusal::UnknownSubproducto, {{"hallado", file.subproducto}});
  if (file.hash.size() != 64 ||
      file.hash.find_first_not_of("0123456789abcdef") != std::string::npos)
    return refuse(production::Refusal::EvidenceMalformed, {{"hallado", file.hash}});
  Decision decision;
  decision.changes.put("goal_attachment", fields_of(file));
  CHECK(follow(db, meta, decision, file, true));
  decision.outcome = {{"huella", file.hash}, {"nombre", file.name}};
  return decision;
}

// {"unidad", "mes", "subproducto", "huella"}: off the report; the bytes stay where they are.
Result<Decision> decide_detach(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto unit = TRY(text_at(act, "unidad"));
  const Month month = TRY(month_at(act));
  CHECK(require_unit(db, meta, Permission::ReportGoals, unit));
  const auto state = TRY(GoalState::read(db, meta.institution));
  CHECK(require_editable(state, unit, month));
  const auto subproducto = text_or_empty(act, "subproducto");
  const auto hash = TRY(text_at(act, "huella"));
  for (const auto& file : TRY(storage::attachments(db, meta.institution, unit, month))) {
    if (file.hash != hash || file.subproducto != subproducto) continue;
    Decision decision;
    decision.changes.remove("goal_attachment", key_of(file));
    CHECK(follow(db, meta, decision, file, false));
    decision.outcome = {{"huella", hash}, {"nombre", file.name}};
    return decision;
  }
  return refuse(production::Refusal::AttachmentUnknown, {{"hallado", hash}});
}

// ---- Steps -------------------------------------------------------------------------------------

// {"mes", "unidades"}: before the validation, where the institution wants it.
Result<Decision> decide_endorse(storage::Database& db, const json::object& act, const Meta& meta) {
  const Month month = TRY(month_at(act));
  const auto state = TRY(GoalState::read(db, meta.institution));
  Decision decision;
  json::array done;
  for (const auto& each : TRY(array_at(act, "unidades"))) {
    if (!each.is_string()) return refuse(JsonRefusal::WrongType, {{"campo", "unidades"}});
    const std::string unit(each.as_string());
    CHECK(require_unit(db, meta, Permission::EndorseGoals, unit));
    if (state.closed(month))
      return refuse(production::Refusal::MonthClosed, {{"mes", show(month)}});
    const auto row = TRY(storage::unit_month_of(db, meta.institution, unit, month));
    if (!row || row->state != production::ReportState::Enviado)
      return refuse(
          production::Refusal::NotSent,
          {{"unidad", unit},
           {"estado", std::string(name_of(row ? row->state : production::ReportState::Borrador))}});
    CHECK(require_other_people(db, meta, Permission::EndorseGoals,
                               {row->sent_by, Permission::SendGoals, row->sent_on}));
    decision.changes.put(
        "goal_endorsement",
        fields_of(storage::EndorsementRow{unit, month, row->from_seq, meta.actor, meta.today()}));
    done.push_back(json::value(unit));
  }
  decision.outcome = {{"mes", show(month)}, {"unidades", std::move(done)}};
  return decision;
}

// {"mes", "motivo"}
Result<Decision> decide_reopen(storage::Database& db, const json::object& act, const Meta& meta) {
  production::ReopenRequest request;
  request.month = TRY(month_at(act));
  request.reason = text_or_empty(act, "motivo");
  const auto state = TRY(GoalState::read(db, meta.institution));
  request.closed = state.closed(request.month);
  request.published = state.published(request.month);
  for (Month month = next(request.month); month.year == request.month.year; month = next(month))
    if (!request.later_closed && state.closed(month)) request.later_closed = month;
  CHECK(production::reopen(request));
  Decision decision;
  decision.changes.remove("month_close", {{"month", storage::as_value(request.month)}});
  decision.outcome = {{"mes", show(request.month)}};
  return decision;
}

// ---- Settings ----------------------------------------------------------------------------------

constexpr struct {
  std::string_view name;
  std::string_view values;
} settings[] = {
    {"metas.visto_bueno", "no, si"},
};

// {"nombre", "valor", "motivo"}
Result<Decision> decide_setting(storage::Database&, const json::object& act, const Meta& meta) {
  const auto name = TRY(text_at(act, "nombre")), value = TRY(text_at(act, "valor"));
  const auto known = std::ranges::find(settings, name, [](const auto& one) { return one.name; });
  const auto values = known == std::end(settings) ? std::string() : std::string(known->values);
  const auto choices = split(replaced(values, " ", ""), ',');
  if (std::ranges::find(choices, value) == choices.end())
    return refuse(production::Refusal::SettingUnknown,
                  {{"campo", name}, {"hallado", value}, {"esperado", values}});
  if (trimmed(text_or_empty(act, "motivo")).empty())
    return refuse(production::Refusal::ReasonMissing);
  Decision decision;
  decision.changes.put("institution_setting", {{"name", name},
                                               {"value", value},
                                               {"reason", text_or_empty(act, "motivo")},
                                               {"actor", meta.actor},
                                               {"on_date", storage::as_value(meta.today())}});
  decision.outcome = {{"nombre", name}, {"valor", value}};
  return decision;
}

constexpr Kind kinds[] = {
    {"metas.capturar", 1, Scope::Institution, Permission::ReportGoals, decide_capture},
    {"metas.adjuntar", 1, Scope::Institution, Permission::ReportGoals, decide_attach},
    {"metas.retirar_adjunto", 1, Scope::Institution, Permission::ReportGoals, decide_detach},
    {"metas.dar_visto_bueno", 1, Scope::Institution, Permission::EndorseGoals, decide_endorse},
    {"metas.reabrir", 1, Scope::Institution, Permission::ReopenMonth, decide_reopen},
    {"institucion.ajustar", 1, Scope::Institution, Permission::ConfigureInstitution,
     decide_setting},
};

}  // namespace

std::span<const Kind> capture_kinds() { return kinds; }

}  // namespace commands
