// ceiba crear, institucion, version, manual, completar: what concerns the base and the program.
#include "cli/command.hpp"
#include "cli/help.hpp"
#include "commands/submit.hpp"
#include "text/refusals.hpp"

#ifndef CEIBA_VERSION
#define CEIBA_VERSION "0.1.0"
#endif

namespace cli {
namespace {

Result<Exit> create_base(const Invocation& call) {
  const auto location = call.text("--base");
  auto context = TRY(commands::open_context({.location = location,
                                             .key_file = call.optional_text("--clave").value_or(""),
                                             .use = commands::Use::Create},
                                            call.world()));
  const auto key = accountability::show(context.key.verifier());
  if (call.json()) {
    call.say_json(json::object{{"base", location}, {"clave_publica", key}});
    return Exit::Done;
  }
  call.say("Base creada: " + location + "\nClave pública de la bitácora: " + key +
           "\nGuarde una copia del archivo de la clave privada en un lugar seguro.\n"
           "Siguiente paso: ceiba institucion crear --base " +
           location + " …\n");
  return Exit::Done;
}

Result<Exit> create_institution(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto receipt =
      TRY(commands::submit(context, {"institucion.crear",
                                     {{"codigo", call.text("--codigo")},
                                      {"nombre", call.text("--nombre")},
                                      {"siglas", call.text("--siglas")},
                                      {"direccion", call.optional_text("--direccion").value_or("")},
                                      {"telefono", call.optional_text("--telefono").value_or("")},
                                      {"correo", call.optional_text("--correo").value_or("")},
                                      {"ilustrativa", call.has("--ilustrativa")}},
                                     ""}));
  if (call.json())
    call.say_json(json::object{{"asiento", receipt.seq}, {"institucion", call.text("--codigo")}});
  else
    call.say("Institución registrada: " + call.text("--nombre") + " (asiento " +
             std::to_string(receipt.seq) + ").\n");
  return Exit::Done;
}

Result<Exit> show_version(const Invocation& call) {
  if (call.json())
    call.say_json(json::object{{"programa", "ceiba"}, {"version", CEIBA_VERSION}});
  else
    call.say("ceiba " CEIBA_VERSION "\n");
  return Exit::Done;
}

Result<Exit> show_manual(const Invocation& call) {
  call.say(manual_page());
  return Exit::Done;
}

Result<Exit> show_completion(const Invocation& call) {
  call.say(completion(call.text("SHELL")));
  return Exit::Done;
}

constexpr Option institution_options[] = {
    {"--codigo", "CÓDIGO", "Código de la entidad en SICOIN (8 dígitos)", true},
    {"--nombre", "NOMBRE", "Nombre completo", true},
    {"--siglas", "SIGLAS", "Siglas", true},
    {"--direccion", "TEXTO", "Dirección"},
    {"--telefono", "TEXTO", "Teléfono"},
    {"--correo", "TEXTO", "Correo electrónico"},
    {"--ilustrativa", "", "Los datos son ejemplos y se marcan así en todas partes"},
};
constexpr Option shell_options[] = {{"SHELL", "", "Intérprete", true, false, "bash|zsh|fish"}};

constexpr Command commands_here[] = {
    {"crear",
     "Crea una base vacía y su clave de firma.",
     {},
     "ceiba crear --base institucion.db",
     create_base},
    {"institucion crear", "Registra una institución o corrige sus datos.", institution_options,
     "ceiba institucion crear --como administracion --codigo 11200099 --nombre \"Instituto …\" "
     "--siglas IGM",
     create_institution},
    {"version", "Muestra la versión.", {}, "ceiba version --json", show_version},
    {"manual", "Escribe la página de manual (troff).", {}, "ceiba manual > ceiba.1", show_manual},
    {"completar", "Escribe el autocompletado de un intérprete.", shell_options,
     "source <(ceiba completar bash)", show_completion},
};

}  // namespace

std::span<const Command> base_commands() { return commands_here; }

}  // namespace cli
