// Exact fractions: percentages, indices and unit costs stay exact until they are printed.
#pragma once

#include <compare>
#include <string>

#include "domain/values/money.hpp"

// numerator / denominator in lowest terms, denominator positive. Products are made in 128 bits
// after cancelling; a value that would not fit is a bug of the caller and asserts (amounts are
// below 2^63 and a formula multiplies two of them at most).
class Ratio {
 public:
  constexpr Ratio() = default;
  Ratio(Int128 numerator, Int128 denominator);  // Asserts denominator != 0.
  static Ratio whole(Int128 n) { return {n, 1}; }

  Int128 numerator() const { return numerator_; }
  Int128 denominator() const { return denominator_; }

  friend Ratio operator+(const Ratio&, const Ratio&);
  friend Ratio operator-(const Ratio&, const Ratio&);
  friend Ratio operator*(const Ratio&, const Ratio&);
  friend Ratio operator/(const Ratio&, const Ratio&);  // Asserts the divisor is not zero.
  friend std::strong_ordering operator<=>(const Ratio&, const Ratio&);
  friend bool operator==(const Ratio&, const Ratio&) = default;

 private:
  Int128 numerator_ = 0;
  Int128 denominator_ = 1;
};

// "42.61" for 0.4261 × 100 with two decimals is show(percent, 2): rounded half away from zero,
// always that many decimals, machine form (no thousands).
std::string show(const Ratio&, int decimals);

// The nearest integer, half away from zero.
Int128 rounded(const Ratio&);
