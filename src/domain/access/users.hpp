// Users as values: their names, what they were granted, and what was lent to them. Secrets are in
// secrets.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access/permissions.hpp"
#include "domain/values/period.hpp"

namespace access_control {

// Users are numbered from here; below are the accounts of roles and the installation (roles.hpp).
inline constexpr std::int64_t first_user = 100;

// 3 to 40 of a–z, 0–9, '.', '-', '_', the first a letter. Yields it in that form, capitals and
// blanks around it forgiven. Error: LoginMalformed.
Result<std::string> parse_login(std::string_view);

// What a person may do on one day, and why.
struct Grant {
  Role role{};
  // The units that it is for; empty: all of the institution.
  std::vector<std::string> units = {};
  std::int64_t giver = 0;  // Whose role it is, where it is lent; 0: the person's own.
};

// Roles that answer for units, and so must have one.
bool is_of_units(Role);

bool any_allows(std::span<const Grant>, Permission);
// Whether one that allows it is for the unit; "" asks for the institution as a whole.
bool any_allows(std::span<const Grant>, Permission, std::string_view unit);
// The units for which it is allowed: nothing where for none, empty where for all.
std::optional<std::vector<std::string>> units_allowed(std::span<const Grant>, Permission);
// Who stands behind an act done by `person`: the person, and each giver without whose role it
// could not have been done.
std::vector<std::int64_t> persons_behind(std::int64_t person, std::span<const Grant>, Permission);

// A role lent between dates.
struct Delegation {
  std::int64_t number = 0;
  std::int64_t giver = 0, taker = 0;
  Role role{};
  Date from{}, until{};  // Both included.
  std::string reason;
  std::int64_t created_by = 0;
  std::optional<Date> ended_on;  // Taken back on this day.

  // `ended` on that very day still counts for what was done on it.
  bool covers(Date) const;
  bool in_force(Date today) const { return covers(today) && !ended_on; }
};

// Errors: DelegationToSelf, DelegationOfAdministration, DelegationDates, DelegationReasonMissing.
Result<void> check(const Delegation&, Date today);

}  // namespace access_control
