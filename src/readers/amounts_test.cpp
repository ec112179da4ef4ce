// Amounts as they were seen in real exports, and what must be refused.
#include "readers/amounts.hpp"

#include <gtest/gtest.h>

#include "readers/refusals.hpp"

namespace readers {
namespace {

constexpr auto unknown = Convention::Unknown;
constexpr auto point = Convention::PointDecimal;
constexpr auto comma = Convention::CommaDecimal;

TEST(Amounts, are_read_exactly) {
  const struct {
    std::string text;
    Convention convention;
    std::int64_t centavos;
    bool rounded;
  } cases[] = {
      {"1234.5", unknown, 123450, false},
      {"0", unknown, 0, false},
      {"-0.00", unknown, 0, false},
      {" 415210000 ", unknown, 41521000000, false},
      {"415,210,000.00", unknown, 41521000000, false},
      {"1,234,567", unknown, 123456700, false},
      {"1,234", unknown, 123400, false},
      {"Q 1,234.50", unknown, 123450, false},
      {"Q.1,234.50", unknown, 123450, false},
      {"Q\xC2\xA0"
       "1,234.50",
       unknown, 123450, false},
      {"GTQ 5", unknown, 500, false},
      {"(1,500.00)", unknown, -150000, false},
      {"(Q 1,500.00)", unknown, -150000, false},
      {"Q (1,500.00)", unknown, -150000, false},
      {"-1500", unknown, -150000, false},
      {"-Q1,500.00", unknown, -150000, false},
      {"1,500.00-", unknown, -150000, false},
      {"\xE2\x88\x92"
       "1.50",
       unknown, -150, false},
      {"301664046.07999998", unknown, 30166404608, true},
      {"208303661.44999999", unknown, 20830366145, true},
      {"0.005", unknown, 1, true},
      {"-0.005", unknown, -1, true},
      {"0.0049", unknown, 0, true},
      {"0.050", unknown, 5, false},
      {"1.5E+3", unknown, 150000, false},
      {"1E-2", unknown, 1, false},
      {"6.0000000000000002E-3", unknown, 1, true},
      {"1E-9", unknown, 0, true},
      {".5", unknown, 50, false},
      {"1.234,56", unknown, 123456, false},
      {"1.234", comma, 123400, false},
      {"1.234", point, 123, true},
      {"1,234", comma, 123, true},
      {"1,234", point, 123400, false},
      {"1.234.567", unknown, 123456700, false},
      {"92233720368547758.07", unknown, 9223372036854775807, false},
  };
  for (const auto& [text, convention, centavos, rounded] : cases) {
    const auto amount = parse_amount(text, convention);
    ASSERT_TRUE(amount) << text << ": " << amount.error().code;
    EXPECT_EQ(amount->value.in_centavos(), centavos) << text;
    EXPECT_EQ(amount->rounded, rounded) << text;
  }
}

TEST(Amounts, are_refused_with_a_code) {
  const struct {
    std::string text;
    Convention convention;
    std::string code;
  } cases[] = {
      {"", unknown, "monto.no_numerico"},
      {"abc", unknown, "monto.no_numerico"},
      {"-", unknown, "monto.no_numerico"},
      {"1,23,456", unknown, "monto.no_numerico"},
      {"12 345", unknown, "monto.no_numerico"},
      {"1,234.", unknown, "monto.no_numerico"},
      {"--5", unknown, "monto.no_numerico"},
      {"(-5)", unknown, "monto.no_numerico"},
      {"1.2.3", unknown, "monto.no_numerico"},
      {"0x10", unknown, "monto.no_numerico"},
      {"1E", unknown, "monto.no_numerico"},
      {"1E9999", unknown, "monto.no_numerico"},
      {"1.234", unknown, "monto.ambiguo"},
      {"-1.234", unknown, "monto.ambiguo"},
      {"Q 12.345", unknown, "monto.ambiguo"},
      {"1,5", point, "monto.convenciones_mezcladas"},
      {"1.5", comma, "monto.convenciones_mezcladas"},
      {"92233720368547758.08", unknown, "monto.demasiado_grande"},
      {"1E+30", unknown, "monto.demasiado_grande"},
      {std::string(70, '9'), unknown, "monto.demasiado_grande"},
  };
  for (const auto& [text, convention, code] : cases) {
    const auto amount = parse_amount(text, convention);
    ASSERT_FALSE(amount) << text;
    EXPECT_EQ(amount.error().code, code) << text;
  }
}

TEST(Amounts, take_their_convention_from_all_money_columns_of_the_file) {
  const auto convention = [](std::string_view csv) {
    const auto sheet = read_csv(csv).value();
    const std::size_t columns[] = {0, 1};
    return convention_of(sheet, columns, 0, sheet.rows.size());
  };
  EXPECT_EQ(convention("1.234;5\n7;1,50\n").value(), comma);
  EXPECT_EQ(convention("1.234;5\n7;1.50\n").value(), point);
  EXPECT_EQ(convention("1234;5\n").value(), unknown);
  const auto unclear = convention("5;6\n7;1.234\n");
  ASSERT_FALSE(unclear);
  EXPECT_EQ(unclear.error().code, "monto.ambiguo");
  EXPECT_EQ(detail_of(unclear.error(), "linea"), "2");
  EXPECT_EQ(detail_of(unclear.error(), "columna"), "2");
  const auto mixed = convention("1,234.50;5\n7;1.234,50\n");
  EXPECT_EQ(convention("\"1,234.50\";5\n7;\"1.234,50\"\n").error().code,
            "monto.convenciones_mezcladas");
  EXPECT_EQ(detail_of(mixed.error(), "linea"), "2");
}

TEST(Percent, is_an_exact_fraction) {
  EXPECT_EQ(parse_percent("5%", unknown).value(), Ratio(1, 20));
  EXPECT_EQ(parse_percent("5 %", unknown).value(), Ratio(1, 20));
  EXPECT_EQ(parse_percent("0.05", unknown).value(), Ratio(1, 20));
  EXPECT_EQ(parse_percent("42.61%", unknown).value(), Ratio(4261, 10000));
  EXPECT_EQ(parse_percent("100%", unknown).value(), Ratio(1, 1));
  EXPECT_EQ(parse_percent("cinco", unknown).error().code, "porcentaje.no_numerico");
}

TEST(Quantity, keeps_hundredths) {
  EXPECT_EQ(parse_quantity("1,198", unknown)->value, Quantity::units(1198));
  EXPECT_EQ(parse_quantity("0.505", unknown)->value, Quantity::hundredths(51));
}

TEST(Cells, give_amounts_with_their_place) {
  Sheet sheet;
  sheet.name = "POA";
  sheet.rows = {{{Cell::Kind::Number, false, "1.234"},
                 {},
                 {Cell::Kind::Error, false, "#N/A"},
                 {Cell::Kind::Text, false, "x"}}};
  EXPECT_EQ(amount_at(sheet, 0, 0, unknown).value()->value.in_centavos(), 123);
  EXPECT_FALSE(amount_at(sheet, 0, 1, unknown).value().has_value());
  EXPECT_EQ(amount_at(sheet, 0, 2, unknown).error().code, "celda.error");
  EXPECT_EQ(detail_of(amount_at(sheet, 0, 3, unknown).error(), "celda"), "D1");
  EXPECT_EQ(detail_of(amount_at(sheet, 0, 3, unknown).error(), "hoja"), "POA");
}

}  // namespace
}  // namespace readers
