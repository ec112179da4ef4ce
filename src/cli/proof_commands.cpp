// ceiba comprobar, registro comprobar, datos publicar and publicar: what was published, and whether
// it is what somebody holds in hand. The first two need neither base nor network.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "commands/publish_files.hpp"
#include "commands/submit.hpp"
#include "domain/accountability/mirror.hpp"
#include "domain/accountability/publication.hpp"
#include "domain/accountability/refusals.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/open_data.hpp"
#include "web/static_site.hpp"

namespace cli {
namespace {

// --llave as it is written or as a file that holds one or more, a line each.
Result<std::vector<accountability::VerifierKey>> keys_of(const Invocation& call) {
  std::vector<accountability::VerifierKey> keys;
  for (const auto& given : call.texts("--llave")) {
    const auto lines = given.contains('+') ? given : TRY(read_file(given));
    for (const auto& line : split(lines, '\n'))
      if (const auto key = trimmed(line); !key.empty())
        keys.push_back(TRY(accountability::VerifierKey::parse(key)));
  }
  return keys;
}

Exit tell_refusal(const Invocation& call, const Error& why) {
  if (call.json())
    call.say_json(json::object{
        {"verdadero", false}, {"codigo", why.code}, {"mensaje", text::what_happened(why)}});
  else
    call.say("NO corresponde. " + text::explain(why) + "\n");
  return Exit::Findings;
}

// ---- A copy of the log --------------------------------------------------------------------------

struct CheckedLog {
  accountability::Checkpoint checkpoint;
  std::vector<Hash> leaves;
};

Result<accountability::Checkpoint> kept_checkpoint(
    const std::string& file, std::span<const accountability::VerifierKey> keys) {
  return accountability::open_checkpoint(TRY(read_file(file)), keys);
}

// The folder as «ceiba publicar» or wget wrote it. Another institution's tiles may lie there: what
// counts is what the checkpoint signs.
Result<CheckedLog> checked_log(const std::string& folder,
                               std::span<const accountability::VerifierKey> keys) {
  CheckedLog log;
  log.checkpoint = TRY(kept_checkpoint(folder + "/checkpoint", keys));
  log.leaves = TRY(accountability::leaves_of_tiles(
      log.checkpoint, [&](const std::string& path) -> std::optional<std::string> {
        std::ifstream file(std::filesystem::path(folder) / path, std::ios::binary);
        if (!file) return std::nullopt;
        return std::string(std::istreambuf_iterator<char>(file), {});
      }));
  return log;
}

// ---- comprobar ----------------------------------------------------------------------------------

struct Compared {
  accountability::CheckedPublication publication;
  std::optional<CheckedLog> log;
  bool key_given = false;
};

Result<Compared> compared(const Invocation& call, std::string_view bytes, std::string_view proof,
                          const std::vector<accountability::VerifierKey>& keys) {
  Compared out{
      TRY(accountability::check_publication(bytes, proof, std::nullopt)), {}, !keys.empty()};
  const auto& key = out.publication.key;
  if (!keys.empty() && std::ranges::find(keys, key) == keys.end())
    return refuse(
        accountability::Refusal::KeyNotTheGiven,
        {{"hallado", accountability::show(key)}, {"esperado", accountability::show(keys.front())}});
  const auto known = keys.empty() ? std::vector{key} : keys;
  if (const auto folder = call.optional_text("--registro")) {
    out.log = TRY(checked_log(*folder, known));
    CHECK(accountability::contains(out.log->leaves, out.publication.checkpoint));
  }
  return out;
}

std::string in_words(const Compared& all) {
  const auto& one = all.publication;
  std::string out = one.row ? "La cifra es la que se publicó en la fila " +
                                  std::to_string(*one.row) + " de «" + one.file.name + "».\n"
                            : "El archivo es el que se publicó como «" + one.file.name + "».\n";
  out += one.row ? "  Cifra:    está en el árbol de " + text::count(one.file.figures->count) +
                       " cifras de raíz " + show(one.file.figures->root) + ".\n"
                 : "  Huella:   " + show(one.file.hash) + ", la que nombra el acto.\n";
  out += "  Acto:     asiento " + std::to_string(one.entry.seq) + " (" + one.entry.kind + ") del " +
         text::date_and_time(one.entry.at) + ", institución " + one.entry.institution + ".\n";
  out += "  Bitácora: ese asiento está entre los " + text::count(one.checkpoint.size) +
         " que firma «" + one.checkpoint.origin + "».\n";
  if (all.log)
    out += "  Registro: completo hasta el asiento " + text::count(all.log->checkpoint.size) +
           ", y contiene lo que firma la prueba.\n";
  out += "  Llave:    " + accountability::show(one.key) + "\n";
  if (!all.key_given)
    out +=
        "La llave es la que trae la prueba: compárela con la que publica la institución, o "
        "indíquela con --llave.\n";
  return out;
}

Result<Exit> check(const Invocation& call) {
  const auto file = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(file));
  const auto proof = TRY(read_file(call.optional_text("--prueba").value_or(file + ".prueba")));
  const auto all = compared(call, bytes, proof, TRY(keys_of(call)));
  if (!all) return tell_refusal(call, all.error());
  const auto& one = all->publication;
  if (call.json()) {
    json::object out{{"verdadero", true},
                     {"archivo", one.file.name},
                     {"huella", show(one.file.hash)},
                     {"acto", one.entry.kind},
                     {"asiento", one.entry.seq},
                     {"cuando", one.entry.at},
                     {"institucion", one.entry.institution},
                     {"asientos_firmados", one.checkpoint.size},
                     {"llave", accountability::show(one.key)}};
    if (one.row) out["fila"] = *one.row;
    call.say_json(out);
  } else {
    call.say(in_words(*all));
  }
  return Exit::Done;
}

// ---- registro comprobar -------------------------------------------------------------------------

Result<Exit> check_log(const Invocation& call) {
  const auto keys = TRY(keys_of(call));
  const auto log = [&]() -> Result<CheckedLog> {
    auto out = TRY(checked_log(call.text("CARPETA"), keys));
    for (const auto& file : call.texts("--punto"))
      CHECK(accountability::contains(out.leaves, TRY(kept_checkpoint(file, keys))));
    return out;
  }();
  if (!log) {
    if (log.error().code == row_of(Refusal::FileUnreadable).code)
      return std::unexpected(log.error());
    return tell_refusal(call, log.error());
  }
  if (call.json())
    call.say_json(json::object{{"verdadero", true},
                               {"bitacora", log->checkpoint.origin},
                               {"asientos", log->checkpoint.size},
                               {"raiz", show(log->checkpoint.root)}});
  else
    call.say("El registro de «" + log->checkpoint.origin +
             "» está completo: " + text::count(log->checkpoint.size) + " asientos, raíz " +
             show(log->checkpoint.root) + ".\n" +
             (call.texts("--punto").empty() ? "" : "Contiene lo que se había firmado antes.\n"));
  return Exit::Done;
}

// ---- datos publicar -----------------------------------------------------------------------------

Result<Exit> publish_data(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto data = TRY(web::open_data_of({.base = call.text("--base"),
                                           .key_file = call.optional_text("--clave").value_or(""),
                                           .institution = context.institution},
                                          call.world(), call.text("--corte")));
  json::array files;
  for (const auto& one : data.files)
    files.push_back(
        TRY(commands::publish_file(context, one.format, one.name, one.bytes, one.figures)));
  const auto receipt = TRY(commands::submit(
      context,
      {"datos.publicar",
       {{"corte", data.cut}, {"corte_version", data.version}, {"archivos", std::move(files)}},
       ""}));
  if (call.json()) {
    auto out = receipt.outcome;
    out["asiento"] = receipt.seq;
    call.say_json(out);
  } else {
    call.say("Datos abiertos del corte " + data.cut + ", versión " + std::to_string(data.version) +
             ", publicados: " + std::to_string(data.files.size()) + " archivos (asiento " +
             std::to_string(receipt.seq) + ").\n");
  }
  return Exit::Done;
}

// ---- publicar -----------------------------------------------------------------------------------

std::unexpected<Error> unwritable(const std::string& folder, std::string_view why) {
  return refuse(Refusal::FileUnwritable, {{"archivo", folder}, {"motivo", std::string(why)}});
}

Result<Exit> publish_site(const Invocation& call) {
  namespace fs = std::filesystem;
  const auto folder = call.text("--salida");
  std::error_code fault;
  // A page that is gone must not stay behind: a site is written whole, into a place of its own.
  if (fs::exists(folder, fault) && !fs::is_empty(folder, fault))
    return unwritable(folder, "la carpeta no está vacía");
  const auto site =
      TRY(web::static_site({.base = call.text("--base"),
                            .key_file = call.optional_text("--clave").value_or(""),
                            .institution = call.optional_text("--institucion").value_or(""),
                            .site = call.optional_text("--sitio").value_or("")},
                           call.world(), [](std::int64_t) {}));
  std::int64_t bytes = 0;
  for (const auto& file : site.files) {
    const auto path = fs::path(folder) / file.path;
    fs::create_directories(path.parent_path(), fault);
    std::ofstream out(path, std::ios::binary);
    out << file.bytes;
    if (!out.flush()) return unwritable(path.string(), "no se pudo escribir");
    bytes += std::int64_t(file.bytes.size());
  }
  if (call.json()) {
    json::array lost;
    for (const auto& one : site.unanswered) lost.push_back(json::string(one));
    call.say_json(json::object{{"archivos", std::int64_t(site.files.size())},
                               {"bytes", bytes},
                               {"enlaces_sin_respuesta", std::move(lost)}});
  } else {
    call.say("Sitio escrito en " + folder + ": " +
             text::count(static_cast<Int128>(site.files.size())) + " archivos, " +
             text::count(static_cast<Int128>(bytes)) + " bytes.\n");
    for (const auto& one : site.left_out) call.say("Necesita el servidor: " + one + "\n");
    for (const auto& one : site.unanswered) call.say("Enlace sin respuesta: " + one + "\n");
  }
  return site.unanswered.empty() ? Exit::Done : Exit::Findings;
}

constexpr Option key_option = {
    "--llave", "LLAVE", "Llave pública de la institución, o archivo que la contiene", false, true};
constexpr Option check_options[] = {
    {"ARCHIVO", "", "Archivo publicado, o la cifra que se descargó en JSON", true},
    {"--prueba", "ARCHIVO", "Su prueba; si no, la que está junto a él y termina en .prueba"},
    key_option,
    {"--registro", "CARPETA", "Copia de la bitácora pública, que debe contener lo que se firmó"},
};
constexpr Option log_options[] = {
    {"CARPETA", "", "Copia de la bitácora pública: checkpoint y tile", true},
    {"--llave", "LLAVE", "Llave pública de la institución, o archivo que la contiene", true, true},
    {"--punto", "ARCHIVO", "Punto de control guardado antes, que el registro debe contener", false,
     true},
};
constexpr Option data_options[] = {
    {"--corte", "CÓDIGO", "Corte congelado, como 2026-C1; se toma su última versión", true},
};

constexpr Option site_options[] = {
    {"--salida", "CARPETA", "Carpeta nueva o vacía", true},
    {"--sitio", "DIRECCIÓN", "Dirección con la que las personas llegan (https://…)"},
};

constexpr Command commands_here[] = {
    {"comprobar", "Comprueba que un archivo o una cifra es lo que se publicó, sin base ni red.",
     check_options,
     "ceiba comprobar presupuesto-2026-C1.csv\n"
     "ceiba comprobar cifra.json --prueba cifra.prueba --llave llave.txt",
     check},
    {"registro comprobar",
     "Comprueba una copia de la bitácora pública, y que nadie la haya reescrito.", log_options,
     "ceiba registro comprobar sitio --llave llave.txt --punto punto-de-marzo.txt", check_log},
    {"datos publicar", "Publica los datos abiertos de un corte, con la huella de cada archivo.",
     data_options, "ceiba datos publicar --corte 2026-C1 --como autoridad", publish_data},
    {"publicar", "Escribe el portal público entero como archivos, para cualquier servidor web.",
     site_options, "ceiba publicar --salida sitio", publish_site},
};

}  // namespace

std::span<const Command> proof_commands() { return commands_here; }

}  // namespace cli
