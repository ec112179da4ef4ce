// Money, ratios, quantities and periods: parse and show agree, and nothing is rounded unasked.
#include "domain/values/money.hpp"

#include <gtest/gtest.h>

#include "domain/values/period.hpp"
#include "domain/values/quantity.hpp"
#include "domain/values/ratio.hpp"

TEST(money, parses_its_machine_form_only) {
  const struct {
    const char* text;
    const char* want;
  } cases[] = {
      {"0", "0.00"},
      {"1234.5", "1234.50"},
      {"-0.01", "-0.01"},
      {"92233720368547758.07", "92233720368547758.07"},
      {"", ""},
      {"-", ""},
      {"1.", ""},
      {".5", ""},
      {"1,234.50", ""},
      {"1.234", ""},
      {"1e3", ""},
      {"92233720368547758.08", ""},
      {"999999999999999999999999999999999999999999999999", ""},
  };
  for (const auto& [text, want] : cases) {
    const auto money = Money::parse(text);
    EXPECT_EQ(money ? show(*money) : "", want) << text;
  }
}

TEST(money, sums_never_overflow_and_narrowing_may_fail) {
  MoneySum sum;
  for (int i = 0; i < 1000; ++i) sum += Money::centavos(INT64_MAX);
  EXPECT_EQ(show(sum), "92233720368547758070.00");
  EXPECT_FALSE(sum.narrow());
  EXPECT_EQ((Money::centavos(1) - Money::centavos(2)).narrow()->in_centavos(), -1);
}

TEST(ratio, stays_exact_until_printed) {
  const Ratio advance{574366, 1347953};
  EXPECT_EQ(show(advance * Ratio::whole(100), 2), "42.61");
  EXPECT_EQ(show(Ratio{1, 3} + Ratio{1, 6}, 1), "0.5");
  EXPECT_EQ(show(Ratio{-1, 2}, 0), "-1");      // Half away from zero.
  EXPECT_EQ(show(Ratio{-1, 400}, 2), "0.00");  // A rounded zero has no sign.
  EXPECT_LT((Ratio{1, 3}), (Ratio{34, 100}));
  EXPECT_EQ(rounded(Ratio{5, 2}), 3);
}

TEST(quantity, shows_decimals_only_where_there_are_some) {
  EXPECT_EQ(show(*Quantity::parse("1198")), "1198");
  EXPECT_EQ(show(*Quantity::parse("12.5")), "12.50");
  EXPECT_FALSE(Quantity::parse("1,19B"));
  EXPECT_TRUE(Quantity::parse("1000000000000"));  // 10^12, and not a hundredth more.
  EXPECT_FALSE(Quantity::parse("1000000000000.01"));
}

TEST(period, has_one_way_of_writing) {
  EXPECT_EQ(show(*Month::parse("2026-05")), "2026-05");
  EXPECT_EQ(show(*Cuatrimestre::parse("2026-C1")), "2026-C1");
  EXPECT_EQ(show(last_month(*Cuatrimestre::parse("2026-C2"))), "2026-08");
  for (const char* text : {"2026-13", "2026-5", "26-05", "2026/05", "2026-00"})
    EXPECT_FALSE(Month::parse(text)) << text;
  for (const char* text : {"2026-C4", "2026-1", "2026-c1", "1800-C1"})
    EXPECT_FALSE(Cuatrimestre::parse(text)) << text;
  EXPECT_EQ(show(last_day(*Month::parse("2024-02"))), "2024-02-29");
  EXPECT_FALSE(parse_date("2023-02-29"));
  EXPECT_EQ(show(local_date(1'767'250'800'000)), "2026-01-01");
  EXPECT_EQ(show(local_date(1'767'225'600'000)),
            "2025-12-31");  // 2026-01-01T00:00Z is still December here.
}
