// ceiba demo: a base with the published plan and illustrative figures.
#include "cli/command.hpp"
#include "commands/import_users.hpp"
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
  const auto users =
      TRY(commands::set_demo_passwords(context, call.optional_text("--clave-demo").value_or("")));
  if (call.json()) {
    json::array list;
    for (const auto& [user, password] : users)
      list.push_back(json::object{{"usuario", user.login}, {"clave", password}});
    call.say_json(json::object{
        {"base", location}, {"institucion", context.institution}, {"usuarios", std::move(list)}});
    return Exit::Done;
  }
  std::string list;
  for (const auto& [user, password] : users)
    list += "  " + user.login + std::string(18 - user.login.size(), ' ') + password + "  " +
            user.name + "\n";
  call.say("Base de demostración creada: " + location +
           "\nEl plan es el publicado; los montos, las metas y el historial son ilustrativos.\n"
           "Usuarios y contraseñas (no se vuelven a mostrar):\n" +
           list + "Siguiente paso: ceiba informe cuatrimestral 2026-C1 --base " + location +
           " --formatos html,pdf --salida salida\n");
  return Exit::Done;
}

constexpr Option demo_options[] = {
    {"--clave-demo", "TEXTO", "La misma contraseña para todos los usuarios, para pruebas"},
};

constexpr Command commands_here[] = {
    {"demo", "Crea una base de demostración con el plan publicado y datos ilustrativos.",
     demo_options, "ceiba demo --base demo.db", make_demo},
};

}  // namespace

std::span<const Command> demo_commands() { return commands_here; }

}  // namespace cli
