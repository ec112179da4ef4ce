// What the executive board asks beside the evaluation: reports on their way, and the day by which a
// month had to be reported.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/period.hpp"
#include "storage/database.hpp"

namespace queries {

struct StandingReport {
  std::string code, kind, period, state;  // "cuatrimestral-2026-C1" …; state as it is kept.
  std::int64_t version = 0, author = 0;
  Date drafted_on{};
  bool approved = false;
};
// The newest version of each report, the newest period first.
Result<std::vector<StandingReport>> standing_reports(storage::Database&,
                                                     std::string_view institution);

// The last day on which a month's goals are sent in time: the n-th working day of the next month,
// as norms/parametros says it.
Result<Date> report_deadline(storage::Database&, Month);

// What a catalogue calls a code on a day; "" where it does not know it.
Result<std::string> name_in_catalog(storage::Database&, std::string_view catalog,
                                    std::string_view code, Date);

}  // namespace queries
