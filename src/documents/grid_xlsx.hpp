// One table of a page as a workbook: real numbers and dates, a bold frozen header with a filter,
// totals as formulas where they are sums, and a sheet "Acerca de". Reports have render_xlsx.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "domain/values/money.hpp"
#include "domain/values/period.hpp"
#include "domain/values/quantity.hpp"
#include "domain/values/ratio.hpp"

namespace documents {

struct PerCent {
  Ratio points;  // 28.3 is 28.3 %.
};

// std::monostate is an empty cell: missing, never zero.
using GridValue =
    std::variant<std::monostate, std::string, MoneySum, Quantity, PerCent, Date, std::int64_t>;

struct Grid {
  std::string sheet = "Datos";
  std::string title;  // Document property, and head of the printed page.
  struct Column {
    std::string title;
    bool summed = false;  // Its total may be a formula: money and counts.
    bool code = false;    // Digits that are not a number.
  };
  std::vector<Column> columns;
  std::vector<std::vector<GridValue>> rows;
  std::optional<std::vector<GridValue>> total;
  std::vector<std::pair<std::string, std::string>> about;  // Lines of "Acerca de".
  std::int64_t made_at = 0;                                // UTC milliseconds.
};

// Errors: SpreadsheetFailed, NoTemporaryFolder.
Result<std::string> xlsx_of(const Grid&);

}  // namespace documents
