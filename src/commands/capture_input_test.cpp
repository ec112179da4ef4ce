// What people type and paste, and what files are by their bytes.
#include "commands/capture_input.hpp"

#include <gtest/gtest.h>

#include "domain/production/refusals.hpp"

namespace commands {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string read(std::string_view text) {
  const auto count = typed_count(text);
  if (!count) return count.error().code;
  return *count ? show(**count) : "nada";
}

TEST(TypedCount, ReadsWhatOfficesWrite) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"1198", "1198"},
      {"1,198", "1198"},
      {" 1 198 ", "1198"},
      {"1,198.00", "1198"},
      {"1,347,953", "1347953"},
      {"0", "0"},
      {"", "nada"},
      {"—", "nada"},
      {"sin dato", "nada"},
      {"1,19B", "monto.no_numerico"},
      {"1.198", "monto.ambiguo"},  // Asks, never guesses.
      {"12.5", "meta.cantidad_con_decimales"},
      {"-3", "meta.cantidad_negativa"},
      {"(3)", "meta.cantidad_negativa"},
      {"<b>1</b>", "monto.no_numerico"},
      {"1;drop table", "monto.no_numerico"},
  };
  for (const auto& [text, wanted] : cases) EXPECT_EQ(read(text), wanted) << text;
}

TEST(TypedParts, ReadsACountryALine) {
  const auto parts = typed_parts(production::Axis::Nacionalidad, "HND 12\r\nSLV: 1,003\n\nNIC=2");
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 3U);
  EXPECT_EQ((*parts)[1].category, "SLV");
  EXPECT_EQ((*parts)[1].amount, Quantity::units(1003));
  EXPECT_EQ(typed_parts(production::Axis::Nacionalidad, "Honduras 12").error().code,
            "meta.categoria_desconocida");
  EXPECT_EQ(typed_parts(production::Axis::Nacionalidad, "HND 1\nHND 2").error().code,
            "meta.categoria_repetida");
}

TEST(PastedCells, CutsAsExcelCopies) {
  EXPECT_EQ(pasted_cells("P1\t1,198\r\nP2\t0\r\n"), (Rows{{"P1", "1,198"}, {"P2", "0"}}));
  EXPECT_EQ(pasted_cells("1\n2\n\n\n"), (Rows{{"1"}, {"2"}}));
  EXPECT_EQ(pasted_cells("a\rb"), (Rows{{"a"}, {"b"}}));
  EXPECT_EQ(pasted_cells("\"con\ttab\"\t\"dos\nlíneas\"\t\"doble \"\"comilla\"\"\"\n"),
            (Rows{{"con\ttab", "dos\nlíneas", "doble \"comilla\""}}));
  EXPECT_EQ(pasted_cells("\"sin cerrar\t5"), (Rows{{"\"sin cerrar", "5"}}));
  EXPECT_EQ(pasted_cells("5\" de alto\t1"), (Rows{{"5\" de alto", "1"}}));
  EXPECT_EQ(pasted_cells("P1;1,198\nP2;3"), (Rows{{"P1", "1,198"}, {"P2", "3"}}));
  EXPECT_EQ(pasted_cells("1\n\n3"), (Rows{{"1"}, {""}, {"3"}}));
  EXPECT_TRUE(pasted_cells(" \r\n\t\r\n").empty());
  EXPECT_TRUE(pasted_cells("").empty());
}

TEST(KindOfBytes, GoesByTheBytesAndNotByTheName) {
  EXPECT_EQ(kind_of_bytes("%PDF-1.7\n")->name, "PDF");
  EXPECT_EQ(kind_of_bytes("\x89PNG\r\n\x1A\n....")->media_type, "image/png");
  EXPECT_EQ(kind_of_bytes("a,b\n1,2\n")->name, "CSV");
  EXPECT_FALSE(kind_of_bytes("<html><script>alert(1)</script>"));
  EXPECT_FALSE(kind_of_bytes(std::string_view("MZ\0\x01", 4)));
  EXPECT_FALSE(kind_of_bytes("PK\x03\x04 something else"));
  EXPECT_FALSE(kind_of_bytes(""));
  EXPECT_TRUE(name_fits("foto.JPEG", *kind_of_bytes("\xFF\xD8\xFF....")));
  EXPECT_FALSE(name_fits("informe.pdf", *kind_of_bytes("\xFF\xD8\xFF....")));
  EXPECT_FALSE(name_fits("sin-ending", *kind_of_bytes("%PDF-1.7\n")));
}

}  // namespace
}  // namespace commands
