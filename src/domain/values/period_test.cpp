// Periods, quantities and ratios: what is written is read back, and the edges hold.
#include "domain/values/period.hpp"

#include <gtest/gtest.h>
#include <random>

#include "domain/values/quantity.hpp"
#include "domain/values/ratio.hpp"

namespace {

TEST(period, one_way_of_writing_each) {
  for (const char* text : {"1990-01", "2026-05", "2100-12"})
    EXPECT_EQ(show(Month::parse(text).value()), text);
  for (const char* text : {"2026-C1", "2026-C3"})
    EXPECT_EQ(show(Cuatrimestre::parse(text).value()), text);
  for (const char* text : {"2026-13", "2026-00", "2026-5", "1989-12", "2101-01", "2026/05", ""})
    EXPECT_FALSE(Month::parse(text)) << text;
  for (const char* text : {"2026-C0", "2026-C4", "2026-c1", "2026C1", "2026-C11"})
    EXPECT_FALSE(Cuatrimestre::parse(text)) << text;
  for (const char* text : {"2026-02-29", "2026-2-01", "2026-04-31", "20260401", "2026-04-01 "})
    EXPECT_FALSE(parse_date(text)) << text;
  EXPECT_EQ(show(parse_date("2024-02-29").value()), "2024-02-29");
}

TEST(period, months_and_cuatrimestres_agree) {
  Month month = Month::parse("2025-01").value();
  for (int i = 0; i < 36; ++i, month = next(month)) {
    const auto c = cuatrimestre_of(month);
    EXPECT_LE(first_month(c), month);
    EXPECT_GE(last_month(c), month);
    EXPECT_EQ(previous(next(month)), month);
    EXPECT_EQ(month_of(first_day(month)), month);
    EXPECT_EQ(month_of(last_day(month)), month);
  }
  EXPECT_EQ(show(last_day(Month::parse("2024-02").value())), "2024-02-29");
}

TEST(period, the_local_date_is_six_hours_behind) {
  EXPECT_EQ(show(local_date(1'767'247'199'999)), "2025-12-31");  // 05:59:59.999 UTC of 1 January.
  EXPECT_EQ(show(local_date(1'767'247'200'000)), "2026-01-01");
}

TEST(quantity, what_is_written_is_read_back) {
  std::mt19937_64 random{7};
  for (int i = 0; i < 2000; ++i) {
    const auto q =
        Quantity::hundredths(static_cast<std::int64_t>(random() % 2'000'000'001) - 1'000'000'000);
    EXPECT_EQ(Quantity::parse(show(q)).value(), q) << show(q);
  }
  for (const char* text : {"", "1,198", "1.234", "1e3", "+1", "--1", ".5", "5.", "1 000", "٣"})
    EXPECT_FALSE(Quantity::parse(text)) << text;
}

TEST(ratio, rounds_half_away_from_zero) {
  const struct {
    int n, d, decimals;
    const char* want;
  } cases[] = {{5, 2, 0, "3"},    {-5, 2, 0, "-3"},    {1, 3, 4, "0.3333"}, {2, 3, 4, "0.6667"},
               {1, 8, 2, "0.13"}, {-1, 8, 2, "-0.13"}, {0, 5, 1, "0.0"},    {999, 1000, 2, "1.00"}};
  for (const auto& [n, d, decimals, want] : cases) EXPECT_EQ(show(Ratio{n, d}, decimals), want);
  EXPECT_LT((Ratio{1, 3}), (Ratio{34, 100}));
  EXPECT_EQ((Ratio{2, 4}), (Ratio{1, 2}));
}

}  // namespace
