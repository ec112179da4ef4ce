// Deadlines of Guatemala with the holidays of norms/feriados.csv.
#include "domain/values/working_days.hpp"

#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "base/text.hpp"

namespace {

Date day(std::string_view iso) { return parse_date(iso).value(); }

// Cells of one line of a CSV whose quoted cells hold no quotes.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

std::vector<Holiday> holidays() {
  std::vector<Holiday> all;
  const auto lines = split(resource("norms/feriados.csv").value(), '\n');
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    const auto row = cells(lines[i]);
    const auto date = [](const std::string& text) {
      return text.empty() ? std::nullopt : std::optional(day(text));
    };
    all.push_back({HolidayRule::parse(row.at(0)).value(), row.at(1),
                   HolidayScope::parse(row.at(7)).value(), row.at(8) == "media", date(row.at(3)),
                   date(row.at(4)), row.at(6), row.at(5)});
  }
  return all;
}

WorkingCalendar capital() { return {holidays(), Geografico::parse("0101").value()}; }

TEST(easter, known_years) {
  const struct {
    std::int16_t year;
    const char* date;
  } cases[] = {{2024, "2024-03-31"}, {2025, "2025-04-20"}, {2026, "2026-04-05"},
               {2027, "2027-03-28"}, {2038, "2038-04-25"}, {2008, "2008-03-23"},
               {1990, "1990-04-15"}, {2100, "2100-03-28"}};
  for (const auto& [year, date] : cases) EXPECT_EQ(show(easter_sunday({year})), date);
}

TEST(holiday_rule, reads_and_writes_one_form) {
  for (const char* text :
       {"01-01", "02-29", "06-30>lunes", "pascua", "pascua-2", "pascua+60", "2025-11-03"})
    EXPECT_EQ(show(HolidayRule::parse(text).value()), text);
  for (const char* text :
       {"", "1-1", "13-01", "02-30", "pascua2", "pascua-0", "pascua-08", "pascua--2", "pascua-99",
        "2025-02-29", "06-30>martes", "2025-11-03>lunes", ">lunes"})
    EXPECT_FALSE(HolidayRule::parse(text)) << text;
  EXPECT_EQ(HolidayRule::parse("02-29").value().in({2026}), std::nullopt);
  EXPECT_EQ(HolidayRule::parse("2025-11-03").value().in({2026}), std::nullopt);
}

TEST(holiday_rule, movable_days_go_to_a_monday) {
  const auto rule = HolidayRule::parse("06-30>lunes").value();
  const struct {
    std::int16_t year;
    const char* enjoyed;
  } cases[] = {
      {2025, "2025-06-30"},  // Monday.
      {2026, "2026-06-29"},  // Tuesday: the Monday before.
      {2021, "2021-06-28"},  // Wednesday: the Monday before.
      {2022, "2022-07-04"},  // Thursday: the Monday after.
      {2023, "2023-07-03"},  // Friday.
      {2029, "2029-07-02"},  // Saturday.
      {2024, "2024-07-01"},  // Sunday.
  };
  for (const auto& [year, enjoyed] : cases) EXPECT_EQ(show(rule.in({year}).value()), enjoyed);
}

TEST(calendar, the_first_of_may_moved_in_2019_only) {
  const auto calendar = capital();
  EXPECT_TRUE(calendar.works(day("2019-05-01")));
  EXPECT_FALSE(calendar.works(day("2019-04-29")));
  EXPECT_FALSE(calendar.works(day("2026-05-01")));  // Friday: the court put it back.
  EXPECT_TRUE(calendar.works(day("2026-05-04")));
  EXPECT_FALSE(calendar.works(day("2026-10-20")));  // Tuesday.
  EXPECT_TRUE(calendar.works(day("2026-10-19")));
}

TEST(calendar, half_days_and_the_rest_of_some_are_working_days) {
  const auto calendar = capital();
  EXPECT_TRUE(calendar.works(day("2026-04-01")));
  ASSERT_NE(calendar.half_holiday(day("2026-04-01")), nullptr);
  EXPECT_EQ(calendar.half_holiday(day("2026-04-01"))->name, "Miércoles Santo");
  EXPECT_TRUE(calendar.works(day("2024-05-10")));
}

TEST(calendar, the_feast_of_the_place_is_its_own) {
  const auto august = day("2025-08-15");  // Friday.
  EXPECT_FALSE(capital().works(august));
  EXPECT_TRUE(WorkingCalendar(holidays(), Geografico::parse("1715").value()).works(august));
}

TEST(calendar, last_working_days) {
  const auto calendar = capital();
  const struct {
    const char *month, *date;
  } cases[] = {
      {"2026-03", "2026-03-31"}, {"2024-03", "2024-03-27"},  // Holy Week ends the month.
      {"2026-01", "2026-01-30"}, {"2026-05", "2026-05-29"},
      {"2025-12", "2025-12-30"},  // The 31st was given by Acuerdo Gubernativo 222-2025.
      {"2026-12", "2026-12-31"},  // Half a day.
  };
  for (const auto& [month, date] : cases)
    EXPECT_EQ(show(last_working_day(calendar, Month::parse(month).value())), date) << month;
}

TEST(deadline, shows_its_arithmetic) {
  // Ten working days from Friday 27 March 2026, over Holy Week.
  const auto deadline = add_working_days(capital(), day("2026-03-27"), 10);
  EXPECT_EQ(show(deadline.date), "2026-04-14");
  std::string told;
  for (const auto& step : deadline.days)
    told += step.number > 0                          ? std::to_string(step.number) + " "
            : step.kind == DayCounted::Kind::Weekend ? "w "
                                                     : "(" + step.holiday + ") ";
  EXPECT_EQ(told, "w w 1 2 3 (Jueves Santo) (Viernes Santo) w w 4 5 6 7 8 w w 9 10 ");
  EXPECT_EQ(deadline.days[4].holiday, "Miércoles Santo");  // Counted, from noon only.
}

TEST(deadline, edges) {
  const auto calendar = capital();
  EXPECT_EQ(show(add_working_days(calendar, day("2026-03-27"), 0).date), "2026-03-27");
  EXPECT_EQ(show(add_working_days(calendar, day("2026-03-28"), 0).date), "2026-03-30");
  EXPECT_EQ(show(add_working_days(calendar, day("2026-12-31"), 1).date), "2027-01-04");
  EXPECT_EQ(show(nth_working_day(calendar, Month::parse("2026-05").value(), 1)), "2026-05-04");
  EXPECT_EQ(show(nth_working_day(calendar, Month::parse("2026-06").value(), 5)), "2026-06-05");
}

TEST(deadline, counting_and_adding_agree) {
  const auto calendar = capital();
  for (const char* start : {"2026-03-27", "2026-04-02", "2025-12-23", "2024-02-28"})
    for (int n = 1; n < 60; ++n) {
      const auto end = add_working_days(calendar, day(start), n).date;
      EXPECT_EQ(working_days_between(calendar, day(start), end), n) << start << " + " << n;
      EXPECT_TRUE(calendar.works(end));
    }
  EXPECT_EQ(working_days_between(calendar, day("2026-04-14"), day("2026-03-27")), -10);
  EXPECT_EQ(working_days_between(calendar, day("2026-04-14"), day("2026-04-14")), 0);
}

}  // namespace
