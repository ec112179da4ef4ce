// Why an organisation or a holder of a post is refused, in the order of the checks.
#pragma once

#include <span>

#include "base/result.hpp"

namespace organization {

enum class Refusal {
  CodeMalformed,
  NameMissing,
  KindUnknown,
  DatesReversed,
  UnitDoubled,
  ParentUnknown,
  ParentLoop,
  PostDoubled,
  PostUnitUnknown,
  FunctionUnitUnknown,
  FunctionDoubled,  // The same number of the same norm twice in a unit.
  FunctionTextMissing,
  LinkKindUnknown,
  HolderPostUnknown,
  HoldersOverlap,
  UnitUnknown,
  NothingLoaded,
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace organization
