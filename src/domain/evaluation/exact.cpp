// Exact over Boost.Multiprecision, which no other file sees: its headers are slow to compile.
#include "domain/evaluation/exact.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <cassert>

namespace evaluation {
namespace {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

Integer integer(Int128 n) {
  const bool negative = n < 0;
  const Uint128 magnitude = negative ? Uint128(0) - Uint128(n) : Uint128(n);
  Integer value = static_cast<std::uint64_t>(magnitude >> 64);
  value <<= 64;
  value += static_cast<std::uint64_t>(magnitude);
  return negative ? Integer(-value) : value;
}

Int128 int128(const Integer& n) {
  const Integer magnitude = abs(n);
  assert(magnitude < (Integer(1) << 127));
  const auto high = static_cast<std::uint64_t>(magnitude >> 64);
  const auto low = static_cast<std::uint64_t>(magnitude & Integer(~std::uint64_t{0}));
  const Int128 value = static_cast<Int128>((Uint128(high) << 64) | low);
  return n < 0 ? -value : value;
}

// n / d to the nearest integer, half away from zero; d is positive.
Integer nearest(const Integer& n, const Integer& d) {
  const Integer twice = 2 * abs(n) + d;
  const Integer magnitude = twice / (2 * d);
  return n < 0 ? Integer(-magnitude) : magnitude;
}

}  // namespace

struct Exact::Value {
  Rational number;
};

Exact::Exact() : Exact(Int128{0}) {}
Exact::Exact(Int128 whole) : value_(std::make_shared<Value>(Value{Rational(integer(whole))})) {}
Exact::Exact(const Ratio& ratio)
    : value_(std::make_shared<Value>(
          Value{Rational(integer(ratio.numerator()), integer(ratio.denominator()))})) {}
Exact::Exact(std::shared_ptr<const Value> value) : value_(std::move(value)) {}

Exact operator+(const Exact& a, const Exact& b) {
  return Exact(std::make_shared<Exact::Value>(Exact::Value{a.value_->number + b.value_->number}));
}
Exact operator-(const Exact& a, const Exact& b) {
  return Exact(std::make_shared<Exact::Value>(Exact::Value{a.value_->number - b.value_->number}));
}
Exact operator*(const Exact& a, const Exact& b) {
  return Exact(std::make_shared<Exact::Value>(Exact::Value{a.value_->number * b.value_->number}));
}
Exact operator/(const Exact& a, const Exact& b) {
  assert(b.value_->number != 0);
  return Exact(std::make_shared<Exact::Value>(Exact::Value{a.value_->number / b.value_->number}));
}
std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
  return a.value_->number.compare(b.value_->number) <=> 0;
}
bool operator==(const Exact& a, const Exact& b) { return a.value_->number == b.value_->number; }

Ratio Exact::narrow() const {
  const Integer limit = Integer(1) << 62;
  const Integer n = numerator(value_->number), d = denominator(value_->number);
  if (abs(n) < limit && d < limit) return {int128(n), int128(d)};
  Integer scale = 1'000'000'000'000;
  while (scale > 1 && abs(n) * scale >= limit * d) scale /= 10;
  return {int128(nearest(n * scale, d)), int128(scale)};
}

}  // namespace evaluation
