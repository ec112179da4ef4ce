// Keys of the budget: read, written, compared; unknown apart from zero.
#include "domain/values/codes.hpp"

#include <gtest/gtest.h>
#include <random>

#include "domain/values/partida.hpp"
#include "domain/values/programmatic_code.hpp"

namespace {

TEST(codes, width_and_digits_are_asked) {
  EXPECT_EQ(show(Renglon::parse("029").value()), "029");
  const struct {
    const char *text, *code;
  } refused[] = {
      {"29", "valor.codigo_ancho"},        {"0290", "valor.codigo_ancho"},
      {"", "valor.codigo_ancho"},          {"02x", "valor.codigo_no_numerico"},
      {" 29", "valor.codigo_no_numerico"}, {"-29", "valor.codigo_no_numerico"},
  };
  for (const auto& [text, code] : refused) {
    const auto renglon = Renglon::parse(text);
    ASSERT_FALSE(renglon) << text;
    EXPECT_EQ(renglon.error().code, code) << text;
    EXPECT_EQ(detail_of(renglon.error(), "campo"), "renglón");
    EXPECT_EQ(detail_of(renglon.error(), "esperado"), "3 cifras");
  }
}

TEST(codes, lost_zeros_come_back) {
  EXPECT_EQ(show(Renglon::restored("11").value()), "011");
  EXPECT_EQ(show(Geografico::restored("101").value()), "0101");
  EXPECT_EQ(show(EntidadReceptora::restored("243").value()), "00000243");
  EXPECT_FALSE(Renglon::restored(""));
  EXPECT_FALSE(Renglon::restored("1000"));
  EXPECT_TRUE(Renglon::restored("0").value().zero());
}

TEST(codes, classes_are_in_the_first_digits) {
  const auto renglon = Renglon::parse("029").value();
  EXPECT_EQ(grupo_of(renglon), "0");
  EXPECT_EQ(subgrupo_of(renglon), "02");
  EXPECT_EQ(departamento_of(Geografico::parse("1715").value()), "17");
  EXPECT_EQ(finalidad_of(Funcion::parse("030500").value()), "030000");
}

TEST(programmatic_code, reads_and_writes_one_form) {
  for (const char* text : {"11-00-000-001-000", "99-00-000-001-000", "13-02-045-000-003",
                           "01-00-?-001-000", "00-00-000-000-000"})
    EXPECT_EQ(show(ProgrammaticCode::parse(text).value()), text);
  const struct {
    const char *text, *code;
  } refused[] = {
      {"11-00-00-001-000", "valor.codigo_ancho"},  // The plan prints proyecto with two digits.
      {"11-00-000-001", "valor.codigo_ancho"},
      {"11-00-000-001-000-", "valor.codigo_ancho"},
      {"", "valor.codigo_ancho"},
      {"?-00-000-001-000", "valor.codigo_no_numerico"},
      {"11-00-000-0 1-000", "valor.codigo_no_numerico"},
      {"11-00-000-001-001", "valor.actividad_y_obra"},
  };
  for (const auto& [text, code] : refused) {
    const auto parsed = ProgrammaticCode::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, code) << text;
  }
}

TEST(programmatic_code, an_unknown_project_is_not_project_zero) {
  const auto unknown = ProgrammaticCode::from_parts("13", "0", std::nullopt, "2", "0").value();
  const auto zero = ProgrammaticCode::from_parts("13", "0", "0", "2", "0").value();
  EXPECT_NE(unknown, zero);
  EXPECT_EQ(show(unknown), "13-00-?-002-000");
  EXPECT_EQ(show(zero), "13-00-000-002-000");
}

TEST(partida, reads_and_writes_one_form) {
  for (const char* text : {"2026-11200099-000-11-00-000-001-000-029-0101-31-0151-0001",
                           "2018-11130005-211-13-00-?-001-000-029-0101-31-?-?-00000000",
                           "2026-11130005-211-13-00-000-000-001-331-1715-52-0402-0012"})
    EXPECT_EQ(show(Partida::parse(text).value()), text);
  for (const char* text : {"", "2026", "2026-11200099-000-11-00-000-001-000-029-0101-31-0151",
                           "2026-11200099-000-11-00-000-001-000-029-0101-31-0151-0001-",
                           "2026-11200099-000-11-00-000-001-000-29-0101-31-0151-0001",
                           "1026-11200099-000-11-00-000-001-000-029-0101-31-0151-0001"})
    EXPECT_FALSE(Partida::parse(text)) << text;
}

TEST(partida, the_receiving_entity_tells_transfers_apart) {
  auto a = Partida::parse("2018-11130008-301-11-00-?-001-000-435-0101-11-?-?-00000243").value();
  auto b = a;
  b.receptora = EntidadReceptora::restored("240").value();
  EXPECT_NE(a, b);
  b.receptora = std::nullopt;
  EXPECT_NE(a, b);
}

TEST(partida, what_is_written_is_read_back) {
  std::mt19937 random{20260101};
  const auto digits = [&](std::size_t width) {
    std::string text;
    while (text.size() < width) text += static_cast<char>('0' + random() % 10);
    return text;
  };
  for (int i = 0; i < 2000; ++i) {
    Partida p;
    p.ejercicio.year = static_cast<std::int16_t>(1990 + random() % 111);
    p.entidad = Entidad::parse(digits(8)).value();
    p.unidad_ejecutora = UnidadEjecutora::parse(digits(3)).value();
    const bool obra = random() % 2 == 0;
    p.categoria = {static_cast<std::uint16_t>(random() % 100),
                   static_cast<std::uint16_t>(random() % 100),
                   random() % 3 == 0 ? std::nullopt
                                     : std::optional(static_cast<std::uint16_t>(random() % 1000)),
                   static_cast<std::uint16_t>(obra ? 0 : random() % 1000),
                   static_cast<std::uint16_t>(obra ? random() % 1000 : 0)};
    p.renglon = Renglon::parse(digits(3)).value();
    p.geografico = Geografico::parse(digits(4)).value();
    p.fuente = Fuente::parse(digits(2)).value();
    if (random() % 2 == 0) p.organismo = Organismo::parse(digits(4)).value();
    if (random() % 2 == 0) p.correlativo = Correlativo::parse(digits(4)).value();
    if (random() % 2 == 0) p.receptora = EntidadReceptora::parse(digits(8)).value();
    const auto back = Partida::parse(show(p));
    ASSERT_TRUE(back) << show(p);
    EXPECT_EQ(*back, p) << show(p);
  }
}

}  // namespace
