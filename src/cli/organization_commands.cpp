// ceiba organizacion cargar|mostrar|nombrar: units, posts, holders and functions.
#include <algorithm>

#include "cli/command.hpp"
#include "commands/submit.hpp"
#include "queries/organization.hpp"
#include "text/format.hpp"

namespace cli {
namespace {

Result<Exit> load(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  const auto value = TRY(where("archivo", path, parse_json(bytes)));
  if (!value.is_object())
    return refuse(JsonRefusal::WrongType, {{"archivo", path}, {"esperado", "objeto"}});
  // Read once here so that a fault names the file; what is submitted is the canonical form.
  const auto all = TRY(where("archivo", path, organization::organization_from(value.as_object())));
  const commands::Submission act{"organizacion.cargar", organization::to_json(all), ""};
  const bool simulated = call.has("--simular");
  commands::Receipt receipt;
  if (simulated)
    receipt.outcome = TRY(where("archivo", path, commands::simulate(context, act)));
  else
    receipt = TRY(where("archivo", path, commands::submit(context, act)));
  if (call.json()) {
    json::object object = receipt.outcome;
    object["asiento"] = receipt.seq;
    call.say_json(object);
    return Exit::Done;
  }
  const auto count = [&](std::string_view key) {
    return text::count(receipt.outcome.at(key).as_int64());
  };
  if (!simulated && receipt.seq == 0) {
    call.say("La organización ya estaba cargada: nada cambió.\n");
    return Exit::Done;
  }
  call.say((simulated ? "Simulación, no se guardó nada. Cambiarían: " : "Organización cargada: ") +
           count("unidades") + " unidades, " + count("puestos") + " puestos, " +
           count("titulares") + " titulares, " + count("funciones") + " funciones" +
           (simulated ? "" : " (asiento " + std::to_string(receipt.seq) + ")") + ".\n");
  return Exit::Done;
}

std::string tree(const organization::Organization& all, const std::string& parent,
                 const std::string& indent) {
  std::string out;
  for (const auto& unit : all.units) {
    if (unit.parent != parent) continue;
    out += indent + unit.code + "  " + unit.name + (unit.reports ? "  [reporta metas]" : "") + '\n';
    out += tree(all, unit.code, indent + "  ");
  }
  return out;
}

Result<Exit> show_all(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto all = TRY(queries::organization(context.db(), context.institution));
  if (call.json()) {
    call.say_json(organization::to_json(all));
    return Exit::Done;
  }
  call.say(tree(all, "", ""));
  call.say("\nPuestos y titulares al " + text::date(local_date(call.world().now())) + "\n");
  const auto today = local_date(call.world().now());
  for (const auto& post : all.posts) {
    const auto* holder = organization::holder_on(all.holders, post.code, today);
    call.say("  " + post.code + "  " + post.name + ": " +
             (holder == nullptr ? "vacante"
              : holder->person  ? holder->name
                                : "titular sin nombrar") +
             "\n");
  }
  call.say("\nFunciones\n");
  for (const auto& function : all.functions)
    call.say("  " + function.unit + ", " + function.norm + ", " + std::to_string(function.number) +
             ". " + function.text + "\n");
  return Exit::Done;
}

Result<Exit> name_holder(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  organization::Holder holder;
  holder.post = call.text("PUESTO");
  holder.name = call.text("--nombre");
  holder.from = TRY(parse_date(call.text("--desde")));
  if (const auto until = call.optional_text("--hasta")) holder.until = TRY(parse_date(*until));
  holder.act = call.optional_text("--acuerdo").value_or("");
  const auto receipt =
      TRY(commands::submit(context, {"organizacion.nombrar", organization::to_json(holder), ""}));
  if (call.json())
    call.say_json(json::object{{"puesto", holder.post}, {"asiento", receipt.seq}});
  else
    call.say(holder.name + " ocupa " + holder.post + " desde el " + text::long_date(holder.from) +
             " (asiento " + std::to_string(receipt.seq) + ").\n");
  return Exit::Done;
}

constexpr Option load_options[] = {
    {"ARCHIVO", "", "JSON de docs/formats/organizacion.md", true},
    {"--simular", "", "Muestra qué cambiaría, sin guardar"},
};
constexpr Option name_options[] = {
    {"PUESTO", "", "Código del puesto (vea ceiba organizacion mostrar)", true},
    {"--nombre", "NOMBRE", "Nombre de la persona", true},
    {"--desde", "FECHA", "Primer día (AAAA-MM-DD)", true},
    {"--hasta", "FECHA", "Último día, si se sabe"},
    {"--acuerdo", "TEXTO", "Acuerdo de nombramiento"},
};

constexpr Command commands_here[] = {
    {"organizacion cargar", "Carga unidades, puestos, titulares y funciones.", load_options,
     "ceiba organizacion cargar organizacion.json --como planificacion", load},
    {"organizacion mostrar",
     "Muestra el árbol de unidades, los puestos y las funciones.",
     {},
     "ceiba organizacion mostrar\nceiba organizacion mostrar --json > organizacion.json",
     show_all},
    {"organizacion nombrar", "Registra quién ocupa un puesto desde una fecha.", name_options,
     "ceiba organizacion nombrar SUB-SFIN --nombre \"Nombre Apellido\" --desde 2026-06-01",
     name_holder},
};

}  // namespace

std::span<const Command> organization_commands() { return commands_here; }

}  // namespace cli
