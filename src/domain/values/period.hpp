// The three periods of public management: fiscal year, month, cuatrimestre (four months; English
// has no word for it). All are ordered, and each is written in one way only.
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

using Date = std::chrono::year_month_day;

// 1 January to 31 December. Written "2026".
struct FiscalYear {
  std::int16_t year = 0;
  static Result<FiscalYear> parse(std::string_view text);  // 1990 … 2100.
  friend auto operator<=>(FiscalYear, FiscalYear) = default;
};

// Written "2026-05".
struct Month {
  FiscalYear year;
  std::uint8_t number = 1;  // 1 … 12.
  static Result<Month> parse(std::string_view text);
  friend auto operator<=>(Month, Month) = default;
};

// Written "2026-C1": C1 enero–abril, C2 mayo–agosto, C3 septiembre–diciembre.
struct Cuatrimestre {
  FiscalYear year;
  std::uint8_t number = 1;  // 1 … 3.
  static Result<Cuatrimestre> parse(std::string_view text);
  friend auto operator<=>(Cuatrimestre, Cuatrimestre) = default;
};

constexpr Cuatrimestre cuatrimestre_of(Month month) {
  return {month.year, static_cast<std::uint8_t>((month.number - 1) / 4 + 1)};
}
constexpr Month first_month(Cuatrimestre c) {
  return {c.year, static_cast<std::uint8_t>(c.number * 4 - 3)};
}
constexpr Month last_month(Cuatrimestre c) {
  return {c.year, static_cast<std::uint8_t>(c.number * 4)};
}
static_assert(cuatrimestre_of({{2026}, 4}).number == 1);
static_assert(cuatrimestre_of({{2026}, 5}).number == 2);

Date first_day(Month);
Date last_day(Month);
Month month_of(Date);
Month next(Month);
Month previous(Month);

std::string show(FiscalYear);
std::string show(Month);
std::string show(Cuatrimestre);

// Dates are written "2026-05-31" (ISO 8601) inside; people read "31/05/2026" (text/format).
Result<Date> parse_date(std::string_view iso);
std::string show(Date);

// The local date of an instant: Guatemala is UTC−6 all year.
Date local_date(std::int64_t utc_milliseconds);
