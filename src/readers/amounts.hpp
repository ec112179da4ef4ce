// Amounts, quantities and percentages as people and foreign files write them. The machine forms
// are Money::parse and Quantity::parse.
//
// What "." and "," mean is decided for all money columns of a file together (Convention), because
// "1.234" alone says nothing. Everything is exact: digits and a scale, never floating point.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/money.hpp"
#include "domain/values/quantity.hpp"
#include "domain/values/ratio.hpp"
#include "readers/sheet.hpp"

namespace readers {

enum class Convention : std::uint8_t {
  Unknown,       // No cell says it: "1.234" is refused, "1,234" has Guatemala's thousands.
  PointDecimal,  // 1,234.50
  CommaDecimal,  // 1.234,50
};

// What one cell tells about the convention; Unknown for "1234", "1.234", "" and what is no amount.
Convention convention_told_by(std::string_view text);

// "1.234": one point with three digits behind and one to three before, the first not zero.
bool ambiguous_amount(std::string_view text);

// Rows [first, last) of these columns together. XLSX number cells are in machine form and do not
// tell. Errors, with the place: AmountMixed, AmountAmbiguous.
Result<Convention> convention_of(const Sheet&, std::span<const std::size_t> columns,
                                 std::size_t first, std::size_t last);

// A decimal number taken apart: digits × 10^-scale.
struct Decimal {
  bool negative = false;
  std::string digits;  // Without leading zeros; "" is zero.
  int scale = 0;       // Negative for "1E+5".
};

// Reads `1234.5`, `1,234.50`, `Q 1,234.50`, `Q-5`, `(1,500.00)`, `1,500.00-`, `1.5E+3`, `.5`, with
// blanks around. Errors: AmountNotANumber, AmountAmbiguous, AmountMixed (contradicts the
// convention), all with hallado; AmountTooLarge over 60 digits.
Result<Decimal> parse_decimal(std::string_view text, Convention);

struct AmountRead {
  Money value;
  bool rounded = false;  // More than two decimals: rounded half away from zero.
};
Result<AmountRead> parse_amount(std::string_view text, Convention);

struct QuantityRead {
  Quantity value;
  bool rounded = false;
};
Result<QuantityRead> parse_quantity(std::string_view text, Convention);

// "5%", "5 %", "0.05" → 1/20. A number without % is taken as it is: whether 5 may mean 5 % is for
// the caller to know. Errors: PercentNotANumber.
Result<Ratio> parse_percent(std::string_view text, Convention);

// The same from a cell, with its place in every error. An empty cell is nothing (not zero).
// Errors besides those above: CellError, AmountNotANumber for a date or boolean.
Result<std::optional<AmountRead>> amount_at(const Sheet&, std::size_t row, std::size_t column,
                                            Convention);
Result<std::optional<QuantityRead>> quantity_at(const Sheet&, std::size_t row, std::size_t column,
                                                Convention);
Result<std::optional<Ratio>> percent_at(const Sheet&, std::size_t row, std::size_t column,
                                        Convention);

}  // namespace readers
