// Why access says no, in the order in which it is checked.
#pragma once

#include <span>

#include "base/result.hpp"

namespace access_control {

enum class Refusal {
  UnknownRole,
  SamePerson,  // The author may not be who approves.
  // What a user may touch.
  OtherUnit,         // Neither one of the user's units nor below one.
  OtherInstitution,  // The user is another institution's.
  ScopeMissing,      // The token is not for this.
  // Users.
  LoginMalformed,
  LoginTaken,
  NameMissing,
  RoleMissing,
  UnitMissing,  // An enlace or a jefatura answers for a unit.
  UnitUnknown,
  UserUnknown,
  UserInactive,
  LastAdministrator,
  // Delegations.
  DelegationToSelf,
  DelegationOfAnother,  // Only an administrator delegates for somebody else.
  DelegationNotHeld,
  DelegationOfAdministration,
  DelegationDates,
  DelegationReasonMissing,
  DelegationUnknown,
  DelegationEnded,
  // Secrets.
  PasswordShort,
  PasswordLong,
  PasswordCommon,
  PasswordLikeUser,
  PasswordUnchanged,
  SignInWrong,  // Never which of the two.
  SignInLocked,
  CodeWrong,
  CodeUsed,
  PasswordWrong,  // The present one, asked again before a change.
  SetupCodeWrong,
  SetupDone,
  NoSecondFactor,
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace access_control
