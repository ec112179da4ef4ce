// What happened that a person should hear of: told by the journal and the calendar, kept nowhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "queries/work_queue.hpp"

namespace queries {

enum class NoticeKind {
  Returned,       // One's report came back.
  ApprovalAsked,  // A report, a rectification or a visto bueno waits for one's decision.
  Deadline,       // One's report is due in 5 working days, in 1, or is late.
  Validated,      // One's report was validated.
  Sent,           // A unit sent what one may validate.
  Rectified,      // What one proposed was decided.
  MonthClosed,    // Closed, or opened again.
  FindingDue,     // A finding that one answers is due in 5 working days, in 1, or is late.
  ControlDue,     // The same of a control in one's charge.
};
inline constexpr std::size_t notice_kinds = 9;
// As preferences name it: "devuelto".
std::string_view name_of(NoticeKind);

struct PersonNotice {
  NoticeKind kind = NoticeKind::Sent;
  std::string key;  // Of this notice and no other, for ever: "devuelto/DEL-CARMEN/2026-05/118".
  std::int64_t at = 0;
  std::int64_t actor = 0;
  std::string unit, unit_name, subject;
  std::optional<Month> month;
  std::int64_t number = 0;
  int left = 0;         // Of a deadline.
  bool opened = false;  // MonthClosed: opened again; Rectified: denied.
};

// Since an instant, newest first.
Result<std::vector<PersonNotice>> notices_for(storage::Database&, std::string_view institution,
                                              const Worker&, Date today, std::int64_t since);

}  // namespace queries
