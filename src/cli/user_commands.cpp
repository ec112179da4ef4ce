// ceiba usuario crear|importar|clave|roles|desactivar|listar: who may enter, and as what. Passwords
// come from a file or from standard input, or are made here and shown once; never from an option.
#include "base/text.hpp"
#include "cli/command.hpp"
#include "commands/import_users.hpp"
#include "domain/access/refusals.hpp"
#include "text/refusals.hpp"

namespace cli {
namespace {

// The first line of the file, "" where none was given.
Result<std::string> given_password(const Invocation& call) {
  const auto file = call.optional_text("--archivo-clave");
  if (!file) return std::string();
  auto text = TRY(read_file(*file));
  text.erase(std::min(text.find('\n'), text.size()));
  if (text.ends_with('\r')) text.pop_back();
  return text;
}

json::array array_of(const std::vector<std::string>& texts) {
  json::array all;
  for (const auto& text : texts) all.push_back(json::value(text));
  return all;
}

std::string shown_once(const std::string& password) {
  return "Contraseña de un solo uso (no se vuelve a mostrar): " + password +
         "\nAl entrar se pedirá cambiarla.\n";
}

Result<Exit> create(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto given = TRY(given_password(call));
  const auto login = call.text("USUARIO");
  const auto password =
      TRY(commands::create_user(context,
                                {{"usuario", login},
                                 {"nombre", call.optional_text("--nombre").value_or(login)},
                                 {"correo", call.optional_text("--correo").value_or("")},
                                 {"institucion", context.institution},
                                 {"unidades", array_of(call.texts("--unidad"))},
                                 {"roles", array_of(call.texts("--rol"))}},
                                given));
  if (call.json()) {
    json::object out{{"usuario", login}};
    if (given.empty()) out["clave"] = password;
    call.say_json(out);
    return Exit::Done;
  }
  call.say("Usuario creado: " + login + "\n" + (given.empty() ? shown_once(password) : ""));
  return Exit::Done;
}

Result<Exit> import(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  const bool simulated = call.has("--simular");
  const auto all = TRY(where(
      "archivo", path,
      simulated ? commands::check_users(context, bytes) : commands::import_users(context, bytes)));
  std::size_t created = 0, known = 0;
  json::array rows;
  std::string secrets, faults;
  for (const auto& one : all) {
    json::object row{{"usuario", one.row.login}, {"existe", one.known}};
    if (!one.password.empty()) row["clave"] = one.password;
    if (one.error) {
      auto error = *one.error;
      error.details.push_back({"archivo", path});
      faults += "No se creó «" + one.row.login + "»: " + text::explain(error) + "\n";
      row["error"] = error.code;
    } else if (one.known) {
      ++known;
    } else {
      ++created;
      if (!one.password.empty()) secrets += one.row.login + '\t' + one.password + '\n';
    }
    rows.push_back(std::move(row));
  }
  if (call.json()) {
    call.say_json(json::object{{"usuarios", std::move(rows)}});
  } else {
    call.say((simulated ? "Simulación, no se guardó nada. Se crearían " : "Usuarios creados: ") +
             std::to_string(created) + "; ya existían " + std::to_string(known) + "; con errores " +
             std::to_string(all.size() - created - known) + ".\n");
    if (!secrets.empty())
      call.say("Contraseñas de un solo uso (no se vuelven a mostrar):\n" + secrets);
    call.say(faults);
  }
  return faults.empty() ? Exit::Done : Exit::Findings;
}

Result<commands::User> user_given(const commands::Context& context, const Invocation& call) {
  const auto login = call.text("USUARIO");
  auto user = TRY(commands::user_named(context.db(), login));
  if (!user) return refuse(access_control::Refusal::UserUnknown, {{"hallado", login}});
  return *std::move(user);
}

Result<Exit> password(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  CHECK(commands::require(context, access_control::Permission::ManageUsers));
  const auto user = TRY(user_given(context, call));
  const auto given = TRY(given_password(call));
  const auto next = given.empty() ? commands::random_password(context.world) : given;
  CHECK(commands::set_password(
      context, user, next, given.empty() ? commands::Chosen::ForUser : commands::Chosen::ByUser));
  if (call.has("--sin-segundo-factor")) CHECK(commands::reset_second_factor(context, user.number));
  if (call.json()) {
    json::object out{{"usuario", user.login}};
    if (given.empty()) out["clave"] = next;
    call.say_json(out);
    return Exit::Done;
  }
  call.say("Contraseña cambiada: " + user.login + ". Sus sesiones se cerraron.\n" +
           (given.empty() ? shown_once(next) : ""));
  return Exit::Done;
}

Result<Exit> roles(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  json::object act{{"usuario", call.text("USUARIO")}, {"roles", array_of(call.texts("--rol"))}};
  if (call.has("--unidad")) act["unidades"] = array_of(call.texts("--unidad"));
  const auto receipt = TRY(commands::submit(context, {"usuario.roles", act, ""}));
  if (call.json())
    call.say_json(json::object{{"usuario", call.text("USUARIO")}, {"asiento", receipt.seq}});
  else
    call.say(receipt.seq == 0 ? "Ya tenía esos roles: nada cambió.\n"
                              : "Roles de " + call.text("USUARIO") + ": " +
                                    joined(call.texts("--rol"), ", ") + "\n");
  return Exit::Done;
}

Result<Exit> deactivate(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const bool back = call.has("--activar");
  CHECK(commands::submit(
      context,
      {back ? "usuario.activar" : "usuario.desactivar", {{"usuario", call.text("USUARIO")}}, ""}));
  if (call.json())
    call.say_json(json::object{{"usuario", call.text("USUARIO")}, {"activo", back}});
  else
    call.say((back ? "Usuario activado: " : "Usuario desactivado: ") + call.text("USUARIO") + "\n");
  return Exit::Done;
}

Result<Exit> list(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  CHECK(commands::require(context, access_control::Permission::ManageUsers));
  json::array rows;
  std::string text;
  for (const auto& user : TRY(commands::users_of(context.db()))) {
    std::vector<std::string> names;
    for (const auto role : user.roles) names.push_back(access_control::show(role));
    rows.push_back(json::object{{"numero", user.number},
                                {"usuario", user.login},
                                {"nombre", user.name},
                                {"activo", user.active},
                                {"roles", array_of(names)},
                                {"unidades", array_of(user.units)}});
    text += std::to_string(user.number) + "  " + user.login + "  " + user.name + "  [" +
            joined(names, ", ") + "]" +
            (user.units.empty() ? "" : "  " + joined(user.units, ", ")) +
            (user.active ? "" : "  (desactivado)") + "\n";
  }
  if (call.json())
    call.say_json(json::object{{"usuarios", std::move(rows)}});
  else
    call.say(text.empty() ? "No hay usuarios. Cree el primero con «ceiba usuario crear».\n" : text);
  return Exit::Done;
}

constexpr Option password_file{"--archivo-clave", "ARCHIVO",
                               "Archivo con la contraseña en su primera línea; «-» la lee de la "
                               "entrada. Sin esto se genera una y se muestra una vez"};
constexpr Option create_options[] = {
    {"USUARIO", "", "Nombre con el que entra: minúsculas, cifras, punto y guion", true},
    {"--nombre", "NOMBRE", "Persona o puesto, como aparece en las páginas"},
    {"--rol", "ROL", "Rol; puede repetirse", true, true},
    {"--unidad", "CÓDIGO", "Unidad de la que responde; puede repetirse", false, true},
    {"--correo", "CORREO", "Correo para los avisos"},
    password_file,
};
constexpr Option import_options[] = {
    {"ARCHIVO", "", "CSV o XLSX con usuario, nombre, correo, roles y unidades", true},
    {"--simular", "", "Muestra qué se crearía, sin guardar"},
};
constexpr Option password_options[] = {
    {"USUARIO", "", "Nombre con el que entra", true},
    password_file,
    {"--sin-segundo-factor", "", "Quita también el segundo factor (teléfono perdido)"},
};
constexpr Option roles_options[] = {
    {"USUARIO", "", "Nombre con el que entra", true},
    {"--rol", "ROL", "Los roles que tendrá desde ahora; puede repetirse", true, true},
    {"--unidad", "CÓDIGO", "Unidades de las que responde; puede repetirse", false, true},
};
constexpr Option deactivate_options[] = {
    {"USUARIO", "", "Nombre con el que entra", true},
    {"--activar", "", "Lo activa de nuevo"},
};

constexpr Command commands_here[] = {
    {"usuario crear", "Crea un usuario con sus roles y sus unidades.", create_options,
     "ceiba usuario crear ana.perez --nombre \"Ana Pérez\" --rol administracion --como "
     "administracion",
     create},
    {"usuario importar", "Crea los usuarios de una lista.", import_options,
     "ceiba usuario importar usuarios.xlsx --simular --como administracion", import},
    {"usuario clave", "Da una contraseña nueva y cierra las sesiones.", password_options,
     "ceiba usuario clave ana.perez --como administracion", password},
    {"usuario roles", "Cambia los roles de un usuario.", roles_options,
     "ceiba usuario roles ana.perez --rol planificacion --rol monitoreo --como administracion",
     roles},
    {"usuario desactivar", "Impide que un usuario entre, sin borrar lo que hizo.",
     deactivate_options, "ceiba usuario desactivar ana.perez --como administracion", deactivate},
    {"usuario listar",
     "Muestra los usuarios, sus roles y sus unidades.",
     {},
     "ceiba usuario listar --como administracion",
     list},
};

}  // namespace

std::span<const Command> user_commands() { return commands_here; }

}  // namespace cli
