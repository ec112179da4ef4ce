// The decisions on users and delegations. Passwords are in none of them (sign_in.hpp).
#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "commands/command.hpp"
#include "domain/access/refusals.hpp"
#include "storage/organization_store.hpp"

namespace commands {
namespace {

using access_control::Delegation;
using access_control::Permission;
using access_control::Refusal;
using access_control::Role;

constexpr std::size_t name_max = 120, email_max = 254;

Result<std::vector<std::string>> texts_in(const json::object& act, std::string_view key) {
  std::vector<std::string> texts;
  if (!act.contains(key)) return texts;
  for (const auto& each : TRY(array_at(act, key))) {
    if (!each.is_string()) return refuse(JsonRefusal::WrongType, {{"campo", std::string(key)}});
    std::string text(trimmed(each.as_string()));
    if (!text.empty() && std::ranges::find(texts, text) == texts.end())
      texts.push_back(std::move(text));
  }
  return texts;
}

Result<std::vector<Role>> roles_in(const json::object& act) {
  std::vector<Role> roles;
  for (const auto& name : TRY(texts_in(act, "roles")))
    roles.push_back(TRY(where("campo", "roles", access_control::parse_role(name))));
  std::ranges::sort(roles);
  roles.erase(std::ranges::unique(roles).begin(), roles.end());
  if (roles.empty()) return refuse(Refusal::RoleMissing, {{"campo", "roles"}});
  return roles;
}

// The name, the address and the units, as crear and editar have them alike.
Result<void> read_person(storage::Database& db, const json::object& act, User& user) {
  user.name = collapsed(TRY(text_at(act, "nombre")));
  if (user.name.empty() || length(user.name) > name_max)
    return refuse(Refusal::NameMissing, {{"campo", "nombre"}});
  user.email = std::string(trimmed(optional_text_at(act, "correo").value_or("")));
  if (user.email.size() > email_max) user.email.resize(email_max);
  user.units = TRY(texts_in(act, "unidades"));
  std::set<std::string> known;
  if (!user.home.empty())
    for (const auto& unit : TRY(storage::units_of(db, user.home))) known.insert(unit.code);
  for (const auto& unit : user.units)
    if (!known.contains(unit))
      return refuse(Refusal::UnitUnknown, {{"hallado", unit}, {"campo", "unidades"}});
  return {};
}

Result<void> check_units(const User& user) {
  for (const Role role : user.roles)
    if (access_control::is_of_units(role) && user.units.empty())
      return refuse(Refusal::UnitMissing,
                    {{"rol", access_control::show(role)}, {"campo", "unidades"}});
  return {};
}

// Who administers one institution touches its users only.
Result<void> require_home(storage::Database& db, const Meta& meta, const std::string& home) {
  const auto actor = TRY(user_of(db, meta.actor));
  if (!actor || actor->home.empty() || actor->home == home) return {};
  return refuse(Refusal::OtherInstitution, {{"institucion", home.empty() ? "todas" : home}});
}

bool administers(const User& user) {
  return user.active && std::ranges::find(user.roles, Role::Administracion) != user.roles.end();
}

// Somebody must be left who can do what `before` could and `after` cannot.
Result<void> require_administrator(storage::Database& db, const User& before, const User& after) {
  if (!administers(before) || administers(after)) return {};
  for (const auto& other : TRY(users_of(db)))
    if (other.number != before.number && administers(other) &&
        (other.home.empty() || other.home == before.home))
      return {};
  return refuse(Refusal::LastAdministrator, {{"hallado", before.login}});
}

Result<User> user_in(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto login = TRY(text_at(act, "usuario"));
  const auto user = TRY(user_named(db, login));
  if (!user) return refuse(Refusal::UserUnknown, {{"hallado", login}});
  CHECK(require_home(db, meta, user->home));
  return *user;
}

void put_user(Changes& changes, const User& user) {
  changes.put("app_user", {{"number", user.number},
                           {"login", user.login},
                           {"name", user.name},
                           {"email", user.email},
                           {"home", user.home},
                           {"active", std::int64_t{user.active}},
                           {"created_on", user.created_on}});
}

void put_units(Changes& changes, const User& before, const User& after) {
  for (std::size_t i = 0; i < std::max(before.units.size(), after.units.size()); ++i) {
    const auto position = static_cast<std::int64_t>(i + 1);
    if (i >= after.units.size())
      changes.remove("user_unit", {{"number", after.number}, {"position", position}});
    else if (i >= before.units.size() || before.units[i] != after.units[i])
      changes.put("user_unit",
                  {{"number", after.number}, {"position", position}, {"unit", after.units[i]}});
  }
}

void put_roles(Changes& changes, const User& before, const User& after) {
  const auto key = [&](Role role) {
    return storage::Fields{{"number", after.number}, {"role", access_control::show(role)}};
  };
  for (const Role role : before.roles)
    if (std::ranges::find(after.roles, role) == after.roles.end())
      changes.remove("user_role", key(role));
  for (const Role role : after.roles)
    if (std::ranges::find(before.roles, role) == before.roles.end())
      changes.put("user_role", key(role));
}

Decision about(const User& user) {
  Decision decision;
  decision.outcome = {{"numero", user.number}, {"usuario", user.login}, {"nombre", user.name}};
  return decision;
}

// {"usuario", "nombre", "correo"?, "institucion", "unidades"?: [código…], "roles": [rol…]}
Result<Decision> decide_create(storage::Database& db, const json::object& act, const Meta& meta) {
  User user;
  const auto asked = TRY(text_at(act, "usuario"));
  user.login = TRY(where("campo", "usuario", access_control::parse_login(asked)));
  user.home = optional_text_at(act, "institucion").value_or("");
  CHECK(require_home(db, meta, user.home));
  const auto all = TRY(users_of(db));
  if (std::ranges::find(all, user.login, &User::login) != all.end())
    return refuse(Refusal::LoginTaken, {{"hallado", user.login}, {"campo", "usuario"}});
  CHECK(read_person(db, act, user));
  user.roles = TRY(roles_in(act));
  CHECK(check_units(user));
  user.number = all.empty() ? access_control::first_user : all.back().number + 1;
  user.created_on = show(meta.today());
  auto decision = about(user);
  put_user(decision.changes, user);
  put_units(decision.changes, {}, user);
  put_roles(decision.changes, {}, user);
  return decision;
}

// {"usuario", "nombre", "correo"?, "unidades"?: [código…]}
Result<Decision> decide_edit(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto before = TRY(user_in(db, act, meta));
  auto user = before;
  CHECK(read_person(db, act, user));
  CHECK(check_units(user));
  auto decision = about(user);
  if (user.name != before.name || user.email != before.email) put_user(decision.changes, user);
  put_units(decision.changes, before, user);
  return decision;
}

// {"usuario", "roles": [rol…], "unidades"?: [código…]}: the roles from now on; with them, where
// they are given, the units.
Result<Decision> decide_roles(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto before = TRY(user_in(db, act, meta));
  auto user = before;
  user.roles = TRY(roles_in(act));
  if (act.contains("unidades")) {
    json::object same = act;
    same["nombre"] = user.name;
    same["correo"] = user.email;
    CHECK(read_person(db, same, user));
  }
  CHECK(check_units(user));
  CHECK(require_administrator(db, before, user));
  auto decision = about(user);
  put_units(decision.changes, before, user);
  put_roles(decision.changes, before, user);
  return decision;
}

// {"usuario", "motivo"?}
Result<Decision> decide_deactivate(storage::Database& db, const json::object& act,
                                   const Meta& meta) {
  const auto before = TRY(user_in(db, act, meta));
  auto user = before;
  user.active = false;
  CHECK(require_administrator(db, before, user));
  auto decision = about(user);
  if (before.active) put_user(decision.changes, user);
  return decision;
}

// {"usuario"}
Result<Decision> decide_activate(storage::Database& db, const json::object& act, const Meta& meta) {
  auto user = TRY(user_in(db, act, meta));
  auto decision = about(user);
  if (user.active) return decision;
  user.active = true;
  put_user(decision.changes, user);
  return decision;
}

void put_delegation(Changes& changes, const Delegation& one) {
  changes.put("delegation", {{"number", one.number},
                             {"giver", one.giver},
                             {"taker", one.taker},
                             {"role", access_control::show(one.role)},
                             {"valid_from", show(one.from)},
                             {"valid_until", show(one.until)},
                             {"reason", one.reason},
                             {"created_by", one.created_by},
                             {"ended_on", storage::as_value(one.ended_on)}});
}

Result<User> active_user(storage::Database& db, const std::string& login) {
  const auto user = TRY(user_named(db, login));
  if (!user) return refuse(Refusal::UserUnknown, {{"hallado", login}});
  if (!user->active) return refuse(Refusal::UserInactive, {{"hallado", login}});
  return *user;
}

// Own roles are one's own to lend; anybody else's are an administrator's.
Result<void> require_giver(storage::Database& db, const Meta& meta, const User& giver) {
  if (giver.number == meta.actor) return {};
  CHECK(require_home(db, meta, giver.home));
  const auto grants = TRY(grants_of(db, meta.institution, meta.actor, meta.today()));
  if (access_control::any_allows(grants, Permission::ManageUsers)) return {};
  return refuse(Refusal::DelegationOfAnother);
}

// {"de"?: usuario, "a": usuario, "rol", "desde", "hasta", "motivo"}
Result<Decision> decide_delegate(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto actor = TRY(user_of(db, meta.actor));
  const auto giver_login = optional_text_at(act, "de").value_or(actor ? actor->login : "");
  const auto taker_login = TRY(text_at(act, "a"));
  const auto giver = TRY(where("campo", "de", active_user(db, giver_login)));
  const auto taker = TRY(where("campo", "a", active_user(db, taker_login)));
  CHECK(require_giver(db, meta, giver));
  if (!giver.home.empty() && !taker.home.empty() && giver.home != taker.home)
    return refuse(Refusal::OtherInstitution, {{"institucion", giver.home}});
  Delegation one;
  one.number = meta.seq;
  one.giver = giver.number;
  one.taker = taker.number;
  const auto role = TRY(text_at(act, "rol"));
  const auto from = TRY(text_at(act, "desde")), until = TRY(text_at(act, "hasta"));
  one.role = TRY(where("campo", "rol", access_control::parse_role(role)));
  one.from = TRY(where("campo", "desde", parse_date(from)));
  one.until = TRY(where("campo", "hasta", parse_date(until)));
  one.reason = collapsed(TRY(text_at(act, "motivo")));
  one.created_by = meta.actor;
  CHECK(access_control::check(one, meta.today()));
  if (std::ranges::find(giver.roles, one.role) == giver.roles.end())
    return refuse(Refusal::DelegationNotHeld,
                  {{"hallado", giver.login}, {"rol", access_control::show(one.role)}});
  Decision decision;
  put_delegation(decision.changes, one);
  decision.outcome = {{"numero", one.number}, {"de", giver.login}, {"a", taker.login}};
  return decision;
}

// {"numero"}: from this moment on.
Result<Decision> decide_end_delegation(storage::Database& db, const json::object& act,
                                       const Meta& meta) {
  const auto number = TRY(integer_at(act, "numero"));
  const std::vector<Detail> named{{"hallado", std::to_string(number)}};
  const auto all = TRY(delegations_of(db));
  const auto found = std::ranges::find(all, number, &Delegation::number);
  if (found == all.end()) return refuse(Refusal::DelegationUnknown, named);
  const auto giver = TRY(user_of(db, found->giver));
  if (!giver) return refuse(Refusal::UserUnknown, named);
  CHECK(require_giver(db, meta, *giver));
  if (found->ended_on || found->until < meta.today())
    return refuse(Refusal::DelegationEnded, named);
  auto one = *found;
  one.ended_on = meta.today();
  Decision decision;
  put_delegation(decision.changes, one);
  decision.outcome = {{"numero", number}};
  return decision;
}

constexpr std::array kinds{
    Kind{"usuario.crear", 1, Scope::Installation, Permission::ManageUsers, decide_create},
    Kind{"usuario.editar", 1, Scope::Installation, Permission::ManageUsers, decide_edit},
    Kind{"usuario.roles", 1, Scope::Installation, Permission::ManageUsers, decide_roles},
    Kind{"usuario.desactivar", 1, Scope::Installation, Permission::ManageUsers, decide_deactivate},
    Kind{"usuario.activar", 1, Scope::Installation, Permission::ManageUsers, decide_activate},
    Kind{"delegacion.crear", 1, Scope::Installation, Permission::Delegate, decide_delegate},
    Kind{"delegacion.terminar", 1, Scope::Installation, Permission::Delegate,
         decide_end_delegation},
};

}  // namespace

std::span<const Kind> access_kinds() { return kinds; }

}  // namespace commands
