// Acts around the reports: financial programme, texts of the areas, evidence of functions,
// recommendations, and the reports' own approval.
#include <array>
#include <set>

#include "commands/access_state.hpp"
#include "commands/command.hpp"
#include "commands/publish_persons.hpp"
#include "domain/access/permissions.hpp"
#include "domain/reporting/area_text.hpp"
#include "domain/values/programmatic_code.hpp"

namespace commands {
namespace {

using access_control::Permission;
using reporting::AreaText;
using reporting::Refusal;
using reporting::TextState;
using storage::Field;

// Keeps the slots that a sentence needs beside a closed Refusal.
template <class T>
Result<T> told(std::expected<T, Refusal> outcome, std::vector<Detail> details) {
  if (!outcome) return refuse(outcome.error(), std::move(details));
  return *std::move(outcome);
}

std::int64_t flag(const json::object& act, std::string_view name) {
  const auto* value = act.if_contains(name);
  return value && value->is_bool() && value->get_bool() ? 1 : 0;
}

// ---- programacion.cargar ------------------------------------------------------------------------
// {"ejercicio", "fuente", "ilustrativa", "filas": [[categoría, mes, centavos] …]}: replaces the
// year's programme; the rows it replaces stay for the cuts that saw them.
Result<Decision> decide_programme(storage::Database& db, const json::object& act,
                                  const Meta& meta) {
  Decision decision;
  const auto year = TRY(text_at(act, "ejercicio"));
  for (const auto& old :
       TRY(storage::select(db, "financial_programme",
                           {{"institution", meta.institution}, {"until_seq", storage::Value{}}}))) {
    if (!old.text("month").starts_with(year)) continue;
    auto closed = old.fields();
    for (auto& [name, value] : closed)
      if (name == "until_seq") value = meta.seq;
    std::erase_if(closed, [](const Field& field) { return field.first == "seq"; });
    decision.changes.put("financial_programme", std::move(closed));
  }
  std::set<std::pair<std::string, std::string>> seen;
  MoneySum total;
  for (const auto& row : TRY(array_at(act, "filas"))) {
    const auto& cells = row.as_array();
    const std::string category(cells.at(0).as_string()), month(cells.at(1).as_string());
    CHECK(ProgrammaticCode::parse(category));
    CHECK(Month::parse(month));
    const auto amount = Money::centavos(cells.at(2).as_int64());
    if (!month.starts_with(year))
      return refuse(Refusal::ProgrammeNotOfYear, {{"hallado", month}, {"esperado", year}});
    if (amount < Money{})
      return refuse(Refusal::ProgrammeNegative, {{"hallado", show(amount)}, {"codigo", category}});
    if (!seen.emplace(category, month).second)
      return refuse(Refusal::ProgrammeRepeated, {{"codigo", category}, {"hallado", month}});
    total += amount;
    decision.changes.put("financial_programme", {{"category", category},
                                                 {"month", month},
                                                 {"from_seq", meta.seq},
                                                 {"amount", storage::as_value(amount)},
                                                 {"source", TRY(text_at(act, "fuente"))},
                                                 {"illustrative", flag(act, "ilustrativa")}});
  }
  decision.outcome = {{"filas", std::int64_t(seen.size())}, {"total", show(total)}};
  return decision;
}

// ---- texts of the areas -------------------------------------------------------------------------

std::vector<reporting::CorrectiveAction> actions_of(const json::array& items) {
  std::vector<reporting::CorrectiveAction> actions;
  for (const auto& item : items) {
    const auto& object = item.as_object();
    const auto due = parse_date(optional_text_at(object, "fecha").value_or(""));
    actions.push_back({optional_text_at(object, "accion").value_or(""),
                       optional_text_at(object, "puesto").value_or(""), due ? *due : Date{}});
  }
  return actions;
}

std::string json_of(const std::vector<reporting::CorrectiveAction>& actions) {
  json::array items;
  for (const auto& one : actions)
    items.push_back(
        json::object{{"accion", one.text}, {"puesto", one.post}, {"fecha", show(one.due)}});
  return canonical(items);
}

struct Stored {
  AreaText text;
  std::int64_t illustrative = 0;
};

Result<Stored> stored_text(storage::Database& db, const Meta& meta, const std::string& period,
                           const std::string& unit) {
  const auto row = TRY(storage::find(
      db, "area_text", {{"institution", meta.institution}, {"period", period}, {"unit", unit}}));
  Stored out;
  if (!row) return out;
  const auto date = [&](std::string_view column) -> std::optional<Date> {
    const auto text = row->optional_text(column);
    return text ? std::optional(parse_date(*text).value()) : std::nullopt;
  };
  out.text = {.state = *reporting::parse_text_state(row->text("state")),
              .achievements = row->text("achievements"),
              .limitations = row->text("limitations"),
              .causes = row->text("causes"),
              .actions = actions_of(TRY(parse_json(row->text("actions"))).as_array()),
              .author = row->integer("author"),
              .sent_on = date("sent_on"),
              .reviewed_on = date("reviewed_on"),
              .comment = row->optional_text("comment").value_or("")};
  out.illustrative = row->integer("illustrative");
  return out;
}

Decision save_text(const std::string& period, const std::string& unit, const AreaText& text,
                   std::int64_t illustrative, const Meta& meta) {
  Decision decision;
  const bool reviewed = text.reviewed_on.has_value();
  decision.changes.put(
      "area_text",
      {{"period", period},
       {"unit", unit},
       {"state", std::string(show(text.state))},
       {"achievements", text.achievements},
       {"limitations", text.limitations},
       {"causes", text.causes},
       {"actions", json_of(text.actions)},
       {"author", text.author},
       {"sent_on", storage::as_value(text.sent_on)},
       {"reviewer", reviewed ? storage::Value{meta.actor} : storage::Value{}},
       {"reviewed_on", storage::as_value(text.reviewed_on)},
       {"comment", text.comment.empty() ? storage::Value{} : storage::Value{text.comment}},
       {"illustrative", illustrative}});
  decision.outcome = {{"periodo", period}, {"unidad", unit}, {"estado", show(text.state)}};
  return decision;
}

// {"periodo", "unidad", "logros", "limitaciones", "causas", "acciones": [{accion, puesto, fecha}]}
Result<Decision> decide_edit(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto period = TRY(text_at(act, "periodo")), unit = TRY(text_at(act, "unidad"));
  CHECK(Cuatrimestre::parse(period));
  CHECK(require_unit(db, meta, Permission::WriteText, unit));
  const auto before = TRY(stored_text(db, meta, period, unit));
  const AreaText content{.achievements = optional_text_at(act, "logros").value_or(""),
                         .limitations = optional_text_at(act, "limitaciones").value_or(""),
                         .causes = optional_text_at(act, "causas").value_or(""),
                         .actions = actions_of(TRY(array_at(act, "acciones")))};
  const auto after = TRY(told(reporting::edit(before.text, content, meta.actor),
                              {{"hallado", std::string(show(before.text.state))}}));
  return save_text(period, unit, after, flag(act, "ilustrativa"), meta);
}

// {"periodo", "unidad"[, "motivo"]}: one of the three steps after writing.
template <class Step>
Result<Decision> decide_step(storage::Database& db, const json::object& act, const Meta& meta,
                             Step step) {
  const auto period = TRY(text_at(act, "periodo")), unit = TRY(text_at(act, "unidad"));
  const auto before = TRY(stored_text(db, meta, period, unit));
  const auto after =
      TRY(told(step(before.text), {{"hallado", std::string(show(before.text.state))}}));
  return save_text(period, unit, after, before.illustrative, meta);
}

Result<Decision> decide_send(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto unit = TRY(text_at(act, "unidad"));
  CHECK(require_unit(db, meta, Permission::WriteText, unit));
  return decide_step(db, act, meta,
                     [&](const AreaText& text) { return reporting::send(text, meta.today()); });
}

Result<Decision> decide_validate(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto period = TRY(text_at(act, "periodo")), unit = TRY(text_at(act, "unidad"));
  const auto written = TRY(stored_text(db, meta, period, unit)).text;
  if (written.state == reporting::TextState::Enviado && written.author != meta.actor)
    CHECK(require_other_people(db, meta, Permission::ValidateText,
                               {written.author, Permission::WriteText, written.sent_on}));
  return decide_step(db, act, meta, [&](const AreaText& text) {
    return reporting::validate(text, meta.actor, meta.today());
  });
}

Result<Decision> decide_return(storage::Database& db, const json::object& act, const Meta& meta) {
  return decide_step(db, act, meta, [&](const AreaText& text) {
    return reporting::give_back(text, optional_text_at(act, "motivo").value_or(""), meta.today());
  });
}

// ---- evidencia.registrar ------------------------------------------------------------------------
// {"unidad", "funcion", "documento", "fecha", "descripcion"[, "archivo" (hash)]}
Result<Decision> decide_evidence(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto unit = TRY(text_at(act, "unidad"));
  CHECK(require_unit(db, meta, Permission::WriteText, unit));
  const auto number = TRY(integer_at(act, "funcion"));
  const auto date = TRY(parse_date(TRY(text_at(act, "fecha"))));
  if (TRY(storage::select(db, "org_function",
                          {{"institution", meta.institution}, {"unit", unit}, {"number", number}}))
          .empty())
    return refuse(Refusal::FunctionUnknown,
                  {{"codigo", unit}, {"hallado", std::to_string(number)}});
  if (date > meta.today()) return refuse(Refusal::EvidenceOutOfPeriod, {{"hallado", show(date)}});
  Decision decision;
  decision.changes.put("function_evidence",
                       {{"unit", unit},
                        {"number", number},
                        {"document", TRY(text_at(act, "documento"))},
                        {"dated", show(date)},
                        {"description", TRY(text_at(act, "descripcion"))},
                        {"blob", storage::as_value(optional_text_at(act, "archivo"))},
                        {"illustrative", flag(act, "ilustrativa")}});
  return decision;
}

// ---- recomendacion.registrar --------------------------------------------------------------------
// {"periodo", "texto", "puesto", "fecha"}: numbered within its period.
Result<Decision> decide_recommendation(storage::Database& db, const json::object& act,
                                       const Meta& meta) {
  const auto period = TRY(text_at(act, "periodo"));
  CHECK(Cuatrimestre::parse(period));
  const auto due = TRY(parse_date(TRY(text_at(act, "fecha"))));
  const auto before = TRY(storage::select(db, "recommendation",
                                          {{"institution", meta.institution}, {"period", period}}));
  const auto n = std::int64_t(before.size()) + 1;
  Decision decision;
  decision.changes.put("recommendation", {{"period", period},
                                          {"n", n},
                                          {"text", TRY(text_at(act, "texto"))},
                                          {"post", TRY(text_at(act, "puesto"))},
                                          {"due", show(due)},
                                          {"illustrative", flag(act, "ilustrativa")}});
  decision.outcome = {{"numero", n}};
  return decision;
}

// ---- reports ------------------------------------------------------------------------------------

Result<std::vector<storage::Record>> versions_of(storage::Database& db, const Meta& meta,
                                                 const std::string& code) {
  return storage::select(db, "report", {{"institution", meta.institution}, {"code", code}});
}

// {"codigo", "tipo", "periodo", "corte_version"}: a new draft; version 2 corrects version 1.
Result<Decision> decide_draft(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto code = TRY(text_at(act, "codigo")), period = TRY(text_at(act, "periodo"));
  const auto cut = TRY(integer_at(act, "corte_version"));
  const auto frozen = TRY(storage::find(
      db, "cut", {{"institution", meta.institution}, {"code", period}, {"version", cut}}));
  if (!frozen) return refuse(Refusal::CutMissing, {{"hallado", period}});
  const auto version = std::int64_t(TRY(versions_of(db, meta, code)).size()) + 1;
  Decision decision;
  decision.changes.put("report", {{"code", code},
                                  {"version", version},
                                  {"kind", TRY(text_at(act, "tipo"))},
                                  {"period", period},
                                  {"cut_version", cut},
                                  {"state", "borrador"},
                                  {"author", meta.actor},
                                  {"drafted_on", show(meta.today())}});
  decision.outcome = {{"codigo", code}, {"version", version}};
  return decision;
}

// {"codigo", "version"[, "oficio"]}: by another person than the author.
Result<Decision> decide_approve(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto code = TRY(text_at(act, "codigo"));
  const auto version = TRY(integer_at(act, "version"));
  const std::vector<Detail> named{{"codigo", code}, {"version", std::to_string(version)}};
  const auto row = TRY(storage::find(
      db, "report", {{"institution", meta.institution}, {"code", code}, {"version", version}}));
  if (!row) return refuse(Refusal::ReportUnknown, named);
  if (row->text("state") == "aprobado") return refuse(Refusal::ReportAlreadyApproved, named);
  if (row->integer("author") == meta.actor) return refuse(Refusal::ReportByAuthor, named);
  CHECK(require_other_people(
      db, meta, Permission::ApproveReport,
      {row->integer("author"), Permission::DraftReport, row->date("drafted_on")}));
  Decision decision;
  auto fields = row->fields();
  std::erase_if(fields, [](const Field& field) {
    return field.first == "seq" || field.first == "state" || field.first == "approver" ||
           field.first == "approved_on" || field.first == "letter";
  });
  fields.insert(fields.end(), {{"state", "aprobado"},
                               {"approver", meta.actor},
                               {"approved_on", show(meta.today())},
                               {"letter", storage::as_value(optional_text_at(act, "oficio"))}});
  decision.changes.put("report", std::move(fields));
  decision.outcome = {{"codigo", code}, {"version", version}, {"estado", "aprobado"}};
  return decision;
}

constexpr std::array kinds{
    Kind{"programacion.cargar", 1, Scope::Institution, Permission::ImportBudget, decide_programme},
    Kind{"texto.guardar", 1, Scope::Institution, Permission::WriteText, decide_edit},
    Kind{"texto.enviar", 1, Scope::Institution, Permission::WriteText, decide_send},
    Kind{"texto.validar", 1, Scope::Institution, Permission::ValidateText, decide_validate},
    Kind{"texto.devolver", 1, Scope::Institution, Permission::ValidateText, decide_return},
    Kind{"evidencia.registrar", 1, Scope::Institution, Permission::WriteText, decide_evidence},
    Kind{"recomendacion.registrar", 1, Scope::Institution, Permission::DraftReport,
         decide_recommendation},
    Kind{"informe.preparar", 1, Scope::Institution, Permission::DraftReport, decide_draft},
    Kind{"informe.aprobar", 1, Scope::Institution, Permission::ApproveReport, decide_approve},
    Kind{"personas.publicar", 1, Scope::Institution, Permission::PublishReport,
         decide_publish_persons},
};

}  // namespace

std::span<const Kind> reporting_kinds() { return kinds; }

}  // namespace commands
