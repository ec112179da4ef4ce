// Why a request for information, or the delivery of an obligation, is refused.
#pragma once

#include <span>

#include "base/result.hpp"

namespace transparency {

// In order of precedence within each object.
enum class Refusal {
  RequestUnknown,
  RequestChanged,  // Somebody else has acted on it since the version that was seen.
  FieldMissing,    // {campo}
  ValueUnknown,    // {campo}, {hallado}, {esperado}
  PrivateMalformed,
  TextTooLong,
  StepUnknown,  // No such step from that state.
  ReasonMissing,
  DateAhead,   // A day that has not come.
  DateBefore,  // Before the request was received, or before what it follows.
  UnitUnknown,
  TermOver,       // There is nothing left to extend.
  ExtendedTwice,  // The law gives one extension.
  ResponseMissing,
  FilesMissing,       // Information is handed over, and there is none.
  FileMalformed,      // Without name or SHA-256.
  FileRestricted,     // It was marked as restricted: a redacted version is handed over instead.
  FileNotRedacted,    // A partial delivery without a redacted file.
  FilesNotExpected,   // A denial hands nothing over.
  PersonalDataFound,  // A file that would leave shows a CUI.
  BasisMissing,       // A denial says the article that it rests on.
  ReserveMissing,     // Reserved information has been declared so by a resolution.
  AnswererResolves,   // Who answered for the unit does not resolve.
  ResolverRules,      // Who resolved does not decide the review.
  NoticeMissing,      // How the requester was told.
  TicketUnknown,
  ObligationUnknown,
  PeriodUnknown,
  PeriodNotBegun,
  RuleMalformed,
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace transparency
