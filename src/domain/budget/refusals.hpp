// Why a budget load, its withdrawal or a question to the budget is refused.
#pragma once

#include <span>

#include "base/result.hpp"

namespace budget {

// In order of precedence.
enum class Refusal {
  OtherInstitution,  // The file is of an entity that is not the institution.
  SeveralEntities,   // The file is of many entities and was not said to be national.
  MonthClosed,       // It moves a month that the institution has closed.
  InvariantsBroken,  // Balances; each one is in `all`.
  InvariantBroken,   // One of them: partida, month, the two sides.
  ReasonMissing,     // Observations are accepted with a reason, a load is withdrawn with one.
  Overlaps,          // Another load in force has some of its months, and others.
  LaterAccumulated,  // An accumulated load in force rests on these months.
  ExecutionInForce,  // A formulation after SICOIN's execution of the same year.
  LoadUnknown,
  LoadEnded,      // Withdrawn or replaced before.
  StateMoved,     // Something else was loaded while this was being prepared.
  NotStaged,      // The act names facts that are not in the base.
  DigestDiffers,  // The facts are not those that the act names.
  DimensionUnknown,
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace budget
