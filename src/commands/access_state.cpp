// Grants from the rows of users and delegations.
#include "commands/access_state.hpp"

#include <algorithm>
#include <map>

#include "commands/refusals.hpp"
#include "domain/access/refusals.hpp"
#include "domain/control/refusals.hpp"
#include "domain/organization/organization.hpp"
#include "storage/organization_store.hpp"

namespace commands {
namespace {

using access_control::Delegation;
using access_control::Grant;
using access_control::Permission;
using access_control::Role;

const storage::Field everywhere{"institution", std::string(installation)};

Result<User> read_user(storage::Database& db, const storage::Record& row) {
  User user;
  user.number = row.integer("number");
  user.login = row.text("login");
  user.name = row.text("name");
  user.email = row.text("email");
  user.home = row.text("home");
  user.active = row.flag("active");
  user.created_on = row.text("created_on");
  const storage::Fields of_user{everywhere, {"number", user.number}};
  for (const auto& role : TRY(storage::select(db, "user_role", of_user)))
    user.roles.push_back(TRY(access_control::parse_role(role.text("role"))));
  std::ranges::sort(user.roles);
  for (const auto& unit : TRY(storage::select(db, "user_unit", of_user)))
    user.units.push_back(unit.text("unit"));
  return user;
}

Result<Delegation> read_delegation(const storage::Record& row) {
  Delegation one;
  one.number = row.integer("number");
  one.giver = row.integer("giver");
  one.taker = row.integer("taker");
  one.role = TRY(access_control::parse_role(row.text("role")));
  one.from = row.date("valid_from");
  one.until = row.date("valid_until");
  one.reason = row.text("reason");
  one.created_by = row.integer("created_by");
  if (const auto ended = row.optional_text("ended_on")) one.ended_on = TRY(parse_date(*ended));
  return one;
}

bool belongs(const User& user, std::string_view institution) {
  return user.home.empty() || institution.empty() || institution == installation ||
         user.home == institution;
}

// The units that the role of this user is for.
Result<std::vector<std::string>> units_for(storage::Database& db, std::string_view institution,
                                           const User& user, Role role) {
  if (!access_control::is_of_units(role)) return std::vector<std::string>{};
  if (role == Role::Enlace) return user.units;
  std::vector<std::string> all;
  const auto units = TRY(storage::units_of(db, institution));
  for (const auto& own : user.units) {
    if (std::ranges::find(all, own) == all.end()) all.push_back(own);
    for (auto& below : organization::with_dependents(units, own))
      if (std::ranges::find(all, below) == all.end()) all.push_back(std::move(below));
  }
  return all;
}

// As grants_of(); `past`: what was taken back on that very day counts, because acts were done with
// it.
Result<std::vector<Grant>> grants_on(storage::Database& db, std::string_view institution,
                                     std::int64_t actor, Date day, bool past) {
  std::vector<Grant> grants;
  if (actor < access_control::first_user) {
    if (const auto role = access_control::role_of_actor(actor)) grants.push_back({*role});
    return grants;
  }
  const auto user = TRY(user_of(db, actor));
  if (!user || !belongs(*user, institution) || (!user->active && !past)) return grants;
  for (const Role role : user->roles)
    grants.push_back({role, TRY(units_for(db, institution, *user, role))});
  for (const auto& lent : TRY(delegations_of(db))) {
    if (lent.taker != actor || !(past ? lent.covers(day) : lent.in_force(day))) continue;
    const auto giver = TRY(user_of(db, lent.giver));
    if (!giver || !belongs(*giver, institution)) continue;
    const bool holds =
        giver->active && std::ranges::find(giver->roles, lent.role) != giver->roles.end();
    if (!holds && !past) continue;
    grants.push_back({lent.role, TRY(units_for(db, institution, *giver, lent.role)), lent.giver});
  }
  return grants;
}

}  // namespace

Result<std::vector<User>> users_of(storage::Database& db) {
  std::vector<User> all;
  for (const auto& row : TRY(storage::select(db, "app_user", {everywhere})))
    all.push_back(TRY(read_user(db, row)));
  return all;
}

Result<std::optional<User>> user_of(storage::Database& db, std::int64_t number) {
  const auto row = TRY(storage::find(db, "app_user", {everywhere, {"number", number}}));
  if (!row) return std::nullopt;
  return TRY(read_user(db, *row));
}

Result<std::optional<User>> user_named(storage::Database& db, std::string_view login) {
  const auto row = TRY(storage::find(db, "app_user", {everywhere, {"login", std::string(login)}}));
  if (!row) return std::nullopt;
  return TRY(read_user(db, *row));
}

Result<bool> has_users(storage::Database& db) {
  return !TRY(storage::select(db, "app_user", {everywhere})).empty();
}

Result<std::vector<Delegation>> delegations_of(storage::Database& db) {
  std::vector<Delegation> all;
  for (const auto& row : TRY(storage::select(db, "delegation", {everywhere})))
    all.push_back(TRY(read_delegation(row)));
  return all;
}

Result<std::vector<Grant>> grants_of(storage::Database& db, std::string_view institution,
                                     std::int64_t actor, Date day) {
  return grants_on(db, institution, actor, day, false);
}

Result<void> require(const Context& context, const Actor& actor, Permission permission,
                     std::string_view institution) {
  const std::string act(access_control::show(permission));
  if (!actor.scopes.empty() && std::ranges::find(actor.scopes, act) == actor.scopes.end())
    return refuse(access_control::Refusal::ScopeMissing, {{"acto", act}});
  if (actor.number < access_control::first_user) {
    if (access_control::allows(actor.role, permission)) return {};
    return refuse(Refusal::RoleMayNot, {{"rol", access_control::show(actor.role)}, {"acto", act}});
  }
  auto& db = context.db();
  const auto user = TRY(user_of(db, actor.number));
  if (!user || !belongs(*user, institution))
    return refuse(access_control::Refusal::OtherInstitution,
                  {{"institucion", std::string(institution)}});
  const auto grants =
      TRY(grants_of(db, institution, actor.number, local_date(context.world.now())));
  if (access_control::any_allows(grants, permission)) {
    // A role lent to whoever audits does not reach what he audits.
    const bool auditor = std::ranges::any_of(grants, [](const auto& grant) {
      return grant.giver == 0 && grant.role == Role::Auditoria;
    });
    if (auditor && !access_control::allows(Role::Auditoria, permission))
      return refuse(control::Refusal::AuditorChanges, {{"hallado", act}});
    return {};
  }
  std::string roles;
  for (const auto& grant : grants)
    roles += (roles.empty() ? "" : ", ") + access_control::show(grant.role);
  return refuse(Refusal::RoleMayNot, {{"rol", roles.empty() ? "ninguno" : roles}, {"acto", act}});
}

Result<void> require(const Context& context, Permission permission) {
  return require(context, context.actor, permission, context.institution);
}

Result<void> require_unit(storage::Database& db, const Meta& meta, Permission permission,
                          std::string_view unit) {
  const std::string one(unit);
  return require_units(db, meta, permission, {&one, 1});
}

Result<void> require_units(storage::Database& db, const Meta& meta, Permission permission,
                           std::span<const std::string> units) {
  if (meta.actor < access_control::first_user) return {};
  const auto grants = TRY(grants_of(db, meta.institution, meta.actor, meta.today()));
  for (const auto& unit : units)
    if (!access_control::any_allows(grants, permission, unit))
      return refuse(access_control::Refusal::OtherUnit, {{"unidad", unit}});
  return {};
}

Result<void> require_other_people(storage::Database& db, const Meta& meta, Permission now,
                                  const Work& before) {
  const auto today = meta.today();
  const auto grants_then =
      TRY(grants_on(db, meta.institution, before.author, before.on.value_or(today), true));
  const auto authors =
      access_control::persons_behind(before.author, grants_then, before.permission);
  const auto grants_now = TRY(grants_of(db, meta.institution, meta.actor, today));
  for (const auto person : access_control::persons_behind(meta.actor, grants_now, now))
    for (const auto author : authors) CHECK(access_control::require_another_person(person, author));
  return {};
}

}  // namespace commands
