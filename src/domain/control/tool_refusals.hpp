// Why a risk, a sample, a note on an indicator or a letter of guidance is refused.
#pragma once

#include <span>

#include "base/result.hpp"

namespace control {

// In order of precedence within each object.
enum class ToolRefusal {
  RiskOutOfRange,  // {campo}, {hallado}: probability, severity or control outside 1 … 5.
  RiskFieldUnknown,
  RiskFieldMissing,
  RiskUnknown,
  RiskWithdrawn,
  RiskYearMalformed,
  ActionUnknown,
  ActionDatesReversed,
  ActionDueInThePast,
  ActionWithoutEvidence,  // Declared done although nothing shows it.
  ComponentUnknown,
  SampleSizeImpossible,  // {hallado}, {esperado}
  SampleSeedMissing,
  SampleParameterMalformed,
  SamplePopulationUnknown,
  SamplePopulationEmpty,
  SampleTooLarge,  // More is asked than there is.
  SampleUnknown,
  SampleItemUnknown,
  SampleClosed,
  SampleUnfinished,  // Concluded with items that nobody has examined.
  SampleAmountMissing,
  SampleConclusionMissing,
  SampleOfAnother,  // Only who drew it writes its working papers.
  IndicatorUnknown,
  NoteMissing,
  GuidanceFieldMissing,
  GuidanceDueInThePast,
  GuidanceUnknown,
  GuidanceClosed,
  GuidanceUnanswered,
  GuidanceAnsweredByAuthor,
  GuidanceClosedByAnswerer,
};
const RefusalRow& row_of(ToolRefusal);
std::span<const RefusalRow> tool_refusal_rows();

}  // namespace control
