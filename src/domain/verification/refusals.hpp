// Why a payment file, a step of it, a norm of the rules or a case of them is refused.
#pragma once

#include <span>

#include "base/result.hpp"

namespace verification {

// In order of precedence.
enum class Refusal {
  FieldUnknown,        // A line names no field of a file.
  ValueMalformed,      // The field cannot hold that.
  NormUnknown,         // norms/rules.csv: neither a rule nor a parameter.
  ParameterMalformed,  // Its value is not of its unit.
  NormsOverlap,        // Two rows of one code in force on one day.
  ListMalformed,       // norms/listas.csv: a column says nothing known.
  RuleUnknown,
  StepUnknown,     // No such step from that state.
  StepNotAllowed,  // Not with that role.
  DutiesTogether,  // The same person, or somebody for him, did another separated duty.
  ReasonMissing,
  ReasonUnknown,         // Not of the catalogue.
  Blocked,               // Rules of verified norms ask for verification: the visado waits.
  JustificationMissing,  // A severe flag goes on only with the reason of a second person.
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace verification
