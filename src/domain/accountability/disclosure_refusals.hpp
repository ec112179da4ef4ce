// Why a release of counts of persons is refused.
#pragma once

#include <span>

#include "base/result.hpp"

namespace disclosure {

// In order of precedence.
enum class Refusal {
  CutUnknown,        // A release is of a frozen cut.
  ReleasedAlready,   // What is out cannot be released again in another way.
  NothingToRelease,  // No report of the cut tells persons apart.
  ReviewOutdated,    // What was reviewed is not what would be hidden now.
  AttackFinds,       // A hidden cell can be worked out from what would be shown.
  PersonalData,      // A file holds personal data by its pattern.
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace disclosure
