// CSV as offices send it: separators, encodings, quotes, and the exact place of every fault.
#include <gtest/gtest.h>

#include "readers/encoding.hpp"
#include "readers/refusals.hpp"
#include "readers/separator.hpp"
#include "readers/sheet.hpp"

namespace readers {
namespace {

using std::string_literals::operator""s;

std::vector<std::vector<std::string>> texts(const Sheet& sheet) {
  std::vector<std::vector<std::string>> all;
  for (const auto& row : sheet.rows) {
    auto& line = all.emplace_back();
    for (const auto& cell : row) line.push_back(cell.text);
  }
  return all;
}

TEST(Csv, reads_fields_with_every_separator_and_line_end) {
  using Rows = std::vector<std::vector<std::string>>;
  const struct {
    std::string bytes;
    Rows rows;
  } cases[] = {
      {"a,b\n1,2\n", {{"a", "b"}, {"1", "2"}}},
      {"a;b\r\n1;2,5\r\n", {{"a", "b"}, {"1", "2,5"}}},
      {"a\tb\r1\t2", {{"a", "b"}, {"1", "2"}}},
      {"a,b\n\n1,", {{"a", "b"}, {}, {"1", ""}}},
      {"\"a,b\",\"x \"\"y\"\"\"\n", {{"a,b", "x \"y\""}}},
      {"a,\"dos\nlineas\",c\nd,e,f\n", {{"a", "dos\nlineas", "c"}, {"d", "e", "f"}}},
      {"sep=;\na;1,5\n", {{}, {"a", "1,5"}}},
      {"un \"apodo\" dentro,b\n", {{"un \"apodo\" dentro", "b"}}},
      {"\xEF\xBB\xBFmes,a\xC3\xB1o\n", {{"mes", "año"}}},
  };
  for (const auto& [bytes, rows] : cases) {
    const auto sheet = read_csv(bytes);
    ASSERT_TRUE(sheet) << bytes;
    EXPECT_EQ(texts(*sheet), rows) << bytes;
  }
}

TEST(Csv, knows_the_line_after_fields_that_span_lines) {
  const auto sheet = read_csv("a,\"dos\nlineas\",c\nd,e,f\n");
  ASSERT_TRUE(sheet);
  EXPECT_EQ(detail_of(refusal(Refusal::CodeEmpty, place_of(*sheet, 1, 2)), "linea"), "3");
  EXPECT_EQ(detail_of(refusal(Refusal::CodeEmpty, place_of(*sheet, 1, 2)), "columna"), "3");
}

TEST(Csv, names_the_place_of_every_fault) {
  const struct {
    std::string bytes, code, line, column;
  } cases[] = {
      {"", "archivo.vacio", "", ""},
      {"\n \r\n", "archivo.vacio", "", ""},
      {"\xEF\xBB\xBF", "archivo.vacio", "", ""},
      {"a,b\nc,\"d\ne,f\n", "csv.comilla_sin_cerrar", "2", "2"},
      {"a,b\nc,\"d\"e\n", "csv.texto_tras_comilla", "2", "2"},
      {"a,b\nc,\0d\n"s, "csv.byte_nulo", "2", "3"},
      {"\xFF\xFE"
       "a\0,\0"s,
       "csv.utf16", "", ""},
  };
  for (const auto& [bytes, code, line, column] : cases) {
    const auto sheet = read_csv(bytes);
    ASSERT_FALSE(sheet) << code;
    EXPECT_EQ(sheet.error().code, code);
    EXPECT_EQ(detail_of(sheet.error(), "linea"), line) << code;
    EXPECT_EQ(detail_of(sheet.error(), "columna"), column) << code;
  }
}

TEST(Encoding, is_told_by_how_spanish_reads) {
  const struct {
    std::string bytes;
    Encoding encoding;
    std::string utf8;
  } cases[] = {
      {"plain", Encoding::Utf8, "plain"},
      {"a\xC3\xB1o", Encoding::Utf8, "año"},
      {"\xEF\xBB\xBF"
       "a\xC3\xB1o",
       Encoding::Utf8Bom, "año"},
      {"C\xF3"
       "digo Rengl\xF3n",
       Encoding::Latin1, "Código Renglón"},
      {"DIRECCI\xD3N GENERAL", Encoding::Latin1, "DIRECCIÓN GENERAL"},
      {"C\xF3"
       "digo \x96 Rengl\xF3n",
       Encoding::Cp1252, "Código – Renglón"},
      {"C\xA2"
       "digo Rengl\xA2n",
       Encoding::Cp850, "Código Renglón"},
      {"DIRECCI\xE0N Y COORDINACI\xE0N", Encoding::Cp850, "DIRECCIÓN Y COORDINACIÓN"},
      {"migraci\xA2n del a\xA4o, Pet\x82n", Encoding::Cp850, "migración del año, Petén"},
      {"Pet\xE9n y Totonicap\xE1n", Encoding::Latin1, "Petén y Totonicapán"},
      {"EMISI\xD3N A\xD1O", Encoding::Latin1, "EMISIÓN AÑO"},
      {"PRESIDENCIA DE LA REP\xE9"
       "BLICA",
       Encoding::Cp850, "PRESIDENCIA DE LA REPÚBLICA"},
  };
  for (const auto& [bytes, encoding, utf8] : cases) {
    EXPECT_EQ(encoding_of(bytes), encoding) << utf8 << ": " << show(encoding_of(bytes));
    EXPECT_EQ(as_utf8(bytes, encoding), utf8);
  }
}

TEST(Separator, is_the_one_that_cuts_lines_alike) {
  EXPECT_EQ(separator_of("Guatemala, C.A.\na;b;c\n1;2;3,5\n4;5;6,5\n"), ';');
  EXPECT_EQ(separator_of("a,b\n\"x;y;z\",2\n"), ',');
  EXPECT_EQ(separator_of("a\tb\n1,5\t2,5\n"), '\t');
  EXPECT_EQ(separator_of("solo"), ',');
}

TEST(Sheet, names_columns_as_excel_does) {
  EXPECT_EQ(column_name(0), "A");
  EXPECT_EQ(column_name(25), "Z");
  EXPECT_EQ(column_name(26), "AA");
  EXPECT_EQ(column_name(16383), "XFD");
  EXPECT_EQ(cell_name(6, 1), "B7");
}

TEST(ReadAny, tells_formats_by_their_first_bytes) {
  EXPECT_EQ(read_any("").error().code, "archivo.vacio");
  EXPECT_EQ(read_any("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").error().code, "archivo.excel_antiguo");
  EXPECT_EQ(read_any("PK\x03\x04").error().code, "xlsx.truncado");
  EXPECT_TRUE(read_any("PKs,b\n1,2\n"));
}

}  // namespace
}  // namespace readers
