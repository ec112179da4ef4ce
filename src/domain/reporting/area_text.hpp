// The qualitative report of one area and cuatrimestre, and the steps that it goes through:
// borrador → enviado → validado | devuelto → enviado, and so on.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/period.hpp"

namespace reporting {

// In order of precedence.
enum class Refusal {
  TextMissing,         // There is nothing to send.
  WrongState,          // The step does not follow from the state.
  OwnText,             // Nobody validates what they wrote.
  ReasonMissing,       // Returning needs a reason.
  ActionIncomplete,    // A corrective action needs a text, a post and a date.
  ProgrammeNotOfYear,  // Months of the file are not all of one year.
  ProgrammeRepeated,   // The same category and month twice.
  ProgrammeNegative,
  FunctionUnknown,
  EvidenceOutOfPeriod,  // Dated in the future.
  ReportUnknown,
  ReportAlreadyApproved,
  ReportByAuthor,       // The author may not approve.
  CutMissing,           // A report is drafted over a frozen cut.
  ReportWrongStage,     // The step does not follow from where the report stands.
  ReportReasonMissing,  // Returning and withdrawing a report need a reason.
  SectionStale,         // Somebody else saved the section meanwhile.
  SectionTooLong,
  ErrataMissing,    // A new version says what it corrects.
  ReportNotNewest,  // A newer version exists: it is the one to correct.
  ReportOpen,       // The version before has not been published yet.
  SignaturesMissing,
  ScanNotPdf,            // The signed scan is not a PDF by its content.
  FilesMissing,          // Nothing to publish.
  SignedCopyDiffers,     // The PDF to publish is not the one that was signed.
  DataAlreadyPublished,  // The data of this cut, which no longer changes.
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

enum class TextState : std::uint8_t { Borrador, Enviado, Devuelto, Validado };
std::string_view show(TextState);  // "borrador", as data and people write it.
std::optional<TextState> parse_text_state(std::string_view);

struct CorrectiveAction {
  std::string text;
  std::string post;  // Who answers for it: a post, not a person.
  Date due{};
};

struct AreaText {
  TextState state = TextState::Borrador;
  std::string achievements, limitations, causes;
  std::vector<CorrectiveAction> actions;
  std::int64_t author = 0;
  std::optional<Date> sent_on, reviewed_on;
  std::string comment;  // Why it was returned.
};

// Each yields the text after the step, or why it may not be taken.
std::expected<AreaText, Refusal> edit(AreaText before, AreaText content, std::int64_t author);
std::expected<AreaText, Refusal> send(AreaText, Date today);
std::expected<AreaText, Refusal> validate(AreaText, std::int64_t reviewer, Date today);
std::expected<AreaText, Refusal> give_back(AreaText, std::string reason, Date today);

}  // namespace reporting
