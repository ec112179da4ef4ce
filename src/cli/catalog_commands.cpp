// ceiba catalogo agregar|cargar|listar|confirmar: catalogues and norms.
#include <algorithm>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "commands/catalogs.hpp"
#include "commands/submit.hpp"
#include "queries/catalogs.hpp"
#include "text/format.hpp"

namespace cli {
namespace {

Result<std::optional<Date>> date_of(const Invocation& call, std::string_view option) {
  const auto text = call.optional_text(option);
  if (!text) return std::optional<Date>{};
  return std::optional<Date>(TRY(parse_date(*text)));
}

// --atributo clave=valor, as often as needed.
Result<std::vector<std::pair<std::string, std::string>>> attributes_of(const Invocation& call) {
  std::vector<std::pair<std::string, std::string>> attributes;
  for (const auto& word : call.texts("--atributo")) {
    const auto equals = word.find('=');
    if (equals == 0 || equals == word.npos)
      return refuse(Refusal::NotAChoice,
                    {{"opcion", "--atributo"}, {"hallado", word}, {"esperado", "clave=valor"}});
    attributes.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  std::ranges::sort(attributes);
  return attributes;
}

std::string in_force(const CatalogEntry& entry) {
  if (!entry.from && !entry.until) return "";
  return (entry.from ? "desde " + text::date(*entry.from) : std::string()) +
         (entry.from && entry.until ? " " : "") +
         (entry.until ? "hasta " + text::date(*entry.until) : std::string());
}

Result<Exit> add(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto catalog = call.text("CATALOGO");
  CatalogEntry entry;
  entry.code = call.text("CODIGO");
  entry.name = call.text("--nombre");
  entry.parent = call.optional_text("--padre").value_or("");
  entry.from = TRY(date_of(call, "--desde"));
  entry.until = TRY(date_of(call, "--hasta"));
  entry.certainty = TRY(parse_certeza(call.text("--certeza")));
  entry.source = call.text("--fuente");
  entry.attributes = TRY(attributes_of(call));
  const auto receipt = TRY(commands::submit(context, commands::add_catalog_entry(catalog, entry)));
  if (call.json())
    call.say_json(
        json::object{{"catalogo", catalog}, {"codigo", entry.code}, {"asiento", receipt.seq}});
  else
    call.say(receipt.seq == 0 ? entry.code + " ya estaba en el catálogo " + catalog + ".\n"
                              : entry.code + " agregado al catálogo " + catalog + " (asiento " +
                                    std::to_string(receipt.seq) + ").\n");
  return Exit::Done;
}

json::object as_json(const commands::Receipt& receipt) {
  json::object object = receipt.outcome;
  object["asiento"] = receipt.seq;
  return object;
}

std::string as_line(const commands::Receipt& receipt) {
  const auto count = [&](std::string_view key) {
    return text::count(receipt.outcome.at(key).as_int64());
  };
  return std::string(receipt.outcome.at("catalogo").as_string()) + ": " +
         (receipt.seq == 0 ? "ya cargado"
                           : count("nuevas") + " nuevas, " + count("corregidas") + " corregidas") +
         ", " + count("iguales") + " iguales\n";
}

// The catalogue's name, from --catalogo or from the name of the file.
std::string catalog_of(const Invocation& call, std::string_view path) {
  if (const auto named = call.optional_text("--catalogo")) return *named;
  const auto slash = path.rfind('/');
  const auto name = slash == path.npos ? path : path.substr(slash + 1);
  return std::string(name.substr(0, name.find('.')));
}

Result<Exit> load(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto path = call.optional_text("ARCHIVO");
  std::vector<commands::Receipt> receipts;
  if (!path) {
    receipts = TRY(commands::load_own_catalogs(context));
  } else {
    const auto catalog = catalog_of(call, *path);
    const auto bytes = TRY(read_file(*path));
    const auto entries = TRY(where("archivo", *path, commands::read_catalog(catalog, bytes)));
    const auto act = commands::load_catalog(catalog, entries);
    if (call.has("--simular")) {
      const auto outcome = TRY(commands::simulate(context, act));
      receipts.push_back({.institution = "", .seq = 0, .outcome = outcome});
      if (call.json())
        call.say_json(outcome);
      else
        call.say("Simulación, no se guardó nada. " + catalog + ": " +
                 text::count(outcome.at("nuevas").as_int64()) + " nuevas, " +
                 text::count(outcome.at("corregidas").as_int64()) + " corregidas, " +
                 text::count(outcome.at("iguales").as_int64()) + " iguales\n");
      return Exit::Done;
    }
    receipts.push_back(TRY(commands::submit(context, act)));
  }
  if (call.json()) {
    json::array list;
    for (const auto& receipt : receipts) list.push_back(as_json(receipt));
    call.say_json(json::object{{"catalogos", std::move(list)}});
  } else {
    for (const auto& receipt : receipts) call.say(as_line(receipt));
  }
  return Exit::Done;
}

Result<Exit> list_sizes(const Invocation& call, storage::Database& db) {
  const auto sizes = TRY(queries::catalog_sizes(db));
  if (call.json()) {
    json::array rows;
    for (const auto& size : sizes)
      rows.push_back(json::object{
          {"catalogo", size.catalog}, {"entradas", size.entries}, {"dudosas", size.doubtful}});
    call.say_json(json::object{{"catalogos", std::move(rows)}});
    return Exit::Done;
  }
  if (sizes.empty()) call.say("No hay catálogos cargados. Cárguelos con: ceiba catalogo cargar\n");
  for (const auto& size : sizes)
    call.say(size.catalog + ": " + text::count(size.entries) + " entradas" +
             (size.doubtful == 0 ? ""
                                 : " (" + text::count(size.doubtful) +
                                       (size.doubtful == 1 ? " dudosa)" : " dudosas)")) +
             "\n");
  return Exit::Done;
}

Result<Exit> list(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto catalog = call.optional_text("CATALOGO");
  if (!catalog) return list_sizes(call, context.db());
  const auto date = TRY(date_of(call, "--fecha"));
  const auto entries = TRY(queries::catalog_entries(context.db(), *catalog, date,
                                                    call.optional_text("--buscar").value_or("")));
  if (call.json()) {
    json::array rows;
    for (const auto& entry : entries) rows.push_back(to_json(entry));
    call.say_json(json::object{{"catalogo", *catalog}, {"entradas", std::move(rows)}});
    return Exit::Done;
  }
  if (entries.empty())
    call.say("Ninguna entrada del catálogo " + *catalog + " cumple lo pedido.\n");
  for (const auto& entry : entries) {
    const auto dates = in_force(entry);
    call.say(entry.code + "  " + entry.name + "  [" + show(entry.certainty) +
             (dates.empty() ? "" : ", " + dates) + "]\n");
  }
  return Exit::Done;
}

Result<Exit> confirm(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto catalog = call.text("CATALOGO");
  const auto code = call.text("CODIGO");
  const auto from = TRY(date_of(call, "--desde"));
  const auto certainty = TRY(parse_certeza(call.text("--certeza")));
  const auto receipt = TRY(commands::submit(
      context, commands::confirm_norm(catalog, code, from, certainty, call.text("--motivo"))));
  if (call.json())
    call.say_json(as_json(receipt));
  else
    call.say(code + " queda como «" + show(certainty) + "» para esta institución (asiento " +
             std::to_string(receipt.seq) + ").\n");
  return Exit::Done;
}

constexpr std::string_view certainties = "dudosa|conocida|encontrada|verificada";

constexpr Option add_options[] = {
    {"CATALOGO", "", "Nombre del catálogo (vea ceiba catalogo listar)", true},
    {"CODIGO", "", "Código, con sus ceros a la izquierda", true},
    {"--nombre", "TEXTO", "Nombre de la entrada", true},
    {"--fuente", "TEXTO", "Norma o documento de donde sale", true},
    {"--padre", "CÓDIGO", "Código del que depende; se deduce donde el código lo trae"},
    {"--desde", "FECHA", "Primer día de vigencia (AAAA-MM-DD)"},
    {"--hasta", "FECHA", "Último día de vigencia"},
    {"--certeza", "GRADO", "Qué tan seguro es", false, false, certainties, "conocida"},
    {"--atributo", "CLAVE=VALOR", "Otro dato del catálogo", false, true},
};
constexpr Option load_options[] = {
    {"ARCHIVO", "", "CSV o XLSX de docs/formats/catalog.md; sin él, los que trae el programa"},
    {"--catalogo", "NOMBRE", "Catálogo, si no es el nombre del archivo"},
    {"--simular", "", "Muestra qué cambiaría, sin guardar"},
};
constexpr Option list_options[] = {
    {"CATALOGO", "", "Nombre del catálogo; sin él, la lista de todos"},
    {"--fecha", "FECHA", "Solo lo vigente ese día"},
    {"--buscar", "TEXTO", "Solo lo que lo lleva en el código o el nombre"},
};
constexpr Option confirm_options[] = {
    {"CATALOGO", "", "semaforo, feriados, normas, normas_articulos, bases_legales o parametros",
     true},
    {"CODIGO", "", "Código de la norma", true},
    {"--desde", "FECHA", "Primer día de la fila, si tiene"},
    {"--certeza", "GRADO", "Grado que se le da", false, false, certainties, "verificada"},
    {"--motivo", "TEXTO", "Dictamen o documento que lo respalda", true},
};

constexpr Command commands_here[] = {
    {"catalogo agregar", "Agrega una entrada a un catálogo.", add_options,
     "ceiba catalogo agregar renglones 027 --nombre \"COMPLEMENTOS\" --fuente \"Manual de "
     "Clasificaciones\"",
     add},
    {"catalogo cargar", "Carga un catálogo desde un archivo, o todos los del programa.",
     load_options, "ceiba catalogo cargar\nceiba catalogo cargar fuentes.csv --simular", load},
    {"catalogo listar", "Muestra los catálogos o las entradas de uno.", list_options,
     "ceiba catalogo listar\nceiba catalogo listar municipios --buscar ayutla", list},
    {"catalogo confirmar", "Deja constancia de que asesoría jurídica confirmó una norma.",
     confirm_options,
     "ceiba catalogo confirmar parametros laip_respuesta --motivo \"Dictamen 12-2026\" --como "
     "autoridad",
     confirm},
};

}  // namespace

std::span<const Command> catalog_commands() { return commands_here; }

}  // namespace cli
