// Sizes, factors and limits against the tables that auditors use, and draws that anybody repeats.
#include "domain/control/sampling.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "base/hash.hpp"
#include "domain/control/tool_refusals.hpp"

namespace control {
namespace {

Confidence at(std::int64_t percent) { return confidence_of(percent).value(); }

// AICPA, Audit Guide: Audit Sampling, statistical sample sizes for tests of controls, with the
// number of expected deviations in parentheses there.
struct AttributeCase {
  std::int64_t confidence, expected, tolerable, size, deviations;
};
constexpr AttributeCase attribute_table[] = {
    // 5 % risk of overreliance; rates in hundredths of a per cent.
    {95, 0, 200, 149, 0},
    {95, 0, 300, 99, 0},
    {95, 0, 400, 74, 0},
    {95, 0, 500, 59, 0},
    {95, 0, 600, 49, 0},
    {95, 0, 700, 42, 0},
    {95, 0, 800, 36, 0},
    {95, 0, 900, 32, 0},
    {95, 0, 1000, 29, 0},
    {95, 0, 1500, 19, 0},
    {95, 0, 2000, 14, 0},
    {95, 25, 200, 236, 1},
    {95, 25, 300, 157, 1},
    {95, 25, 400, 117, 1},
    {95, 25, 500, 93, 1},
    {95, 25, 600, 78, 1},
    {95, 25, 700, 66, 1},
    {95, 25, 800, 58, 1},
    {95, 25, 900, 51, 1},
    {95, 25, 1000, 46, 1},
    {95, 25, 1500, 30, 1},
    {95, 25, 2000, 22, 1},
    {95, 100, 400, 156, 2},
    {95, 100, 500, 93, 1},
    {95, 100, 600, 78, 1},
    {95, 150, 400, 192, 3},
    {95, 150, 500, 124, 2},
    {95, 150, 600, 103, 2},
    {95, 200, 500, 181, 4},
    {95, 200, 600, 127, 3},
    {95, 200, 700, 88, 2},
    {95, 200, 800, 77, 2},
    {95, 200, 900, 68, 2},
    // 10 %.
    {90, 0, 200, 114, 0},
    {90, 0, 300, 76, 0},
    {90, 0, 400, 57, 0},
    {90, 0, 500, 45, 0},
    {90, 0, 600, 38, 0},
    {90, 0, 700, 32, 0},
    {90, 0, 800, 28, 0},
    {90, 0, 900, 25, 0},
    {90, 0, 1000, 22, 0},
    {90, 0, 1500, 15, 0},
    {90, 0, 2000, 11, 0},
    {90, 25, 200, 194, 1},
    {90, 25, 300, 129, 1},
    {90, 25, 400, 96, 1},
    {90, 25, 500, 77, 1},
    {90, 25, 600, 64, 1},
    {90, 25, 700, 55, 1},
    {90, 25, 800, 48, 1},
    {90, 25, 900, 42, 1},
    {90, 25, 1000, 38, 1},
};

TEST(SampleSize, OfAttributesEqualsThePublishedTables) {
  for (const auto& one : attribute_table) {
    const auto plan = attribute_size(at(one.confidence), one.tolerable, one.expected);
    ASSERT_TRUE(plan) << one.tolerable;
    EXPECT_EQ(plan->size, one.size)
        << one.confidence << ' ' << one.expected << ' ' << one.tolerable;
    EXPECT_EQ(plan->deviations, one.deviations);
  }
}

// A population of 20 with one deviation too many: to miss it at 5 % at most one must look at 19.
TEST(SampleSize, OfASmallPopulationIsHypergeometric) {
  EXPECT_EQ(attribute_size(at(95), 500, 0, 20)->size, 19);
  // 1 − C(90,n)/C(100,n): 10 of 100 deviate; 25 items leave 4.8 %, 24 leave 5.5 %.
  EXPECT_EQ(attribute_size(at(95), 1000, 0, 100)->size, 25);
  EXPECT_EQ(attribute_size(at(95), 500, 0, 1'000'000)->size, 59);
  const auto impossible = attribute_size(at(95), 100, 90);
  ASSERT_FALSE(impossible);
  EXPECT_EQ(impossible.error().code, "muestra.tamano_imposible");
}

// R. V. Krejcie and D. W. Morgan (1970): ±5 %, 95 %, proportion one half.
struct ProportionCase {
  std::int64_t population, size;
};
constexpr ProportionCase krejcie_morgan[] = {
    {10, 10},    {15, 14},    {20, 19},      {25, 24},      {30, 28},      {35, 32},    {40, 36},
    {45, 40},    {50, 44},    {55, 48},      {60, 52},      {65, 56},      {70, 59},    {75, 63},
    {80, 66},    {85, 70},    {90, 73},      {95, 76},      {100, 80},     {110, 86},   {120, 92},
    {130, 97},   {140, 103},  {150, 108},    {160, 113},    {170, 118},    {180, 123},  {190, 127},
    {200, 132},  {220, 140},  {250, 152},    {300, 169},    {400, 196},    {500, 217},  {600, 234},
    {700, 248},  {800, 260},  {900, 269},    {1000, 278},   {1200, 291},   {1500, 306}, {2000, 322},
    {3000, 341}, {5000, 357}, {10'000, 370}, {20'000, 377}, {50'000, 381},
};

TEST(SampleSize, OfProportionsEqualsKrejcieAndMorgan) {
  for (const auto& one : krejcie_morgan)
    EXPECT_EQ(proportion_size(at(95), one.population, 500).value(), one.size) << one.population;
}

// The same Audit Guide: confidence factors for monetary unit sampling, for 0, 1, 2 … misstatements.
TEST(SampleSize, FactorsOfPoissonEqualThePublishedTable) {
  constexpr std::int64_t at_95[] = {300, 475, 630, 776, 916, 1052, 1185, 1315, 1444, 1571, 1697};
  constexpr std::int64_t at_90[] = {231, 389, 533, 669, 800, 928, 1054, 1178, 1300, 1421, 1541};
  constexpr std::int64_t at_99[] = {461, 664, 841, 1005, 1161};
  for (std::size_t k = 0; k < std::size(at_95); ++k)
    EXPECT_EQ(poisson_factor(at(95), static_cast<std::int64_t>(k)), at_95[k]) << k;
  for (std::size_t k = 0; k < std::size(at_90); ++k)
    EXPECT_EQ(poisson_factor(at(90), static_cast<std::int64_t>(k)), at_90[k]) << k;
  for (std::size_t k = 0; k < std::size(at_99); ++k)
    EXPECT_EQ(poisson_factor(at(99), static_cast<std::int64_t>(k)), at_99[k]) << k;
}

TEST(SampleSize, ByMonetaryUnitIsBookTimesFactorOverWhatIsLeftOfTheTolerable) {
  const auto q = [](std::int64_t n) { return Money::centavos(n * 100); };
  // 1,000,000 × 3.00 ÷ 50,000 = 60; with 10,000 expected: ÷ (50,000 − 16,000) = 88.2…
  EXPECT_EQ(monetary_size(at(95), q(1'000'000), q(50'000), Money{}).value(), 60);
  EXPECT_EQ(monetary_size(at(95), q(1'000'000), q(50'000), q(10'000)).value(), 89);
  EXPECT_FALSE(monetary_size(at(95), q(1'000'000), q(50'000), q(40'000)));
  EXPECT_FALSE(monetary_size(at(95), MoneySum{}, q(50'000), Money{}));
}

// The Audit Guide's evaluation table at 5 %, printed there with one decimal.
TEST(SampleSize, UpperLimitsEqualThePublishedTable) {
  struct {
    std::int64_t size, deviations, tenths;
  } constexpr table[] = {{25, 0, 113}, {60, 0, 49},  {60, 1, 77},
                         {100, 0, 30}, {100, 1, 47}, {100, 2, 62}};
  for (const auto& one : table)
    EXPECT_EQ((upper_rate(at(95), one.size, one.deviations) + 9) / 10, one.tenths)
        << one.size << ' ' << one.deviations;
  EXPECT_EQ(upper_rate(at(95), 3, 3), 10'000);
}

std::vector<SampledFrom> population_of(std::size_t n) {
  std::vector<SampledFrom> all;
  for (std::size_t i = 0; i < n; ++i)
    all.push_back({std::to_string(i + 1), i % 10 == 0 ? "grande" : "chica",
                   Money::centavos(static_cast<std::int64_t>(1000 + i * 7))});
  return all;
}

// What `printf 'ceiba-muestra-1:2026:0' | sha256sum` begins with, modulo 100.
TEST(Draw, TheGeneratorIsTheOneThatIsPrinted) {
  const auto hash = sha256("ceiba-muestra-1:2026:0");
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | hash.bytes[i];
  EXPECT_EQ(SeededNumbers("2026").below(100), number % 100);
}

TEST(Draw, TheSameSeedDrawsTheSameAndAnotherDoesNot) {
  const auto all = population_of(200);
  const auto references = [&](std::string_view seed) {
    std::set<std::string> out;
    const auto drawn = draw(Metodo::Aleatorio, all, 20, seed).value();
    for (const auto& one : drawn) out.insert(all[one.item].reference);
    return out;
  };
  EXPECT_EQ(references("a").size(), 20U);
  EXPECT_EQ(references("a"), references("a"));
  EXPECT_NE(references("a"), references("b"));
}

TEST(Draw, EveryStratumGetsItsShareAndOneAtLeast) {
  const auto all = population_of(100);
  std::int64_t great = 0;
  const auto drawn = draw(Metodo::Estratificado, all, 20, "s").value();
  for (const auto& one : drawn) great += all[one.item].stratum == "grande";
  EXPECT_EQ(drawn.size(), 20U);
  EXPECT_EQ(great, 2);
}

TEST(Draw, ByMonetaryUnitMeetsWhatIsGreaterThanTheIntervalForCertain) {
  auto all = population_of(100);
  all[50].amount = Money::centavos(500'000);
  all[51].amount = Money::centavos(-3);
  std::int64_t hits = 0, of_great = 0;
  const auto drawn = draw(Metodo::UnidadMonetaria, all, 30, "mus").value();
  for (const auto& one : drawn) {
    hits += one.hits;
    if (one.item == 50) of_great = one.hits;
    EXPECT_NE(one.item, 51U);
  }
  EXPECT_EQ(hits, 30);
  EXPECT_GT(of_great, 15);
}

TEST(Draw, WhatCannotBeDrawnIsRefusedByName) {
  const auto all = population_of(5);
  EXPECT_EQ(draw(Metodo::Aleatorio, all, 6, "s").error().code, "muestra.mayor_que_la_poblacion");
  EXPECT_EQ(draw(Metodo::Aleatorio, all, 2, "").error().code, "muestra.falta_semilla");
  EXPECT_EQ(draw(Metodo::Aleatorio, {}, 2, "s").error().code, "muestra.poblacion_vacia");
}

TEST(Project, ByDifferenceAndByTainting) {
  const auto q = [](std::int64_t n) { return Money::centavos(n * 100); };
  std::vector<Examined> items(10, Examined{q(100), q(100)});
  items[0] = {q(100), q(80), 1, true};
  const DrawnFrom from{.count = 100, .book = q(10'000), .size = 10, .strata = {}};
  const auto random = project(Metodo::Aleatorio, at(95), items, from);
  EXPECT_EQ(random.deviations, 1);
  EXPECT_EQ(random.rate, Ratio::whole(10));
  EXPECT_EQ(random.found, MoneySum{q(20)});
  EXPECT_EQ(random.projected, MoneySum{q(200)});
  // Interval 1,000; tainting 20 % of it is 200. Limit 3.00 × 1,000 + 200 × (4.75 − 3.00).
  const auto monetary = project(Metodo::UnidadMonetaria, at(95), items, from);
  EXPECT_EQ(monetary.projected, MoneySum{q(200)});
  EXPECT_EQ(monetary.limit.value(), MoneySum{q(3350)});
  EXPECT_FALSE(monetary.rate);
}

// Of 90 small items 3 are examined, of 10 great ones another 3: had they all been thrown together,
// each would stand for 100 ÷ 6 items, and the error of the great ones for five times what it is.
TEST(Project, AStratumWeighsWhatItHoldsAndNotWhatWasDrawnOfIt) {
  const auto q = [](std::int64_t n) { return Money::centavos(n * 100); };
  const std::vector<Examined> items = {
      {q(100), q(100), 1, false, "chica"},    {q(100), q(99), 1, true, "chica"},
      {q(100), q(100), 1, false, "chica"},    {q(9000), q(8000), 1, true, "grande"},
      {q(9000), q(9000), 1, false, "grande"}, {q(9000), q(8900), 1, true, "grande"},
  };
  const DrawnFrom from{.count = 100,
                       .book = q(99'000),
                       .size = 6,
                       .strata = {{"chica", 90, q(9000)}, {"grande", 10, q(90'000)}}};
  const auto made = project(Metodo::Estratificado, at(95), items, from);
  // 90 × 1 ÷ 3 + 10 × 1,100 ÷ 3 = 30 + 3,666.66…, rounded up once.
  EXPECT_EQ(made.projected, MoneySum::centavos(369'667));
  EXPECT_EQ(made.rate, (Ratio{110, 3}));  // (90 × 1 ÷ 3 + 10 × 2 ÷ 3) of 100.
  EXPECT_EQ(project(Metodo::Aleatorio, at(95), items, from).projected,
            MoneySum::centavos(1'835'000));
}

TEST(Project, WhatIsLessThanACentavoIsRoundedUpOnceForAllStrata) {
  std::vector<Examined> items;
  DrawnFrom from{.count = 3, .book = {}, .size = 9, .strata = {}};
  for (const auto* name : {"a", "b", "c"}) {
    for (int i = 0; i < 3; ++i)
      items.push_back({Money::centavos(10), Money::centavos(i == 0 ? 9 : 10), 1, i == 0, name});
    from.strata.push_back({name, 1, Money::centavos(10)});
  }
  EXPECT_EQ(project(Metodo::Estratificado, at(95), items, from).projected, MoneySum::centavos(1));
}

TEST(Strata, AreCountedWithWhatTheyHold) {
  const std::vector<SampledFrom> all = {{"1", "b", Money::centavos(5)},
                                        {"2", "a", Money::centavos(7)},
                                        {"3", "b", Money::centavos(-2)}};
  const auto strata = strata_of(all);
  ASSERT_EQ(strata.size(), 2U);
  EXPECT_EQ(strata[0].name, "a");
  EXPECT_EQ(strata[1].items, 2);
  EXPECT_EQ(strata[1].amount, MoneySum::centavos(5));
}

}  // namespace
}  // namespace control
