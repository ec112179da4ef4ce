// ceiba bitacora … and ceiba respaldo …: what proves, lists, rebuilds and keeps the history.
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "commands/backup.hpp"
#include "commands/command.hpp"
#include "commands/list_entries.hpp"
#include "commands/prove_entry.hpp"
#include "commands/rebuild_base.hpp"
#include "commands/require.hpp"
#include "commands/verify_journal.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"

namespace cli {
namespace {

using access_control::Permission;

commands::Progress progress_of(const Invocation& call) {
  return [&call](std::string_view what, std::int64_t done, std::int64_t all) {
    call.progress(what, done, all);
  };
}

Result<commands::Context> open_for(const Invocation& call, Permission permission) {
  auto context = TRY(call.open(commands::Use::Read));
  CHECK(commands::require(context.actor.role, permission));
  return context;
}

// The journal that the words ask for: the institution's, or the installation's own where there is
// no single institution or it is asked for.
std::string journal_of(const Invocation& call, const commands::Context& context) {
  return call.has("--instalacion") || context.institution.empty()
             ? std::string(commands::installation)
             : context.institution;
}

json::array as_json(const std::vector<commands::JournalSummary>& journals) {
  json::array all;
  for (const auto& journal : journals)
    all.push_back(json::object{{"institucion", journal.institution},
                               {"asientos", journal.entries},
                               {"puntos", journal.checkpoints},
                               {"raiz", show(journal.root)}});
  return all;
}

json::object as_json(const Error& finding) {
  json::object details;
  for (const auto& [name, value] : finding.details) details[name] = value;
  return {{"codigo", finding.code},
          {"mensaje", text::what_happened(finding)},
          {"detalles", std::move(details)}};
}

json::object as_json(const commands::Verification& verification) {
  json::array findings;
  for (const auto& finding : verification.findings) findings.push_back(as_json(finding));
  return {{"hallazgos", std::move(findings)},
          {"hallazgos_mas", verification.more},
          {"bitacoras", as_json(verification.journals)},
          {"archivos", verification.blobs},
          {"filas", verification.rows},
          {"estado_comparado", verification.state_compared}};
}

std::string in_words(const commands::Verification& verification) {
  std::string out;
  for (const auto& journal : verification.journals)
    out += "Bitácora " + journal.institution + ": asientos " + text::count(journal.entries) +
           ", puntos de control " + text::count(journal.checkpoints) + ", raíz " +
           show(journal.root) + "\n";
  if (verification.state_compared)
    out += "Archivos guardados: " + text::count(verification.blobs) +
           "; filas de estado comparadas: " + text::count(verification.rows) + "\n";
  for (const auto& finding : verification.findings) out += "\n" + text::explain(finding) + "\n";
  if (verification.more > 0) out += "\ny " + text::count(verification.more) + " hallazgos más.\n";
  if (verification.findings.empty())
    out += verification.state_compared ? "Todo corresponde: cadena, firmas, archivos y estado.\n"
                                       : "Corresponden la cadena y las firmas.\n";
  return out;
}

Exit tell(const Invocation& call, const commands::Verification& verification) {
  if (call.json())
    call.say_json(as_json(verification));
  else
    call.say(in_words(verification));
  return verification.findings.empty() ? Exit::Done : Exit::Findings;
}

// --- bitacora ------------------------------------------------------------------------------------

Result<Exit> verify(const Invocation& call) {
  commands::VerifyOptions options{
      .quick = call.has("--rapido"), .trusted = {}, .kept_checkpoint = {}};
  for (const auto& key : call.texts("--llave"))
    options.trusted.push_back(TRY(accountability::VerifierKey::parse(key)));
  if (const auto file = call.optional_text("--punto"))
    options.kept_checkpoint = TRY(read_file(*file));
  auto context = TRY(open_for(call, Permission::VerifyJournal));
  return tell(call, TRY(commands::verify_journal(context.db(), options, progress_of(call))));
}

Result<Exit> rebuild(const Invocation& call) {
  const auto destination = call.text("--en");
  auto context = TRY(open_for(call, Permission::RebuildBase));
  const auto result = TRY(commands::rebuild_base(context.db(), destination, progress_of(call)));
  const auto exit = tell(call, result);
  call.tell("Base reconstruida en " + destination +
            ". Para seguir asentando en ella hace falta la clave de firma: copie " +
            call.optional_text("--clave").value_or(commands::key_file_of(call.text("--base"))) +
            " a " + commands::key_file_of(destination) + ".");
  return exit;
}

Result<std::int64_t> entry_number(const std::string& word) {
  const auto number = whole_number(word);
  if (!number || *number < 1)
    return refuse(Refusal::NotAChoice,
                  {{"hallado", word}, {"opcion", "SEQ"}, {"esperado", "un número desde 1"}});
  return *number;
}

Result<Exit> prove(const Invocation& call) {
  const auto seq = TRY(entry_number(call.text("SEQ")));
  auto context = TRY(open_for(call, Permission::VerifyJournal));
  const auto proof = TRY(commands::prove_entry(context.db(), journal_of(call, context), seq));
  const auto entry = accountability::bytes_of(proof.entry);
  if (const auto file = call.optional_text("--asiento")) CHECK(write_file(*file, entry + "\n"));
  if (call.json())
    call.say_json(json::object{{"institucion", proof.entry.institution},
                               {"asiento", seq},
                               {"bytes", entry},
                               {"hoja", show(accountability::leaf_of(proof.entry))},
                               {"prueba", proof.proof}});
  else
    call.say(proof.proof);
  return Exit::Done;
}

std::string role_of(std::int64_t actor) {
  for (const auto role : access_control::all_roles)
    if (access_control::actor_of(role) == actor) return std::string(access_control::show(role));
  return std::to_string(actor);
}

Result<Exit> list(const Invocation& call) {
  const auto from = TRY(entry_number(call.text("--desde")));
  const auto last = call.optional_text("--hasta");
  const auto to = last ? TRY(entry_number(*last)) : INT64_MAX;
  auto context = TRY(open_for(call, Permission::VerifyJournal));
  const auto journal = journal_of(call, context);
  json::array all;
  CHECK(commands::list_entries(
      context.db(), journal, from, to,
      [&](const accountability::JournalEntry& entry) -> Result<void> {
        if (call.has("--asientos"))
          call.say(accountability::bytes_of(entry) + "\n");
        else if (call.json())
          all.push_back(json::object{{"asiento", entry.seq},
                                     {"cuando", entry.at},
                                     {"actor", role_of(entry.actor)},
                                     {"acto", entry.kind},
                                     {"version", entry.version},
                                     {"hoja", show(accountability::leaf_of(entry))}});
        else
          call.say(std::to_string(entry.seq) + "\t" + text::date_and_time(entry.at) + "\t" +
                   role_of(entry.actor) + "\t" + entry.kind + "\n");
        return {};
      }));
  if (call.json() && !call.has("--asientos"))
    call.say_json(json::object{{"institucion", journal}, {"asientos", std::move(all)}});
  return Exit::Done;
}

Result<Exit> checkpoint(const Invocation& call) {
  auto context = TRY(open_for(call, Permission::VerifyJournal));
  const auto journal = journal_of(call, context);
  const auto note = TRY(commands::last_note(context.db(), journal));
  json::array keys;
  std::string lines;
  for (const auto& key : TRY(commands::declared_keys(context.db()))) {
    const auto one = accountability::show(commands::key_of_journal(key, journal));
    keys.push_back(json::string(one));
    lines += one + "\n";
  }
  if (call.has("--llave-publica"))
    call.say(lines);
  else if (call.json())
    call.say_json(
        json::object{{"institucion", journal}, {"punto", note}, {"llaves", std::move(keys)}});
  else
    call.say(note);
  return Exit::Done;
}

// --- clave ---------------------------------------------------------------------------------------

Result<Exit> rotate(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto file =
      call.optional_text("--clave").value_or(commands::key_file_of(call.text("--base")));
  CHECK(commands::rotate_key(context, file));
  const auto key = accountability::show(context.key.verifier());
  if (call.json())
    call.say_json(json::object{{"clave_publica", key}, {"archivo", file}});
  else
    call.say("La bitácora se firma desde ahora con una clave nueva, que está en " + file +
             ".\nClave pública: " + key + "\nGuarde una copia del archivo en un lugar seguro.\n");
  return Exit::Done;
}

// --- respaldo ------------------------------------------------------------------------------------

json::object as_json(const commands::Backup& backup, const std::string& file) {
  return {{"archivo", file},
          {"esquema", backup.schema},
          {"creado", backup.at},
          {"tablas", backup.tables},
          {"filas", backup.rows},
          {"sha256", show(backup.hash)},
          {"bitacoras", as_json(backup.journals)}};
}

Exit tell(const Invocation& call, const commands::Backup& backup, const std::string& file,
          std::string_view what) {
  if (call.json())
    call.say_json(as_json(backup, file));
  else
    call.say(std::string(what) + file + "\n" + text::count(backup.tables) + " tablas, " +
             text::count(backup.rows) + " filas, del " + text::date_and_time(backup.at) +
             "\nSHA-256 del contenido: " + show(backup.hash) + "\n");
  return Exit::Done;
}

Result<Exit> create_backup(const Invocation& call) {
  const auto file = call.text("ARCHIVO");
  auto context = TRY(open_for(call, Permission::MakeBackup));
  const auto backup =
      TRY(commands::create_backup(context.db(), call.world().now(), file, progress_of(call)));
  call.tell("La clave de firma no va en el respaldo: guárdela aparte.");
  return tell(call, backup, file, "Respaldo creado y releído: ");
}

Result<Exit> check_backup(const Invocation& call) {
  const auto file = call.text("ARCHIVO");
  return tell(call, TRY(commands::check_backup(file)), file, "El respaldo está completo: ");
}

Result<Exit> restore_backup(const Invocation& call) {
  const auto role = TRY(access_control::parse_role(call.text("--como")));
  CHECK(commands::require(role, Permission::RebuildBase));
  const auto destination = call.text("--en");
  const auto result = TRY(commands::restore_backup(call.text("ARCHIVO"), destination,
                                                   call.has("--rapido"), progress_of(call)));
  const auto exit = tell(call, result);
  call.tell("Base restaurada en " + destination +
            ". Para seguir asentando en ella, copie la clave de firma a " +
            commands::key_file_of(destination) + ".");
  return exit;
}

constexpr Option installation_option = {"--instalacion", "",
                                        "La bitácora de la instalación, no la de la institución"};

constexpr Option verify_options[] = {
    {"--rapido", "", "Solo la cadena y las firmas"},
    {"--llave", "LLAVE", "Llave pública en la que se confía (la de «ceiba crear»)", false, true},
    {"--punto", "ARCHIVO", "Punto de control guardado aparte, que esta historia debe contener"},
};
constexpr Option rebuild_options[] = {
    {"--en", "DESTINO", "Base nueva: archivo o postgresql://…", true},
};
constexpr Option prove_options[] = {
    {"SEQ", "", "Número del asiento", true},
    {"--asiento", "ARCHIVO", "Escribe además los bytes del asiento, que son lo que se prueba"},
    installation_option,
};
constexpr Option list_options[] = {
    {"--desde", "SEQ", "Primer asiento", false, false, {}, "1"},
    {"--hasta", "SEQ", "Último asiento"},
    {"--asientos", "", "Los bytes exactos, un asiento por línea, para comprobarlos fuera de Ceiba"},
    installation_option,
};
constexpr Option checkpoint_options[] = {
    {"--llave-publica", "", "La llave pública de la bitácora en vez del punto de control"},
    installation_option,
};
constexpr Option create_options[] = {{"ARCHIVO", "", "Archivo nuevo (.ceiba-respaldo)", true}};
constexpr Option check_options[] = {{"ARCHIVO", "", "Respaldo", true}};
constexpr Option restore_options[] = {
    {"ARCHIVO", "", "Respaldo", true},
    {"--en", "DESTINO", "Base nueva: archivo o postgresql://…", true},
    {"--rapido", "", "Verifica después solo la cadena y las firmas"},
};

constexpr Command commands_here[] = {
    {"bitacora verificar",
     "Comprueba la bitácora, sus firmas y que el estado sea lo que ella dice.", verify_options,
     "ceiba bitacora verificar\n"
     "ceiba bitacora verificar --rapido --punto guardado.txt",
     verify},
    {"bitacora reconstruir", "Repite la bitácora en una base nueva.", rebuild_options,
     "ceiba bitacora reconstruir --como administracion --en otra.db", rebuild},
    {"bitacora prueba", "Escribe la prueba de que un asiento está en la bitácora firmada.",
     prove_options, "ceiba bitacora prueba 12 --asiento 12.json > 12.tlog-proof", prove},
    {"bitacora listar", "Lista los asientos: número, fecha, quién y qué.", list_options,
     "ceiba bitacora listar --desde 100\n"
     "ceiba bitacora listar --asientos > asientos.jsonl",
     list},
    {"bitacora punto", "Escribe el último punto de control firmado.", checkpoint_options,
     "ceiba bitacora punto > punto.txt\n"
     "ceiba bitacora punto --llave-publica",
     checkpoint},
    {"clave rotar",
     "Cambia la clave de firma; la anterior firma por última vez el acto que la cambia.",
     {},
     "ceiba clave rotar --como administracion",
     rotate},
    {"respaldo crear", "Guarda la base entera en un archivo, mientras otros trabajan.",
     create_options, "ceiba respaldo crear --como administracion 2026-05-31.ceiba-respaldo",
     create_backup},
    {"respaldo revisar", "Lee un respaldo entero y comprueba su huella.", check_options,
     "ceiba respaldo revisar 2026-05-31.ceiba-respaldo", check_backup},
    {"respaldo restaurar", "Restaura un respaldo en una base nueva y la verifica.", restore_options,
     "ceiba respaldo restaurar --como administracion 2026-05-31.ceiba-respaldo --en nueva.db",
     restore_backup},
};

}  // namespace

std::span<const Command> journal_commands() { return commands_here; }

}  // namespace cli
