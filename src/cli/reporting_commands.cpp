// ceiba programacion, texto, evidencia, recomendacion, and the approval of reports.
#include "cli/command.hpp"
#include "commands/import_programme.hpp"
#include "commands/submit.hpp"
#include "queries/cuts.hpp"
#include "queries/reporting.hpp"

namespace cli {
namespace {

// Submits an act and says its entry; `done` is the sentence for people.
Result<Exit> do_act(const Invocation& call, std::string_view kind, json::object act,
                    std::string_view done) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto receipt = TRY(commands::submit(context, {std::string(kind), std::move(act), ""}));
  if (call.json()) {
    auto out = receipt.outcome;
    out["asiento"] = receipt.seq;
    call.say_json(out);
  } else {
    call.say(std::string(done) + " (asiento " + std::to_string(receipt.seq) + ").\n");
  }
  return Exit::Done;
}

Result<Exit> import_programme(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  const auto receipt = TRY(where("archivo", path,
                                 commands::import_programme(context, bytes, call.text("--fuente"),
                                                            call.has("--ilustrativa"))));
  auto out = receipt.outcome;
  out["asiento"] = receipt.seq;
  if (call.json())
    call.say_json(out);
  else
    call.say("Programación cargada: " + std::to_string(out["filas"].as_int64()) + " filas, Q " +
             std::string(out["total"].as_string()) + " (asiento " + std::to_string(receipt.seq) +
             ").\n");
  return Exit::Done;
}

// "acción | puesto | AAAA-MM-DD" into an action of the act.
json::object action_of(const std::string& text) {
  json::object action;
  constexpr std::string_view names[] = {"accion", "puesto", "fecha"};
  std::size_t begin = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto end = i == 2 ? text.npos : text.find('|', begin);
    const auto part = begin > text.size() ? "" : text.substr(begin, end - begin);
    const auto first = part.find_first_not_of(' '), last = part.find_last_not_of(' ');
    action[names[i]] = first == part.npos ? "" : part.substr(first, last - first + 1);
    begin = end == text.npos ? text.size() + 1 : end + 1;
  }
  return action;
}

Result<Exit> save_text(const Invocation& call) {
  json::array actions;
  for (const auto& action : call.texts("--accion")) actions.push_back(action_of(action));
  return do_act(call, "texto.guardar",
                {{"periodo", call.text("PERIODO")},
                 {"unidad", call.text("UNIDAD")},
                 {"logros", call.optional_text("--logros").value_or("")},
                 {"limitaciones", call.optional_text("--limitaciones").value_or("")},
                 {"causas", call.optional_text("--causas").value_or("")},
                 {"acciones", std::move(actions)},
                 {"ilustrativa", call.has("--ilustrativa")}},
                "Borrador guardado");
}

json::object text_key(const Invocation& call) {
  return {{"periodo", call.text("PERIODO")}, {"unidad", call.text("UNIDAD")}};
}

Result<Exit> send_text(const Invocation& call) {
  return do_act(call, "texto.enviar", text_key(call), "Texto enviado");
}

Result<Exit> validate_text(const Invocation& call) {
  return do_act(call, "texto.validar", text_key(call), "Texto validado");
}

Result<Exit> return_text(const Invocation& call) {
  auto act = text_key(call);
  act["motivo"] = call.text("--motivo");
  return do_act(call, "texto.devolver", std::move(act), "Texto devuelto");
}

Result<Exit> show_texts(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto period = call.text("PERIODO");
  json::array rows;
  for (const auto& area : TRY(queries::area_reports(context.db(), context.institution, period))) {
    if (!call.json())
      call.say(area.unit + "  " + area.unit_name + ": " +
               (area.text.author == 0 ? "sin texto" : std::string(show(area.text.state))) + "\n");
    rows.push_back(json::object{{"unidad", area.unit},
                                {"nombre", area.unit_name},
                                {"estado", area.text.author == 0 ? "" : show(area.text.state)},
                                {"logros", area.text.achievements},
                                {"limitaciones", area.text.limitations},
                                {"causas", area.text.causes},
                                {"comentario", area.text.comment}});
  }
  if (call.json()) call.say_json(json::object{{"periodo", period}, {"textos", std::move(rows)}});
  return Exit::Done;
}

Result<Exit> register_evidence(const Invocation& call) {
  const auto number = TRY(Quantity::parse(call.text("FUNCION")));
  return do_act(call, "evidencia.registrar",
                {{"unidad", call.text("UNIDAD")},
                 {"funcion", number.in_hundredths() / 100},
                 {"documento", call.text("--documento")},
                 {"fecha", call.text("--fecha")},
                 {"descripcion", call.text("--descripcion")},
                 {"ilustrativa", call.has("--ilustrativa")}},
                "Evidencia registrada");
}

Result<Exit> show_functions(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto period = call.text("PERIODO");
  auto cut = TRY(queries::frozen_cut(context.db(), context.institution, period));
  if (!cut) cut = TRY(queries::live_cut(context.db(), context.institution, period));
  json::array rows;
  for (const auto& one : TRY(queries::functions_with_evidence(context.db(), *cut))) {
    json::array evidence;
    std::string told;
    for (const auto& each : one.evidence) {
      evidence.push_back(
          json::object{{"descripcion", each.description}, {"documento", each.document}});
      told += (told.empty() ? "" : "; ") + each.description + " (" + each.document + ")";
    }
    if (!call.json())
      call.say(one.unit_name + ", función " + std::to_string(one.number) + ": " +
               (told.empty() ? "sin evidencia" : told) + "\n");
    rows.push_back(json::object{{"unidad", one.unit},
                                {"funcion", one.number},
                                {"texto", one.text},
                                {"evidencia", std::move(evidence)}});
  }
  if (call.json()) call.say_json(json::object{{"periodo", period}, {"funciones", std::move(rows)}});
  return Exit::Done;
}

Result<Exit> register_recommendation(const Invocation& call) {
  return do_act(call, "recomendacion.registrar",
                {{"periodo", call.text("PERIODO")},
                 {"texto", call.text("--texto")},
                 {"puesto", call.text("--puesto")},
                 {"fecha", call.text("--fecha")},
                 {"ilustrativa", call.has("--ilustrativa")}},
                "Recomendación registrada");
}

Result<Exit> draft_report(const Invocation& call) {
  const auto period = call.text("PERIODO");
  std::int64_t version = 0;
  {
    const auto reading = TRY(call.open(commands::Use::Read));
    const auto cut = TRY(queries::frozen_cut(reading.db(), reading.institution, period));
    version = cut ? cut->version : 0;
  }
  return do_act(call, "informe.preparar",
                {{"codigo", "INF-" + period},
                 {"tipo", call.text("--tipo")},
                 {"periodo", period},
                 {"corte_version", version}},
                "Informe INF-" + period + " preparado, en borrador");
}

Result<Exit> approve_report(const Invocation& call) {
  const auto code = call.text("CODIGO");
  std::int64_t version = 0;
  {
    const auto reading = TRY(call.open(commands::Use::Read));
    version = TRY(queries::report_state(reading.db(), reading.institution, code)).version;
  }
  json::object act{{"codigo", code}, {"version", version}};
  if (const auto letter = call.optional_text("--oficio")) act["oficio"] = *letter;
  return do_act(call, "informe.aprobar", std::move(act), "Informe " + code + " aprobado");
}

constexpr Option illustrative{"--ilustrativa", "", "Es un ejemplo y se marca así"};
constexpr Option programme_options[] = {
    {"ARCHIVO", "", "CSV o XLSX con categoría, mes y monto", true},
    {"--fuente",
     "TEXTO",
     "De dónde sale",
     false,
     false,
     {},
     "Programación financiera de la institución"},
    illustrative};
constexpr Option text_options[] = {
    {"PERIODO", "", "Cuatrimestre, como 2026-C1", true},
    {"UNIDAD", "", "Código de la unidad", true},
    {"--logros", "TEXTO", "Logros del período"},
    {"--limitaciones", "TEXTO", "Limitaciones"},
    {"--causas", "TEXTO", "Causas"},
    {"--accion", "TEXTO", "«acción | puesto | AAAA-MM-DD»", false, true},
    illustrative};
constexpr Option text_key_options[] = {{"PERIODO", "", "Cuatrimestre, como 2026-C1", true},
                                       {"UNIDAD", "", "Código de la unidad", true}};
constexpr Option return_options[] = {{"PERIODO", "", "Cuatrimestre, como 2026-C1", true},
                                     {"UNIDAD", "", "Código de la unidad", true},
                                     {"--motivo", "TEXTO", "Qué debe corregirse", true}};
constexpr Option period_options[] = {{"PERIODO", "", "Cuatrimestre, como 2026-C1", true}};
constexpr Option evidence_options[] = {
    {"UNIDAD", "", "Código de la unidad", true},
    {"FUNCION", "", "Número de la función en el manual", true},
    {"--documento", "NÚMERO", "Número o nombre del documento", true},
    {"--fecha", "AAAA-MM-DD", "Fecha del documento", true},
    {"--descripcion", "TEXTO", "Qué muestra", true},
    illustrative};
constexpr Option recommendation_options[] = {{"PERIODO", "", "Cuatrimestre, como 2026-C1", true},
                                             {"--texto", "TEXTO", "La recomendación", true},
                                             {"--puesto", "PUESTO", "Puesto responsable", true},
                                             {"--fecha", "AAAA-MM-DD", "Fecha límite", true},
                                             illustrative};
constexpr Option draft_options[] = {{"PERIODO", "", "2026-C1, 2026-04 o 2026", true},
                                    {"--tipo", "TIPO", "Clase de informe", false, false,
                                     "mensual|cuatrimestral|anual|estrategia", "cuatrimestral"}};
constexpr Option approve_options[] = {{"CODIGO", "", "Código del informe, como INF-2026-C1", true},
                                      {"--oficio", "NÚMERO", "Oficio con el que se remite"}};

constexpr Command commands_here[] = {
    {"programacion importar", "Carga la programación financiera mensual.", programme_options,
     "ceiba programacion importar programacion-2026.csv --como presupuesto", import_programme},
    {"texto guardar", "Guarda el borrador del análisis de un área.", text_options,
     "ceiba texto guardar 2026-C1 SAPDF --como jefatura --logros \"Se atendió a …\"", save_text},
    {"texto enviar", "Envía el análisis de un área a monitoreo.", text_key_options,
     "ceiba texto enviar 2026-C1 SAPDF --como jefatura", send_text},
    {"texto validar", "Valida el análisis de un área.", text_key_options,
     "ceiba texto validar 2026-C1 SAPDF --como monitoreo", validate_text},
    {"texto devolver", "Devuelve el análisis de un área con un motivo.", return_options,
     "ceiba texto devolver 2026-C1 SAPDF --como monitoreo --motivo \"Falta la causa\"",
     return_text},
    {"texto mostrar", "Lista los análisis por área y su estado.", period_options,
     "ceiba texto mostrar 2026-C1", show_texts},
    {"evidencia registrar", "Registra un documento que muestra una función en ejercicio.",
     evidence_options,
     "ceiba evidencia registrar UMEGR 8 --documento AC-2026-03 --fecha 2026-03-20 --descripcion "
     "\"Acta de revisión conjunta\" --como monitoreo",
     register_evidence},
    {"funcion evidencia", "Muestra cada función del manual y su evidencia en un período.",
     period_options, "ceiba funcion evidencia 2026-C1", show_functions},
    {"recomendacion registrar", "Registra una recomendación del informe.", recommendation_options,
     "ceiba recomendacion registrar 2026-C1 --texto \"…\" --puesto \"…\" --fecha 2026-06-30 --como "
     "monitoreo",
     register_recommendation},
    {"informe preparar", "Registra un informe en borrador sobre un corte congelado.", draft_options,
     "ceiba informe preparar 2026-C1 --como monitoreo", draft_report},
    {"informe aprobar", "Aprueba un informe preparado por otra persona.", approve_options,
     "ceiba informe aprobar INF-2026-C1 --como autoridad", approve_report},
};

}  // namespace

std::span<const Command> reporting_commands() { return commands_here; }

}  // namespace cli
