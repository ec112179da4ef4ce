// Cuts: a period frozen by the sequence numbers that had been journaled when it was frozen.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/period.hpp"
#include "storage/database.hpp"

namespace queries {

struct Cut {
  std::string institution;
  std::string code;  // "2026-C1", "2026-04", "2026".
  int version = 0;   // 1, 2 …; 0: not frozen, the live state.
  Month first, last;
  std::int64_t seq = 0;               // Of the institution's journal.
  std::int64_t installation_seq = 0;  // Of the installation's.
  std::int64_t frozen_at = 0;         // UTC milliseconds; 0 while it is live.
  std::vector<Month> open_months;     // That were not closed when it was frozen.
  std::string norms;                  // Thresholds and limits it was judged by, as JSON; "" live.
  bool frozen() const { return version > 0; }
};

// First and last month of "2026-C1", "2026-04" or "2026". Error: CutCodeMalformed.
struct Span {
  Month first, last;
};
Result<Span> span_of(std::string_view period);

// Frozen cuts, oldest first.
Result<std::vector<Cut>> cuts_of(storage::Database&, std::string_view institution);

// The newest frozen cut of a period; `version` asks for one of them. Error: CutCodeMalformed.
Result<std::optional<Cut>> frozen_cut(storage::Database&, std::string_view institution,
                                      std::string_view period, int version = 0);

// The period over the live state: everything journaled so far.
Result<Cut> live_cut(storage::Database&, std::string_view institution, std::string_view period);

}  // namespace queries
