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
  FileUnknown,
  FileChanged,       // Somebody else has acted on it since the version that was seen.
  StateForbids,      // Content, documents or answers do not change in that state.
  InvoiceElsewhere,  // Another file holds the invoice.
  SplittingStops,    // Over a limit of a verified norm, with what was bought before.
  ListClosed,        // Only lines of some parts may be written by that act.
  DocumentSealed,    // The visado saw it: it is not replaced.
  DocumentMalformed,
  NoteMissing,  // "No cumple" without saying what.
  LineUnknown,  // Not of the checklist of the file.
  AnswersMissing,
  NotFulfilled,   // A line was answered "no cumple".
  NothingWaits,   // Nobody's file to be taken.
  NotAVerifier,   // Assigned to somebody without the role.
  DaysMalformed,  // A deadline of at least one working day.
  VisadoDiffers,  // What would be signed is not what was seen.
  NoVisado,
  ReceiptMalformed,
  ReceiptDiffers,   // A part of it is not what the journal holds.
  VersionTooEarly,  // A checklist's version begins after today's and after the last one.
  ListUnknown,
  SupplierMissing,
  SupplierTooLong,  // {hallado}, {esperado}: characters of a supplier's name.
  CertificateUnknown,
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace verification
