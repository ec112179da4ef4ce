// The rules hold on accumulated amounts: a month alone may be negative or pay more than it accrues.
#include "domain/budget/amounts.hpp"

#include <gtest/gtest.h>
#include <random>

namespace budget {
namespace {

// asignado, modificado, vigente, comprometido, devengado, pagado; in centavos.
Amounts month(std::int64_t a, std::int64_t m, std::int64_t v, std::int64_t c, std::int64_t d,
              std::int64_t p) {
  return {{a, m, v, c, d, p}};
}

YearMovements year(std::vector<Amounts> months) {
  YearMovements y;
  for (std::size_t i = 0; i < months.size(); ++i) y.months[i] = months[i];
  return y;
}

TEST(Breaches, a_month_alone_may_pay_more_than_it_accrues_and_lose_budget) {
  const auto y =
      year({month(50000, 0, 50000, 10000, 10000, 6000), month(0, -1000, -1000, 5000, 5000, 9000)});
  EXPECT_TRUE(sound(y));
  EXPECT_TRUE(breaches(y).empty());
}

TEST(Breaches, one_centavo_paid_above_what_is_due_is_named_with_its_month) {
  const auto y = year({month(50000, 0, 50000, 10000, 10000, 6000),
                       month(0, -1000, -1000, 5000, 5000, 9000), month(0, 0, 0, 0, 0, 1)});
  EXPECT_FALSE(sound(y));
  const std::vector<Breach> expected = {
      {Rule::PagadoOverDevengado, 3, Money::centavos(15001), Money::centavos(15000)}};
  EXPECT_EQ(breaches(y), expected);
}

TEST(Breaches, each_rule_has_a_case) {
  const struct {
    Amounts january;
    std::vector<Rule> rules;
  } cases[] = {
      {month(10, 0, 10, 5, 5, 5), {}},
      {month(10, 0, 10, 5, 5, -1), {Rule::PagadoNegative}},
      {month(10, 0, 10, 5, 5, 6), {Rule::PagadoOverDevengado}},
      {month(10, 0, 10, 5, 6, 5), {Rule::DevengadoOverComprometido}},
      {month(10, 0, 10, 11, 5, 5), {Rule::ComprometidoOverVigente}},
      {month(10, 1, 10, 5, 5, 5), {Rule::VigenteNotSum}},
      {month(0, -5, -5, 0, 0, 0), {Rule::ComprometidoOverVigente}},
      {month(10, 1, 5, 8, 9, 10),
       {Rule::PagadoOverDevengado, Rule::DevengadoOverComprometido, Rule::ComprometidoOverVigente,
        Rule::VigenteNotSum}},
  };
  for (const auto& [january, rules] : cases) {
    std::vector<Rule> found;
    for (const auto& breach : breaches(year({january}))) found.push_back(breach.rule);
    EXPECT_EQ(found, rules);
    EXPECT_EQ(sound(year({january})), rules.empty());
  }
}

TEST(Breaches, a_reversal_below_zero_is_found_where_it_happens) {
  const auto y = year({month(100, 0, 100, 50, 50, 50), month(0, 0, 0, -60, -60, -60)});
  EXPECT_EQ(breaches(y).at(0).month, 2U);
  EXPECT_EQ(breaches(y).at(0).rule, Rule::PagadoNegative);
}

TEST(Amounts, notice_overflow_instead_of_wrapping) {
  auto a = month(INT64_MAX, 0, 0, 0, 0, 0);
  EXPECT_FALSE(add(a, month(1, 0, 0, 0, 0, 0)));
  EXPECT_FALSE(sound(year({month(INT64_MAX, 0, INT64_MAX, 0, 0, 0), month(1, 0, 1, 0, 0, 0)})));
}

TEST(Movements, come_from_accumulated_amounts_by_difference) {
  const auto given = year({month(100, 0, 100, 10, 10, 5), {}, month(100, 5, 105, 40, 30, 30)});
  const auto moved = movements_of(given, 0b101, {});
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->months[0], given.months[0]);
  EXPECT_EQ(moved->months[1], Amounts{});
  EXPECT_EQ(moved->months[2], month(0, 5, 5, 30, 20, 25));
  EXPECT_EQ(accumulated(*moved, 12), given.months[2]);

  const auto later = movements_of(given, 0b100, month(100, 0, 100, 10, 10, 5));
  EXPECT_EQ(later->months[2], month(0, 5, 5, 30, 20, 25));
}

TEST(Movements, and_accumulating_are_inverse) {
  std::mt19937_64 random(20260531);
  for (int i = 0; i < 200; ++i) {
    YearMovements moved, sums;
    Amounts sum;
    for (std::size_t m = 0; m < month_count; ++m) {
      for (auto& c : moved.months[m].centavos)
        c = static_cast<std::int64_t>(random() % 2001) - 1000;
      ASSERT_TRUE(add(sum, moved.months[m]));
      sums.months[m] = sum;
    }
    EXPECT_EQ(movements_of(sums, 0xFFF, {}), moved);
  }
}

TEST(Balances, are_those_that_sicoin_prints) {
  const auto b = balances_of(month(100, 10, 110, 80, 60, 25));
  EXPECT_EQ(b.por_comprometer, MoneySum{Money::centavos(30)});
  EXPECT_EQ(b.por_devengar_vigente, MoneySum{Money::centavos(50)});
  EXPECT_EQ(b.compromiso_no_devengado, MoneySum{Money::centavos(20)});
  EXPECT_EQ(b.por_pagar, MoneySum{Money::centavos(35)});
  EXPECT_EQ(execution(month(0, 0, 0, 0, 0, 0)), std::nullopt);
  EXPECT_EQ(execution(month(0, 0, 200, 0, 50, 0)), Ratio(1, 4));
}

}  // namespace
}  // namespace budget
