// Physical amounts (persons, documents, delegations): hundredths of a unit, because the field's
// own format is decimal(15,2). Missing is not a Quantity: use std::optional<Quantity>.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/values/ratio.hpp"

class Quantity {
 public:
  constexpr Quantity() = default;
  static constexpr Quantity hundredths(std::int64_t n) { return Quantity{n}; }
  static constexpr Quantity units(std::int64_t n) { return Quantity{n * 100}; }

  // The machine form: "1198", "-3", "0.5", "12.25"; at most two decimals, at most 10^12 units:
  // a hundred times mankind, and 92,000 of them can be added before the sum leaves 64 bits.
  static Result<Quantity> parse(std::string_view text);
  static constexpr std::int64_t most_hundredths = 100'000'000'000'000;

  constexpr std::int64_t in_hundredths() const { return hundredths_; }
  constexpr bool whole() const { return hundredths_ % 100 == 0; }
  Ratio as_ratio() const { return {hundredths_, 100}; }

  // A sum beyond 64 bits stops the program: no figure is better than a wrong one.
  constexpr Quantity& operator+=(Quantity b) {
    if (__builtin_add_overflow(hundredths_, b.hundredths_, &hundredths_)) __builtin_trap();
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) {
    if (__builtin_sub_overflow(a.hundredths_, b.hundredths_, &a.hundredths_)) __builtin_trap();
    return a;
  }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

 private:
  explicit constexpr Quantity(std::int64_t n) : hundredths_{n} {}
  std::int64_t hundredths_ = 0;
};

std::string show(Quantity);  // "1198"; decimals only where there are some: "12.25", "0.50".
