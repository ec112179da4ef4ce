// Holiday rules as dates, and the arithmetic of deadlines.
#include "domain/values/working_days.hpp"

#include <array>
#include <cassert>

#include "base/text.hpp"
#include "domain/values/refusals.hpp"

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

constexpr std::string_view moved_mark = ">lunes";
constexpr std::string_view easter_mark = "pascua";
constexpr int leap_year = 2000;

Date shifted(Date date, int by) { return Date{sys_days{date} + days{by}}; }

weekday weekday_of(Date date) { return weekday{sys_days{date}}; }

bool weekend(Date date) {
  return weekday_of(date) == std::chrono::Saturday || weekday_of(date) == std::chrono::Sunday;
}

// By how many days a movable holiday shifts, by the weekday it falls on, Sunday first.
constexpr std::array<int, 7> to_monday = {1, 0, -1, -2, 4, 3, 2};

std::optional<Date> month_and_day(std::string_view text) {
  if (text.size() != 5) return std::nullopt;
  const auto date = parse_date(std::to_string(leap_year) + '-' + std::string(text));
  return date ? std::optional(*date) : std::nullopt;
}

constexpr struct {
  std::string_view text;
  HolidayScope::Kind kind;
} scopes[] = {{"nacional", HolidayScope::Kind::National},
              {"sector_publico", HolidayScope::Kind::PublicSector},
              {"madres", HolidayScope::Kind::Some}};

}  // namespace

Result<HolidayRule> HolidayRule::parse(std::string_view text) {
  const auto refused = refuse(
      ValueRefusal::HolidayRuleMalformed,
      {{"hallado", std::string(text)}, {"esperado", "05-01, 06-30>lunes, pascua-2 o 2025-11-03"}});
  if (text.starts_with(easter_mark)) {
    const auto rest = text.substr(easter_mark.size());
    if (rest.empty()) return HolidayRule{Kind::Easter, {}, 0};
    const auto offset = whole_number(rest.starts_with('+') ? rest.substr(1) : rest);
    if (!offset || *offset < -60 || *offset > 70) return refused;
    const HolidayRule rule{Kind::Easter, {}, static_cast<int>(*offset)};
    if (show(rule) != text) return refused;  // One way of writing each: no "pascua-08".
    return rule;
  }
  if (text.size() == 10 && !text.ends_with(moved_mark)) {
    const auto date = parse_date(text);
    if (!date) return refused;
    return HolidayRule{Kind::Once, *date, 0};
  }
  const bool moved = text.ends_with(moved_mark);
  if (moved) text.remove_suffix(moved_mark.size());
  const auto date = month_and_day(text);
  if (!date) return refused;
  return HolidayRule{moved ? Kind::Moved : Kind::Yearly, *date, 0};
}

std::optional<Date> HolidayRule::in(FiscalYear year) const {
  switch (kind_) {
    case Kind::Easter:
      return shifted(easter_sunday(year), offset_);
    case Kind::Once:
      return int{date_.year()} == year.year ? std::optional(date_) : std::nullopt;
    case Kind::Yearly:
    case Kind::Moved:
      break;
  }
  const Date date{std::chrono::year{year.year}, date_.month(), date_.day()};
  if (!date.ok()) return std::nullopt;  // 29 February.
  if (kind_ == Kind::Yearly) return date;
  return shifted(date, to_monday[weekday_of(date).c_encoding()]);
}

std::string show(const HolidayRule& rule) {
  using Kind = HolidayRule::Kind;
  if (rule.kind_ == Kind::Once) return show(rule.date_);
  if (rule.kind_ == Kind::Easter)
    return std::string(easter_mark) + (rule.offset_ == 0  ? ""
                                       : rule.offset_ > 0 ? '+' + std::to_string(rule.offset_)
                                                          : std::to_string(rule.offset_));
  const auto day = show(rule.date_).substr(5);
  return rule.kind_ == Kind::Moved ? day + std::string(moved_mark) : day;
}

// The anonymous algorithm of Nature (1876), as in Meeus, Astronomical Algorithms, chapter 8.
Date easter_sunday(FiscalYear fiscal_year) {
  const int y = fiscal_year.year;
  const int a = y % 19, b = y / 100, c = y % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int n = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
  return Date{std::chrono::year{y}, std::chrono::month(unsigned(n / 31)),
              std::chrono::day(unsigned(n % 31 + 1))};
}

Result<HolidayScope> HolidayScope::parse(std::string_view text) {
  for (const auto& [name, kind] : scopes)
    if (text == name) return HolidayScope{kind, {}};
  const auto place = Geografico::parse(text);
  if (!place)
    return refuse(ValueRefusal::HolidayScopeUnknown,
                  {{"hallado", std::string(text)},
                   {"esperado", "nacional, sector_publico, madres o un código de municipio"}});
  return HolidayScope{Kind::Place, *place};
}

const Holiday* WorkingCalendar::found(Date date, bool half) const {
  const int year = int{date.year()};
  for (const auto& holiday : holidays_) {
    if (holiday.half != half) continue;
    if (holiday.scope.kind == HolidayScope::Kind::Some) continue;
    if (holiday.scope.kind == HolidayScope::Kind::Place && holiday.scope.place != place_) continue;
    if ((holiday.from && date < *holiday.from) || (holiday.until && date > *holiday.until))
      continue;
    // A holiday moved to a Monday may cross into the next year.
    for (const int candidate : {year, year - 1, year + 1})
      if (holiday.rule.in(FiscalYear{static_cast<std::int16_t>(candidate)}) == date)
        return &holiday;
  }
  return nullptr;
}

const Holiday* WorkingCalendar::holiday(Date date) const { return found(date, false); }
const Holiday* WorkingCalendar::half_holiday(Date date) const { return found(date, true); }

bool WorkingCalendar::works(Date date) const { return !weekend(date) && holiday(date) == nullptr; }

Deadline add_working_days(const WorkingCalendar& calendar, Date start, int n) {
  assert(n >= 0);
  Deadline deadline{start, {}};
  int counted = 0;
  const int wanted = n == 0 ? 1 : n;
  Date day = n == 0 ? start : shifted(start, 1);
  for (;; day = shifted(day, 1)) {
    DayCounted step{day, DayCounted::Kind::Counted, 0, {}, {}};
    if (weekend(day)) {
      step.kind = DayCounted::Kind::Weekend;
    } else if (const auto* holiday = calendar.holiday(day)) {
      step.kind = DayCounted::Kind::Holiday;
      step.holiday = holiday->name;
      step.norm = holiday->norm;
    } else {
      step.number = n == 0 ? 0 : ++counted;
      if (n == 0) ++counted;
      if (const auto* half = calendar.half_holiday(day)) {
        step.holiday = half->name;
        step.norm = half->norm;
      }
    }
    deadline.days.push_back(std::move(step));
    if (counted == wanted) break;
  }
  deadline.date = day;
  return deadline;
}

Date last_working_day(const WorkingCalendar& calendar, Month month) {
  Date day = last_day(month);
  while (!calendar.works(day)) day = shifted(day, -1);
  return day;
}

Date nth_working_day(const WorkingCalendar& calendar, Month month, int n) {
  assert(n >= 1);
  return add_working_days(calendar, shifted(first_day(month), -1), n).date;
}

int working_days_between(const WorkingCalendar& calendar, Date start, Date end) {
  if (end < start) return -working_days_between(calendar, end, start);
  int count = 0;
  for (Date day = start; day != end;) {
    day = shifted(day, 1);
    count += calendar.works(day) ? 1 : 0;
  }
  return count;
}
