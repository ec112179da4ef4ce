// Rules on users and delegations.
#include "domain/access/users.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/access/refusals.hpp"

namespace access_control {
namespace {

constexpr std::size_t login_min = 3, login_max = 40;
constexpr int delegation_days_max = 366;

bool in_login(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

bool is_for(const Grant& grant, std::string_view unit) {
  return grant.units.empty() || std::ranges::find(grant.units, unit) != grant.units.end();
}

}  // namespace

Result<std::string> parse_login(std::string_view text) {
  std::string login(trimmed(text));
  for (auto& c : login)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const bool good = login.size() >= login_min && login.size() <= login_max && login[0] >= 'a' &&
                    login[0] <= 'z' && std::ranges::all_of(login, in_login);
  if (!good) return refuse(Refusal::LoginMalformed, {{"hallado", std::string(trimmed(text))}});
  return login;
}

bool is_of_units(Role role) { return role == Role::Enlace || role == Role::Jefatura; }

bool any_allows(std::span<const Grant> grants, Permission permission) {
  return std::ranges::any_of(grants,
                             [&](const Grant& grant) { return allows(grant.role, permission); });
}

bool any_allows(std::span<const Grant> grants, Permission permission, std::string_view unit) {
  return std::ranges::any_of(grants, [&](const Grant& grant) {
    return allows(grant.role, permission) && is_for(grant, unit);
  });
}

std::optional<std::vector<std::string>> units_allowed(std::span<const Grant> grants,
                                                      Permission permission) {
  if (!any_allows(grants, permission)) return std::nullopt;
  std::vector<std::string> units;
  for (const auto& grant : grants) {
    if (!allows(grant.role, permission)) continue;
    if (grant.units.empty()) return std::vector<std::string>{};
    for (const auto& unit : grant.units)
      if (std::ranges::find(units, unit) == units.end()) units.push_back(unit);
  }
  return units;
}

std::vector<std::int64_t> persons_behind(std::int64_t person, std::span<const Grant> grants,
                                         Permission permission) {
  std::vector<std::int64_t> persons{person};
  const auto own = [&](const Grant& grant) {
    return grant.giver == 0 && allows(grant.role, permission);
  };
  if (std::ranges::any_of(grants, own)) return persons;
  for (const auto& grant : grants)
    if (grant.giver != 0 && allows(grant.role, permission)) persons.push_back(grant.giver);
  return persons;
}

bool Delegation::covers(Date day) const {
  return from <= day && day <= until && (!ended_on || day <= *ended_on);
}

Result<void> check(const Delegation& delegation, Date today) {
  if (delegation.giver == delegation.taker) return refuse(Refusal::DelegationToSelf);
  if (delegation.role == Role::Administracion) return refuse(Refusal::DelegationOfAdministration);
  const auto days =
      std::chrono::sys_days(delegation.until) - std::chrono::sys_days(delegation.from);
  if (days.count() < 0 || days.count() >= delegation_days_max || delegation.until < today)
    return refuse(Refusal::DelegationDates,
                  {{"desde", ::show(delegation.from)}, {"hasta", ::show(delegation.until)}});
  if (trimmed(delegation.reason).empty()) return refuse(Refusal::DelegationReasonMissing);
  return {};
}

}  // namespace access_control
