// ceiba expediente …, recibo …, regla correr, norma verificar: payment files from their
// registration to their payment, what the rules say of them, and the receipts of visados.
#include <algorithm>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "commands/access_state.hpp"
#include "commands/import_payment_files.hpp"
#include "commands/keep_file.hpp"
#include "commands/reperform_visado.hpp"
#include "commands/require.hpp"
#include "commands/submit.hpp"
#include "commands/visado_receipt.hpp"
#include "domain/verification/refusals.hpp"
#include "queries/payment_files.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "text/rules.hpp"

namespace cli {
namespace {

using namespace verification;
using access_control::Permission;

Result<commands::Context> open_to_read(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  CHECK(commands::require(context, Permission::ReadFiles));
  return context;
}

Date today(const Invocation& call) { return local_date(call.world().now()); }

Result<std::int64_t> number_given(const Invocation& call, std::string_view option,
                                  std::string_view expected) {
  const auto word = call.text(option);
  const auto number = whole_number(word);
  if (!number || *number < 0)
    return refuse(
        cli::Refusal::NotAChoice,
        {{"hallado", word}, {"opcion", std::string(option)}, {"esperado", std::string(expected)}});
  return *number;
}

// "campo: valor" or "campo=valor", as given with --linea.
Result<std::vector<FieldLine>> lines_given(const Invocation& call) {
  std::vector<FieldLine> lines;
  for (const auto& word : call.texts("--linea")) {
    const auto at = word.find_first_of(":=");
    if (at == std::string::npos)
      return refuse(cli::Refusal::NotAChoice,
                    {{"hallado", word}, {"opcion", "--linea"}, {"esperado", "«campo: valor»"}});
    lines.push_back({std::string(trimmed(std::string_view(word).substr(0, at))),
                     std::string(trimmed(std::string_view(word).substr(at + 1)))});
  }
  return lines;
}

json::array as_json(const std::vector<FieldLine>& lines) {
  json::array all;
  for (const auto& line : lines) all.push_back(json::array{line.path, line.value});
  return all;
}

json::value text_or_null(std::string_view text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}
json::value money_or_null(const std::optional<Money>& money) {
  return money ? json::value(show(*money)) : json::value(nullptr);
}

// ---- What acts say ------------------------------------------------------------------------------

std::string in_words(const json::object& split) {
  const auto text = [&](const char* key) { return std::string(split.at(key).as_string()); };
  const auto sum = Money::parse(text("suma")), limit = Money::parse(text("limite"));
  if (!sum || !limit) return {};
  return "Requiere verificación: en " + text("periodo") + " la unidad suma " + text::money(*sum) +
         " de la misma familia (" +
         text::percent(Ratio{Int128{sum->in_centavos()} * 100, Int128{limit->in_centavos()}}) +
         " del límite); el límite es " + text::money(*limit) + " (" + text("norma") + ").\n";
}

Exit tell_done(const Invocation& call, const commands::Receipt& receipt) {
  if (call.json()) {
    auto out = receipt.outcome;
    out["asiento"] = receipt.seq;
    call.say_json(out);
    return Exit::Done;
  }
  const auto& out = receipt.outcome;
  if (const auto number = optional_text_at(out, "expediente")) {
    call.say("Expediente " + *number);
    if (const auto code = optional_text_at(out, "estado"))
      if (const auto estado = kind_of<Estado>(*code))
        call.say(": " + std::string(text::name_of(*estado)));
    if (const auto visado = optional_integer_at(out, "visado"))
      call.say(", visado n.º " + std::to_string(*visado));
    call.say("\n");
  }
  if (out.contains("expedientes") && out.at("expedientes").is_array())
    call.say("Expedientes: " +
             text::count(static_cast<std::int64_t>(out.at("expedientes").as_array().size())) +
             "\n");
  if (out.contains("fraccionamiento"))
    for (const auto& each : out.at("fraccionamiento").as_array())
      call.say(in_words(each.as_object()));
  return Exit::Done;
}

Result<Exit> done(const Invocation& call, commands::Context& context,
                  const commands::Submission& submission) {
  return tell_done(call, TRY(commands::submit(context, submission)));
}

// The file's version as it is, or as the person says to have seen it.
Result<std::int64_t> version_of(const Invocation& call, commands::Context& context,
                                const std::string& number) {
  if (call.has("--version")) return number_given(call, "--version", "la versión que vio");
  queries::FileFilter filter;
  filter.texto = number;
  const auto found =
      TRY(queries::payment_files(context.db(), context.institution, filter, {}, today(call)));
  for (const auto& row : found.rows)
    if (row.numero == number) return row.version;
  return refuse(verification::Refusal::FileUnknown, {{"hallado", number}});
}

// ---- Registering --------------------------------------------------------------------------------

Result<Exit> enter(const Invocation& call) {
  const auto bytes = TRY(read_file(call.text("ARCHIVO")));
  const auto files = TRY(readers::read_payment_files(bytes));
  auto context = TRY(call.open(commands::Use::Change));
  if (files.size() > 1) {
    const auto submission = TRY(
        commands::import_of_file(context, bytes, call.text("ARCHIVO"), call.has("--ilustrativo")));
    return done(call, context, submission);
  }
  auto body = commands::registration_of(files.front(), call.has("--ilustrativo"));
  if (const auto reason = call.optional_text("--motivo")) body["motivo"] = *reason;
  return done(call, context, {"expediente.registrar", std::move(body), ""});
}

Result<Exit> import(const Invocation& call) {
  const auto bytes = TRY(read_file(call.text("ARCHIVO")));
  auto context = TRY(call.open(commands::Use::Change));
  const auto submission = TRY(
      commands::import_of_file(context, bytes, call.text("ARCHIVO"), call.has("--ilustrativo")));
  if (!call.has("--simular")) return done(call, context, submission);
  const auto outcome = TRY(commands::simulate(context, submission));
  if (call.json())
    call.say_json(outcome);
  else
    call.say("Se registrarían " +
             text::count(static_cast<std::int64_t>(outcome.at("expedientes").as_array().size())) +
             " expedientes.\n");
  return Exit::Done;
}

Result<Exit> change(const Invocation& call) {
  const auto number = call.text("EXPEDIENTE");
  auto context = TRY(call.open(commands::Use::Change));
  json::object body{{"expediente", number},
                    {"version", TRY(version_of(call, context, number))},
                    {"lineas", as_json(TRY(lines_given(call)))}};
  return done(call, context, {"expediente.modificar", std::move(body), ""});
}

Result<Exit> attach(const Invocation& call) {
  const auto number = call.text("EXPEDIENTE");
  auto context = TRY(call.open(commands::Use::Change));
  json::object document{{"clase", call.text("--clase")}};
  if (const auto file = call.optional_text("--archivo")) {
    const auto bytes = TRY(read_file(*file));
    const bool pdf = bytes.starts_with("%PDF-");
    document["huella"] = pdf ? TRY(commands::keep_pdf(context, bytes, *file))
                             : TRY(commands::keep_file(context, bytes));
    document["nombre"] = file->substr(file->rfind('/') + 1);
    document["tipo"] = pdf ? "application/pdf" : "application/octet-stream";
    document["bytes"] = static_cast<std::int64_t>(bytes.size());
  }
  for (const char* field : {"fecha", "desde", "hasta", "monto"})
    if (const auto value = call.optional_text("--" + std::string(field))) document[field] = *value;
  json::object body{{"expediente", number},
                    {"version", TRY(version_of(call, context, number))},
                    {"documentos", json::array{document}}};
  return done(call, context, {"expediente.adjuntar", std::move(body), ""});
}

Result<Exit> state_upload(const Invocation& call) {
  const auto number = call.text("EXPEDIENTE");
  auto context = TRY(call.open(commands::Use::Change));
  json::object upload{{"clase", call.text("--clase")},
                      {"sistema", call.text("--sistema")},
                      {"cargado", !call.has("--falta")}};
  for (const char* field : {"fecha", "referencia"})
    if (const auto value = call.optional_text("--" + std::string(field))) upload[field] = *value;
  json::object body{{"expediente", number},
                    {"version", TRY(version_of(call, context, number))},
                    {"cargas", json::array{upload}}};
  return done(call, context, {"expediente.constatar", std::move(body), ""});
}

// ---- Steps --------------------------------------------------------------------------------------

Result<Exit> take_next(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  return done(call, context, {"expediente.tomar", {}, ""});
}

// "expediente devengar" is the act "expediente.devengar".
Result<Exit> step(const Invocation& call) {
  const auto number = call.text("EXPEDIENTE");
  auto context = TRY(call.open(commands::Use::Change));
  json::object body{{"expediente", number}, {"version", TRY(version_of(call, context, number))}};
  const auto given = [&](std::string_view option) -> std::optional<std::string> {
    for (const auto& known : call.command->options)
      if (known.name == option) return call.optional_text(option);
    return std::nullopt;
  };
  if (const auto text = given("--motivo")) body["motivo"] = *text;
  if (const auto text = given("--justificacion")) body["justificacion"] = *text;
  if (call.has("--linea")) body["lineas"] = as_json(TRY(lines_given(call)));
  return done(call, context, {replaced(call.command->path, " ", "."), std::move(body), ""});
}

Result<Exit> assign(const Invocation& call) {
  const auto number = call.text("EXPEDIENTE");
  auto context = TRY(call.open(commands::Use::Change));
  const auto user = TRY(commands::user_named(context.db(), call.text("--a")));
  if (!user) return refuse(verification::Refusal::NotAVerifier, {{"hallado", call.text("--a")}});
  json::object body{{"expediente", number},
                    {"version", TRY(version_of(call, context, number))},
                    {"a", user->number}};
  return done(call, context, {"expediente.asignar", std::move(body), ""});
}

Result<Exit> answer(const Invocation& call) {
  const auto number = call.text("EXPEDIENTE");
  auto context = TRY(call.open(commands::Use::Change));
  json::array answers;
  if (call.has("--todo-cumple")) {
    const auto file =
        TRY(queries::payment_file(context.db(), context.institution, number, today(call)));
    if (!file) return refuse(verification::Refusal::FileUnknown, {{"hallado", number}});
    for (const auto& line : file->lineas)
      if (line.required.state == Required::State::Present)
        answers.push_back(json::object{{"linea", line.code}, {"respuesta", "cumple"}});
  }
  for (const auto& [option, said] :
       {std::pair{"--cumple", "cumple"}, std::pair{"--no-cumple", "no_cumple"},
        std::pair{"--no-aplica", "no_aplica"}})
    for (const auto& code : call.texts(option)) {
      json::object one{{"linea", code}, {"respuesta", said}};
      if (const auto note = call.optional_text("--nota")) one["nota"] = *note;
      answers.push_back(std::move(one));
    }
  json::object body{{"expediente", number},
                    {"version", TRY(version_of(call, context, number))},
                    {"respuestas", std::move(answers)}};
  return done(call, context, {"expediente.marcar", std::move(body), ""});
}

Result<Exit> observe(const Invocation& call) {
  const auto number = call.text("EXPEDIENTE");
  auto context = TRY(call.open(commands::Use::Change));
  json::array reasons;
  for (const auto& code : call.texts("--motivo")) reasons.push_back(json::value(code));
  json::object body{{"expediente", number},
                    {"version", TRY(version_of(call, context, number))},
                    {"motivos", std::move(reasons)},
                    {"carta", call.text("--carta")},
                    {"dias", TRY(number_given(call, "--dias", "días hábiles"))}};
  return done(call, context, {"expediente.observar", std::move(body), ""});
}

Result<Exit> approve(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  auto submission =
      TRY(commands::approval_of(context.db(), context.institution, call.text("EXPEDIENTE"),
                                call.optional_text("--justificacion").value_or(""), today(call)));
  if (call.has("--version"))
    submission.act["version"] = TRY(number_given(call, "--version", "la versión que vio"));
  return done(call, context, submission);
}

Result<Exit> judge(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  return done(call, context,
              {"expediente.dictaminar",
               {{"expediente", call.text("EXPEDIENTE")},
                {"regla", call.text("REGLA")},
                {"dictamen", call.text("--dictamen")},
                {"motivo", call.text("--motivo")}},
               ""});
}

// ---- Reading ------------------------------------------------------------------------------------

json::value as_json(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return json::value(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return json::value(*text);
  if (const auto* money = std::get_if<Money>(&value)) return json::value(show(*money));
  if (const auto* date = std::get_if<Date>(&value)) return json::value(show(*date));
  const auto& ratio = std::get<Ratio>(value);
  return json::value(show(ratio.numerator()) + "/" + show(ratio.denominator()));
}

json::array as_json(const Rule& rule, const std::vector<Proof>& proofs) {
  json::array all;
  for (const auto& proof : proofs) {
    json::object operands;
    for (const auto& operand : proof.operands) operands[operand.name] = as_json(operand.value);
    json::array rows;
    for (const auto& row : proof.rows) rows.push_back(json::array{row.kind, row.id});
    json::object one{{"razon", text::reason_of(rule, proof)},
                     {"remedio", text::remedy_of(rule, proof)},
                     {"operandos", std::move(operands)},
                     {"filas", std::move(rows)}};
    if (proof.difference) one["diferencia"] = as_json(*proof.difference);
    all.push_back(std::move(one));
  }
  return all;
}

json::object as_json(const Flag& flag) {
  const auto& rule = rules()[flag.rule];
  return {{"regla", rule.id},
          {"severidad", code_of(rule.severity)},
          {"efecto", code_of(flag.effect)},
          {"certeza", show(flag.certainty)},
          {"pruebas", as_json(rule, flag.outcome.proofs)}};
}

// One line for each proof, and its remedy under it; with its subject where there are several.
std::string in_words(const Flag& flag, std::string_view subject = "") {
  const auto& rule = rules()[flag.rule];
  std::string out;
  for (const auto& proof : flag.outcome.proofs)
    out += std::string(subject) + (subject.empty() ? "" : ": ") + std::string(rule.id) + " [" +
           std::string(text::name_of(rule.severity)) + ", " +
           (flag.effect == Effect::Blocks ? "bloquea" : "avisa") + "] " +
           text::reason_of(rule, proof) + "\n    " + text::remedy_of(rule, proof) + "\n";
  return out;
}

json::object as_json(const queries::FileRow& row) {
  return {
      {"expediente", row.numero},
      {"gasto", code_of(row.gasto)},
      {"modalidad", row.modalidad ? json::value(code_of(*row.modalidad)) : json::value(nullptr)},
      {"unidad", row.unidad},
      {"proveedor", text_or_null(row.proveedor)},
      {"nit", text_or_null(row.nit)},
      {"monto", money_or_null(row.monto)},
      {"estado", code_of(row.estado)},
      {"recibido", show(row.recibido)},
      {"dias_habiles", row.dias},
      {"verificador", row.verificador ? json::value(*row.verificador) : json::value(nullptr)},
      {"bloqueos", row.bloqueos ? json::value(*row.bloqueos) : json::value(nullptr)},
      {"avisos", row.avisos ? json::value(*row.avisos) : json::value(nullptr)},
      {"ilustrativo", row.ilustrativo},
      {"version", row.version}};
}

Result<Exit> list(const Invocation& call) {
  queries::FileFilter filter;
  for (const auto& code : call.texts("--estado")) {
    const auto estado = kind_of<Estado>(code);
    if (!estado)
      return refuse(cli::Refusal::NotAChoice,
                    {{"hallado", code},
                     {"opcion", "--estado"},
                     {"esperado", "recibido, asignado, en_revision, observado, subsanado, …"}});
    filter.estados.push_back(*estado);
  }
  filter.unidad = call.optional_text("--unidad").value_or("");
  filter.proveedor = call.optional_text("--proveedor").value_or("");
  filter.con_bloqueo = call.has("--con-bloqueo");
  auto context = TRY(open_to_read(call));
  queries::FilePaging paging;
  paging.count = TRY(number_given(call, "--filas", "un número de filas"));
  const auto found =
      TRY(queries::payment_files(context.db(), context.institution, filter, paging, today(call)));
  if (call.json()) {
    json::array rows;
    for (const auto& row : found.rows) rows.push_back(as_json(row));
    json::object states;
    for (std::size_t i = 0; i < estado_count; ++i)
      states[codes_of<Estado>()[i]] = found.por_estado[i];
    call.say_json(json::object{{"total", found.total},
                               {"monto", show(TRY(found.monto.narrow()))},
                               {"sin_monto", found.sin_monto},
                               {"por_estado", std::move(states)},
                               {"expedientes", std::move(rows)}});
    return Exit::Done;
  }
  for (const auto& row : found.rows)
    call.say(row.numero + "  " + std::string(text::name_of(row.estado)) + "  " +
             (row.monto ? text::money(*row.monto) : std::string("sin monto")) + "  " +
             std::string(code_of(row.gasto)) + "  UE " + row.unidad + "  " +
             (row.proveedor.empty() ? row.nit : row.proveedor) + "  " + std::to_string(row.dias) +
             " días hábiles\n");
  call.say("Expedientes: " + text::count(found.total) + "\n");
  return Exit::Done;
}

Result<queries::PaymentFile> file_of(const Invocation& call, commands::Context& context) {
  const auto number = call.text("EXPEDIENTE");
  auto file = TRY(queries::payment_file(context.db(), context.institution, number, today(call)));
  if (!file) return refuse(verification::Refusal::FileUnknown, {{"hallado", number}});
  return *std::move(file);
}

Result<Exit> show_file(const Invocation& call) {
  auto context = TRY(open_to_read(call));
  const auto file = TRY(file_of(call, context));
  const auto lines = lines_of(file.facts);
  if (call.json()) {
    json::array steps;
    for (const auto& taken : file.pasos)
      steps.push_back(json::object{{"paso", code_of(taken.row.paso)},
                                   {"de", code_of(taken.row.from)},
                                   {"a", code_of(taken.row.to)},
                                   {"actor", taken.row.actor},
                                   {"rol", taken.role},
                                   {"fecha", show(taken.row.on)},
                                   {"justificacion", taken.row.justification}});
    call.say_json(json::object{{"expediente", file.row.number},
                               {"estado", code_of(file.row.estado)},
                               {"version", file.row.version},
                               {"visado", file.row.visado},
                               {"recibido", show(file.row.received)},
                               {"lista", file.lista},
                               {"huella", file.huella},
                               {"lineas", as_json(lines)},
                               {"pasos", std::move(steps)}});
    return Exit::Done;
  }
  call.say("Expediente: " + file.row.number + "\n# " + std::string(text::name_of(file.row.estado)) +
           ", versión " + std::to_string(file.row.version) + "\n");
  for (const auto& line : lines) call.say(line.path + ": " + line.value + "\n");
  for (const auto& taken : file.pasos)
    call.say("# " + text::date(taken.row.on) + "  " + std::string(code_of(taken.row.paso)) + " → " +
             std::string(text::name_of(taken.row.to)) + "  (" + taken.role + ")\n");
  return Exit::Done;
}

// What the rules say; with --asentar, the step to «verificado».
Result<Exit> verify(const Invocation& call) {
  if (call.has("--asentar")) return step(call);
  auto context = TRY(open_to_read(call));
  const auto file = TRY(file_of(call, context));
  if (call.json()) {
    json::array flags, all, steps;
    for (const auto& one : file.avisos) {
      auto flag = as_json(one.flag);
      flag["norma"] = one.norma;
      flag["fuente"] = one.fuente;
      flags.push_back(std::move(flag));
    }
    for (const auto& judged : file.evaluacion.all)
      all.push_back(json::array{rules()[judged.rule].id, code_of(judged.outcome.verdict)});
    if (file.remedio)
      for (const auto& one : file.remedio->steps)
        steps.push_back(json::object{
            {"correccion", code_of(one.remedy.correccion)},
            {"documento", one.remedy.documento ? json::value(code_of(*one.remedy.documento))
                                               : json::value(nullptr)},
            {"responsable", code_of(one.responsable)}});
    call.say_json(
        json::object{{"expediente", file.row.number},
                     {"bloqueado", file.bloqueado},
                     {"avisos", std::move(flags)},
                     {"reglas", std::move(all)},
                     {"remedio", file.remedio ? json::value(steps) : json::value(nullptr)}});
    return file.avisos.empty() ? Exit::Done : Exit::Findings;
  }
  for (const auto& one : file.avisos) call.say(in_words(one.flag));
  if (file.avisos.empty()) call.say("Ninguna regla pide verificar nada.\n");
  if (file.bloqueado && !file.remedio)
    call.say("Ningún conjunto de correcciones hace que pase: corresponde rechazarlo.\n");
  if (file.bloqueado && file.remedio) {
    call.say("Para que pase:\n");
    for (const auto& one : file.remedio->steps)
      call.say("  " + std::string(text::name_of(one.remedy.correccion)) +
               (one.remedy.documento ? " " + std::string(code_of(*one.remedy.documento)) : "") +
               " (" + std::string(text::name_of(one.responsable)) + ")\n");
  }
  return file.avisos.empty() ? Exit::Done : Exit::Findings;
}

// ---- Receipts -----------------------------------------------------------------------------------

Result<Exit> receipt(const Invocation& call) {
  auto context = TRY(open_to_read(call));
  const auto text =
      TRY(commands::receipt_of(context.db(), context.institution, call.text("EXPEDIENTE")));
  if (const auto file = call.optional_text("--salida")) {
    CHECK(write_file(*file, text));
    call.tell("Recibo escrito en " + *file + ".");
    return Exit::Done;
  }
  call.say(text);
  return Exit::Done;
}

// The visado done again, in memory, from the journal before it.
Result<Exit> reperform(const Invocation& call) {
  auto context = TRY(open_to_read(call));
  auto scratch = TRY(commands::scratch_base());
  const auto again = TRY(commands::reperform_visado(
      context.db(), *scratch, context.institution, call.text("EXPEDIENTE"),
      [&](std::int64_t made, std::int64_t all) { call.progress("asientos", made, all); }));
  if (call.json())
    call.say_json(json::object{{"expediente", call.text("EXPEDIENTE")},
                               {"asiento", again.seq},
                               {"igual", again.equal()},
                               {"huella_visada", again.signed_digest},
                               {"huella_repetida", again.found_digest},
                               {"contenido", TRY(parse_json(again.content))}});
  else
    call.say((again.equal() ? std::string("Al repetirla sale lo mismo")
                            : std::string("Al repetirla NO sale lo mismo")) +
             ": la verificación que vio el asiento " + std::to_string(again.seq) +
             ".\nVisado:   " + again.signed_digest + "\nRepetido: " + again.found_digest + "\n");
  return again.equal() ? Exit::Done : Exit::Findings;
}

// Offline: no base is opened. 1 where it is not true.
Result<Exit> check_receipt(const Invocation& call) {
  const auto bytes = TRY(read_file(call.text("ARCHIVO")));
  std::optional<accountability::VerifierKey> known;
  if (const auto key = call.optional_text("--llave"))
    known = TRY(accountability::VerifierKey::parse(*key));
  const auto checked = commands::check_receipt(bytes, known);
  if (!checked) {
    if (call.json())
      call.say_json(json::object{{"verdadero", false},
                                 {"codigo", checked.error().code},
                                 {"mensaje", text::what_happened(checked.error())}});
    else
      call.say("El recibo NO es verdadero. " + text::explain(checked.error()) + "\n");
    return Exit::Findings;
  }
  if (call.json()) {
    call.say_json(json::object{{"verdadero", true},
                               {"expediente", checked->content.at("expediente")},
                               {"asiento", checked->entry.seq},
                               {"institucion", checked->entry.institution},
                               {"llave", accountability::show(checked->key)},
                               {"contenido", checked->content}});
    return Exit::Done;
  }
  call.say("El recibo es verdadero: el visado del expediente " +
           optional_text_at(checked->content, "expediente").value_or("") + " es el asiento " +
           std::to_string(checked->entry.seq) + " de la bitácora de " + checked->entry.institution +
           ".\nLlave: " + accountability::show(checked->key) +
           (known ? "\n" : "\nCompare esa llave con la que la institución publica.\n"));
  return Exit::Done;
}

// ---- Rules --------------------------------------------------------------------------------------

Result<Exit> run_rules(const Invocation& call) {
  if (call.has("--asentar")) {
    auto context = TRY(call.open(commands::Use::Change));
    return done(call, context, {"regla.correr", {}, ""});
  }
  auto context = TRY(open_to_read(call));
  const auto given = call.optional_text("--fecha");
  const auto day = given ? TRY(parse_date(*given)) : today(call);
  const auto run =
      TRY(queries::run_rules(context.db(), context.institution, day, !call.has("--todos")));
  if (call.json()) {
    json::array all, flags;
    for (const auto& row : run.reglas) {
      json::object one{{"regla", rules()[row.rule].id},
                       {"confirmados", row.confirmados},
                       {"descartados", row.descartados},
                       {"demasiados", row.demasiados}};
      for (std::size_t i = 0; i < row.by_verdict.size(); ++i)
        one[codes_of<Verdict>()[i]] = row.by_verdict[i];
      all.push_back(std::move(one));
    }
    for (const auto& one : run.avisos) {
      auto flag = as_json(one.flag);
      flag["sujeto"] = one.subject;
      flags.push_back(std::move(flag));
    }
    call.say_json(json::object{{"fecha", show(day)},
                               {"expedientes", run.expedientes},
                               {"reglas", std::move(all)},
                               {"avisos", std::move(flags)}});
    return run.avisos.empty() ? Exit::Done : Exit::Findings;
  }
  for (const auto& one : run.avisos) call.say(in_words(one.flag, one.subject));
  for (const auto& row : run.reglas)
    if (row.demasiados)
      call.say(std::string(rules()[row.rule].id) +
               " señala más del 5 % de lo que puede juzgar: describe a la población.\n");
  call.say("Expedientes: " + text::count(run.expedientes) +
           "; avisos: " + text::count(static_cast<std::int64_t>(run.avisos.size())) + "\n");
  return run.avisos.empty() ? Exit::Done : Exit::Findings;
}

Result<Exit> verify_norm(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  json::object act{{"regla", call.text("REGLA")}, {"motivo", call.text("--motivo")}};
  const auto since = call.optional_text("--desde");
  if (since) act["desde"] = *since;
  const auto receipt = TRY(commands::submit(context, {"norma.verificar", std::move(act), ""}));
  if (call.json()) {
    call.say_json(receipt.outcome);
    return Exit::Done;
  }
  call.say("Norma verificada de la regla " + call.text("REGLA") +
           (since ? " desde el " + text::date(TRY(parse_date(*since))) : std::string()) + ":");
  for (const auto& code : receipt.outcome.at("verificadas").as_array())
    call.say(" " + std::string(code.as_string()));
  call.say("\n");
  return Exit::Done;
}

// ---- The table ----------------------------------------------------------------------------------

constexpr Option file_word{"EXPEDIENTE", "", "Número: 2026-000017", true};
constexpr Option version_option{"--version", "N",
                                "Versión que usted vio; si alguien la cambió, se rechaza"};
constexpr Option line_option{"--linea", "CAMPO: VALOR", "Campo del expediente; puede repetirse",
                             false, true};
constexpr Option justification{"--justificacion", "TEXTO", "Por qué; queda en la bitácora"};
constexpr Option illustrative{"--ilustrativo", "", "Los datos son ilustrativos"};

constexpr Option enter_options[] = {
    {"ARCHIVO", "", "Líneas «campo: valor»; «-» lee la entrada", true},
    {"--motivo", "TEXTO", "Para qué es el gasto"},
    illustrative,
};
constexpr Option import_options[] = {
    {"ARCHIVO", "", "Líneas, CSV o XLSX: una fila por expediente", true},
    {"--simular", "", "Dice qué se registraría, sin guardar"},
    illustrative,
};
constexpr Option change_options[] = {file_word, line_option, version_option};
constexpr Option attach_options[] = {
    file_word,
    {"--clase", "CÓDIGO", "Clase del documento: FEL, CDP, ORDEN …", true},
    {"--archivo", "ARCHIVO", "El documento; sin él, consta en papel"},
    {"--fecha", "FECHA", "Fecha del documento"},
    {"--desde", "FECHA", "Vigente desde"},
    {"--hasta", "FECHA", "Vigente hasta"},
    {"--monto", "MONTO", "Monto por el que vale"},
    version_option,
};
constexpr Option upload_options[] = {
    file_word,
    {"--clase", "CÓDIGO", "Clase del documento", true},
    {"--sistema", "SISTEMA", "Dónde debe estar", true, false,
     "SICOIN|SIGES|GUATECOMPRAS|GUATENOMINAS"},
    {"--falta", "", "No está"},
    {"--fecha", "FECHA", "Cuándo se subió"},
    {"--referencia", "TEXTO", "Número o huella en ese sistema"},
    version_option,
};
constexpr Option step_options[] = {file_word, justification, version_option};
constexpr Option reasoned_options[] = {
    file_word,
    {"--motivo", "CÓDIGO", "Motivo del catálogo: FALTA_DOC, SIN_CDP …"},
    justification,
    version_option,
};
constexpr Option paying_options[] = {file_word, line_option, justification, version_option};
constexpr Option assign_options[] = {
    file_word, {"--a", "USUARIO", "Quien lo verificará", true}, version_option};
constexpr Option answer_options[] = {
    file_word,
    {"--cumple", "LÍNEA", "Línea que cumple: BAJA_CUANTIA/REQ; puede repetirse", false, true},
    {"--no-cumple", "LÍNEA", "Línea que no cumple; necesita --nota", false, true},
    {"--no-aplica", "LÍNEA", "Línea que no aplica", false, true},
    {"--todo-cumple", "", "Contesta «cumple» en todas las líneas cuyo documento está"},
    {"--nota", "TEXTO", "Qué falta o está mal"},
    version_option,
};
constexpr Option observe_options[] = {
    file_word,
    {"--motivo", "CÓDIGO", "Motivo del catálogo; puede repetirse", true, true},
    {"--carta", "TEXTO", "Lo que se pide corregir", true},
    {"--dias", "N", "Días hábiles para responder", false, false, {}, "5"},
    version_option,
};
constexpr Option verify_options[] = {
    file_word,
    {"--asentar", "", "Da el expediente por verificado"},
    justification,
    version_option,
};
constexpr Option judge_options[] = {
    file_word,
    {"REGLA", "", "Regla: V10", true},
    {"--dictamen", "DICTAMEN", "Qué se concluyó", true, false, "confirmado|descartado|sin_definir"},
    {"--motivo", "TEXTO", "Por qué", true},
};
constexpr Option list_options[] = {
    {"--estado", "ESTADO", "recibido, en_revision, visado …; puede repetirse", false, true},
    {"--unidad", "CÓDIGO", "Unidad ejecutora"},
    {"--proveedor", "NIT", "NIT, o parte del nombre"},
    {"--con-bloqueo", "", "Solo los que una regla detiene"},
    {"--filas", "N", "Cuántos mostrar", false, false, {}, "50"},
};
constexpr Option show_options[] = {file_word};
constexpr Option receipt_options[] = {
    file_word, {"--salida", "ARCHIVO", "Dónde escribirlo; si no, a la salida"}};
constexpr Option check_options[] = {
    {"ARCHIVO", "", "Recibo que dio «ceiba expediente recibo»", true},
    {"--llave", "LLAVE", "Llave pública que usted conoce; si no, la del recibo"},
};
constexpr Option run_options[] = {
    {"--fecha", "FECHA", "Con la norma y el calendario de ese día"},
    {"--todos", "", "También los expedientes que ya terminaron"},
    {"--asentar", "", "Guarda lo que cada regla dijo"},
};
constexpr Option norm_options[] = {
    {"REGLA", "", "Regla: C03", true},
    {"--motivo", "TEXTO", "Quién la confirmó y con qué documento", true},
    {"--desde", "FECHA", "Desde este día; lo de antes solo avisa. Sin ella, toda su vigencia"},
};

constexpr Command commands_here[] = {
    {"expediente registrar", "Registra un expediente de pago.", enter_options,
     "ceiba expediente registrar compra.txt --como compras", enter},
    {"expediente importar", "Registra un lote de expedientes: todos o ninguno.", import_options,
     "ceiba expediente importar lote.xlsx --simular --como compras", import},
    {"expediente modificar", "Cambia campos de un expediente que no se ha revisado.",
     change_options,
     "ceiba expediente modificar 2026-000017 --linea \"monto: 1500.00\" --como compras", change},
    {"expediente adjuntar", "Agrega un documento a un expediente.", attach_options,
     "ceiba expediente adjuntar 2026-000017 --clase FEL --archivo factura.pdf --como compras",
     attach},
    {"expediente constatar", "Anota si un documento está en un sistema del Estado.", upload_options,
     "ceiba expediente constatar 2026-000017 --clase ORDEN --sistema SIGES --como verificacion",
     state_upload},
    {"expediente tomar",
     "Toma el expediente que más ha esperado.",
     {},
     "ceiba expediente tomar --como verificacion",
     take_next},
    {"expediente asignar", "Asigna un expediente a quien lo verificará.", assign_options,
     "ceiba expediente asignar 2026-000017 --a ana.perez --como verificacion", assign},
    {"expediente revisar", "Empieza la revisión de un expediente.", step_options,
     "ceiba expediente revisar 2026-000017 --como verificacion", step},
    {"expediente marcar", "Contesta la lista de verificación.", answer_options,
     "ceiba expediente marcar 2026-000017 --todo-cumple --como verificacion", answer},
    {"expediente observar", "Devuelve un expediente con motivos, carta y plazo.", observe_options,
     "ceiba expediente observar 2026-000017 --motivo FALTA_DOC --carta \"Falta la CDP\" --como "
     "verificacion",
     observe},
    {"expediente subsanar", "Responde las observaciones.", step_options,
     "ceiba expediente subsanar 2026-000017 --como compras", step},
    {"expediente verificar", "Dice qué piden las reglas; con --asentar lo da por verificado.",
     verify_options,
     "ceiba expediente verificar 2026-000017\nceiba expediente verificar 2026-000017 --asentar "
     "--como verificacion",
     verify},
    {"expediente visar", "Visa un expediente verificado por otra persona.", step_options,
     "ceiba expediente visar 2026-000017 --como visado", approve},
    {"expediente comprometer", "Registra el compromiso.", paying_options,
     "ceiba expediente comprometer 2026-000017 --como presupuesto", step},
    {"expediente devengar", "Registra el devengado.", paying_options,
     "ceiba expediente devengar 2026-000017 --como contabilidad", step},
    {"expediente enviar", "Envía a tesorería.", paying_options,
     "ceiba expediente enviar 2026-000017 --como contabilidad", step},
    {"expediente pagar", "Registra el pago.", paying_options,
     "ceiba expediente pagar 2026-000017 --como tesoreria", step},
    {"expediente archivar", "Archiva un expediente pagado o rechazado.", step_options,
     "ceiba expediente archivar 2026-000017 --como contabilidad", step},
    {"expediente rechazar", "Rechaza un expediente.", reasoned_options,
     "ceiba expediente rechazar 2026-000017 --motivo FEL_ANULADA --como verificacion", step},
    {"expediente anular", "Anula un expediente que no sigue.", reasoned_options,
     "ceiba expediente anular 2026-000017 --justificacion \"Compra desierta\" --como compras",
     step},
    {"expediente suspender", "Suspende un expediente.", step_options,
     "ceiba expediente suspender 2026-000017 --justificacion \"En consulta\" --como visado", step},
    {"expediente reanudar", "Reanuda un expediente suspendido.", step_options,
     "ceiba expediente reanudar 2026-000017 --como visado", step},
    {"expediente dictaminar", "Dice qué se concluyó de un aviso.", judge_options,
     "ceiba expediente dictaminar 2026-000017 V11 --dictamen descartado --motivo \"Son dos "
     "entregas\" --como verificacion",
     judge},
    {"expediente listar", "Muestra los expedientes.", list_options,
     "ceiba expediente listar --estado observado --como verificacion", list},
    {"expediente mostrar", "Muestra un expediente con sus campos y pasos.", show_options,
     "ceiba expediente mostrar 2026-000017 --como verificacion", show_file},
    {"expediente recibo", "Escribe el recibo de un visado.", receipt_options,
     "ceiba expediente recibo 2026-000017 --salida recibo.txt --como verificacion", receipt},
    {"expediente reejecutar", "Repite la verificación que un visado vio, desde la bitácora.",
     show_options, "ceiba expediente reejecutar 2026-000017 --como auditoria", reperform},
    {"recibo verificar", "Comprueba un recibo de visado, sin base ni red.", check_options,
     "ceiba recibo verificar recibo.txt", check_receipt},
    {"regla correr", "Corre todas las reglas sobre los expedientes y la historia.", run_options,
     "ceiba regla correr --como verificacion\nceiba regla correr --asentar --como verificacion",
     run_rules},
    {"norma verificar", "Marca como verificada la norma de una regla.", norm_options,
     "ceiba norma verificar C03 --motivo \"Dictamen jurídico 12-2026\" --como autoridad",
     verify_norm},
};

}  // namespace

std::span<const Command> verification_commands() { return commands_here; }

}  // namespace cli
