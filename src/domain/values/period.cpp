// Periods to and from text.
#include "domain/values/period.hpp"

#include "base/text.hpp"
#include "domain/values/refusals.hpp"

namespace {

constexpr int first_year = 1990;
constexpr int last_year = 2100;
constexpr std::int64_t utc_offset_ms = -6LL * 3600 * 1000;

std::optional<int> digits(std::string_view text, std::size_t width) {
  if (text.size() != width || !only_digits(text)) return std::nullopt;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

std::string two(unsigned number) { return padded_left(std::to_string(number), 2); }

}  // namespace

Result<FiscalYear> FiscalYear::parse(std::string_view text) {
  const auto year = digits(text, 4);
  if (!year || *year < first_year || *year > last_year)
    return refuse(ValueRefusal::YearOutOfRange, {{"hallado", std::string(text)}});
  return FiscalYear{static_cast<std::int16_t>(*year)};
}

Result<Month> Month::parse(std::string_view text) {
  const auto year = text.size() == 7 && text[4] == '-' ? FiscalYear::parse(text.substr(0, 4))
                                                       : Result<FiscalYear>(FiscalYear{});
  const auto number = text.size() == 7 ? digits(text.substr(5), 2) : std::nullopt;
  if (!year || year->year == 0 || !number || *number < 1 || *number > 12)
    return refuse(ValueRefusal::MonthMalformed, {{"hallado", std::string(text)}});
  return Month{*year, static_cast<std::uint8_t>(*number)};
}

Result<Cuatrimestre> Cuatrimestre::parse(std::string_view text) {
  const bool shaped =
      text.size() == 7 && text.substr(4, 2) == "-C" && text[6] >= '1' && text[6] <= '3';
  const auto year =
      shaped ? FiscalYear::parse(text.substr(0, 4)) : Result<FiscalYear>(FiscalYear{});
  if (!shaped || !year)
    return refuse(ValueRefusal::CuatrimestreMalformed, {{"hallado", std::string(text)}});
  return Cuatrimestre{*year, static_cast<std::uint8_t>(text[6] - '0')};
}

Date first_day(Month month) { return std::chrono::year{month.year.year} / month.number / 1; }

Date last_day(Month month) {
  return std::chrono::year{month.year.year} / month.number / std::chrono::last;
}

Month month_of(Date date) {
  return {FiscalYear{static_cast<std::int16_t>(int{date.year()})},
          static_cast<std::uint8_t>(unsigned{date.month()})};
}

Month next(Month month) {
  if (month.number < 12) return {month.year, static_cast<std::uint8_t>(month.number + 1)};
  return {FiscalYear{static_cast<std::int16_t>(month.year.year + 1)}, 1};
}

Month previous(Month month) {
  if (month.number > 1) return {month.year, static_cast<std::uint8_t>(month.number - 1)};
  return {FiscalYear{static_cast<std::int16_t>(month.year.year - 1)}, 12};
}

std::string show(FiscalYear year) { return std::to_string(year.year); }
std::string show(Month month) { return show(month.year) + '-' + two(month.number); }
std::string show(Cuatrimestre c) { return show(c.year) + "-C" + std::to_string(c.number); }

Result<Date> parse_date(std::string_view iso) {
  const bool shaped = iso.size() == 10 && iso[4] == '-' && iso[7] == '-';
  const auto year = shaped ? digits(iso.substr(0, 4), 4) : std::nullopt;
  const auto month = shaped ? digits(iso.substr(5, 2), 2) : std::nullopt;
  const auto day = shaped ? digits(iso.substr(8, 2), 2) : std::nullopt;
  const auto refused = refuse(ValueRefusal::DateMalformed, {{"hallado", std::string(iso)}});
  if (!year || !month || !day) return refused;
  const Date date{std::chrono::year{*year}, std::chrono::month(unsigned(*month)),
                  std::chrono::day(unsigned(*day))};
  if (!date.ok()) return refused;
  return date;
}

std::string show(Date date) {
  return padded_left(std::to_string(int{date.year()}), 4) + '-' + two(unsigned{date.month()}) +
         '-' + two(unsigned{date.day()});
}

Date local_date(std::int64_t utc_milliseconds) {
  using namespace std::chrono;
  return Date{floor<days>(sys_time<milliseconds>{milliseconds{utc_milliseconds + utc_offset_ms}})};
}
