// ceiba metas and variables: goals from template to closed month, and series of values.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "cli/telling.hpp"
#include "commands/import_goals.hpp"
#include "documents/goals_template.hpp"
#include "documents/wording.hpp"
#include "domain/production/categories.hpp"
#include "domain/production/refusals.hpp"
#include "queries/goals.hpp"
#include "queries/organization.hpp"
#include "queries/plans.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"

namespace cli {
namespace {

Result<Month> month_of_call(const Invocation& call) { return Month::parse(call.text("--mes")); }

json::object as_json(const Error& error) {
  json::object details;
  for (const auto& detail : error.details) details[detail.name] = detail.value;
  json::object out{{"codigo", error.code},
                   {"mensaje", text::what_happened(error)},
                   {"remedio", text::what_to_do(error)},
                   {"detalles", std::move(details)}};
  if (!error.all.empty()) {
    json::array all;
    for (const auto& each : error.all) all.push_back(as_json(each));
    out["todos"] = std::move(all);
  }
  return out;
}

// ---- metas importar --------------------------------------------------------------------------

json::object as_json(const commands::GoalsImport& import) {
  const auto groups = [](const std::vector<commands::GroupDecision>& list) {
    json::array all;
    for (const auto& group : list)
      all.push_back(json::object{{"unidad", group.unit}, {"mes", show(group.month)}});
    return all;
  };
  json::array refused, coverage, ignored;
  for (const auto& each : import.refused) {
    json::object one{{"unidad", each.unit}, {"error", as_json(each.error)}};
    if (each.month) one["mes"] = show(*each.month);
    refused.push_back(std::move(one));
  }
  for (const auto& each : import.coverage)
    coverage.push_back(json::object{
        {"mes", show(each.month)}, {"reportado", each.reported}, {"esperado", each.expected}});
  for (const auto& heading : import.ignored) ignored.push_back(json::value(heading));
  return {{"aplicadas", groups(import.applied)},
          {"sin_cambio", groups(import.unchanged)},
          {"rechazadas", std::move(refused)},
          {"cobertura", std::move(coverage)},
          {"columnas_ignoradas", std::move(ignored)},
          {"asiento", import.receipt ? import.receipt->seq : 0}};
}

std::string indented(const std::string& text) { return "  " + replaced(text, "\n", "\n  "); }

void say_import(const Invocation& call, const commands::GoalsImport& import) {
  const auto count = [](const auto& list) {
    return text::count(static_cast<std::int64_t>(list.size()));
  };
  call.say(std::string(call.has("--simular") ? "Simulación, no se guardó nada. " : "") +
           "Reportes de unidad y mes: " + count(import.applied) +
           (call.has("--simular") ? " se aplicarían, " : " aplicados, ") + count(import.unchanged) +
           " sin cambio, " + count(import.refused) + " rechazados" +
           entry_of(import.receipt ? import.receipt->seq : 0) + ".\n");
  for (const auto& each : import.coverage)
    call.say("Cobertura de " + text::month(each.month) + ": " + std::to_string(each.reported) +
             " de " + std::to_string(each.expected) + " unidades con dato.\n");
  for (const auto& heading : import.ignored) call.tell("La columna «" + heading + "» no se leyó.");
  for (const auto& each : import.refused) {
    const std::string what = each.unit.empty() ? "el archivo" : "«" + each.unit + "»";
    call.say("\nNo se aplicó " + what + (each.month ? ", " + text::month(*each.month) : "") +
             ":\n" + indented(text::explain(each.error)) + "\n");
  }
}

Result<Exit> import_goals(const Invocation& call) {
  auto context =
      TRY(call.open(call.has("--simular") ? commands::Use::Read : commands::Use::Change));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  if (!call.has("--simular"))
    for (const auto& evidence : call.texts("--evidencia")) {
      const auto kept_bytes = TRY(read_file(evidence));
      const auto kept = TRY(commands::keep_evidence(context, kept_bytes, file_name(evidence)));
      call.tell("Evidencia " + kept.name + ": " + kept.sha256);
    }
  const auto import = TRY(commands::import_goals(context, bytes,
                                                 {.file_name = file_name(path),
                                                  .illustrative = call.has("--ilustrativo"),
                                                  .simulate = call.has("--simular")}));
  if (call.json())
    call.say_json(as_json(import));
  else
    say_import(call, import);
  if (import.refused.empty()) return Exit::Done;
  return import.applied.empty() && import.unchanged.empty() ? Exit::BadData : Exit::Findings;
}

// ---- steps of the month ------------------------------------------------------------------------

// The units that the call names, or with --todas those whose month is in one of the states.
Result<std::vector<std::string>> units_of(const Invocation& call, commands::Context& context,
                                          Month month,
                                          const std::set<production::ReportState>& states) {
  auto units = call.texts("--unidad");
  if (!call.has("--todas")) {
    if (units.empty())
      return refuse(Refusal::MissingOption, {{"opcion", "--unidad"}, {"orden", "metas"}});
    return units;
  }
  std::map<std::string, production::ReportState> found;
  const auto seq = TRY(queries::live_cut(context.db(), context.institution, show(month))).seq;
  const auto cells = TRY(queries::goal_cells(context.db(), context.institution, month, month, seq));
  for (const auto& cell : cells)
    if (cell.report) found.emplace(cell.key.unit, production::ReportState::Borrador);
  for (const auto& state :
       TRY(queries::unit_states(context.db(), context.institution, month, month, seq)))
    found.insert_or_assign(state.unit, state.state);
  for (const auto& [unit, state] : found)
    if (states.contains(state)) units.push_back(unit);
  if (units.empty()) return refuse(production::Refusal::NothingReported, {{"mes", show(month)}});
  return units;
}

// "P05.S2=Sin formularios"
std::vector<std::pair<std::string, std::string>> pairs_of(const std::vector<std::string>& words) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& word : words) {
    const auto mark = word.find('=');
    pairs.emplace_back(word.substr(0, mark), mark == word.npos ? "" : word.substr(mark + 1));
  }
  return pairs;
}

json::array pair_array(const std::vector<std::string>& words) {
  json::array all;
  for (const auto& [code, reason] : pairs_of(words)) all.push_back(json::array{code, reason});
  return all;
}

json::array text_array(const std::vector<std::string>& texts) {
  json::array all;
  for (const auto& text : texts) all.push_back(json::value(text));
  return all;
}

Result<Exit> step(const Invocation& call, const char* kind, const char* done,
                  const std::set<production::ReportState>& states, json::object more) {
  auto context = TRY(call.open(commands::Use::Change));
  const Month month = TRY(month_of_call(call));
  const auto units = TRY(units_of(call, context, month, states));
  more["mes"] = show(month);
  more["unidades"] = text_array(units);
  const auto receipt = TRY(commands::submit(context, {kind, std::move(more), ""}));
  return told(call, receipt,
              std::string(done) + " " + text::month(month) + ": " +
                  text::counted(static_cast<std::int64_t>(units.size()), "unidad", "unidades",
                                text::Gender::Feminine));
}

Result<Exit> send(const Invocation& call) {
  using enum production::ReportState;
  return step(call, "metas.enviar", "Enviado", {Borrador, Devuelto},
              {{"sin_dato", pair_array(call.texts("--sin-dato"))}});
}

Result<Exit> validate(const Invocation& call) {
  return step(call, "metas.validar", "Validado", {production::ReportState::Enviado}, {});
}

Result<Exit> give_back(const Invocation& call) {
  return step(call, "metas.devolver", "Devuelto", {production::ReportState::Enviado},
              {{"motivo", call.text("--motivo")}});
}

Result<Exit> close(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const Month month = TRY(month_of_call(call));
  const auto absentees = pair_array(call.texts("--ausente"));
  const auto receipt = TRY(commands::submit(
      context, {"metas.cerrar", {{"mes", show(month)}, {"ausentes", absentees}}, ""}));
  return told(call, receipt,
              "Cerrado " + text::month(month) + ", con " +
                  text::counted(static_cast<std::int64_t>(absentees.size()), "unidad ausente",
                                "unidades ausentes", text::Gender::Feminine));
}

// ---- metas rectificar --------------------------------------------------------------------------

Result<json::array> parts_of(const Invocation& call) {
  json::array parts;
  for (const auto& [name, amount] : pairs_of(call.texts("--parte"))) {
    const auto colon = name.find(':');
    const auto axis = production::axis(name.substr(0, colon));
    if (!axis) return refuse(production::Refusal::AxisUnknown, {{"hallado", name}});
    const auto written = colon == name.npos ? "" : name.substr(colon + 1);
    const auto key = production::category_key(*axis, written);
    if (!key)
      return refuse(production::Refusal::CategoryUnknown,
                    {{"campo", std::string(name_of(*axis))}, {"hallado", written}});
    parts.push_back(json::array{name_of(*axis), *key, amount});
  }
  return parts;
}

Result<commands::Receipt> as_role(commands::Context& context, const std::string& role,
                                  const commands::Submission& act) {
  const auto before = context.actor;
  const auto other = TRY(access_control::parse_role(role));
  context.actor = {access_control::actor_of(other), other};
  auto receipt = commands::submit(context, act);
  context.actor = before;
  return receipt;
}

Result<std::int64_t> number_of(const std::string& text) {
  const auto number = whole_number(text);
  if (!number) return refuse(production::Refusal::RectificationUnknown, {{"hallado", text}});
  return *number;
}

Result<Exit> decide_rectification(const Invocation& call, commands::Context& context,
                                  const std::string& text, bool yes) {
  json::object act{{"numero", TRY(number_of(text))}};
  if (!yes) act["motivo"] = call.optional_text("--motivo").value_or("");
  const auto receipt = TRY(commands::submit(
      context, {yes ? "metas.rectificacion_autorizar" : "metas.rectificacion_negar", act, ""}));
  return told(call, receipt,
              "Rectificación " + text + (yes ? " autorizada: la cifra cambió" : " negada"));
}

// A file's hash, or the hash itself; files are kept.
Result<json::array> evidence_of(const Invocation& call, commands::Context& context) {
  json::array all;
  for (const auto& word : call.texts("--evidencia")) {
    const bool hash = word.size() == 64 && word.find_first_not_of("0123456789abcdef") == word.npos;
    if (hash) {
      all.push_back(json::array{word, ""});
      continue;
    }
    const auto bytes = TRY(read_file(word));
    const auto kept = TRY(commands::keep_evidence(context, bytes, file_name(word)));
    all.push_back(json::array{kept.sha256, kept.name});
  }
  return all;
}

Result<Exit> rectify(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  if (const auto number = call.optional_text("--autorizar"))
    return decide_rectification(call, context, *number, true);
  if (const auto number = call.optional_text("--negar"))
    return decide_rectification(call, context, *number, false);
  json::object act;
  for (const auto& [option, key] : {std::pair{"--subproducto", "subproducto"},
                                    {"--unidad", "unidad"},
                                    {"--mes", "mes"},
                                    {"--ahora", "ahora"},
                                    {"--motivo", "motivo"}}) {
    const auto value = call.optional_text(option);
    if (!value)
      return refuse(Refusal::MissingOption, {{"opcion", option}, {"orden", "metas rectificar"}});
    act[key] = *value;
  }
  if (const auto before = call.optional_text("--antes")) act["antes"] = *before;
  act["nota"] = call.optional_text("--nota").value_or("");
  act["partes"] = TRY(parts_of(call));
  act["evidencia"] = TRY(evidence_of(call, context));
  const auto proposed = TRY(commands::submit(context, {"metas.rectificacion_proponer", act, ""}));
  const auto number = std::to_string(proposed.seq);
  if (const auto role = call.optional_text("--autoriza")) {
    const auto done = TRY(
        as_role(context, *role, {"metas.rectificacion_autorizar", {{"numero", proposed.seq}}, ""}));
    return told(call, done, "Rectificación " + number + " propuesta y autorizada");
  }
  auto exit =
      told(call, proposed, "Rectificación " + number + " propuesta: la cifra no ha cambiado");
  if (!call.json())
    call.tell("Otra persona la autoriza con: ceiba metas rectificar --autorizar " + number +
              " --como ROL");
  return exit;
}

// ---- metas mostrar -----------------------------------------------------------------------------

json::object as_json(const queries::GoalCell& cell) {
  json::object one{{"subproducto", cell.key.subproducto}, {"unidad", cell.key.unit},
                   {"mes", show(cell.key.month)},         {"inicial", show(cell.initial)},
                   {"programado", show(cell.programmed)}, {"rectificado", cell.rectified},
                   {"ilustrativo", cell.illustrative}};
  if (!cell.report) {
    one["ejecutado"] = nullptr;
    return one;
  }
  one["ejecutado"] = show(cell.report->amount);
  one["tipo_conteo"] = name_of(cell.report->kind);
  json::array parts, evidence;
  for (const auto& part : cell.report->parts)
    parts.push_back(json::object{{"eje", name_of(part.axis)},
                                 {"categoria", part.category},
                                 {"cantidad", show(part.amount)}});
  for (const auto& each : cell.report->evidence)
    evidence.push_back(json::object{{"huella", each.sha256}, {"nombre", each.name}});
  one["partes"] = std::move(parts);
  one["evidencia"] = std::move(evidence);
  one["nota"] = cell.report->note;
  return one;
}

Result<Exit> show_rectifications(const Invocation& call, commands::Context& context) {
  const auto all = TRY(queries::rectifications_of(context.db(), context.institution));
  json::array list;
  for (const auto& each : all) {
    const auto& key = each.asked.key;
    if (call.json()) {
      list.push_back(
          json::object{{"numero", each.number},
                       {"estado", each.state},
                       {"subproducto", key.subproducto},
                       {"unidad", key.unit},
                       {"mes", show(key.month)},
                       {"antes", each.asked.old_amount ? json::value(show(*each.asked.old_amount))
                                                       : json::value(nullptr)},
                       {"ahora", show(each.asked.now.amount)},
                       {"motivo", each.asked.reason},
                       {"propuesta_el", show(each.proposed_on)}});
      continue;
    }
    call.say(
        std::to_string(each.number) + "  " + each.state + "  " + text::month(key.month) + ", " +
        key.subproducto + ", " + key.unit + ": " +
        (each.asked.old_amount ? text::quantity(*each.asked.old_amount) : std::string("sin dato")) +
        " → " + text::quantity(each.asked.now.amount) + ". " + each.asked.reason + "\n");
  }
  if (call.json())
    call.say_json(json::object{{"rectificaciones", std::move(list)}});
  else if (all.empty())
    call.say("No hay rectificaciones.\n");
  return Exit::Done;
}

Result<Exit> show_states(const Invocation& call, commands::Context& context, Month first,
                         Month last, std::int64_t seq) {
  const auto states =
      TRY(queries::unit_states(context.db(), context.institution, first, last, seq));
  const auto closed =
      TRY(queries::closed_months(context.db(), context.institution, first, last, seq));
  if (call.json()) {
    json::array list, closes;
    for (const auto& each : states)
      list.push_back(json::object{{"unidad", each.unit},
                                  {"mes", show(each.month)},
                                  {"estado", name_of(each.state)},
                                  {"comentario", each.comment}});
    for (const auto& each : closed) {
      json::array absentees;
      for (const auto& absent : each.absentees)
        absentees.push_back(json::object{{"unidad", absent.unit}, {"motivo", absent.reason}});
      closes.push_back(json::object{{"mes", show(each.month)},
                                    {"cerrado_el", show(each.on)},
                                    {"ausentes", std::move(absentees)}});
    }
    call.say_json(json::object{{"estados", std::move(list)}, {"cierres", std::move(closes)}});
    return Exit::Done;
  }
  for (const auto& each : states)
    call.say(show(each.month) + "  " + std::string(name_of(each.state)) + "  " + each.unit +
             (each.comment.empty() ? "" : "  " + each.comment) + "\n");
  for (const auto& each : closed) {
    call.say("Cerrado " + text::month(each.month) + " el " + text::date(each.on) + ".\n");
    for (const auto& absent : each.absentees)
      call.say("  Ausente: " + absent.unit + ". " + absent.reason + ".\n");
  }
  return Exit::Done;
}

Result<Exit> show_goals(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  if (call.has("--rectificaciones")) return show_rectifications(call, context);
  const auto today = month_of(local_date(call.world().now()));
  const auto span = TRY(queries::span_of(call.optional_text("--mes").value_or(show(today.year))));
  const auto seq = TRY(queries::live_cut(context.db(), context.institution, show(today.year))).seq;
  if (call.has("--estados")) return show_states(call, context, span.first, span.last, seq);
  auto cells =
      TRY(queries::goal_cells(context.db(), context.institution, span.first, span.last, seq));
  if (const auto unit = call.optional_text("--unidad"))
    std::erase_if(cells, [&](const auto& cell) { return cell.key.unit != *unit; });
  if (call.json()) {
    json::array list;
    for (const auto& cell : cells) list.push_back(as_json(cell));
    call.say_json(json::object{{"metas", std::move(list)}});
    return Exit::Done;
  }
  for (const auto& cell : cells)
    call.say(show(cell.key.month) + "  " + cell.key.subproducto + "  " + cell.key.unit +
             ": programado " + text::quantity(cell.programmed) + ", ejecutado " +
             (cell.report ? text::quantity(cell.report->amount) : std::string("sin dato")) +
             (cell.rectified ? " (rectificado)" : "") + "\n");
  if (cells.empty()) call.say("No hay metas ni reportes en el período.\n");
  return Exit::Done;
}

// ---- metas plantilla ---------------------------------------------------------------------------

Result<Exit> make_template(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto span = TRY(queries::span_of(call.text("--mes")));
  const auto seq =
      TRY(queries::live_cut(context.db(), context.institution, call.text("--mes"))).seq;
  auto cells =
      TRY(queries::goal_cells(context.db(), context.institution, span.first, span.last, seq));
  const auto wanted = call.texts("--unidad");
  if (!wanted.empty())
    std::erase_if(cells, [&](const auto& cell) {
      return std::ranges::find(wanted, cell.key.unit) == wanted.end();
    });
  const auto stored = TRY(queries::plan_of(context.db(), context.institution, {}));
  std::map<std::string, std::string> names;
  for (const auto& unit :
       TRY(queries::units(context.db(), context.institution, last_day(span.last))))
    names.emplace(unit.code, unit.name);
  const documents::GoalsTemplate table{stored.plan, names, cells};
  const bool csv = call.text("--formato") == "csv";
  const auto path = call.optional_text("--salida")
                        .value_or("metas-" + call.text("--mes") + (csv ? ".csv" : ".xlsx"));
  const auto bytes =
      csv ? documents::goals_template_csv(table) : TRY(documents::goals_template_xlsx(table));
  CHECK(write_file(path, bytes));
  if (call.json())
    call.say_json(json::object{{"archivo", path},
                               {"filas", static_cast<std::int64_t>(cells.size())},
                               {"huella", show(sha256(bytes))}});
  else
    call.say("Plantilla escrita en " + path + ", con " +
             text::counted(static_cast<std::int64_t>(cells.size()), "fila", "filas",
                           text::Gender::Feminine) +
             ".\n");
  return Exit::Done;
}

// ---- variables ---------------------------------------------------------------------------------

Result<Exit> import_variables(const Invocation& call) {
  const bool simulated = call.has("--simular");
  auto context = TRY(call.open(simulated ? commands::Use::Read : commands::Use::Change));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  const auto receipt = TRY(commands::import_variables(context, bytes,
                                                      {.file_name = file_name(path),
                                                       .illustrative = call.has("--ilustrativo"),
                                                       .simulate = simulated},
                                                      call.optional_text("--motivo").value_or("")));
  const auto values = receipt.outcome.at("valores").as_int64();
  if (values == 0) return told(call, receipt, "Los valores ya estaban cargados: nada cambió");
  return told(
      call, receipt,
      std::string(simulated ? "Simulación, no se guardó nada. Se cargarían " : "Se cargaron ") +
          text::counted(values, "valor", "valores") + " de " +
          text::counted(receipt.outcome.at("series").as_int64(), "serie", "series",
                        text::Gender::Feminine));
}

Result<Exit> show_variables(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto today = month_of(local_date(call.world().now()));
  const auto seq = TRY(queries::live_cut(context.db(), context.institution, show(today.year))).seq;
  const auto rows = TRY(queries::series_values(context.db(), context.institution,
                                               call.optional_text("--serie").value_or(""), seq));
  json::array list;
  for (const auto& row : rows) {
    const auto& value = row.value;
    if (call.json()) {
      list.push_back(json::object{{"serie", value.key.series},
                                  {"unidad", value.key.unit},
                                  {"detalle", value.key.detail},
                                  {"periodo", show(value.key.period)},
                                  {"valor", show(*value.value)},
                                  {"unidad_medida", value.unit_of_measure},
                                  {"fuente", value.source},
                                  {"ilustrativo", value.illustrative},
                                  {"asiento", row.seq}});
      continue;
    }
    call.say(value.key.series + (value.key.detail.empty() ? "" : " " + value.key.detail) +
             (value.key.unit.empty() ? "" : " " + value.key.unit) + "  " + show(value.key.period) +
             ": " + text::quantity(*value.value) + " " + value.unit_of_measure + ". Fuente: " +
             value.source + (value.illustrative ? " (dato ilustrativo)" : "") + "\n");
  }
  if (call.json())
    call.say_json(json::object{{"valores", std::move(list)}});
  else if (rows.empty())
    call.say("No hay valores cargados.\n");
  return Exit::Done;
}

constexpr Option template_options[] = {
    {"--mes", "PERIODO", "Mes, cuatrimestre o año: 2026-05, 2026-C2, 2026", true},
    {"--unidad", "CODIGO", "Solo esa unidad", false, true},
    {"--formato", "F", "xlsx o csv", false, false, "xlsx|csv", "xlsx"},
    {"--salida", "ARCHIVO", "Dónde se escribe"},
};
constexpr Option import_options[] = {
    {"ARCHIVO", "", "Metas en CSV o XLSX (docs/formats/metas.md)", true},
    {"--simular", "", "Muestra qué se aplicaría, sin guardar"},
    {"--evidencia", "ARCHIVO", "Medio de verificación que se conserva", false, true},
    {"--ilustrativo", "", "Marca lo reportado como dato ilustrativo"},
};
constexpr Option send_options[] = {
    {"--mes", "MES", "Mes: 2026-04", true},
    {"--unidad", "CODIGO", "Unidad que envía", false, true},
    {"--todas", "", "Todas las que tienen datos sin enviar"},
    {"--sin-dato", "SUBPRODUCTO=MOTIVO", "Subproducto programado que queda sin dato", false, true},
};
constexpr Option validate_options[] = {
    {"--mes", "MES", "Mes: 2026-04", true},
    {"--unidad", "CODIGO", "Unidad cuyo reporte se valida", false, true},
    {"--todas", "", "Todas las que enviaron"},
};
constexpr Option return_options[] = {
    {"--mes", "MES", "Mes: 2026-04", true},
    {"--unidad", "CODIGO", "Unidad cuyo reporte se devuelve", false, true},
    {"--todas", "", "Todas las que enviaron"},
    {"--motivo", "TEXTO", "Qué debe corregirse", true},
};
constexpr Option close_options[] = {
    {"--mes", "MES", "Mes: 2026-04", true},
    {"--ausente", "UNIDAD=MOTIVO", "Unidad que queda sin reporte validado", false, true},
};
constexpr Option rectify_options[] = {
    {"--subproducto", "CODIGO", "Subproducto: P04.S2"},
    {"--unidad", "CODIGO", "Unidad que reportó"},
    {"--mes", "MES", "Mes cerrado o publicado: 2026-02"},
    {"--antes", "CANTIDAD", "La cifra vigente; sin ella, no había dato"},
    {"--ahora", "CANTIDAD", "La cifra correcta"},
    {"--parte", "EJE:CATEGORIA=N", "Parte de la cifra correcta", false, true},
    {"--motivo", "TEXTO", "Por qué cambia"},
    {"--evidencia", "ARCHIVO", "Archivo que la respalda, o su SHA-256", false, true},
    {"--nota", "TEXTO", "Explicación"},
    {"--autoriza", "ROL", "La segunda persona, si autoriza ahora mismo"},
    {"--autorizar", "N", "Autoriza la rectificación propuesta con ese número"},
    {"--negar", "N", "La niega, con --motivo"},
};
constexpr Option show_options[] = {
    {"--mes", "PERIODO", "Mes, cuatrimestre o año; sin él, el año en curso"},
    {"--unidad", "CODIGO", "Solo esa unidad"},
    {"--estados", "", "En qué paso está el reporte de cada unidad"},
    {"--rectificaciones", "", "Las rectificaciones y su estado"},
};
constexpr Option variables_options[] = {
    {"ARCHIVO", "", "Valores en CSV o XLSX (docs/formats/variables.md)", true},
    {"--simular", "", "Muestra qué se cargaría, sin guardar"},
    {"--motivo", "TEXTO", "Por qué cambian valores ya cargados"},
    {"--ilustrativo", "", "Marca los valores como datos ilustrativos"},
};
constexpr Option series_options[] = {
    {"--serie", "CODIGO", "Solo esa serie: RE1.ATENDIDAS"},
};

constexpr Command commands_here[] = {
    {"metas plantilla", "Escribe el archivo en que las unidades reportan sus metas.",
     template_options,
     "ceiba metas plantilla --mes 2026-05\n"
     "ceiba metas plantilla --mes 2026-05 --unidad DEL-CARMEN --formato csv",
     make_template},
    {"metas importar", "Importa metas programadas, reprogramadas y ejecutadas.", import_options,
     "ceiba metas importar abril.xlsx --como enlace\nceiba metas importar abril.csv --simular",
     import_goals},
    {"metas enviar", "Envía el reporte del mes de una unidad.", send_options,
     "ceiba metas enviar --mes 2026-04 --unidad DEL-AURORA --como enlace", send},
    {"metas validar", "Valida reportes que otra persona envió.", validate_options,
     "ceiba metas validar --mes 2026-04 --todas --como monitoreo", validate},
    {"metas devolver", "Devuelve un reporte para que se corrija.", return_options,
     "ceiba metas devolver --mes 2026-04 --unidad SAPDF --motivo \"Falta la lista\"", give_back},
    {"metas cerrar", "Cierra el mes, con el nombre de quien no reportó.", close_options,
     "ceiba metas cerrar --mes 2026-04 --ausente \"DEL-CARMEN=Sin enlace de datos\"", close},
    {"metas rectificar", "Corrige una cifra de un mes cerrado o publicado, entre dos personas.",
     rectify_options,
     "ceiba metas rectificar --subproducto P04.S2 --unidad SEXT --mes 2026-02 --antes 561 "
     "--ahora 542 --motivo \"Contados dos veces\" --evidencia lista.csv --como enlace\n"
     "ceiba metas rectificar --autorizar 812 --como monitoreo",
     rectify},
    {"metas mostrar", "Muestra metas, reportes, estados o rectificaciones.", show_options,
     "ceiba metas mostrar --mes 2026-04\nceiba metas mostrar --rectificaciones", show_goals},
    {"variables importar", "Importa valores de variables: historial, referencias.",
     variables_options, "ceiba variables importar historial.csv --como monitoreo",
     import_variables},
    {"variables mostrar", "Muestra los valores cargados de las variables.", series_options,
     "ceiba variables mostrar --serie RE1.ATENDIDAS", show_variables},
};

}  // namespace

std::span<const Command> goals_commands() { return commands_here; }

}  // namespace cli
