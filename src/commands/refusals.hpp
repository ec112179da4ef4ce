// Why an act is turned away before any rule of the field is asked.
#pragma once

#include <span>

#include "base/result.hpp"

namespace commands {

enum class Refusal {
  UnknownKind,         // Of an act, or of a version of it.
  RoleMayNot,          // The role lacks the permission.
  InstitutionMissing,  // The base holds several institutions and none was named, or none at all.
  InstitutionUnknown,
  KeyReused,      // The same idempotency key with another request.
  ReplayDiffers,  // The effect of a replayed entry is not the one that the journal names.
  DestinationNotEmpty,
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace commands
