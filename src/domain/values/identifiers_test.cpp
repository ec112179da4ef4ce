// NIT and CUI against real numbers, and against the shared vectors where they are at hand.
#include "domain/values/identifiers.hpp"

#include <fstream>
#include <gtest/gtest.h>

#include "base/text.hpp"

namespace {

TEST(nit, real_numbers_hold) {
  for (const char* text : {"620006-0", "1494620-3", "4094144-2", "20696582-6", "11115133-3",
                           "1669394-9", "576937K", "576937k", " 576937-K ", "0576937K"})
    EXPECT_TRUE(Nit::parse(text)) << text;
  EXPECT_EQ(show(Nit::parse("00576937-k").value()), "576937K");
}

TEST(nit, each_fault_has_its_code) {
  const struct {
    const char *text, *code;
  } cases[] = {
      {"CF", "valor.nit_mal_escrito"},
      {"", "valor.nit_mal_escrito"},
      {"5", "valor.nit_mal_escrito"},
      {"K", "valor.nit_mal_escrito"},
      {"0000", "valor.nit_mal_escrito"},
      {"12A45", "valor.nit_mal_escrito"},
      {"1234567890123", "valor.nit_mal_escrito"},
      {"K1", "valor.nit_mal_escrito"},
      {"576937X", "valor.nit_mal_escrito"},
      {"5769370", "valor.nit_digito"},
      {"620006-1", "valor.nit_digito"},
  };
  for (const auto& [text, code] : cases) {
    const auto nit = Nit::parse(text);
    ASSERT_FALSE(nit) << text;
    EXPECT_EQ(nit.error().code, code) << text;
  }
  EXPECT_EQ(detail_of(Nit::parse("5769370").error(), "esperado"), "K");
}

TEST(cui, each_fault_has_its_code) {
  EXPECT_EQ(show(Cui::parse("1234 56789 0101").value()), "1234567890101");
  const struct {
    const char *text, *code;
  } cases[] = {
      {"123456789010", "valor.cui_mal_escrito"},  {"12345678901011", "valor.cui_mal_escrito"},
      {"12345678901O1", "valor.cui_mal_escrito"}, {"", "valor.cui_mal_escrito"},
      {"1234567892301", "valor.cui_lugar"},       {"1234567890001", "valor.cui_lugar"},
      {"1234567890118", "valor.cui_lugar"},       {"1234567890100", "valor.cui_lugar"},
      {"1234567800101", "valor.cui_digito"},
  };
  for (const auto& [text, code] : cases) {
    const auto cui = Cui::parse(text);
    ASSERT_FALSE(cui) << text;
    EXPECT_EQ(cui.error().code, code) << text;
  }
}

TEST(identifiers, the_912_shared_vectors) {
  std::ifstream file(CEIBA_SOURCE_DIR "/../shared/fixtures/nit-cui/nit_cui_vectors.csv");
  if (!file) GTEST_SKIP() << "../shared/fixtures/nit-cui is not here";
  std::string line;
  std::getline(file, line);
  int seen = 0;
  while (std::getline(file, line)) {
    const auto cells = split(line, ',');
    ASSERT_EQ(cells.size(), 4U) << line;
    const bool holds =
        cells[0] == "NIT" ? Nit::parse(cells[1]).has_value() : Cui::parse(cells[1]).has_value();
    EXPECT_EQ(holds, cells[2] == "valid") << line;
    ++seen;
  }
  EXPECT_EQ(seen, 912);
}

}  // namespace
