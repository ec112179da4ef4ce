// Why a document of money (CUR, modification, quota, purchase, joint review, measure of austerity)
// is refused. What SICOIN approved is not refused for a rule of ours (cur.hpp): here is what cannot
// be read, is not there, or nobody may do.
#pragma once

#include <span>

#include "base/result.hpp"

namespace budget {

// In order of precedence within each kind of document.
enum class DocumentRefusal {
  CurDateMalformed,
  CurNumberMalformed,
  CurClassUnknown,
  CurStateUnknown,
  CurWithoutDetail,  // A hoja that no line of detail belongs to.
  CurWithoutHeader,  // A line of detail whose hoja is not there.
  CurOtherEntity,
  CurAlreadyLoaded,
  CurLoadUnknown,
  CurLoadEnded,
  CurUnknown,
  ModNoLines,  // The faults of budget::ModFault, in its order.
  ModZeroLine,
  ModOtherYear,
  ModWrongSign,
  ModNotZero,
  ModCrossesProgramme,
  ModReasonMissing,
  ModResolutionMissing,
  ModClassUnknown,
  ModOtherEntity,
  ModNumberTaken,  // With other content.
  ModUnknown,
  ModEnded,
  ModGoalUnknown,  // It touches a goal that the plan does not have.
  QuotaStageUnknown,
  QuotaKindUnknown,
  QuotaGroupMalformed,
  QuotaMonthNotFirst,  // A compromiso that does not begin in January, May or September.
  QuotaNegative,
  QuotaDoubled,
  ReviewUnknown,
  ReviewClosed,
  ReviewPartyUnknown,
  ReviewAlreadySigned,
  ReviewSummaryMissing,
  AgreementIncomplete,  // Without text, owner or date.
  AgreementUnknown,
  AgreementStateUnknown,
  AusterityIncomplete,
  AusterityCodeTaken,
  AusterityUnknown,
  AusterityStateUnknown,
  AusteritySpanBackwards,
  PurchaseUnknown,
};
const RefusalRow& row_of(DocumentRefusal);
std::span<const RefusalRow> document_refusal_rows();

}  // namespace budget
