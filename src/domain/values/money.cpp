// Money to and from its machine form.
#include "domain/values/money.hpp"

#include <algorithm>
#include <limits>

#include "domain/values/refusals.hpp"

std::string show(Int128 number) {
  if (number == 0) return "0";
  const bool negative = number < 0;
  auto rest = negative ? -static_cast<Uint128>(number) : static_cast<Uint128>(number);
  std::string digits;
  for (; rest > 0; rest /= 10) digits += static_cast<char>('0' + static_cast<int>(rest % 10));
  if (negative) digits += '-';
  std::ranges::reverse(digits);
  return digits;
}

Result<Money> Money::parse(std::string_view text) {
  const auto refused = [&](ValueRefusal why) {
    return refuse(why, {{"hallado", std::string(text)}});
  };
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  const auto point = rest.find('.');
  const auto whole = rest.substr(0, point);
  const auto decimals = point == rest.npos ? std::string_view{} : rest.substr(point + 1);
  if (whole.empty() || (point != rest.npos && decimals.empty()) ||
      whole.find_first_not_of("0123456789") != whole.npos ||
      decimals.find_first_not_of("0123456789") != decimals.npos)
    return refused(ValueRefusal::MoneyNotANumber);
  if (decimals.size() > 2) return refused(ValueRefusal::MoneyTooManyDecimals);

  constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
  Int128 centavos = 0;
  const auto take = [&](char digit) {
    centavos = std::min(centavos * 10 + (digit - '0'), most + 1);
  };
  for (const char digit : whole) take(digit);
  for (std::size_t i = 0; i < 2; ++i) take(i < decimals.size() ? decimals[i] : '0');
  if (centavos > most) return refused(ValueRefusal::MoneyTooLarge);
  return Money::centavos(static_cast<std::int64_t>(negative ? -centavos : centavos));
}

Result<Money> MoneySum::narrow() const {
  if (centavos_ > std::numeric_limits<std::int64_t>::max() ||
      centavos_ < std::numeric_limits<std::int64_t>::min())
    return refuse(ValueRefusal::MoneyTooLarge, {{"hallado", show(*this)}});
  return Money::centavos(static_cast<std::int64_t>(centavos_));
}

std::string show(MoneySum sum) {
  const Int128 n = sum.in_centavos();
  const auto magnitude = n < 0 ? -static_cast<Uint128>(n) : static_cast<Uint128>(n);
  const auto cents = std::to_string(static_cast<int>(magnitude % 100));
  return (n < 0 ? "-" : "") + show(static_cast<Int128>(magnitude / 100)) + '.' +
         std::string(2 - cents.size(), '0') + cents;
}

std::string show(Money money) { return show(MoneySum{money}); }
