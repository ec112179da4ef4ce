// The rows of the conventions for numbers and dates in es-GT, one by one.
#include "text/format.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace text {
namespace {

MoneySum Q(std::int64_t centavos) { return Money::centavos(centavos); }

#define NB "\xC2\xA0"

TEST(format, money_in_its_four_places) {
  const struct {
    std::int64_t centavos;
    const char *prose, *table, *printed;
  } cases[] = {
      {123456789, "Q" NB "1,234,567.89", "1,234,567.89", "1,234,567.89"},
      {-150000, "-Q" NB "1,500.00", "-1,500.00", "(1,500.00)"},
      {0, "Q" NB "0.00", "0.00", "0.00"},
      {-1, "-Q" NB "0.01", "-0.01", "(0.01)"},
      {99999, "Q" NB "999.99", "999.99", "999.99"},
      {100000, "Q" NB "1,000.00", "1,000.00", "1,000.00"},
      {22466600000, "Q" NB "224,666,000.00", "224,666,000.00", "224,666,000.00"},
      {INT64_MIN, "-Q" NB "92,233,720,368,547,758.08", "-92,233,720,368,547,758.08",
       "(92,233,720,368,547,758.08)"},
  };
  for (const auto& [centavos, prose, table, printed] : cases) {
    EXPECT_EQ(money(Q(centavos)), prose);
    EXPECT_EQ(table_money(Q(centavos)), table);
    EXPECT_EQ(printed_money(Q(centavos)), printed);
  }
}

TEST(format, large_money_has_words_and_never_letters) {
  const struct {
    std::int64_t centavos;
    const char* want;
  } cases[] = {
      {1'240'000'000, "Q" NB "12.4" NB "millones"},
      {123'456'789'000, "Q" NB "1.2" NB "mil millones"},
      {100'000'000, "Q" NB "1" NB "millón"},
      {110'000'000, "Q" NB "1.1" NB "millones"},
      {104'000'000, "Q" NB "1" NB "millón"},
      {99'999'999, "Q" NB "999,999.99"},
      {99'996'000'000, "Q" NB "1" NB "mil millones"},
      {99'994'999'999, "Q" NB "999.9" NB "millones"},
      {14'852'604'769'000, "Q" NB "148.5" NB "mil millones"},
      {100'000'000'000'000, "Q" NB "1" NB "billón"},
      {250'000'000'000'000, "Q" NB "2.5" NB "billones"},
      {-1'240'000'000, "-Q" NB "12.4" NB "millones"},
      {0, "Q" NB "0.00"},
  };
  for (const auto& [centavos, want] : cases) EXPECT_EQ(large_money(Q(centavos)), want);
}

TEST(format, percentages_round_half_away_and_keep_their_space) {
  EXPECT_EQ(percent(Ratio{388, 10}), "38.8" NB "%");
  EXPECT_EQ(percent(Ratio{57436600, 1347953}, 2), "42.61" NB "%");
  EXPECT_EQ(percent(Ratio{0, 1}), "0.0" NB "%");
  EXPECT_EQ(percent(Ratio{-25, 100}), "-0.3" NB "%");
  EXPECT_EQ(percent(Ratio{100, 1}, 0), "100" NB "%");
  EXPECT_EQ(percent(Ratio{1234567, 1}), "1,234,567.0" NB "%");
}

TEST(format, counts_quantities_and_decimals) {
  EXPECT_EQ(count(1347953), "1,347,953");
  EXPECT_EQ(count(0), "0");
  EXPECT_EQ(count(-1000), "-1,000");
  EXPECT_EQ(count(100), "100");
  EXPECT_EQ(quantity(Quantity::units(1198)), "1,198");
  EXPECT_EQ(quantity(Quantity::hundredths(1225)), "12.25");
  EXPECT_EQ(quantity(Quantity::hundredths(-100050)), "-1,000.50");
  EXPECT_EQ(decimal(Ratio{246913, 200}, 2), "1,234.57");
}

TEST(format, zero_none_and_not_due_are_three_things) {
  EXPECT_EQ(count(0), "0");
  EXPECT_EQ(no_data, "—");
  EXPECT_EQ(not_due, "n. a.");
}

TEST(format, small_numbers_are_words) {
  EXPECT_EQ(in_words(0), "cero");
  EXPECT_EQ(in_words(2), "dos");
  EXPECT_EQ(in_words(13), "trece");
  EXPECT_EQ(in_words(16), "dieciséis");
  EXPECT_EQ(in_words(21, Gender::Feminine), "veintiuna");
  EXPECT_EQ(in_words(30), "treinta");
  EXPECT_EQ(in_words(31), "31");
  EXPECT_EQ(in_words(-1), "-1");
  EXPECT_EQ(counted(1, "informe", "informes"), "un" NB "informe");
  EXPECT_EQ(counted(21, "informe", "informes"), "veintiún" NB "informes");
  EXPECT_EQ(counted(1, "delegación", "delegaciones", Gender::Feminine), "una" NB "delegación");
  EXPECT_EQ(counted(1198, "persona", "personas", Gender::Feminine), "1,198" NB "personas");
  EXPECT_EQ(counted(0, "informe", "informes"), "cero" NB "informes");
}

TEST(format, lists_end_in_y_or_e) {
  const struct {
    std::vector<std::string> items;
    const char* want;
  } cases[] = {
      {{}, ""},
      {{"a"}, "a"},
      {{"a", "b"}, "a y b"},
      {{"a", "b", "c"}, "a, b y c"},
      {{"Petén", "Izabal"}, "Petén e Izabal"},
      {{"padre", "hijos"}, "padre e hijos"},
      {{"agua", "hielo"}, "agua y hielo"},
  };
  for (const auto& [items, want] : cases) EXPECT_EQ(listed(items), want);
}

TEST(format, dates_in_tables_and_prose) {
  const Date fifth = parse_date("2026-01-05").value();
  EXPECT_EQ(date(fifth), "05/01/2026");
  EXPECT_EQ(long_date(fifth), "5 de enero de 2026");
  const Month may = Month::parse("2026-05").value();
  EXPECT_EQ(month(may), "mayo de 2026");
  EXPECT_EQ(month_name(may), "mayo");
  EXPECT_EQ(time_of_day(1'700'000'820'000), "16:27");  // 22:27 UTC.
  EXPECT_EQ(date_and_time(0), "31/12/1969 18:00");
  EXPECT_EQ(time_of_day(-1), "17:59");
}

TEST(format, periods_of_a_report) {
  const auto c1 = Cuatrimestre::parse("2026-C1").value();
  const auto c3 = Cuatrimestre::parse("2026-C3").value();
  EXPECT_EQ(months(first_month(c1), last_month(c1)), "enero – abril 2026");
  EXPECT_EQ(months(last_month(c1), last_month(c1)), "abril 2026");
  EXPECT_EQ(months(first_month(Cuatrimestre{{2025}, 3}), last_month(c1)),
            "septiembre 2025 – abril 2026");
  EXPECT_EQ(months_in_prose(first_month(c1), last_month(c1)), "enero a abril de 2026");
  EXPECT_EQ(cuatrimestre_name(c1), "Primer cuatrimestre");
  EXPECT_EQ(cuatrimestre(c3), "Tercer cuatrimestre 2026");
  EXPECT_EQ(cuatrimestre_in_prose(c1), "enero a abril de 2026 (I cuatrimestre)");
}

TEST(format, the_first_letter_may_have_an_accent) {
  EXPECT_EQ(capitalized("enero – abril"), "Enero – abril");
  EXPECT_EQ(capitalized("área"), "Área");
  EXPECT_EQ(capitalized("Ñ"), "Ñ");
  EXPECT_EQ(capitalized(""), "");
}

}  // namespace
}  // namespace text
