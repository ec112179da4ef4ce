// ceiba demo: a base with the published plan and illustrative figures.
#include "cli/command.hpp"
#include "commands/load_demo.hpp"

namespace cli {
namespace {

Result<Exit> make_demo(const Invocation& call) {
  const auto location = call.text("--base");
  auto context = TRY(commands::open_context({.location = location,
                                             .key_file = call.optional_text("--clave").value_or(""),
                                             .use = commands::Use::Create},
                                            commands::demo_world(call.world())));
  CHECK(
      commands::load_demo(context, [&](std::string_view step, std::int64_t done, std::int64_t all) {
        call.progress("Demostración (" + std::string(step) + ")", done, all);
      }));
  if (call.json()) {
    call.say_json(json::object{{"base", location}, {"institucion", context.institution}});
    return Exit::Done;
  }
  call.say("Base de demostración creada: " + location +
           "\nEl plan es el publicado; los montos, las metas y el historial son ilustrativos.\n"
           "Siguiente paso: ceiba informe cuatrimestral 2026-C1 --base " +
           location + " --formatos html,pdf --salida salida\n");
  return Exit::Done;
}

constexpr Command commands_here[] = {
    {"demo",
     "Crea una base de demostración con el plan publicado y datos ilustrativos.",
     {},
     "ceiba demo --base demo.db",
     make_demo},
};

}  // namespace

std::span<const Command> demo_commands() { return commands_here; }

}  // namespace cli
