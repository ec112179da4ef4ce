// Amounts of quetzales, held as whole centavos. There is no way in or out through floating point.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

std::string show(Int128);  // Decimal digits, "-" in front when negative.

class Money {
 public:
  constexpr Money() = default;
  static constexpr Money centavos(std::int64_t n) { return Money{n}; }

  // The machine form: "1234.5", "-0.01", "1234"; no thousands, at most two decimals.
  // What people and foreign files write is read by readers/amounts.
  static Result<Money> parse(std::string_view quetzales);

  constexpr std::int64_t in_centavos() const { return centavos_; }
  friend constexpr auto operator<=>(Money, Money) = default;

 private:
  explicit constexpr Money(std::int64_t n) : centavos_{n} {}
  std::int64_t centavos_ = 0;
};

// What adding amounts yields. 128 bits hold any sum this program can make, so comparing sums
// needs no error path; only narrowing back to Money can fail.
class MoneySum {
 public:
  constexpr MoneySum() = default;
  constexpr MoneySum(Money m) : centavos_{m.in_centavos()} {}  // NOLINT: lossless.
  static constexpr MoneySum centavos(Int128 n) {
    MoneySum sum;
    sum.centavos_ = n;
    return sum;
  }

  constexpr MoneySum& operator+=(MoneySum b) {
    centavos_ += b.centavos_;
    return *this;
  }
  constexpr MoneySum& operator-=(MoneySum b) {
    centavos_ -= b.centavos_;
    return *this;
  }
  friend constexpr MoneySum operator+(MoneySum a, MoneySum b) { return a += b; }
  friend constexpr MoneySum operator-(MoneySum a, MoneySum b) { return a -= b; }
  friend constexpr MoneySum operator-(MoneySum a) { return MoneySum{} - a; }
  friend constexpr auto operator<=>(MoneySum, MoneySum) = default;

  constexpr Int128 in_centavos() const { return centavos_; }
  Result<Money> narrow() const;  // MoneyTooLarge over 64 bits.

 private:
  Int128 centavos_ = 0;
};

constexpr MoneySum operator+(Money a, Money b) { return MoneySum{a} + MoneySum{b}; }
constexpr MoneySum operator-(Money a, Money b) { return MoneySum{a} - MoneySum{b}; }

std::string show(Money);  // "1234567.80", "-0.01": the machine form, always two decimals.
std::string show(MoneySum);
