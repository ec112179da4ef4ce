// Working days of Guatemala, from dated holiday rules that are data (norms/feriados.csv). This
// file knows how a rule becomes a date; which days are holidays it knows not.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/codes.hpp"
#include "domain/values/period.hpp"

// When a holiday falls. Written
//   "05-01"        every year on that day
//   "06-30>lunes"  the same, enjoyed on a Monday: the one before for Tuesday and Wednesday, the
//                  one after for Thursday to Sunday (Decreto 42-2010 art. 2, reformed by Decreto
//                  19-2018)
//   "pascua-2"     days from Easter Sunday (Viernes Santo)
//   "2025-11-03"   once
class HolidayRule {
 public:
  static Result<HolidayRule> parse(std::string_view text);  // Errors: HolidayRuleMalformed.
  // The day it is enjoyed in that year, if it is at all.
  std::optional<Date> in(FiscalYear) const;
  // A moved holiday may be enjoyed in the neighbouring year; it is asked year by year.
  friend std::string show(const HolidayRule&);

 private:
  enum class Kind : std::uint8_t { Yearly, Moved, Easter, Once };
  HolidayRule(Kind kind, Date date, int offset) : kind_{kind}, date_{date}, offset_{offset} {}
  Kind kind_;
  Date date_;       // Yearly and Moved: month and day, of a leap year. Once: the day.
  int offset_ = 0;  // Easter: days.
};
std::string show(const HolidayRule&);

Date easter_sunday(FiscalYear);  // Gregorian.

// Whom a holiday reaches. Written "nacional", "sector_publico", a geographic code "0101" (the
// feast of the place), or "madres" (rest of some, the office stays open).
struct HolidayScope {
  enum class Kind : std::uint8_t { National, PublicSector, Place, Some };
  Kind kind = Kind::National;
  Geografico place;
  static Result<HolidayScope> parse(std::string_view text);
};

struct Holiday {
  HolidayRule rule;
  std::string name;
  HolidayScope scope;
  bool half = false;         // From noon only: a working day all the same.
  std::optional<Date> from;  // In force, both inclusive.
  std::optional<Date> until;
  std::string norm;       // Citation.
  std::string certainty;  // encontrada, conocida, dudosa (docs/formats/catalog.md).
};

// The holidays of public offices at one place.
class WorkingCalendar {
 public:
  WorkingCalendar(std::vector<Holiday> holidays, Geografico place)
      : holidays_{std::move(holidays)}, place_{place} {}

  // The whole-day holiday of the date, or nullptr. Weekends are not holidays.
  const Holiday* holiday(Date) const;
  const Holiday* half_holiday(Date) const;
  bool works(Date) const;  // Neither Saturday, Sunday nor whole-day holiday.

 private:
  const Holiday* found(Date, bool half) const;
  std::vector<Holiday> holidays_;
  Geografico place_;
};

// One day of the arithmetic of a deadline.
struct DayCounted {
  Date date;
  enum class Kind : std::uint8_t { Counted, Weekend, Holiday } kind = Kind::Counted;
  int number = 0;       // Of the working day, from 1; 0 where it does not count.
  std::string holiday;  // Its name; for a counted day, of the half holiday, if it is one.
  std::string norm;
};

struct Deadline {
  Date date;
  std::vector<DayCounted> days;  // Every day after the start, in order: the explanation.
};

// The n-th working day after `start` (the day itself does not count). n ≥ 0; 0 gives the first
// working day not before `start`.
Deadline add_working_days(const WorkingCalendar&, Date start, int n);

// The last and the n-th (from 1) working day of a month.
Date last_working_day(const WorkingCalendar&, Month);
Date nth_working_day(const WorkingCalendar&, Month, int n);

// Working days after `start` up to and with `end`; negative where end is before start.
int working_days_between(const WorkingCalendar&, Date start, Date end);
