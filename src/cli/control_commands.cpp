// ceiba auditoria …, hallazgo …, instrumento …: what is audited and found, how it is mended, and
// the controls that are due.
#include <algorithm>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "commands/access_state.hpp"
#include "commands/keep_file.hpp"
#include "commands/submit.hpp"
#include "commands/write_findings.hpp"
#include "domain/control/refusals.hpp"
#include "queries/control.hpp"
#include "text/control.hpp"
#include "text/format.hpp"
#include "text/payment_files.hpp"

namespace cli {
namespace {

using namespace control;
using access_control::Permission;

Result<commands::Context> open_to_read(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  CHECK(commands::require(context, Permission::ReadAudit));
  return context;
}

Date today(const Invocation& call) { return local_date(call.world().now()); }

Result<std::int64_t> number_given(const Invocation& call, std::string_view option) {
  const auto word = call.text(option);
  if (const auto number = whole_number(word); number && *number >= 0) return *number;
  return refuse(
      cli::Refusal::NotAChoice,
      {{"hallado", word}, {"opcion", std::string(option)}, {"esperado", "un número entero"}});
}

// Copies options into the act: "--motivo" is "motivo", "--numero-oficial" is "numero_oficial".
void copy_given(const Invocation& call, json::object& act) {
  for (const auto& [option, value] : call.words) {
    if (!option.starts_with("--")) continue;
    const auto name = replaced(option.substr(2), "-", "_");
    for (const auto& known : call.command->options)
      if (known.name == option && !known.value.empty() && name != "archivo" && name != "version") {
        const auto number = known.value == "N" ? whole_number(value) : std::nullopt;
        act[name] = number ? json::value(*number) : json::value(value);
      }
  }
}

Result<json::object> written_in(const Invocation& call) {
  const auto all = TRY(readers::read_written_fields(TRY(read_file(call.text("ARCHIVO")))));
  auto body = commands::body_of(all.front());
  if (call.has("--ilustrativo")) body["ilustrativo"] = true;
  return body;
}

Result<void> add_file(const Invocation& call, commands::Context& context, json::object& act) {
  const auto file = call.text("--archivo");
  const auto bytes = TRY(read_file(file));
  const bool pdf = bytes.starts_with("%PDF-");
  act["huella"] = pdf ? TRY(commands::keep_pdf(context, bytes, file))
                      : TRY(commands::keep_file(context, bytes));
  if (!act.contains("nombre")) act["nombre"] = file.substr(file.rfind('/') + 1);
  act["tipo"] = pdf ? "application/pdf" : "application/octet-stream";
  act["bytes"] = static_cast<std::int64_t>(bytes.size());
  return {};
}

// ---- What acts say ------------------------------------------------------------------------------

void tell_missed(const Invocation& call, const json::array& made) {
  for (const auto& each : made) {
    const auto& one = each.as_object();
    call.say("Hallazgo " + std::string(one.at("hallazgo").as_string()) + ": " +
             text::missed_title(std::string(one.at("nombre").as_string()),
                                std::string(one.at("periodo").as_string())) +
             "\n");
  }
}

Exit tell_done(const Invocation& call, const commands::Receipt& receipt) {
  auto out = receipt.outcome;
  if (call.json()) {
    out["asiento"] = receipt.seq;
    call.say_json(out);
    return Exit::Done;
  }
  const auto number = optional_text_at(out, "hallazgo");
  if (number) {
    call.say("Hallazgo " + *number);
    if (const auto code = optional_text_at(out, "estado"))
      if (const auto estado = kind_of<EstadoHallazgo>(*code))
        call.say(": " + std::string(text::name_of(*estado)));
    if (const auto before = optional_text_at(out, "repite").value_or(""); !before.empty())
      call.say(". Repite el hallazgo " + before);
    call.say("\n");
  }
  if (const auto audit = optional_text_at(out, "auditoria")) {
    call.say("Auditoría " + *audit);
    if (const auto estado = kind_of<EstadoAuditoria>(optional_text_at(out, "estado").value_or("")))
      call.say(": " + std::string(text::name_of(*estado)));
    call.say("\n");
  }
  if (const auto code = optional_text_at(out, "instrumento")) {
    call.say("Instrumento " + *code);
    if (const auto request = optional_text_at(out, "solicitud"))
      call.say(", solicitud " + *request + ", vence " + *optional_text_at(out, "vence"));
    call.say("\n");
  }
  if (const auto code = optional_text_at(out, "sujeto")) call.say("Inventario: " + *code + "\n");
  if (out.contains("propuestas")) {
    for (const auto& each : out.at("propuestas").as_array()) {
      const auto& one = each.as_object();
      const auto proposal = kind_of<Propuesta>(std::string(one.at("propuesta").as_string()));
      call.say("Hallazgo " + std::string(one.at("hallazgo").as_string()) + ": " +
               std::string(text::name_of(*proposal)) + "\n");
    }
    call.say("Hallazgos probados: " + std::to_string(out.at("probados").as_int64()) + "\n");
  }
  if (out.contains("revisados")) {
    const auto& made = out.at("hallazgos").as_array();
    tell_missed(call, made);
    call.say("Instrumentos revisados: " + std::to_string(out.at("revisados").as_int64()) +
             "; hallazgos nuevos: " + std::to_string(made.size()) + "\n");
  } else if (out.contains("hallazgos")) {
    call.say("Hallazgos: " + std::to_string(out.at("hallazgos").as_array().size()) + "\n");
  }
  if (out.contains("auditorias"))
    call.say("Plan aprobado: " + std::to_string(out.at("auditorias").as_int64()) + " auditorías\n");
  return Exit::Done;
}

Result<Exit> done(const Invocation& call, commands::Context& context, std::string_view kind,
                  json::object act) {
  return tell_done(call, TRY(commands::submit(context, {std::string(kind), std::move(act), ""})));
}

// "hallazgo juzgar" is the act "hallazgo.juzgar"; "auditoria aprobar-plan",
// "auditoria.aprobar_plan".
std::string kind_of_call(const Invocation& call) {
  return replaced(replaced(call.command->path, " ", "."), "-", "_");
}

// ---- Writing ------------------------------------------------------------------------------------

// An act that a file of fields describes whole.
Result<Exit> enter(const Invocation& call) {
  auto act = TRY(written_in(call));
  auto context = TRY(call.open(commands::Use::Change));
  return done(call, context, kind_of_call(call), std::move(act));
}

// An act that the options describe whole.
Result<Exit> act_of_options(const Invocation& call) {
  json::object act;
  for (const auto& [word, value] : call.words)
    if (word == "INSTRUMENTO") act["instrumento"] = value;
  copy_given(call, act);
  auto context = TRY(call.open(commands::Use::Change));
  return done(call, context, kind_of_call(call), std::move(act));
}

Result<Exit> import(const Invocation& call) {
  const auto bytes = TRY(read_file(call.text("ARCHIVO")));
  auto context = TRY(call.open(commands::Use::Change));
  const auto submission = TRY(commands::import_of_findings(context, bytes, call.text("ARCHIVO"),
                                                           call.has("--ilustrativo")));
  if (!call.has("--simular")) return tell_done(call, TRY(commands::submit(context, submission)));
  const auto outcome = TRY(commands::simulate(context, submission));
  if (call.json())
    call.say_json(outcome);
  else
    call.say("Se registrarían " + std::to_string(outcome.at("hallazgos").as_array().size()) +
             " hallazgos.\n");
  return Exit::Done;
}

Result<Exit> move_audit(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto number = call.text("AUDITORIA");
  json::object act{{"auditoria", number}, {"version", 0}};
  const auto year = whole_number(number.substr(0, number.find('-'))).value_or(0);
  for (const auto& line : TRY(queries::audit_plan(context.db(), context.institution, year)).lines)
    if (line.row.number == number) act["version"] = line.row.version;
  copy_given(call, act);
  return done(call, context, "auditoria.mover", std::move(act));
}

// The finding's version as it is, or as the person says to have seen it.
Result<json::object> on_finding(const Invocation& call, commands::Context& context) {
  const auto number = call.text("HALLAZGO");
  json::object act{{"hallazgo", number}};
  if (call.has("--version")) {
    act["version"] = TRY(number_given(call, "--version"));
  } else {
    const auto found =
        TRY(queries::finding(context.db(), context.institution, number, today(call)));
    if (!found) return refuse(control::Refusal::FindingUnknown, {{"hallado", number}});
    act["version"] = found->line.row.version;
  }
  copy_given(call, act);
  return act;
}

Result<Exit> on_one(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  auto act = TRY(on_finding(call, context));
  return done(call, context, kind_of_call(call), std::move(act));
}

// A step is the auditor's or the responsible person's: the table knows.
Result<Exit> step(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  auto act = TRY(on_finding(call, context));
  const auto paso = kind_of<PasoHallazgo>(call.text("--paso"));
  auto parte = Parte::Auditoria;
  for (const auto& known : transiciones_hallazgo())
    if (known.paso == paso) parte = known.parte;
  if (const auto file = call.optional_text("--archivo")) {
    const auto plan = TRY(readers::read_written_fields(TRY(read_file(*file))));
    const auto body = commands::body_of(plan.front());
    if (body.contains("acciones")) act["acciones"] = body.at("acciones");
  }
  return done(call, context, parte == Parte::Auditoria ? "hallazgo.decidir" : "hallazgo.responder",
              std::move(act));
}

Result<Exit> bring(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  auto act = TRY(on_finding(call, context));
  json::object one;
  for (const char* name : {"nombre", "nota", "accion", "evidencia"})
    if (act.contains(name)) {
      one[name] = act.at(name);
      act.erase(name);
    }
  CHECK(add_file(call, context, one));
  act["evidencias"] = json::array{std::move(one)};
  return done(call, context, "hallazgo.aportar", std::move(act));
}

Result<Exit> comment(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  return done(call, context, "hallazgo.comentar",
              {{"hallazgo", call.text("HALLAZGO")}, {"texto", call.text("TEXTO")}});
}

Result<Exit> retest(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  json::object act;
  if (const auto number = call.optional_text("HALLAZGO")) act["hallazgo"] = *number;
  return done(call, context, "hallazgo.reprobar", std::move(act));
}

Result<Exit> run_control(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  json::object act{{"instrumento", call.text("INSTRUMENTO")}};
  copy_given(call, act);
  CHECK(add_file(call, context, act));
  return done(call, context, "instrumento.ejecutar", std::move(act));
}

// ---- Reading ------------------------------------------------------------------------------------

json::value day_or_null(const std::optional<Date>& day) {
  return day ? json::value(show(*day)) : json::value(nullptr);
}

json::object as_json(const queries::FindingLine& line) {
  const auto& row = line.row;
  return {{"hallazgo", row.number},
          {"origen", code_of(row.origin)},
          {"clase", code_of(row.clase)},
          {"informe", row.report},
          {"numero_oficial", row.report_number},
          {"titulo", row.instrument.empty()
                         ? row.title
                         : text::missed_title(line.instrumento, row.instrument_period)},
          {"estado", code_of(row.state)},
          {"responsable", line.responsable},
          {"emitida", show(row.issued)},
          {"vence", day_or_null(row.due)},
          {"dias_vencido", line.vencido},
          {"edad_dias_habiles", line.edad},
          {"regla", row.rule},
          {"periodos_limpios", row.clean},
          {"periodos_necesarios", row.needed},
          {"propuesta", code_of(row.proposal)},
          {"reincidencias", row.recurrences},
          {"estado_oficial", row.official_state},
          {"ilustrativo", row.illustrative},
          {"version", row.version}};
}

void say_line(const Invocation& call, const queries::FindingLine& line) {
  const auto& row = line.row;
  call.say(row.number + "  " + std::string(text::name_of(row.state)) + "  " +
           (row.instrument.empty() ? row.title
                                   : text::missed_title(line.instrumento, row.instrument_period)) +
           "  " + line.responsable);
  if (line.vencido > 0) call.say("  vencido hace " + text::working_days(line.vencido));
  if (row.proposal != Propuesta::Ninguna)
    call.say("  [" + std::string(text::name_of(row.proposal)) + "]");
  call.say("\n");
}

Result<Exit> list(const Invocation& call) {
  queries::FindingFilter filter;
  for (const auto& code : call.texts("--estado")) {
    const auto estado = kind_of<EstadoHallazgo>(code);
    if (!estado)
      return refuse(cli::Refusal::NotAChoice,
                    {{"hallado", code},
                     {"opcion", "--estado"},
                     {"esperado", "emitida, notificada, plan_accion, …"}});
    filter.estados.push_back(*estado);
  }
  filter.vencidos = call.has("--vencidos");
  auto context = TRY(open_to_read(call));
  filter.emitidos = commands::require(context, Permission::WriteFinding).has_value();
  const auto board = TRY(queries::findings(context.db(), context.institution, filter, today(call)));
  if (call.json()) {
    json::array rows;
    for (const auto& line : board.lines) rows.push_back(as_json(line));
    call.say_json(json::object{{"abiertos", board.abiertos},
                               {"vencidos", board.vencidos},
                               {"hallazgos", std::move(rows)}});
    return Exit::Done;
  }
  for (const auto& line : board.lines) say_line(call, line);
  call.say("Hallazgos: " + std::to_string(board.lines.size()) + "; abiertos " +
           std::to_string(board.abiertos) + ", vencidos " + std::to_string(board.vencidos) + "\n");
  return Exit::Done;
}

Result<Exit> show_one(const Invocation& call) {
  auto context = TRY(open_to_read(call));
  const auto number = call.text("HALLAZGO");
  const auto found = TRY(queries::finding(context.db(), context.institution, number, today(call)));
  const bool hidden = found && found->line.row.state == EstadoHallazgo::Emitida &&
                      !commands::require(context, Permission::WriteFinding);
  if (!found || hidden) return refuse(control::Refusal::FindingUnknown, {{"hallado", number}});
  if (call.json()) {
    auto out = as_json(found->line);
    json::array tests;
    for (const auto& test : found->pruebas)
      tests.push_back(json::object{{"periodo", test.tested.periodo},
                                   {"resultado", code_of(test.tested.resultado)},
                                   {"revisados", test.judged},
                                   {"fallas", test.failures}});
    out["pruebas"] = std::move(tests);
    call.say_json(out);
    return Exit::Done;
  }
  say_line(call, found->line);
  for (const auto& step : found->pasos)
    call.say("  " + text::date(step.on) + "  " + std::string(text::done_of(step.paso)) + ", " +
             found->nombres.of(step.actor) + (step.reason.empty() ? "" : ": " + step.reason) +
             "\n");
  for (const auto& one : found->evidencias)
    call.say("  Evidencia " + std::to_string(one.evidence) + ": " + one.name + ", " +
             (one.verdict.empty() ? "por revisar" : one.verdict) + "\n");
  for (const auto& test : found->pruebas)
    call.say("  " + test.tested.periodo + "  " + std::string(text::name_of(test.tested.resultado)) +
             " (" + std::to_string(test.failures) + " de " + std::to_string(test.judged) + ")\n");
  return Exit::Done;
}

Result<Exit> list_audits(const Invocation& call) {
  auto context = TRY(open_to_read(call));
  const auto year =
      call.has("--anio") ? TRY(number_given(call, "--anio")) : static_cast<int>(today(call).year());
  const auto plan = TRY(queries::audit_plan(context.db(), context.institution, year));
  for (const auto& line : plan.lines)
    call.say(line.row.number + "  " + std::string(text::name_of(line.row.state)) + "  " +
             line.row.title + "  " + text::date(line.row.planned_from) + " – " +
             text::date(line.row.planned_until) + "\n");
  call.say(plan.aprobado ? "Plan aprobado el " + text::date(*plan.aprobado) + "\n"
                         : std::string("El plan no ha sido aprobado.\n"));
  return Exit::Done;
}

Result<Exit> list_controls(const Invocation& call) {
  auto context = TRY(open_to_read(call));
  const auto board = TRY(queries::controls(context.db(), context.institution, today(call)));
  for (const auto& line : board.lines) {
    call.say(line.row.code + "  " + std::string(text::name_of(line.row.when.modo)) + "  " +
             line.row.name + "  " + line.dueno);
    if (line.row.when.modo == Modo::Permanente)
      call.say("  " + std::to_string(line.revisados) + " actos revisados, " +
               std::to_string(line.avisos) + " avisos");
    else
      call.say("  " + std::to_string(line.hechos) + " de " + std::to_string(line.debidos));
    if (line.faltan > 0) call.say(", no se ejecutó " + std::to_string(line.faltan));
    call.say("\n");
  }
  call.say("Instrumentos: " + std::to_string(board.lines.size()) + "\n");
  return board.faltan > 0 ? Exit::Findings : Exit::Done;
}

// ---- The table ----------------------------------------------------------------------------------

constexpr Option finding_word{"HALLAZGO", "", "Número: 2026-0007", true};
constexpr Option instrument_word{"INSTRUMENTO", "", "Código del instrumento", true};
constexpr Option version_option{"--version", "N",
                                "Versión que usted vio; si alguien la cambió, se rechaza"};
constexpr Option reason{"--motivo", "TEXTO", "Por qué; queda en la bitácora"};
constexpr Option illustrative{"--ilustrativo", "", "Los datos son ilustrativos"};
constexpr Option file_of_fields{"ARCHIVO", "", "Líneas «campo: valor»; «-» lee la entrada", true};

constexpr Option enter_options[] = {file_of_fields, illustrative};
constexpr Option import_options[] = {
    {"ARCHIVO", "", "XLSX, CSV o líneas: una fila por hallazgo", true},
    {"--simular", "", "Dice qué se registraría, sin guardar"},
    illustrative,
};
constexpr Option year_options[] = {{"--anio", "AÑO", "El año del plan; si no, el que corre"}};
constexpr Option approve_options[] = {{"--ejercicio", "N", "El año del plan", true}};
constexpr Option move_options[] = {
    {"AUDITORIA", "", "Número: 2026-0001", true},
    {"--paso", "PASO", "Qué se hace", true, false, "iniciar|concluir|cancelar"},
    {"--informe", "TEXTO", "Número del informe, al concluir"},
    reason,
};
constexpr Option list_options[] = {
    {"--estado", "ESTADO", "emitida, notificada, en_proceso …; puede repetirse", false, true},
    {"--vencidos", "", "Solo los vencidos"},
};
constexpr Option show_options[] = {finding_word};
constexpr Option step_options[] = {
    finding_word,
    {"--paso", "PASO", "Qué se hace", true, false,
     "notificar|presentar_descargo|desvanecer|presentar_plan|aceptar_plan|devolver_plan|"
     "dar_por_atendida|calificar_parcial|calificar_no_atendida|verificar|cerrar|reabrir"},
    reason,
    {"--dias", "N", "Días hábiles para lo que sigue"},
    {"--audiencia", "FECHA", "Día de la audiencia, al notificar"},
    {"--archivo", "ARCHIVO", "El plan: líneas «accion: qué | quién | fecha»"},
    version_option,
};
constexpr Option bind_options[] = {
    finding_word,
    {"--regla", "REGLA", "Regla de verificación: V10", true},
    {"--unidad-ejecutora", "CÓDIGO", "Solo los expedientes de esa unidad"},
    {"--frecuencia", "PERÍODO", "Cada cuánto se prueba", false, false,
     "mensual|trimestral|cuatrimestral|semestral|anual"},
    {"--periodos", "N", "Períodos sin falla que proponen cerrar"},
    version_option,
};
constexpr Option bring_options[] = {
    finding_word,
    {"--archivo", "ARCHIVO", "El documento", true},
    {"--nombre", "TEXTO", "Cómo se llama la evidencia"},
    {"--nota", "TEXTO", "Qué prueba"},
    {"--accion", "N", "Acción del plan que prueba"},
    {"--evidencia", "N", "Evidencia que sustituye, si no fue aceptada"},
    version_option,
};
constexpr Option judge_options[] = {
    finding_word,
    {"--evidencia", "N", "Número de la evidencia", true},
    {"--dictamen", "DICTAMEN", "Qué se concluyó", true, false, "aceptada|rechazada"},
    reason,
    version_option,
};
constexpr Option more_time_options[] = {
    finding_word,
    {"--hasta", "FECHA", "Nueva fecha: 2026-08-31", true},
    {"--motivo", "TEXTO", "Por qué", true},
    version_option,
};
constexpr Option answer_time_options[] = {
    finding_word,
    {"--respuesta", "RESPUESTA", "Qué se responde", true, false, "otorgada|denegada"},
    reason,
    version_option,
};
constexpr Option except_options[] = {
    finding_word,
    {"--dueno", "TEXTO", "Puesto que responde por la excepción", true},
    {"--hasta", "FECHA", "Hasta cuándo", true},
    {"--motivo", "TEXTO", "Por qué", true},
    version_option,
};
constexpr Option comment_options[] = {finding_word, {"TEXTO", "", "El comentario", true}};
constexpr Option official_options[] = {
    finding_word,
    {"--sistema", "SISTEMA", "De quién es el seguimiento", true, false, "cgc|sag_udai"},
    {"--estado-oficial", "TEXTO", "El estado, como lo escribe ese sistema", true},
    {"--fecha", "FECHA", "Día de ese estado"},
    {"--nota", "TEXTO", "Oficio o nota"},
    version_option,
};
constexpr Option retest_options[] = {{"HALLAZGO", "", "Solo ese; si no, todos los ligados"}};
constexpr Option run_options[] = {
    instrument_word,
    {"--periodo", "PERÍODO", "2026-05, 2026-C1 o la solicitud S-001", true},
    {"--resultado", "RESULTADO", "Qué se encontró", true, false, "conforme|con_desviacion"},
    {"--nota", "TEXTO", "Qué se revisó", true},
    {"--archivo", "ARCHIVO", "La constancia", true},
};
constexpr Option request_options[] = {instrument_word, {"--motivo", "TEXTO", "Por qué", true}};

constexpr Command commands_here[] = {
    {"auditoria programar", "Agrega una auditoría al plan anual.", enter_options,
     "ceiba auditoria programar auditoria.txt --como auditoria", enter},
    {"auditoria aprobar-plan", "Aprueba el plan anual de auditoría.", approve_options,
     "ceiba auditoria aprobar-plan --ejercicio 2026 --como autoridad", act_of_options},
    {"auditoria mover", "Inicia, concluye o cancela una auditoría.", move_options,
     "ceiba auditoria mover 2026-0001 --paso concluir --informe UDAI-3-2026 --como auditoria",
     move_audit},
    {"auditoria listar", "Muestra el plan anual de auditoría.", year_options,
     "ceiba auditoria listar --como auditoria", list_audits},
    {"hallazgo registrar", "Registra un hallazgo.", enter_options,
     "ceiba hallazgo registrar hallazgo.txt --como auditoria", enter},
    {"hallazgo importar", "Registra hallazgos anteriores: todos o ninguno.", import_options,
     "ceiba hallazgo importar anteriores.xlsx --simular --como auditoria", import},
    {"hallazgo listar", "Muestra los hallazgos, los vencidos primero.", list_options,
     "ceiba hallazgo listar --vencidos --como auditoria", list},
    {"hallazgo mostrar", "Muestra un hallazgo con sus pasos, evidencias y pruebas.", show_options,
     "ceiba hallazgo mostrar 2026-0007 --como auditoria", show_one},
    {"hallazgo paso", "Da un paso: de auditoría o de quien responde.", step_options,
     "ceiba hallazgo paso 2026-0007 --paso notificar --dias 10 --como auditoria", step},
    {"hallazgo ligar", "Liga un hallazgo a una regla que lo vuelve a probar.", bind_options,
     "ceiba hallazgo ligar 2026-0007 --regla V10 --periodos 3 --como auditoria", on_one},
    {"hallazgo aportar", "Agrega una evidencia, o sustituye una no aceptada.", bring_options,
     "ceiba hallazgo aportar 2026-0007 --archivo acta.pdf --accion 1 --como compras", bring},
    {"hallazgo juzgar", "Acepta o rechaza una evidencia.", judge_options,
     "ceiba hallazgo juzgar 2026-0007 --evidencia 1 --dictamen aceptada --como auditoria", on_one},
    {"hallazgo pedir-prorroga", "Pide más tiempo, con su motivo.", more_time_options,
     "ceiba hallazgo pedir-prorroga 2026-0007 --hasta 2026-08-31 --motivo \"Falta el sistema\" "
     "--como compras",
     on_one},
    {"hallazgo resolver-prorroga", "Otorga o deniega la prórroga pedida.", answer_time_options,
     "ceiba hallazgo resolver-prorroga 2026-0007 --respuesta otorgada --como auditoria", on_one},
    {"hallazgo exceptuar", "Acepta convivir con un hallazgo hasta una fecha.", except_options,
     "ceiba hallazgo exceptuar 2026-0007 --dueno \"Subdirección Financiera\" --hasta 2026-12-31 "
     "--motivo \"Sustitución del sistema\" --como autoridad",
     on_one},
    {"hallazgo comentar", "Comenta un hallazgo, como responsable o como auditoría.",
     comment_options, "ceiba hallazgo comentar 2026-0007 \"Se pidió el acta\" --como auditoria",
     comment},
    {"hallazgo oficial", "Anota el estado que lleva la Contraloría o SAG-UDAI.", official_options,
     "ceiba hallazgo oficial 2026-0007 --sistema cgc --estado-oficial \"En proceso\" --como "
     "auditoria",
     on_one},
    {"hallazgo reprobar", "Vuelve a probar los hallazgos ligados a una regla.", retest_options,
     "ceiba hallazgo reprobar --como auditoria", retest},
    {"sujeto registrar", "Agrega un acto o documento al inventario bajo control.", enter_options,
     "ceiba sujeto registrar acto.txt --como auditoria", enter},
    {"instrumento registrar", "Registra un instrumento de control.", enter_options,
     "ceiba instrumento registrar arqueo.txt --como auditoria", enter},
    {"instrumento listar",
     "Muestra los instrumentos y qué se debía de cada uno.",
     {},
     "ceiba instrumento listar --como auditoria",
     list_controls},
    {"instrumento ejecutar", "Deja constancia de que un control se ejecutó.", run_options,
     "ceiba instrumento ejecutar ARQUEO --periodo 2026-05 --resultado conforme --nota \"Sin "
     "faltantes\" --archivo acta.pdf --como tesoreria",
     run_control},
    {"instrumento solicitar", "Inicia un control casuístico.", request_options,
     "ceiba instrumento solicitar DENUNCIA --motivo \"Queja 12\" --como autoridad", act_of_options},
    {"instrumento retirar", "Retira un instrumento.", request_options,
     "ceiba instrumento retirar ARQUEO --motivo \"Lo sustituye otro\" --como auditoria",
     act_of_options},
    {"instrumento revisar",
     "Hace un hallazgo de cada control que no se ejecutó.",
     {},
     "ceiba instrumento revisar --como auditoria",
     act_of_options},
};

}  // namespace

std::span<const Command> control_commands() { return commands_here; }

}  // namespace cli
