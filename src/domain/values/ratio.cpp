// Fractions in lowest terms over 128-bit integers.
#include "domain/values/ratio.hpp"

#include <cassert>
#include <numeric>

namespace {

Int128 magnitude(Int128 n) { return n < 0 ? -n : n; }

Int128 greatest_common_divisor(Int128 a, Int128 b) {
  for (a = magnitude(a), b = magnitude(b); b != 0;) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

Int128 product(Int128 a, Int128 b) {
  Int128 result = 0;
  [[maybe_unused]] const bool overflow = __builtin_mul_overflow(a, b, &result);
  assert(!overflow);
  return result;
}

Int128 sum(Int128 a, Int128 b) {
  Int128 result = 0;
  [[maybe_unused]] const bool overflow = __builtin_add_overflow(a, b, &result);
  assert(!overflow);
  return result;
}

}  // namespace

Ratio::Ratio(Int128 numerator, Int128 denominator) {
  assert(denominator != 0);
  const Int128 divisor = greatest_common_divisor(numerator, denominator);
  const Int128 sign = denominator < 0 ? -1 : 1;
  numerator_ = divisor == 0 ? 0 : sign * (numerator / divisor);
  denominator_ = divisor == 0 ? 1 : sign * (denominator / divisor);
}

Ratio operator+(const Ratio& a, const Ratio& b) {
  const Int128 shared = greatest_common_divisor(a.denominator_, b.denominator_);
  const Int128 left = b.denominator_ / shared, right = a.denominator_ / shared;
  return {sum(product(a.numerator_, left), product(b.numerator_, right)),
          product(a.denominator_, left)};
}

Ratio operator-(const Ratio& a, const Ratio& b) { return a + Ratio{-b.numerator_, b.denominator_}; }

Ratio operator*(const Ratio& a, const Ratio& b) {
  const Ratio across{a.numerator_, b.denominator_}, back{b.numerator_, a.denominator_};
  return {product(across.numerator_, back.numerator_),
          product(across.denominator_, back.denominator_)};
}

Ratio operator/(const Ratio& a, const Ratio& b) {
  assert(b.numerator_ != 0);
  return a * Ratio{b.denominator_, b.numerator_};
}

std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
  const Int128 difference = (a - b).numerator_;
  return difference <=> Int128{0};
}

Int128 rounded(const Ratio& ratio) {
  const Int128 n = magnitude(ratio.numerator()), d = ratio.denominator();
  const Int128 nearest = n / d + (n % d >= d - n % d ? 1 : 0);
  return ratio.numerator() < 0 ? -nearest : nearest;
}

std::string show(const Ratio& ratio, int decimals) {
  assert(decimals >= 0 && decimals <= 9);
  Int128 scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  const Int128 scaled = rounded(ratio * Ratio::whole(scale));
  auto digits = show(magnitude(scaled));
  if (decimals > 0) {
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
  }
  return (scaled < 0 ? "-" : "") + digits;
}
