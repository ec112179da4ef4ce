// Indicators of a month, and what is said where something is missing.
#include "domain/control/indicators.hpp"

#include <gtest/gtest.h>

namespace control {
namespace {

MoneySum q(std::int64_t n) { return Money::centavos(n * 100); }
Reading read(std::string_view code, const MonthFacts& facts) { return sheet_of(code)->read(facts); }

MonthFacts april() {
  MonthFacts facts;
  facts.month = 4;
  facts.budget = true;
  facts.asignado = q(1000);
  facts.received = q(50);
  facts.vigente = q(1200);
  facts.comprometido = q(600);
  facts.devengado = q(300);
  facts.pagado = q(270);
  facts.month_devengado = q(100);
  return facts;
}

TEST(Indicators, AreExactFractions) {
  const auto facts = april();
  EXPECT_EQ(read("IF-01", facts).value, Ratio::whole(25));
  EXPECT_EQ(read("IF-02", facts).value, Ratio::whole(100));
  EXPECT_EQ(read("IF-04", facts).value, Ratio::whole(10));
  EXPECT_EQ(read("IF-05", facts).value, Ratio::whole(50));
  EXPECT_EQ(read("IF-06", facts).value, Ratio::whole(5));
}

// Of four months that owed 100, 0, 50 and 150 of 1,200: each month its own, the four of them
// together 300 × 3 ÷ 1,200.
TEST(Indicators, TheSpeedOfACuatrimestreIsThatOfItsMonthsTogether) {
  auto facts = april();
  facts.month_devengado = q(150);
  facts.period_devengado = q(300);
  EXPECT_EQ(sheet_of("IF-02")->of_period(facts).value, Ratio::whole(75));
  EXPECT_EQ(read("IF-02", facts).value, (Ratio{300, 2}));
  facts.month = 6;
  facts.period_devengado = q(100);  // May and June.
  EXPECT_EQ(sheet_of("IF-02")->of_period(facts).value, Ratio::whole(50));
  EXPECT_EQ(sheet_of("IF-01")->of_period(facts).value, read("IF-01", facts).value);
}

TEST(Indicators, WhatIsMissingIsNamedAndIsNotZero) {
  auto facts = april();
  EXPECT_EQ(read("IF-03", facts).missing, Falta::Cierre);
  EXPECT_FALSE(read("IF-03", facts).value);
  EXPECT_EQ(read("IF-07", facts).missing, Falta::Curs);
  facts.curs = true;
  EXPECT_EQ(read("IF-07", facts).missing, Falta::Cuotas);
  EXPECT_EQ(read("IF-08", facts).missing, Falta::Pagos);
  EXPECT_EQ(read("IF-09", facts).missing, Falta::Fondo);
  EXPECT_EQ(read("IF-10", facts).missing, Falta::Personas);
  facts.budget = false;
  EXPECT_EQ(read("IF-01", facts).missing, Falta::Presupuesto);
  facts = april();
  facts.devengado = {};
  EXPECT_EQ(read("IF-04", facts).missing, Falta::Devengado);
}

TEST(Indicators, WithWhatTheyNeed) {
  auto facts = april();
  facts.month = 12;
  facts.last_months_devengado = q(150);
  EXPECT_EQ(read("IF-03", facts).value, Ratio::whole(50));
  facts.paid_files = 4;
  facts.days_to_pay = 30;
  EXPECT_EQ(read("IF-08", facts).value, (Ratio{15, 2}));
  facts.fund = q(100);
  facts.fund_settled = q(250);
  EXPECT_EQ(read("IF-09", facts).value, (Ratio{5, 2}));
  facts.persons = 8;
  facts.persons_devengado = q(100);
  EXPECT_EQ(read("IF-10", facts).value, (Ratio{25, 2}));
}

TEST(Indicators, AreJudgedByTheThresholdsOfTheDay) {
  const std::vector<CatalogEntry> rows = {
      {.code = "IF-01", .name = "x", .attributes = {{"atencion", "30"}, {"desviacion", "20"}}},
      {.code = "IF-04", .name = "x", .attributes = {{"atencion", "5"}, {"desviacion", "10"}}}};
  const auto limits = indicator_thresholds(rows, parse_date("2026-04-30").value()).value();
  auto facts = april();
  const auto judged = [&](std::string_view code) {
    return judge(*sheet_of(code), read(code, facts), limits);
  };
  EXPECT_EQ(judged("IF-01"), Juicio::Atencion);  // 25 < 30.
  EXPECT_EQ(judged("IF-04"), Juicio::Atencion);  // 10 is not above 10.
  EXPECT_EQ(judged("IF-05"), Juicio::SinUmbral);
  EXPECT_EQ(judged("IF-08"), Juicio::SinDato);
  facts.devengado = q(100);
  facts.pagado = q(100);
  EXPECT_EQ(judged("IF-01"), Juicio::Desviacion);
  EXPECT_EQ(judged("IF-04"), Juicio::Bien);
}

}  // namespace
}  // namespace control
