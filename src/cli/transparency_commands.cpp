// ceiba solicitud …, calendario …: requests for information with their clock, and what the law asks
// to deliver.
#include <algorithm>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "cli/telling.hpp"
#include "commands/access_state.hpp"
#include "commands/file_request.hpp"
#include "commands/keep_file.hpp"
#include "documents/calendar_ics.hpp"
#include "domain/transparency/refusals.hpp"
#include "queries/legal_calendar.hpp"
#include "queries/requests.hpp"
#include "text/format.hpp"
#include "text/transparency.hpp"

namespace cli {
namespace {

using namespace transparency;
using access_control::Permission;

Date today(const Invocation& call) { return local_date(call.world().now()); }

json::value day_or_null(const std::optional<Date>& day) {
  return day ? json::value(show(*day)) : json::value(nullptr);
}

// Options that the act has under the same name: "--motivo" is "motivo".
void copy_given(const Invocation& call, json::object& act,
                std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    if (const auto value = call.optional_text("--" + std::string(name))) act[name] = *value;
}

Result<queries::RequestWhole> found(const Invocation& call, commands::Context& context) {
  const auto number = call.text("SOLICITUD");
  auto one = TRY(queries::request(context.db(), context.institution, number, today(call)));
  if (!one) return refuse(transparency::Refusal::RequestUnknown, {{"hallado", number}});
  return *std::move(one);
}

// The request that an act names, at the version it has.
Result<json::object> on_request(const Invocation& call, commands::Context& context) {
  const auto one = TRY(found(call, context));
  return json::object{{"solicitud", one.line.row.number}, {"version", one.line.row.version}};
}

Result<Exit> tell_step(const Invocation& call, const commands::Receipt& receipt) {
  const auto& out = receipt.outcome;
  std::string sentence = "Solicitud " + optional_text_at(out, "solicitud").value_or("");
  if (const auto state = kind_of<EstadoSolicitud>(optional_text_at(out, "estado").value_or("")))
    sentence += ": " + std::string(text::name_of(*state));
  if (const auto due = optional_text_at(out, "vence"))
    sentence += "; vence el " + text::date(TRY(parse_date(*due)));
  const auto warned = [&](const char* key) {
    const auto* value = out.if_contains(key);
    return value != nullptr && value->as_bool();
  };
  if (warned("aviso_tarde"))
    call.tell("La prórroga se avisa con menos días de los que pide la ley.");
  if (warned("fuera_de_plazo")) call.tell("El recurso llegó después del plazo para interponerlo.");
  return told(call, receipt, sentence);
}

// ---- Requests -----------------------------------------------------------------------------------

Result<Exit> file(const Invocation& call) {
  std::optional<Date> received;
  if (const auto day = call.optional_text("--recibida"))
    received = TRY(where("opcion", "--recibida", parse_date(*day)));
  const auto via = kind_of<Via>(call.text("--via"));
  commands::RequestWords words{call.text("--nombre"), call.optional_text("--contacto").value_or(""),
                               call.text("--texto")};
  auto context = TRY(call.open(commands::Use::Change));
  const auto filed = TRY(commands::file_request(context, via.value_or(Via::Ventanilla), words,
                                                received, call.has("--ilustrativo")));
  const std::string address = "/solicitudes/seguimiento/" + filed.ticket;
  if (call.json()) {
    auto out = filed.receipt.outcome;
    out["asiento"] = filed.receipt.seq;
    out["seguimiento"] = address;
    call.say_json(out);
    return Exit::Done;
  }
  CHECK(tell_step(call, filed.receipt));
  call.say("Se sigue en " + address + "\n");
  call.tell("Entregue esa dirección a quien presentó la solicitud: no se guarda ni se repite.");
  return Exit::Done;
}

// "solicitud pedir-aclaracion" is the act "solicitud.pedir_aclaracion".
std::string kind_of_call(const Invocation& call) {
  return replaced(replaced(call.command->path, " ", "."), "-", "_");
}

Result<Exit> step(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  auto act = TRY(on_request(call, context));
  for (const auto& option : call.command->options)
    if (option.name.starts_with("--") && !option.value.empty())
      copy_given(call, act, {option.name.substr(2)});
  return tell_step(call, TRY(commands::submit(context, {kind_of_call(call), std::move(act), ""})));
}

// Words of the requester, which are kept apart.
Result<Exit> step_with_words(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  auto act = TRY(on_request(call, context));
  copy_given(call, act, {"fecha"});
  return tell_step(call, TRY(commands::submit_words(context, kind_of_call(call), std::move(act),
                                                    call.text("--texto"))));
}

json::object file_of(const std::string& path, std::string hash, std::size_t size) {
  return {{"nombre", file_name(path)},
          {"huella", std::move(hash)},
          {"tipo", "application/octet-stream"},
          {"bytes", static_cast<std::int64_t>(size)}};
}

Result<Exit> answer(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  auto act = TRY(on_request(call, context));
  copy_given(call, act, {"respuesta"});
  json::array files;
  for (const auto& [option, restricted] : {std::pair{"--archivo", false}, {"--restringido", true}})
    for (const auto& path : call.texts(option)) {
      const auto bytes = TRY(read_file(path));
      auto one = file_of(path, TRY(commands::keep_file(context, bytes)), bytes.size());
      if (restricted) one["restringido"] = true;
      files.push_back(std::move(one));
    }
  act["archivos"] = std::move(files);
  return tell_step(call, TRY(commands::submit(context, {"solicitud.contestar", act, ""})));
}

// Files that leave: as they are, or as the public version of another.
Result<json::array> leaving(const Invocation& call, commands::Context& context) {
  json::array files;
  for (const auto& path : call.texts("--archivo")) {
    const auto bytes = TRY(read_file(path));
    files.push_back(
        file_of(path, TRY(commands::keep_public_file(context, bytes, path)), bytes.size()));
  }
  for (const auto& word : call.texts("--version-publica")) {
    const auto sign = word.rfind('=');
    if (sign == word.npos)
      return refuse(
          cli::Refusal::NotAChoice,
          {{"hallado", word}, {"opcion", "--version-publica"}, {"esperado", "ARCHIVO=HUELLA"}});
    const auto path = word.substr(0, sign);
    const auto bytes = TRY(read_file(path));
    auto one = file_of(path, TRY(commands::keep_public_file(context, bytes, path)), bytes.size());
    one["sustituye"] = word.substr(sign + 1);
    files.push_back(std::move(one));
  }
  return files;
}

Result<Exit> resolve(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  auto act = TRY(on_request(call, context));
  copy_given(call, act, {"resultado", "motivo", "fundamento", "declaracion", "asunto"});
  act["archivos"] = TRY(leaving(call, context));
  return tell_step(call, TRY(commands::submit(context, {"solicitud.resolver", act, ""})));
}

Result<Exit> rule(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  auto act = TRY(on_request(call, context));
  copy_given(call, act, {"fallo", "motivo"});
  act["archivos"] = TRY(leaving(call, context));
  return tell_step(call, TRY(commands::submit(context, {"solicitud.fallar", act, ""})));
}

Result<Exit> erase(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  return tell_step(
      call, TRY(commands::erase_words(context, call.text("SOLICITUD"), call.text("--motivo"))));
}

json::object as_json(const queries::RequestLine& line) {
  const auto& row = line.row;
  json::object out{{"solicitud", row.number},
                   {"via", code_of(row.via)},
                   {"recibida", show(row.received)},
                   {"estado", code_of(row.state)},
                   {"asunto", row.subject},
                   {"materia", row.topic},
                   {"unidad", row.unit},
                   {"vence", day_or_null(line.clock.due)},
                   {"plazo", text::name_of(line.plazo)},
                   {"dias_habiles_que_faltan", line.faltan},
                   {"resultado", row.result ? code_of(*row.result) : ""},
                   {"notificada", day_or_null(row.notified_on)},
                   {"ilustrativo", row.illustrative},
                   {"version", row.version}};
  if (line.ficta)
    out["afirmativa_ficta"] = json::object{{"desde", show(line.ficta->desde)},
                                           {"entregar_hasta", show(line.ficta->entregar_hasta)}};
  return out;
}

void say_line(const Invocation& call, const queries::RequestLine& line) {
  const auto& row = line.row;
  call.say(row.number + "  " + std::string(text::name_of(row.state)) + "  " +
           (row.subject.empty() ? "(sin asunto)" : row.subject));
  if (line.plazo == EstadoPlazo::EnPausa)
    call.say("  plazo detenido");
  else if (abierta(row.state) && line.clock.due)
    call.say("  vence el " + text::date(*line.clock.due) + " (" + text::told_left(line.faltan) +
             ")");
  call.say("\n");
}

Result<commands::Context> open_to_read(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  CHECK(commands::require(context, Permission::ReadRequests));
  return context;
}

Result<Exit> list(const Invocation& call) {
  queries::RequestFilter filter;
  filter.abiertas = call.has("--abiertas");
  filter.vencidas = call.has("--vencidas");
  auto context = TRY(open_to_read(call));
  const auto board = TRY(queries::requests(context.db(), context.institution, filter, today(call)));
  if (call.json()) {
    json::array rows;
    for (const auto& line : board.lines) rows.push_back(as_json(line));
    call.say_json(json::object{{"abiertas", board.abiertas},
                               {"vencidas", board.vencidas},
                               {"solicitudes", std::move(rows)}});
    return Exit::Done;
  }
  for (const auto& line : board.lines) say_line(call, line);
  call.say("Solicitudes: " + std::to_string(board.lines.size()) + "; abiertas " +
           std::to_string(board.abiertas) + ", vencidas " + std::to_string(board.vencidas) + "\n");
  return Exit::Done;
}

Result<Exit> show_one(const Invocation& call) {
  auto context = TRY(open_to_read(call));
  const auto one = TRY(found(call, context));
  const bool handles = commands::require(context, Permission::HandleRequest).has_value();
  std::optional<json::object> words;
  if (handles) words = TRY(commands::private_words(context.db(), one.line.row.private_hash));
  if (call.json()) {
    auto out = as_json(one.line);
    json::array days;
    for (const auto& day : one.line.clock.days) {
      json::object each{{"dia", show(day.date)}, {"cuenta", day.number > 0}};
      if (day.number > 0) each["numero"] = day.number;
      each["explicacion"] = text::told(day);
      days.push_back(std::move(each));
    }
    out["dias"] = std::move(days);
    if (words) out["de_quien_solicita"] = *words;
    call.say_json(out);
    return Exit::Done;
  }
  say_line(call, one.line);
  if (words) {
    call.say("  " + optional_text_at(*words, "nombre").value_or("") + ", " +
             optional_text_at(*words, "contacto").value_or("") + "\n");
    call.say("  " + optional_text_at(*words, "texto").value_or("") + "\n");
  }
  call.say("Plazo: " + text::told(one.line.term) + "\n");
  for (const auto& day : one.line.clock.days) call.say("  " + text::told(day) + "\n");
  if (one.line.ficta)
    call.say("Afirmativa ficta: el plazo venció el " + text::date(one.line.ficta->desde) +
             "; se debe entregar a más tardar el " + text::date(one.line.ficta->entregar_hasta) +
             "\n");
  for (const auto& taken : one.pasos)
    call.say("  " + text::date(taken.on) + "  " + std::string(text::done_of(taken.paso)) + ", " +
             one.nombres.of(taken.actor) + (taken.body.empty() ? "" : ": " + taken.body) + "\n");
  for (const auto& each : one.archivos)
    call.say("  " + each.part + "  " + each.name + "  " + each.hash +
             (each.restricted ? "  restringido" : "") + "\n");
  return Exit::Done;
}

Result<FiscalYear> asked_year(const Invocation& call) {
  if (const auto word = call.optional_text("--anio"))
    return where("opcion", "--anio", FiscalYear::parse(*word));
  return FiscalYear{static_cast<std::int16_t>(int{today(call).year()})};
}

// What the yearly report of the law asks for: anybody may read the counts.
Result<Exit> counts(const Invocation& call) {
  const auto year = TRY(asked_year(call));
  auto context = TRY(call.open(commands::Use::Read));
  const auto all =
      TRY(queries::request_counts(context.db(), context.institution, year, today(call)));
  const std::pair<std::string_view, std::int64_t> rows[] = {
      {"recibidas", all.recibidas},     {"pendientes", all.pendientes},
      {"notificadas", all.notificadas}, {"desistidas", all.desistidas},
      {"en_tiempo", all.en_tiempo},     {"fuera_de_tiempo", all.fuera_de_tiempo},
      {"vencidas", all.vencidas},       {"prorrogadas", all.prorrogadas},
      {"aclaradas", all.aclaradas},     {"impugnadas", all.impugnadas}};
  json::object out{{"anio", show(year)}, {"ilustrativo", all.ilustrativo}};
  for (const auto& [name, count] : rows) out[name] = count;
  json::object results, topics;
  for (std::size_t i = 0; i < resultado_count; ++i)
    results[codes_of<Resultado>()[i]] = all.por_resultado[i];
  for (const auto& [topic, count] : all.por_materia)
    topics[topic.empty() ? "sin_materia" : topic] = count;
  out["por_resultado"] = results;
  out["por_materia"] = topics;
  out["dias_habiles_mediana"] =
      all.dias_mediana ? json::value(*all.dias_mediana) : json::value(nullptr);
  out["dias_habiles_maximo"] = all.dias_max ? json::value(*all.dias_max) : json::value(nullptr);
  if (call.json()) {
    call.say_json(out);
    return Exit::Done;
  }
  call.say("Solicitudes de información de " + show(year) + "\n");
  for (const auto& [name, count] : rows)
    call.say("  " + replaced(std::string(name), "_", " ") + ": " + std::to_string(count) + "\n");
  for (std::size_t i = 0; i < resultado_count; ++i)
    call.say("  " + std::string(text::name_of(static_cast<Resultado>(i))) + ": " +
             std::to_string(all.por_resultado[i]) + "\n");
  if (all.dias_mediana)
    call.say("  Días hábiles hasta la notificación: mediana " + std::to_string(*all.dias_mediana) +
             ", máximo " + std::to_string(*all.dias_max) + "\n");
  return Exit::Done;
}

// ---- The legal calendar -------------------------------------------------------------------------

Result<queries::LegalCalendar> calendar(const Invocation& call, commands::Context& context) {
  const auto year = TRY(asked_year(call));
  return queries::legal_calendar(context.db(), context.institution, year, today(call));
}

json::object as_json(const queries::CalendarLine& line) {
  json::object out{{"obligacion", line.row.code},
                   {"nombre", line.row.name},
                   {"periodo", line.periodo ? line.periodo->name : ""},
                   {"vence", day_or_null(line.vence)},
                   {"dia_inhabil", line.inhabil},
                   {"estado", code_of(line.estado)},
                   {"norma", line.row.law},
                   {"articulo", line.row.article},
                   {"certeza", show(line.row.certainty)},
                   {"fuente", line.row.source},
                   {"destinatario", line.row.recipient},
                   {"nota", line.row.note}};
  if (line.entrega)
    out["entrega"] = json::object{{"fecha", show(line.entrega->on)},
                                  {"destinatario", line.entrega->recipient},
                                  {"constancia", line.entrega->name},
                                  {"huella", line.entrega->hash}};
  return out;
}

Result<Exit> show_calendar(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto all = TRY(calendar(call, context));
  if (call.json()) {
    json::array rows;
    for (const auto& line : all.lines) rows.push_back(as_json(line));
    call.say_json(json::object{{"anio", show(all.anio)},
                               {"ley_de_presupuesto", all.ley},
                               {"ley_del_mismo_ejercicio", all.ley_propia},
                               {"consta_en_el_catalogo", all.ley_consta},
                               {"obligaciones", std::move(rows)}});
    return Exit::Done;
  }
  if (all.ley.empty())
    call.say("No consta qué ley de presupuesto rige en " + show(all.anio) + ".\n");
  else
    call.say("Ley de presupuesto que rige: " + all.ley + ", " + all.ley_nombre +
             (all.ley_propia   ? ".\n"
              : all.ley_consta ? ". Rige la anterior.\n"
                               : ". No consta una ley aprobada para el año: rige la anterior.\n"));
  for (const auto& line : all.lines)
    call.say((line.vence ? text::date(*line.vence) : "sin día   ") + "  " +
             std::string(text::name_of(line.estado)) + "  " + line.row.code +
             (line.periodo ? " " + line.periodo->name : "") + "  " + line.row.name + " (" +
             show(line.row.certainty) + ")\n");
  return Exit::Done;
}

Result<Exit> write_ics(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto all = TRY(calendar(call, context));
  const auto bytes = documents::calendar_ics(all, context.institution, today(call));
  const auto path = call.text("ARCHIVO");
  if (path == "-") {
    call.say(bytes);
    return Exit::Done;
  }
  CHECK(write_file(path, bytes));
  call.tell("Se escribió " + path + ".");
  return Exit::Done;
}

Result<Exit> deliver(const Invocation& call) {
  const auto path = call.text("--archivo");
  const auto bytes = TRY(read_file(path));
  auto context = TRY(call.open(commands::Use::Change));
  auto act = file_of(path, TRY(commands::keep_file(context, bytes)), bytes.size());
  act["obligacion"] = call.text("OBLIGACION");
  act["periodo"] = call.text("PERIODO");
  copy_given(call, act, {"fecha", "destinatario", "nota"});
  const auto receipt = TRY(commands::submit(context, {"calendario.entregar", std::move(act), ""}));
  const auto* late = receipt.outcome.if_contains("tarde");
  return told(call, receipt,
              "Entregada: " + call.text("OBLIGACION") + " de " + call.text("PERIODO") +
                  (late != nullptr && late->as_bool() ? ", después de su fecha" : ""));
}

// ---- The table ----------------------------------------------------------------------------------

constexpr Option request_word{"SOLICITUD", "", "Número de la solicitud: 2026-0001.", true};
constexpr Option said{"--texto", "TEXTO", "Lo que escribió quien solicita.", true};
constexpr Option why{"--motivo", "TEXTO", "Por qué.", true};
constexpr Option which_year{"--anio", "AÑO", "El año; sin ella, el presente."};
constexpr Option leaving_files{"--archivo", "ARCHIVO", "Archivo que se entrega.", false, true};
constexpr Option public_version{"--version-publica", "ARCHIVO=HUELLA",
                                "Archivo con datos cubiertos, y la huella del que sustituye.",
                                false, true};

constexpr Option file_options[] = {
    {"--nombre", "NOMBRE", "Quién solicita.", true},
    {"--contacto", "TEXTO", "Adónde se le puede escribir."},
    {"--texto", "TEXTO", "Qué información pide.", true},
    {"--via", "VIA", "Por dónde llegó.", false, false, "ventanilla|correo|telefono|escrito|portal",
     "ventanilla"},
    {"--recibida", "FECHA", "Día en que se recibió, AAAA-MM-DD; sin ella, hoy."},
    {"--ilustrativo", "", "Los datos son de muestra."}};
constexpr Option list_options[] = {{"--abiertas", "", "Solo las que esperan respuesta."},
                                   {"--vencidas", "", "Solo las que pasaron de su plazo."}};
constexpr Option show_options[] = {request_word};
constexpr Option ask_options[] = {request_word,
                                  {"--texto", "TEXTO", "Qué debe aclarar quien solicita.", true}};
constexpr Option words_options[] = {request_word, said};
constexpr Option appeal_options[] = {
    request_word, said, {"--fecha", "FECHA", "Día en que llegó; sin ella, hoy."}};
constexpr Option route_options[] = {
    request_word,
    {"--unidad", "CODIGO", "Unidad que tiene la información.", true},
    {"--asunto", "TEXTO", "De qué trata, sin datos personales.", true},
    {"--materia", "TEXTO", "Tema, para la estadística."}};
constexpr Option answer_options[] = {
    request_word,
    {"--respuesta", "TEXTO", "Qué encontró la unidad.", true},
    {"--archivo", "ARCHIVO", "Archivo que se puede entregar.", false, true},
    {"--restringido", "ARCHIVO", "Archivo que no se entrega como está.", false, true}};
constexpr Option reason_options[] = {request_word, why};
constexpr Option resolve_options[] = {
    request_word,
    {"--resultado", "RESULTADO", "Cómo se resuelve.", true, false,
     "total|parcial|inexistencia|reservada|confidencial"},
    why,
    {"--fundamento", "TEXTO", "Artículo en que se apoya lo que no se entrega."},
    {"--declaracion", "TEXTO", "Resolución que declaró la reserva."},
    {"--asunto", "TEXTO", "De qué trata, sin datos personales."},
    leaving_files,
    public_version};
constexpr Option notify_options[] = {
    request_word,
    {"--medio", "TEXTO", "Por qué medio se notificó.", true},
    {"--fecha", "FECHA", "Día en que se notificó; sin ella, hoy."}};
constexpr Option rule_options[] = {
    request_word,
    {"--fallo", "FALLO", "Qué se decide.", true, false, "confirma|modifica|revoca"},
    why,
    leaving_files,
    public_version};
constexpr Option year_options[] = {which_year};
constexpr Option ics_options[] = {{"ARCHIVO", "", "Dónde escribirlo; - es la salida.", true},
                                  which_year};
constexpr Option deliver_options[] = {
    {"OBLIGACION", "", "Su código: estrategia, laip_informe_anual …", true},
    {"PERIODO", "", "2026, 2026-S1, 2026-C1 o 2026-03.", true},
    {"--archivo", "ARCHIVO", "Constancia de la entrega.", true},
    {"--fecha", "FECHA", "Día de la entrega; sin ella, hoy."},
    {"--destinatario", "TEXTO", "A quién se entregó; sin ella, el del calendario."},
    {"--nota", "TEXTO", "Lo que haya que decir."}};

constexpr Command commands_table[] = {
    {"calendario", "Muestra qué pide la ley entregar y cuándo.", year_options,
     "ceiba calendario --anio 2026\nceiba calendario --json", show_calendar},
    {"calendario entregar", "Registra una entrega con su constancia.", deliver_options,
     "ceiba calendario entregar estrategia 2026 --archivo acuse.pdf --como informacion", deliver},
    {"calendario ics", "Escribe el calendario legal para una agenda.", ics_options,
     "ceiba calendario ics calendario-2026.ics --anio 2026", write_ics},
    {"solicitud aclarar", "Recibe la aclaración de quien solicita: el plazo sigue.", words_options,
     "ceiba solicitud aclarar 2026-0001 --texto \"De enero a marzo\" --como informacion",
     step_with_words},
    {"solicitud borrar-datos", "Borra lo que escribió la persona, cuando el trámite terminó.",
     reason_options, "ceiba solicitud borrar-datos 2026-0001 --motivo \"Lo pidió su titular\"",
     erase},
    {"solicitud contestar", "Contesta por la unidad que tiene la información.", answer_options,
     "ceiba solicitud contestar 2026-0001 --respuesta \"Se adjunta el cuadro\" --archivo "
     "cuadro.csv",
     answer},
    {"solicitud desistir", "Registra que quien solicita desistió.", reason_options,
     "ceiba solicitud desistir 2026-0001 --motivo \"Lo pidió por escrito\" --como informacion",
     step},
    {"solicitud estadistica", "Cuenta las solicitudes de un año.", year_options,
     "ceiba solicitud estadistica --anio 2026 --json", counts},
    {"solicitud fallar", "Decide el recurso de revisión.", rule_options,
     "ceiba solicitud fallar 2026-0001 --fallo confirma --motivo \"La reserva está declarada\"",
     rule},
    {"solicitud impugnar", "Recibe el recurso de revisión.", appeal_options,
     "ceiba solicitud impugnar 2026-0001 --texto \"Falta el anexo\" --como informacion",
     step_with_words},
    {"solicitud listar", "Enumera las solicitudes con los días que faltan.", list_options,
     "ceiba solicitud listar --abiertas", list},
    {"solicitud mostrar", "Muestra una solicitud y explica su plazo día por día.", show_options,
     "ceiba solicitud mostrar 2026-0001", show_one},
    {"solicitud notificar", "Notifica la resolución: el plazo termina.", notify_options,
     "ceiba solicitud notificar 2026-0001 --medio portal --como informacion", step},
    {"solicitud pedir-aclaracion", "Pide aclarar la solicitud: el plazo se detiene.", ask_options,
     "ceiba solicitud pedir-aclaracion 2026-0001 --texto \"¿De qué meses?\" --como informacion",
     step},
    {"solicitud prorrogar", "Prorroga el plazo una vez.", reason_options,
     "ceiba solicitud prorrogar 2026-0001 --motivo \"El archivo está en otra sede\"", step},
    {"solicitud registrar", "Registra una solicitud de información.", file_options,
     "ceiba solicitud registrar --nombre \"Ana Pérez\" --texto \"Gasto en viáticos de 2025\"",
     file},
    {"solicitud resolver", "Resuelve la solicitud.", resolve_options,
     "ceiba solicitud resolver 2026-0001 --resultado total --motivo \"Se entrega\" --archivo c.csv",
     resolve},
    {"solicitud trasladar", "Traslada la solicitud a la unidad que tiene la información.",
     route_options,
     "ceiba solicitud trasladar 2026-0001 --unidad UAVG --asunto \"Viáticos de 2025\"", step},
};

}  // namespace

std::span<const Command> transparency_commands() { return commands_table; }

}  // namespace cli
