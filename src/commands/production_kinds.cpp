// The decisions on goals, series and cuts.
#include <algorithm>
#include <map>

#include "commands/access_state.hpp"
#include "commands/command.hpp"
#include "commands/goal_rows.hpp"
#include "commands/goal_state.hpp"
#include "commands/import_goals.hpp"
#include "commands/refusals.hpp"
#include "domain/production/capture.hpp"
#include "domain/production/refusals.hpp"
#include "storage/capture_store.hpp"
#include "storage/evaluation_norms.hpp"
#include "storage/journal_store.hpp"

namespace commands {
namespace {

using access_control::Permission;
using production::GoalKey;

std::string text_or_empty(const json::object& act, std::string_view key) {
  return optional_text_at(act, key).value_or("");
}

std::string person(const Meta& meta) { return std::to_string(meta.actor); }

// Ends the version in force (as the row says, with its own seq kept out of the key) and starts the
// next one at this entry.
template <class RowType>
void replace(Changes& changes, std::string_view table, const std::optional<RowType>& old,
             RowType next, const Meta& meta) {
  next.from_seq = meta.seq;
  if (old) changes.put(table, fields_of(*old, meta.seq));
  changes.put(table, fields_of(next));
}

// The actor must be allowed what a part of the act asks.
Result<void> require_for(storage::Database& db, const Meta& meta, Permission permission) {
  if (meta.actor == 0) return {};  // The installation itself.
  const auto grants = TRY(grants_of(db, meta.institution, meta.actor, meta.today()));
  if (access_control::any_allows(grants, permission)) return {};
  const auto role = access_control::role_of_actor(meta.actor);
  return refuse(Refusal::RoleMayNot, {{"rol", role ? access_control::show(*role) : "usuario"},
                                      {"acto", std::string(access_control::show(permission))}});
}

Result<std::vector<std::string>> texts_at(const json::object& act, std::string_view key) {
  std::vector<std::string> texts;
  for (const auto& each : TRY(array_at(act, key))) {
    if (!each.is_string()) return refuse(JsonRefusal::WrongType, {{"campo", std::string(key)}});
    texts.emplace_back(each.as_string());
  }
  return texts;
}

Result<json::array> optional_array(const json::object& act, std::string_view key) {
  return act.contains(key) ? array_at(act, key) : Result<json::array>{json::array{}};
}

Result<Month> month_at(const json::object& act) {
  const auto text = TRY(text_at(act, "mes"));
  return Month::parse(text);
}

Result<std::optional<Quantity>> amount_at(const json::object& act, std::string_view key) {
  const auto text = optional_text_at(act, key);
  if (!text) return std::optional<Quantity>{};
  return std::optional(TRY(where("campo", key, Quantity::parse(*text))));
}

// ---- Goals -----------------------------------------------------------------------------------

Result<void> put_cell(Decision& decision, storage::Database& db,
                      const production::CellChange& change, bool illustrative, const Meta& meta) {
  if (change.programme) {
    const bool again = change.programme->version > 1;
    CHECK(require_for(db, meta, again ? Permission::ReprogramGoals : Permission::ProgramGoals));
    replace(decision.changes, "goal_programme",
            TRY(storage::programme_of(db, meta.institution, change.key)),
            storage::ProgrammeRow{change.key, *change.programme, change.reason, change.act,
                                  meta.today(), 0},
            meta);
  }
  if (change.report)
    replace(decision.changes, "goal_report",
            TRY(storage::report_of(db, meta.institution, change.key)),
            storage::ReportRow{change.key, *change.report, std::nullopt, illustrative, 0}, meta);
  return {};
}

// {"archivo", "huella", "ilustrativa", "filas": [fila…]}: every row applies, or the act is refused.
// What a file brings that does not apply is left out before (import_goals.hpp).
Result<Decision> decide_import(storage::Database& db, const json::object& act, const Meta& meta) {
  std::vector<production::GoalRow> rows;
  for (const auto& each : TRY(array_at(act, "filas"))) rows.push_back(TRY(goal_row_from(each)));
  std::vector<std::string> units;
  for (const auto& row : rows)
    if (std::ranges::find(units, row.key.unit) == units.end()) units.push_back(row.key.unit);
  CHECK(require_units(db, meta, Permission::ReportGoals, units));
  const bool illustrative = TRY(flag_at(act, "ilustrativa"));
  const auto state = TRY(GoalState::read(db, meta.institution));
  Decision decision;
  std::int64_t programmed = 0, reported = 0;
  for (const auto& group : TRY(decide_groups(state, rows, meta.today()))) {
    if (group.error) return std::unexpected(*group.error);
    for (const auto& change : group.changes) {
      CHECK(put_cell(decision, db, change, illustrative, meta));
      programmed += change.programme ? 1 : 0;
      reported += change.report ? 1 : 0;
    }
  }
  decision.outcome = {{"programadas", programmed}, {"reportadas", reported}};
  return decision;
}

// The steps of units' months: {"mes", "unidades": […], …}.
template <class Step>
Result<Decision> each_unit(storage::Database& db, const json::object& act, const Meta& meta,
                           const Step& step) {
  const Month month = TRY(month_at(act));
  const auto state = TRY(GoalState::read(db, meta.institution));
  Decision decision;
  json::array done;
  for (const auto& unit : TRY(texts_at(act, "unidades"))) {
    if (!state.knows_unit(unit))
      return refuse(production::Refusal::UnknownUnit, {{"hallado", unit}, {"mes", show(month)}});
    const auto old = TRY(storage::unit_month_of(db, meta.institution, unit, month));
    auto row = old.value_or(storage::UnitMonthRow{unit, month});
    row.on = meta.today();
    row.comment = text_or_empty(act, "motivo");
    const auto before = TRY(state.unit_month(unit, month));
    auto taken = where("mes", show(month), where("unidad", unit, step(state, before, row)));
    const auto after = TRY(std::move(taken));
    row.state = after.state;
    replace(decision.changes, "goal_unit_month", old, row, meta);
    done.push_back(json::value(unit));
  }
  decision.outcome = {{"mes", show(month)}, {"unidades", std::move(done)}};
  return decision;
}

// What of the unit's month has figures, beside what was programmed for it.
Result<std::vector<production::SentFigure>> figures_of(const GoalState& state,
                                                       const std::vector<std::string>& reported,
                                                       const std::string& unit, Month month) {
  std::vector<production::SentFigure> figures;
  for (const auto& subproducto : reported) {
    const auto cell = TRY(state.cell({subproducto, unit, month}));
    if (cell.report && cell.programme)
      figures.push_back(
          {subproducto, cell.programme->in_force, cell.report->amount, cell.report->note});
  }
  return figures;
}

// Since the second version, a figure outside of what is usual is not sent without its cause.
enum class Causes { NotAsked, Asked };

// {"mes", "unidades", "sin_dato": [[subproducto, motivo]…]}
template <Causes causes>
Result<Decision> decide_send(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto said = TRY(optional_array(act, "sin_dato"));
  const auto missing = TRY(missing_from(said));
  return each_unit(
      db, act, meta,
      [&](const GoalState& state, const production::UnitMonth& month,
          storage::UnitMonthRow& row) -> Result<production::UnitMonth> {
        const auto held = TRY(state.held(row.unit, row.month));
        CHECK(require_unit(db, meta, Permission::SendGoals, row.unit));
        if (held.reported.empty() && held.unreported.empty())
          return refuse(production::Refusal::UnitNothingDue);
        row.sent_by = meta.actor;
        row.sent_on = meta.today();
        row.missing.clear();
        for (const auto& each : missing)
          if (std::ranges::find(held.unreported, each.subproducto) != held.unreported.end())
            row.missing.push_back(each);
        const auto sent =
            TRY(production::send(month, held.reported, held.unreported, missing, person(meta)));
        if (causes == Causes::Asked)
          CHECK(production::explained(TRY(storage::usual_range(db, row.month)),
                                      TRY(figures_of(state, held.reported, row.unit, row.month))));
        return sent;
      });
}

// {"mes", "unidades"}
Result<Decision> decide_validate(storage::Database& db, const json::object& act, const Meta& meta) {
  return each_unit(db, act, meta,
                   [&](const GoalState&, const production::UnitMonth& month,
                       storage::UnitMonthRow& row) -> Result<production::UnitMonth> {
                     const auto validated = TRY(production::validate(month, person(meta)));
                     if (TRY(storage::setting(db, meta.institution, "metas.visto_bueno")) == "si") {
                       const auto given =
                           TRY(storage::endorsement(db, meta.institution, row.unit, row.month));
                       if (!given || given->sending != row.from_seq)
                         return refuse(production::Refusal::NotEndorsed, {{"unidad", row.unit}});
                     }
                     CHECK(require_other_people(db, meta, Permission::ValidateGoals,
                                                {row.sent_by, Permission::SendGoals, row.sent_on}));
                     return validated;
                   });
}

// {"mes", "unidades", "motivo", "observaciones": [[subproducto, texto]…]}
Result<Decision> decide_return(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto reason = TRY(text_at(act, "motivo"));
  const auto said = TRY(optional_array(act, "observaciones"));
  const auto observed = TRY(missing_from(said));
  std::vector<storage::ObservationRow> notes;
  auto decision = TRY(each_unit(
      db, act, meta,
      [&](const GoalState& state, const production::UnitMonth& month,
          storage::UnitMonthRow& row) -> Result<production::UnitMonth> {
        for (const auto& [subproducto, body] : observed) {
          if (!planning::subproducto_of(state.plan(), subproducto))
            return refuse(production::Refusal::UnknownSubproducto, {{"hallado", subproducto}});
          notes.push_back(
              {row.unit, row.month, meta.seq, subproducto, body, meta.actor, meta.today()});
        }
        return production::give_back(month, reason);
      }));
  for (const auto& note : notes) decision.changes.put("goal_observation", fields_of(note));
  return decision;
}

// {"mes", "ausentes": [[unidad, motivo]…]}
Result<Decision> decide_close(storage::Database& db, const json::object& act, const Meta& meta) {
  production::CloseRequest request;
  request.month = TRY(month_at(act));
  request.today = meta.today();
  const auto named = TRY(optional_array(act, "ausentes"));
  request.absentees = TRY(absentees_from(named));
  const auto state = TRY(GoalState::read(db, meta.institution));
  request.already_closed = state.closed(request.month);
  for (Month month{request.month.year, 1}; month < request.month; month = next(month))
    if (!request.earlier_open && !state.closed(month) && !TRY(state.expected(month)).empty())
      request.earlier_open = month;
  for (const auto& [unit, due] : TRY(state.expected(request.month))) {
    const auto month = TRY(state.unit_month(unit, request.month));
    request.expected.push_back({unit, month.state});
  }
  const auto absentees = TRY(production::close(request));
  Decision decision;
  decision.changes.put("month_close", fields_of(storage::CloseRow{request.month, absentees,
                                                                  meta.today(), meta.seq}));
  decision.outcome = {{"mes", show(request.month)},
                      {"unidades", static_cast<std::int64_t>(request.expected.size())},
                      {"ausentes", to_json(absentees)}};
  return decision;
}

// ---- Rectifications ----------------------------------------------------------------------------

// {"subproducto", "unidad", "mes", "antes" (absent: there was no report), "ahora", "partes",
//  "evidencia", "nota", "motivo"}
Result<Decision> decide_propose(storage::Database& db, const json::object& act, const Meta& meta) {
  storage::RectificationRow row;
  row.number = meta.seq;
  row.asked.key = {TRY(text_at(act, "subproducto")), TRY(text_at(act, "unidad")),
                   TRY(month_at(act))};
  row.asked.old_amount = TRY(amount_at(act, "antes"));
  const auto now = TRY(amount_at(act, "ahora"));
  if (!now) return refuse(JsonRefusal::MissingField, {{"campo", "ahora"}});
  row.asked.now.amount = *now;
  const auto parts = TRY(optional_array(act, "partes"));
  row.asked.now.parts = TRY(storage::parts_from(parts));
  const auto evidence = TRY(optional_array(act, "evidencia"));
  row.asked.now.evidence = TRY(storage::evidence_from(evidence));
  row.asked.now.note = text_or_empty(act, "nota");
  row.asked.reason = TRY(text_at(act, "motivo"));
  row.state = "propuesta";
  row.proposed_by = meta.actor;
  row.proposed_on = meta.today();
  const auto state = TRY(GoalState::read(db, meta.institution));
  const auto cell = TRY(state.cell(row.asked.key));
  if (!cell.subproducto_exists)
    return refuse(production::Refusal::UnknownSubproducto,
                  {{"hallado", row.asked.key.subproducto}});
  if (!cell.unit_exists)
    return refuse(production::Refusal::UnknownUnit, {{"hallado", row.asked.key.unit}});
  const Month month = row.asked.key.month;
  CHECK(require_unit(db, meta, Permission::RectifyGoals, row.asked.key.unit));
  CHECK(production::propose(row.asked, state.closed(month) || state.published(month), cell.report));
  Decision decision;
  decision.changes.put("goal_rectification", fields_of(row));
  decision.outcome = {{"numero", row.number}};
  return decision;
}

Result<storage::RectificationRow> rectification_of(storage::Database& db, const json::object& act,
                                                   const Meta& meta) {
  const auto number = TRY(integer_at(act, "numero"));
  for (auto& row : TRY(storage::rectifications(db, meta.institution)))
    if (row.number == number) return std::move(row);
  return refuse(production::Refusal::RectificationUnknown, {{"hallado", std::to_string(number)}});
}

// {"numero"}: the second person. Only now does the figure change.
Result<Decision> decide_authorise(storage::Database& db, const json::object& act,
                                  const Meta& meta) {
  auto row = TRY(rectification_of(db, act, meta));
  const auto old = TRY(storage::report_of(db, meta.institution, row.asked.key));
  const auto in_force = old ? std::optional(old->report) : std::nullopt;
  const auto number = std::to_string(row.number);
  CHECK(where("hallado", number,
              production::authorise(row.asked, std::to_string(row.proposed_by), person(meta),
                                    row.state != "propuesta", in_force)));
  CHECK(require_other_people(db, meta, Permission::ApproveRectification,
                             {row.proposed_by, Permission::RectifyGoals, row.proposed_on}));
  const auto state = TRY(GoalState::read(db, meta.institution));
  const auto cell = TRY(state.cell(row.asked.key));
  row.asked.now.kind = cell.kind.value_or(row.asked.now.kind);
  Decision decision;
  replace(decision.changes, "goal_report", old,
          storage::ReportRow{row.asked.key, row.asked.now, row.number, old && old->illustrative, 0},
          meta);
  row.state = "autorizada";
  row.decided_by = meta.actor;
  row.decided_on = meta.today();
  row.decided_seq = meta.seq;
  decision.changes.put("goal_rectification", fields_of(row));
  decision.outcome = {{"numero", row.number},
                      {"subproducto", row.asked.key.subproducto},
                      {"unidad", row.asked.key.unit},
                      {"mes", show(row.asked.key.month)},
                      {"ahora", show(row.asked.now.amount)}};
  return decision;
}

// {"numero", "motivo"}
Result<Decision> decide_deny(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(rectification_of(db, act, meta));
  if (row.state != "propuesta")
    return refuse(production::Refusal::RectificationDecided,
                  {{"hallado", std::to_string(row.number)}});
  if (text_or_empty(act, "motivo").empty()) return refuse(production::Refusal::ReasonMissing);
  row.state = "negada";
  row.decided_by = meta.actor;
  row.decided_on = meta.today();
  row.decided_seq = meta.seq;
  Decision decision;
  decision.changes.put("goal_rectification", fields_of(row));
  decision.outcome = {{"numero", row.number}};
  return decision;
}

// ---- Series ----------------------------------------------------------------------------------

// {"archivo", "huella", "motivo", "filas": [valor…]}
Result<Decision> decide_variables(storage::Database& db, const json::object& act,
                                  const Meta& meta) {
  std::vector<production::SeriesValue> values;
  for (const auto& each : TRY(array_at(act, "filas")))
    values.push_back(TRY(series_value_from(each)));
  const auto reason = text_or_empty(act, "motivo");
  std::map<std::string, std::vector<storage::ValueRow>> rows;
  for (const auto& value : values)
    if (!rows.contains(value.key.series))
      rows[value.key.series] = TRY(storage::values_at(db, meta.institution, value.key.series));
  for (const auto& value : values)
    CHECK(require_unit(db, meta, Permission::ImportVariables, value.key.unit));
  for (const auto& value : values)
    if (!value.key.unit.empty() &&
        !TRY(storage::find(db, "org_unit",
                           {{"institution", storage::as_value(meta.institution)},
                            {"code", storage::as_value(value.key.unit)}}))) {
      std::vector<Detail> details{{"hallado", value.key.unit}};
      production::add_place(details, value.place);
      return refuse(production::Refusal::UnknownUnit, std::move(details));
    }
  const auto known = [&](const std::string& series) {
    std::vector<production::SeriesValue> found;
    for (const auto& row : rows[series]) found.push_back(row.value);
    return found;
  };
  Decision decision;
  const auto changed = TRY(production::decide_values(values, reason, known));
  for (const auto& value : changed) {
    std::optional<storage::ValueRow> old;
    for (const auto& row : rows[value.key.series])
      if (row.value.key == value.key) old = row;
    replace(decision.changes, "series_value", old,
            storage::ValueRow{value, reason, meta.today(), 0}, meta);
  }
  decision.outcome = {{"valores", static_cast<std::int64_t>(changed.size())},
                      {"iguales", static_cast<std::int64_t>(values.size() - changed.size())},
                      {"series", static_cast<std::int64_t>(rows.size())}};
  return decision;
}

// ---- Cuts ------------------------------------------------------------------------------------

struct CutPeriod {
  Month first, last;
};

Result<CutPeriod> cut_period(const std::string& code) {
  if (const auto c = Cuatrimestre::parse(code)) return CutPeriod{first_month(*c), last_month(*c)};
  if (const auto month = Month::parse(code)) return CutPeriod{*month, *month};
  if (const auto year = FiscalYear::parse(code)) return CutPeriod{{*year, 1}, {*year, 12}};
  return refuse(production::Refusal::CutCodeMalformed, {{"hallado", code}});
}

// {"codigo"}: freezes everything journaled before this entry.
Result<Decision> decide_cut(storage::Database& db, const json::object& act, const Meta& meta) {
  storage::CutRow cut;
  cut.code = TRY(text_at(act, "codigo"));
  const auto period = TRY(cut_period(cut.code));
  cut.first = period.first;
  cut.last = period.last;
  if (std::chrono::sys_days(meta.today()) <= std::chrono::sys_days(last_day(cut.last)))
    return refuse(production::Refusal::CutTooEarly, {{"hallado", cut.code}});
  const auto state = TRY(GoalState::read(db, meta.institution));
  cut.version = 1;
  for (const auto& row : TRY(storage::cuts(db, meta.institution)))
    if (row.code == cut.code) cut.version = row.version + 1;
  cut.institution_seq = meta.seq;
  cut.installation_seq = TRY(storage::read_head(db, installation, storage::Lock::None)).seq;
  cut.frozen_at = meta.at;
  json::array open;
  for (Month month{cut.last.year, 1}; month <= cut.last; month = next(month))
    if (!state.closed(month) && !TRY(state.expected(month)).empty()) {
      cut.open_months.push_back(month);
      open.push_back(json::value(show(month)));
    }
  const auto norms = TRY(storage::evaluation_norms(db, last_day(cut.last)));
  cut.norms = canonical(norms);
  Decision decision;
  decision.changes.put("cut", fields_of(cut));
  decision.outcome = {{"codigo", cut.code},
                      {"version", cut.version},
                      {"asiento", cut.institution_seq},
                      {"asiento_instalacion", cut.installation_seq},
                      {"meses_abiertos", std::move(open)}};
  return decision;
}

constexpr Kind kinds[] = {
    {"metas.importar", 1, Scope::Institution, Permission::ReportGoals, decide_import},
    {"metas.enviar", 1, Scope::Institution, Permission::SendGoals, decide_send<Causes::NotAsked>},
    {"metas.enviar", 2, Scope::Institution, Permission::SendGoals, decide_send<Causes::Asked>},
    {"metas.validar", 1, Scope::Institution, Permission::ValidateGoals, decide_validate},
    {"metas.devolver", 1, Scope::Institution, Permission::ValidateGoals, decide_return},
    {"metas.cerrar", 1, Scope::Institution, Permission::CloseMonth, decide_close},
    {"metas.rectificacion_proponer", 1, Scope::Institution, Permission::RectifyGoals,
     decide_propose},
    {"metas.rectificacion_autorizar", 1, Scope::Institution, Permission::ApproveRectification,
     decide_authorise},
    {"metas.rectificacion_negar", 1, Scope::Institution, Permission::ApproveRectification,
     decide_deny},
    {"variables.importar", 1, Scope::Institution, Permission::ImportVariables, decide_variables},
    {"corte.crear", 1, Scope::Institution, Permission::CreateCut, decide_cut},
};

}  // namespace

std::span<const Kind> production_kinds() { return kinds; }

}  // namespace commands
