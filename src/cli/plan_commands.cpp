// ceiba plan, ficha, medida and politica: the plan, its method sheets and their follow-up.
#include <algorithm>
#include <map>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "cli/telling.hpp"
#include "commands/approve_indicator_sheet.hpp"
#include "commands/follow_measure.hpp"
#include "commands/load_plan.hpp"
#include "commands/read_plan.hpp"
#include "documents/plan_template.hpp"
#include "domain/planning/names.hpp"
#include "domain/planning/plan_diff.hpp"
#include "domain/planning/plan_json.hpp"
#include "queries/plans.hpp"
#include "text/findings.hpp"
#include "text/format.hpp"

namespace cli {
namespace {

using planning::Plan;

// The number that an option gives, or nothing.
Result<std::optional<std::int64_t>> number_of(const Invocation& call, std::string_view option) {
  const auto text = call.optional_text(option);
  if (!text) return std::optional<std::int64_t>{};
  const auto number = whole_number(*text);
  if (!number || *number < 0)
    return refuse(
        Refusal::NotAChoice,
        {{"opcion", std::string(option)}, {"hallado", *text}, {"esperado", "un número entero"}});
  return std::optional<std::int64_t>(*number);
}

Result<std::optional<FiscalYear>> year_of(const Invocation& call) {
  const auto text = call.optional_text("--ejercicio");
  if (!text) return std::optional<FiscalYear>{};
  return std::optional<FiscalYear>(TRY(FiscalYear::parse(*text)));
}

// ---- plan cargar ------------------------------------------------------------------------------

Result<Exit> load(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  const auto file = TRY(where("archivo", path, commands::read_plan(context, bytes)));
  for (const auto& sheet : file.ignored)
    call.tell("La hoja «" + sheet + "» no es una tabla del plan: no se leyó.");
  const auto act = commands::load_plan(file.plan, file_name(path), show(sha256(bytes)));
  const bool simulated = call.has("--simular");
  commands::Receipt receipt;
  if (simulated)
    receipt.outcome = TRY(where("archivo", path, commands::simulate(context, act)));
  else
    receipt = TRY(where("archivo", path, commands::submit(context, act)));
  if (receipt.outcome.contains("ya_cargado"))
    return told(call, receipt, "El plan ya estaba cargado: nada cambió");
  const auto count = [&](std::string_view key) {
    return text::count(receipt.outcome.at(key).as_int64());
  };
  auto result =
      told(call, receipt,
           std::string(simulated ? "Simulación, no se guardó nada. Sería la versión "
                                 : "Plan cargado: versión ") +
               count("version") + " para el ejercicio " +
               std::to_string(receipt.outcome.at("ejercicio").as_int64()) + ", " +
               count("metas_cambiadas") + " metas mensuales y " + count("fichas_cambiadas") +
               " fichas cambiadas, " + count("hallazgos") + " hallazgos");
  if (!simulated && !call.json() && receipt.outcome.at("hallazgos").as_int64() > 0)
    call.tell("Revise los hallazgos con: ceiba plan revisar");
  return result;
}

// ---- plan mostrar -----------------------------------------------------------------------------

Result<Exit> show_versions(const Invocation& call, commands::Context& context) {
  const auto versions = TRY(queries::plan_versions(context.db(), context.institution));
  if (call.json()) {
    json::array rows;
    for (const auto& one : versions)
      rows.push_back(json::object{{"version", one.number},
                                  {"nombre", one.name},
                                  {"ejercicio", one.year.year},
                                  {"actos", one.acts},
                                  {"archivo", one.file_name},
                                  {"huella", one.digest},
                                  {"fecha", show(one.on)},
                                  {"asiento", one.from_seq},
                                  {"vigente", !one.until_seq.has_value()}});
    call.say_json(json::object{{"versiones", std::move(rows)}});
    return Exit::Done;
  }
  if (versions.empty())
    call.say("No hay planes cargados. Cárguelo con: ceiba plan cargar ARCHIVO\n");
  for (const auto& one : versions)
    call.say("Versión " + std::to_string(one.number) + ", ejercicio " + show(one.year) + ": " +
             one.name + " (" + one.acts + "), cargada el " + text::date(one.on) +
             entry_of(one.from_seq) + (one.until_seq ? "" : " · vigente") + "\n");
  return Exit::Done;
}

std::string summary(const Plan& plan) {
  std::string out;
  for (const auto& row : plan.pei.filas) {
    out += "\n" + row.id + "  " + row.producto_accion + "\n    " + row.indicador + "\n   ";
    for (const auto& target : row.metas)
      out += " " + std::to_string(target.anio) + ": " + target.texto + ";";
    out.back() = '\n';
  }
  out += "\nProductos y subproductos, con la meta de " + std::to_string(plan.poa.ejercicio) + "\n";
  for (const auto& product : plan.productos) {
    out += "  " + product.id + "  " + product.categoria + "  " + product.nombre + "\n";
    for (const auto* sub : planning::subproductos_below(plan, product.id)) {
      Quantity year;
      bool any = false;
      for (const auto& goal : plan.poa.metas)
        if (goal.subproducto == sub->id) {
          year += planning::total(planning::goals_in_force(goal));
          any = true;
        }
      out += "    " + sub->id + "  " + sub->nombre + ": " +
             (any ? text::quantity(year) + " " : "sin meta, ") + sub->unidad_medida + "\n";
    }
  }
  const auto& lines = plan.politica.lineas;
  const auto without = std::ranges::count_if(lines, [](const auto& l) { return l.texto.empty(); });
  out += "\n" + std::to_string(plan.fichas.size()) + " fichas de indicador, " +
         std::to_string(plan.medidas.size()) + " medidas, " + std::to_string(lines.size()) +
         " líneas de la " + plan.politica.nombre + " (" + std::to_string(without) + " sin texto)\n";
  return out;
}

Result<Exit> show_plan(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  if (call.has("--versiones")) return show_versions(call, context);
  const auto version = TRY(number_of(call, "--version")).value_or(0);
  const auto year = TRY(year_of(call));
  const auto stored = TRY(queries::plan_of(context.db(), context.institution, year, version));
  if (call.json()) {
    call.say_json(planning::to_json(stored.plan));
    return Exit::Done;
  }
  call.say(stored.plan.nombre + "\nVersión " + std::to_string(stored.version.number) +
           ", ejercicio " + show(stored.version.year) + ", aprobada por " + stored.version.acts +
           ", cargada el " + text::date(stored.version.on) + entry_of(stored.version.from_seq) +
           "\n");
  call.say(summary(stored.plan));
  return Exit::Done;
}

// ---- plan diferencias -------------------------------------------------------------------------

// A word of the command is a version number or a file.
Result<Plan> plan_named(commands::Context& context, const std::string& word) {
  if (const auto number = whole_number(word); number && *number > 0)
    return TRY(queries::plan_of(context.db(), context.institution, {}, *number)).plan;
  const auto bytes = TRY(read_file(word));
  return TRY(where("archivo", word, commands::read_plan(context, bytes))).plan;
}

Result<Exit> differences(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto before = TRY(plan_named(context, call.text("ANTES")));
  const auto after_word = call.optional_text("DESPUES");
  const auto after = after_word ? TRY(plan_named(context, *after_word))
                                : TRY(queries::plan_of(context.db(), context.institution)).plan;
  const auto changes =
      planning::changes_between(planning::to_json(before), planning::to_json(after));
  if (call.json()) {
    json::array rows;
    for (const auto& change : changes)
      rows.push_back(
          json::object{{"campo", change.campo}, {"antes", change.antes}, {"ahora", change.ahora}});
    call.say_json(json::object{{"diferencias", std::move(rows)}});
    return Exit::Done;
  }
  if (changes.empty()) call.say("No hay diferencias.\n");
  for (const auto& change : changes)
    call.say(change.campo + "\n  - " + (change.antes.empty() ? "(nada)" : change.antes) + "\n  + " +
             (change.ahora.empty() ? "(nada)" : change.ahora) + "\n");
  return Exit::Done;
}

// ---- plan revisar -----------------------------------------------------------------------------

json::object as_json(const queries::PlanFinding& one) {
  json::object figures;
  for (const auto& slot : one.finding.cifras) figures[slot.name] = slot.value;
  json::object out{{"codigo", one.finding.codigo},
                   {"severidad", planning::name_of(one.finding.severidad)},
                   {"lugar", one.finding.lugar},
                   {"cifras", std::move(figures)},
                   {"motivo", text::reason_of(one.finding)},
                   {"remedio", text::remedy_of(one.finding)}};
  if (one.accepted) out["aceptado"] = *one.accepted;
  return out;
}

// From a file: nothing is accepted yet. From the base: the plan in force.
Result<std::vector<queries::PlanFinding>> findings_of(const Invocation& call) {
  const auto path = call.optional_text("ARCHIVO");
  if (!path) {
    auto context = TRY(call.open(commands::Use::Read));
    return queries::plan_findings(context.db(), context.institution);
  }
  const auto bytes = TRY(read_file(*path));
  Plan plan;
  if (commands::is_whole_plan(bytes)) {
    plan = TRY(where("archivo", *path, planning::parse_plan(bytes)));
  } else {
    auto context = TRY(call.open(commands::Use::Read));
    plan = TRY(where("archivo", *path, commands::read_plan(context, bytes))).plan;
  }
  std::vector<queries::PlanFinding> all;
  for (auto& finding : planning::lint(plan)) all.push_back({std::move(finding), {}, {}});
  return all;
}

Result<Exit> review(const Invocation& call) {
  auto all = TRY(findings_of(call));
  const auto open = static_cast<std::size_t>(
      std::ranges::count_if(all, [](const auto& one) { return !one.accepted; }));
  const auto accepted = all.size() - open;
  if (!call.has("--todos")) std::erase_if(all, [](const auto& one) { return one.accepted; });
  const auto exit = open == 0 ? Exit::Done : Exit::Findings;
  if (call.json()) {
    json::array rows;
    for (const auto& one : all) rows.push_back(as_json(one));
    call.say_json(json::object{{"hallazgos", std::move(rows)}});
    return exit;
  }
  for (const auto& one : all) {
    call.say(one.finding.codigo + " [" + std::string(planning::name_of(one.finding.severidad)) +
             "] " + text::place_of(one.finding) + "  (" + one.finding.lugar + ")\n    " +
             text::reason_of(one.finding) + "\n    Qué hacer: " + text::remedy_of(one.finding) +
             "\n");
    if (one.accepted)
      call.say("    Aceptado el " + text::date(*one.accepted_on) + ": " + *one.accepted + "\n");
  }
  call.say(open == 0 ? std::string("Sin hallazgos")
                     : text::counted(static_cast<std::int64_t>(open), "hallazgo", "hallazgos"));
  call.say(accepted == 0 ? ".\n"
                         : "; " + std::to_string(accepted) +
                               (accepted == 1 ? " aceptado.\n" : " aceptados.\n"));
  return exit;
}

Result<Exit> accept(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto code = call.text("CODIGO"), place = call.text("LUGAR");
  const auto receipt = TRY(
      commands::submit(context, commands::accept_plan_finding(code, place, call.text("--motivo"))));
  return told(call, receipt,
              "Hallazgo " + code + " en " + place + " aceptado hasta la próxima versión del plan");
}

// ---- plan plantilla ---------------------------------------------------------------------------

Result<Exit> make_template(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  Plan plan;
  const auto year = TRY(year_of(call));
  if (call.has("--vacia")) {
    plan.ejercicio = plan.poa.ejercicio = plan.red.ejercicio =
        year ? year->year : static_cast<std::int16_t>(int(local_date(call.world().now()).year()));
    plan.institucion.codigo = context.institution;
  } else {
    plan = TRY(queries::plan_of(context.db(), context.institution, year)).plan;
  }
  const bool as_json = call.text("--formato") == "json";
  const auto path = call.optional_text("--salida").value_or(as_json ? "plan.json" : "plan.xlsx");
  const auto bytes =
      as_json ? pretty(planning::to_json(plan)) : TRY(documents::plan_template(plan));
  CHECK(write_file(path, bytes));
  if (call.json())
    call.say_json(json::object{{"archivo", path}, {"huella", show(sha256(bytes))}});
  else
    call.say("Plantilla escrita en " + path + ".\n");
  return Exit::Done;
}

// ---- fichas -----------------------------------------------------------------------------------

Result<Exit> list_sheets(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto rows = TRY(queries::indicator_sheets(context.db(), context.institution));
  if (call.json()) {
    json::array list;
    for (const auto& row : rows) {
      json::object one{{"ficha", planning::to_json(row.sheet)},
                       {"estado", row.approved ? "aprobada" : "propuesta"},
                       {"propuesta_el", show(row.proposed_on)}};
      if (row.approved) one["aprobada_por"] = row.approved_by;
      if (row.approved_on) one["aprobada_el"] = show(*row.approved_on);
      list.push_back(std::move(one));
    }
    call.say_json(json::object{{"fichas", std::move(list)}});
    return Exit::Done;
  }
  if (rows.empty()) call.say("No hay fichas de indicador.\n");
  for (const auto& row : rows)
    call.say(row.sheet.codigo + " v" + std::to_string(row.sheet.version) + "  " + row.sheet.nombre +
             "\n    " + row.sheet.formula + "  [" +
             (row.approved ? "aprobada" + (row.approved_on ? " el " + text::date(*row.approved_on)
                                                           : std::string())
                           : "propuesta, sin aprobar") +
             "]\n");
  return Exit::Done;
}

Result<Exit> propose_sheet(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  const auto value = TRY(where("archivo", path, parse_json(bytes)));
  const auto sheet = TRY(where("archivo", path, planning::ficha_from_json(value)));
  const auto receipt = TRY(commands::submit(context, commands::propose_indicator_sheet(sheet)));
  return told(call, receipt,
              sheet.codigo + " v" + std::to_string(sheet.version) +
                  (receipt.seq == 0 ? " ya estaba propuesta" : " propuesta"));
}

Result<Exit> approve_sheet(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto code = call.text("CODIGO");
  auto version = TRY(number_of(call, "--version"));
  if (!version) {  // The newest one that waits.
    for (const auto& row : TRY(queries::indicator_sheets(context.db(), context.institution)))
      if (row.sheet.codigo == code) version = row.sheet.version;
  }
  const auto receipt =
      TRY(commands::submit(context, commands::approve_indicator_sheet(
                                        code, static_cast<std::int32_t>(version.value_or(1)),
                                        call.optional_text("--acto").value_or(""))));
  return told(call, receipt, code + " v" + std::to_string(version.value_or(1)) + " aprobada");
}

// ---- medidas and política ---------------------------------------------------------------------

std::string in_words(planning::MeasureState state) {
  constexpr std::string_view words[] = {"programada", "en proceso", "cumplida", "atrasada",
                                        "suspendida"};
  return std::string(words[static_cast<std::size_t>(state)]);
}

// --evidencia: a file, whose hash is taken, or a hash.
Result<std::vector<production::Evidence>> evidence_of(const Invocation& call) {
  std::vector<production::Evidence> all;
  for (const auto& word : call.texts("--evidencia")) {
    const bool hash =
        word.size() == 64 && word.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (hash)
      all.push_back({word, ""});
    else
      all.push_back({show(sha256(TRY(read_file(word)))), file_name(word)});
  }
  return all;
}

json::array as_json(const std::vector<production::Evidence>& evidence) {
  json::array list;
  for (const auto& one : evidence)
    list.push_back(json::object{{"huella", one.sha256}, {"nombre", one.name}});
  return list;
}

Result<Exit> list_measures(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  std::optional<Cuatrimestre> until;
  if (const auto text = call.optional_text("--periodo")) until = TRY(Cuatrimestre::parse(*text));
  const auto all = TRY(queries::measures(context.db(), context.institution, until));
  if (call.json()) {
    json::array rows;
    for (const auto& one : all) {
      json::object row{{"codigo", one.measure.codigo},
                       {"capitulo", one.measure.capitulo},
                       {"texto", one.measure.texto},
                       {"responsable", one.measure.responsable},
                       {"meta", one.measure.meta},
                       {"estado", planning::name_of(one.state)},
                       {"origen", planning::name_of(one.measure.origen)}};
      if (one.measure.fin) row["fin"] = show(*one.measure.fin);
      if (one.last) {
        row["periodo"] = show(one.last->period);
        row["avance"] = one.last->progress;
        if (one.last->amount) row["valor"] = show(*one.last->amount);
        if (one.last->spent) row["gastado"] = show(*one.last->spent);
        row["evidencia"] = as_json(one.last->evidence);
      }
      rows.push_back(std::move(row));
    }
    call.say_json(json::object{{"medidas", std::move(rows)}});
    return Exit::Done;
  }
  for (const auto& one : all) {
    call.say(one.measure.codigo + "  " + one.measure.texto + "\n    " + one.measure.responsable +
             (one.measure.fin ? ", hasta el " + text::date(*one.measure.fin) : std::string()) +
             ". Meta: " + one.measure.meta + ". Estado: " + in_words(one.state) +
             (one.measure.origen == planning::Origen::Ilustrativo ? " (datos ilustrativos)" : "") +
             ".\n");
    if (one.last) call.say("    " + show(one.last->period) + ": " + one.last->progress + "\n");
  }
  if (all.empty()) call.say("El plan no tiene medidas.\n");
  return Exit::Done;
}

Result<Exit> follow_measure(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  commands::MeasureFollowUp follow;
  follow.measure = call.text("CODIGO");
  follow.period = TRY(Cuatrimestre::parse(call.text("PERIODO")));
  if (const auto state = call.optional_text("--estado"))
    follow.state = planning::value_of<planning::MeasureState>(*state);
  follow.progress = call.optional_text("--avance").value_or("");
  if (const auto amount = call.optional_text("--valor"))
    follow.amount = TRY(Quantity::parse(*amount));
  if (const auto spent = call.optional_text("--gastado")) follow.spent = TRY(Money::parse(*spent));
  follow.evidence = TRY(evidence_of(call));
  const auto receipt = TRY(commands::submit(context, commands::follow_measure(follow)));
  return told(call, receipt,
              "Medida " + follow.measure + " informada para " + show(follow.period) + ": " +
                  std::string(receipt.outcome.at("estado").as_string()));
}

Result<Exit> show_policy(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto standing = TRY(queries::policy(context.db(), context.institution));
  const auto total = static_cast<std::int64_t>(standing.lines.size());
  if (call.json()) {
    json::array rows;
    for (const auto& one : standing.lines) {
      json::object row{
          {"numero", one.line.numero}, {"texto", one.line.texto}, {"programada", one.scheduled}};
      if (one.line.eje) row["eje"] = *one.line.eje;
      json::array progress;
      for (const auto& report : one.progress) {
        json::object each{{"periodo", show(report.period)},
                          {"avance", report.progress},
                          {"evidencia", as_json(report.evidence)}};
        if (report.percent) each["porcentaje"] = show(*report.percent);
        progress.push_back(std::move(each));
      }
      row["avances"] = std::move(progress);
      rows.push_back(std::move(row));
    }
    call.say_json(json::object{{"politica", standing.policy.nombre},
                               {"acto", standing.policy.acto},
                               {"vinculadas", total},
                               {"sin_texto", standing.without_text},
                               {"sin_programar", standing.unscheduled},
                               {"con_avance", standing.with_progress},
                               {"lineas", std::move(rows)}});
    return Exit::Done;
  }
  call.say(standing.policy.nombre + " (" + standing.policy.acto + ")\n" + text::count(total) +
           " líneas vinculadas: " + text::count(standing.without_text) + " sin texto, " +
           text::count(standing.unscheduled) + " sin programar, " +
           text::count(standing.with_progress) + " con avance.\n");
  for (const auto& axis : standing.policy.ejes)
    call.say("  Eje " + std::to_string(axis.numero) + ". " + axis.nombre + "\n");
  for (const auto& one : standing.lines) {
    if (!call.has("--lineas") && one.progress.empty() && one.line.texto.empty()) continue;
    call.say("  Línea " + std::to_string(one.line.numero) + ": " +
             (one.line.texto.empty() ? "sin texto" : one.line.texto) +
             (one.scheduled ? "" : " [sin programar]") + "\n");
    for (const auto& report : one.progress)
      call.say("    " + show(report.period) + ": " + report.progress +
               (report.percent ? " (" + text::quantity(*report.percent) + " %)" : "") + "\n");
  }
  return Exit::Done;
}

Result<Exit> report_line(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  commands::PolicyFollowUp follow;
  const auto line = TRY(number_of(call, "LINEA"));
  follow.line = static_cast<std::int32_t>(std::min<std::int64_t>(*line, 1'000'000));
  follow.period = TRY(Cuatrimestre::parse(call.text("PERIODO")));
  follow.progress = call.optional_text("--avance").value_or("");
  if (const auto percent = call.optional_text("--porcentaje"))
    follow.percent = TRY(Quantity::parse(*percent));
  follow.evidence = TRY(evidence_of(call));
  const auto receipt = TRY(commands::submit(context, commands::report_policy_line(follow)));
  return told(call, receipt,
              "Línea " + std::to_string(follow.line) + " informada para " + show(follow.period));
}

// ---- The table --------------------------------------------------------------------------------

constexpr Option load_options[] = {
    {"ARCHIVO", "", "plan.json, o tablas en CSV o XLSX (docs/formats/plan.md)", true},
    {"--simular", "", "Muestra qué cambiaría, sin guardar"},
};
constexpr Option show_options[] = {
    {"--version", "N", "Una versión por su número; sin ella, la vigente"},
    {"--ejercicio", "AÑO", "La vigente para ese ejercicio"},
    {"--versiones", "", "La lista de todas las versiones"},
};
constexpr Option difference_options[] = {
    {"ANTES", "", "Número de versión o archivo", true},
    {"DESPUES", "", "Número de versión o archivo; sin él, la vigente"},
};
constexpr Option review_options[] = {
    {"ARCHIVO", "", "Plan por revisar; sin él, el vigente"},
    {"--todos", "", "También los hallazgos aceptados"},
};
constexpr Option accept_options[] = {
    {"CODIGO", "", "Código del hallazgo: F-MODO", true},
    {"LUGAR", "", "Su lugar, como lo da ceiba plan revisar: pei", true},
    {"--motivo", "TEXTO", "Por qué se acepta", true},
};
constexpr Option template_options[] = {
    {"--salida", "ARCHIVO", "Dónde se escribe"},
    {"--formato", "F", "xlsx o json", false, false, "xlsx|json", "xlsx"},
    {"--ejercicio", "AÑO", "Plan de ese ejercicio"},
    {"--vacia", "", "Sin los datos del plan vigente"},
};
constexpr Option propose_options[] = {
    {"ARCHIVO", "", "La ficha en JSON, como en el plan, sin aprobación", true},
};
constexpr Option approve_options[] = {
    {"CODIGO", "", "Código de la ficha: FI-01", true},
    {"--version", "N", "Versión; sin ella, la más reciente"},
    {"--acto", "TEXTO", "Resolución que la aprueba"},
};
constexpr Option measure_list_options[] = {
    {"--periodo", "AAAA-Cn", "Cómo estaban al final de ese cuatrimestre"},
};
constexpr Option measure_options[] = {
    {"CODIGO", "", "Código de la medida: a-1", true},
    {"PERIODO", "", "Cuatrimestre: 2026-C1", true},
    {"--estado", "ESTADO", "Cómo queda", false, false,
     "programada|en_proceso|cumplida|atrasada|suspendida"},
    {"--avance", "TEXTO", "Qué se hizo"},
    {"--valor", "CANTIDAD", "Cuánto de la meta"},
    {"--gastado", "MONTO", "Cuánto se gastó, en quetzales"},
    {"--evidencia", "ARCHIVO", "Archivo o su SHA-256", false, true},
};
constexpr Option policy_options[] = {
    {"--lineas", "", "También las que no tienen texto ni avance"},
};
constexpr Option line_options[] = {
    {"LINEA", "", "Número de la línea de acción", true},
    {"PERIODO", "", "Cuatrimestre: 2026-C1", true},
    {"--avance", "TEXTO", "Qué se hizo"},
    {"--porcentaje", "N", "Avance acumulado, de 0 a 100"},
    {"--evidencia", "ARCHIVO", "Archivo o su SHA-256", false, true},
};

constexpr Command commands_here[] = {
    {"plan cargar", "Carga una versión del plan.", load_options,
     "ceiba plan cargar demo/plan.json\nceiba plan cargar poa.xlsx --simular", load},
    {"plan mostrar", "Muestra el plan vigente, otra versión o la lista de versiones.", show_options,
     "ceiba plan mostrar\nceiba plan mostrar --versiones", show_plan},
    {"plan diferencias", "Dice qué cambió entre dos versiones o archivos.", difference_options,
     "ceiba plan diferencias 1\nceiba plan diferencias 1 plan-nuevo.json", differences},
    {"plan revisar", "Revisa la consistencia del plan; sale con 1 si hay hallazgos.",
     review_options, "ceiba plan revisar\nceiba plan revisar demo/plan-corregido.json --json",
     review},
    {"plan aceptar", "Acepta un hallazgo, con su motivo, hasta la próxima versión.", accept_options,
     "ceiba plan aceptar F-MODO pei --motivo \"Se aclara en las fichas\"", accept},
    {"plan plantilla", "Escribe un libro para llenar o corregir el plan.", template_options,
     "ceiba plan plantilla --salida poa-2027.xlsx\nceiba plan plantilla --vacia --ejercicio 2027",
     make_template},
    {"ficha listar",
     "Muestra las fichas de indicador y sus versiones.",
     {},
     "ceiba ficha listar\nceiba ficha listar --json",
     list_sheets},
    {"ficha proponer", "Propone una versión de una ficha de indicador.", propose_options,
     "ceiba ficha proponer fi-02-v2.json --como monitoreo", propose_sheet},
    {"ficha aprobar", "Aprueba una ficha que otra persona propuso.", approve_options,
     "ceiba ficha aprobar FI-02 --version 2 --como autoridad", approve_sheet},
    {"medida listar", "Muestra las medidas de la estrategia y su estado.", measure_list_options,
     "ceiba medida listar\nceiba medida listar --periodo 2026-C1", list_measures},
    {"medida informar", "Informa el avance de una medida en un cuatrimestre.", measure_options,
     "ceiba medida informar a-1 2026-C1 --estado en_proceso --avance \"Ocho de doce\"",
     follow_measure},
    {"politica mostrar", "Muestra las líneas de la Política Migratoria y su avance.",
     policy_options, "ceiba politica mostrar\nceiba politica mostrar --lineas", show_policy},
    {"politica informar", "Informa el avance de una línea de acción.", line_options,
     "ceiba politica informar 7 2026-C1 --avance \"Talleres en tres delegaciones\"", report_line},
};

}  // namespace

std::span<const Command> plan_commands() { return commands_here; }

}  // namespace cli
