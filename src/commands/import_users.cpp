// Rows of users as acts.
#include "commands/import_users.hpp"

#include <set>

#include "base/text.hpp"
#include "domain/access/refusals.hpp"
#include "domain/access/secrets.hpp"

namespace commands {
namespace {

using access_control::Role;

// Who they are, as the demonstration's institution calls the posts, and the units they answer for.
constexpr struct {
  Role role;
  std::string_view name, unit;
} demo_users[] = {
    {Role::Administracion, "Administración de Ceiba", ""},
    {Role::Planificacion, "Subdirección de Planificación", ""},
    {Role::Monitoreo, "Unidad de Monitoreo y Evaluación", ""},
    {Role::Jefatura, "Jefatura de Control Migratorio", "SCM"},
    {Role::Enlace, "Enlace de El Carmen", "DEL-CARMEN"},
    {Role::Presupuesto, "Presupuesto", ""},
    {Role::Compras, "Compras", ""},
    {Role::Contabilidad, "Contabilidad", ""},
    {Role::Tesoreria, "Tesorería", ""},
    {Role::Verificacion, "Análisis y Verificación del Gasto", ""},
    {Role::Visado, "Visado", ""},
    {Role::Auditoria, "Auditoría Interna", ""},
    {Role::Informacion, "Información Pública", ""},
    {Role::Autoridad, "Dirección General", ""},
};

json::array array_of(const std::vector<std::string>& texts) {
  json::array all;
  for (const auto& text : texts) all.push_back(json::value(text));
  return all;
}

// What speaks against a row, beside what the act itself says: the same name twice in the list.
Result<std::vector<UserImport>> judged(Context& context, std::string_view bytes) {
  std::vector<UserImport> all;
  std::set<std::string> seen;
  for (auto& row : TRY(readers::read_users(bytes))) {
    UserImport one{std::move(row), std::nullopt, false, ""};
    const auto login = access_control::parse_login(one.row.login);
    if (login && TRY(user_named(context.db(), *login))) {
      one.known = true;
    } else if (login && !seen.insert(*login).second) {
      one.error = refusal(access_control::Refusal::LoginTaken, {{"hallado", *login}});
    } else if (auto could =
                   simulate(context, {"usuario.crear", user_act(one.row, context.institution), ""});
               !could) {
      one.error = could.error();
    }
    if (one.error)
      one.error->details.insert(one.error->details.end(), one.row.place.begin(),
                                one.row.place.end());
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

json::object user_act(const readers::UserRow& row, std::string_view institution) {
  return {{"usuario", row.login},
          {"nombre", row.name},
          {"correo", row.email},
          {"institucion", institution},
          {"unidades", array_of(row.units)},
          {"roles", array_of(row.roles)}};
}

Result<std::vector<UserImport>> check_users(Context& context, std::string_view bytes) {
  return judged(context, bytes);
}

Result<std::vector<UserImport>> import_users(Context& context, std::string_view bytes) {
  auto all = TRY(judged(context, bytes));
  for (auto& one : all) {
    if (one.error || one.known) continue;
    auto password = create_user(context, user_act(one.row, context.institution), "");
    if (password)
      one.password = *std::move(password);
    else if (password.error().fault == Fault::Unavailable)
      return std::unexpected(password.error());
    else
      one.error = password.error();
  }
  return all;
}

Result<std::string> create_user(Context& context, const json::object& act, std::string password) {
  const bool chosen = !password.empty();
  if (chosen)
    CHECK(where(
        "campo", "contrasena",
        access_control::check_password(password, optional_text_at(act, "usuario").value_or(""))));
  else
    password = random_password(context.world);
  const auto receipt = TRY(submit(context, {"usuario.crear", act, ""}));
  const auto number = TRY(integer_at(receipt.outcome, "numero"));
  const auto user = TRY(user_of(context.db(), number));
  if (!user) return refuse(access_control::Refusal::UserUnknown);
  CHECK(set_password(context, *user, password, chosen ? Chosen::ByUser : Chosen::ForUser));
  return password;
}

Result<void> add_demo_users(Context& context) {
  for (const auto& [role, name, unit] : demo_users) {
    json::array units;
    if (!unit.empty()) units.push_back(json::value(unit));
    CHECK(submit(context, {"usuario.crear",
                           {{"usuario", access_control::show(role)},
                            {"nombre", name},
                            {"correo", ""},
                            {"institucion", context.institution},
                            {"unidades", std::move(units)},
                            {"roles", json::array{json::value(access_control::show(role))}}},
                           ""}));
  }
  return {};
}

Result<std::vector<DemoPassword>> set_demo_passwords(Context& context,
                                                     const std::string& password) {
  std::vector<DemoPassword> all;
  for (auto& user : TRY(users_of(context.db()))) {
    DemoPassword one{user, password.empty() ? random_password(context.world) : password};
    CHECK(set_password(context, user, one.password, Chosen::ByUser));
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace commands
