// Amounts as a cheque of Guatemala writes them, and the ends of what fits.
#include "text/amount_words.hpp"

#include <gtest/gtest.h>
#include <limits>

namespace text {
namespace {

TEST(AmountInWords, IsWrittenAsOnAChequeOfGuatemala) {
  constexpr struct {
    std::int64_t centavos;
    const char* words;
  } cases[] = {
      {0, "cero quetzales exactos"},
      {1, "cero quetzales con 01/100"},
      {1'00, "un quetzal exacto"},
      {1'05, "un quetzal con 05/100"},
      {16'00, "dieciséis quetzales exactos"},
      {21'00, "veintiún quetzales exactos"},
      {31'00, "treinta y un quetzales exactos"},
      {100'00, "cien quetzales exactos"},
      {101'50, "ciento un quetzales con 50/100"},
      {1'000'00, "mil quetzales exactos"},
      {1'001'00, "mil un quetzales exactos"},
      {21'000'00, "veintiún mil quetzales exactos"},
      {48'300'00, "cuarenta y ocho mil trescientos quetzales exactos"},
      {100'500'25, "cien mil quinientos quetzales con 25/100"},
      {555'555'55,
       "quinientos cincuenta y cinco mil quinientos cincuenta y cinco quetzales con 55/100"},
      {1'000'000'00, "un millón de quetzales exactos"},
      {1'000'001'00, "un millón un quetzales exactos"},
      {2'000'000'00, "dos millones de quetzales exactos"},
      {84'817'103'00,
       "ochenta y cuatro millones ochocientos diecisiete mil ciento tres quetzales exactos"},
      {1'200'000'000'00, "mil doscientos millones de quetzales exactos"},
      {-1'500'00, "menos mil quinientos quetzales exactos"},
  };
  for (const auto& one : cases)
    EXPECT_EQ(amount_in_words(Money::centavos(one.centavos)), one.words) << one.centavos;
}

TEST(AmountInWords, ReachesTheEndsOfSixtyFourBits) {
  EXPECT_EQ(number_in_words(std::numeric_limits<std::int64_t>::max()),
            "nueve trillones doscientos veintitrés mil trescientos setenta y dos billones treinta "
            "y seis mil ochocientos cincuenta y cuatro millones setecientos setenta y cinco mil "
            "ochocientos siete");
  EXPECT_TRUE(
      number_in_words(std::numeric_limits<std::int64_t>::min()).ends_with("ochocientos ocho"));
}

}  // namespace
}  // namespace text
