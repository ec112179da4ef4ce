// Amounts, quantities and percentages as foreign files write them, in each convention: what is read
// as money is the same whether it is read as a decimal and rounded or shown and read again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/values/money.hpp"
#include "readers/amounts.hpp"

namespace {
void require(bool holds) {
  if (!holds) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using readers::Convention;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)readers::convention_told_by(text);
  for (const auto convention :
       {Convention::Unknown, Convention::PointDecimal, Convention::CommaDecimal}) {
    if (const auto amount = readers::parse_amount(text, convention)) {
      const auto shown = show(amount->value);
      const auto machine = Money::parse(shown);
      require(machine && *machine == amount->value);
      const auto decimal = readers::parse_decimal(text, convention);
      require(decimal.has_value());
      require(decimal->digits.empty() || decimal->digits.front() != '0');
      require(amount->value >= Money{} || decimal->negative);
    }
    if (const auto quantity = readers::parse_quantity(text, convention)) {
      const auto again = Quantity::parse(show(quantity->value));
      require(again && *again == quantity->value);
    }
    (void)readers::parse_percent(text, convention);
  }
  return 0;
}
