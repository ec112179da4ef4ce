// Payment files that were paid in a year, counted by the day they came and the day they were paid.
#pragma once

#include <string_view>
#include <vector>

#include "storage/database.hpp"

namespace storage {

struct PaidFiles {
  Date received{}, paid{};
  bool fund = false;  // Those that settle the fondo rotativo.
  std::int64_t files = 0;
  MoneySum amount;            // Of those that have one.
  bool illustrative = false;  // Some of them are.
};

// One for each pair of days and kind, read from an index that holds what this asks: as many as
// there are days, however many files there are. What was archived was paid if it had a visado,
// since nothing is rejected after it.
Result<std::vector<PaidFiles>> paid_files(Database&, std::string_view institution, FiscalYear);

}  // namespace storage
