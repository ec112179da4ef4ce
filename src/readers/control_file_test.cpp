// Findings in lines and in sheets.
#include "readers/control_file.hpp"

#include <gtest/gtest.h>

namespace readers {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

TEST(ControlFile, LinesAreFieldsAndADividerBeginsTheNext) {
  const auto all = read_written_fields(
      "# comentario\ntitulo: Uno\naccion: a | b | 2026-06-30\naccion: c | d | 2026-07-01\n---\n"
      "Número Oficial: 7\nvacio:\n");
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ((*all)[0].fields, (Fields{{"titulo", "Uno"},
                                      {"accion", "a | b | 2026-06-30"},
                                      {"accion", "c | d | 2026-07-01"}}));
  EXPECT_EQ((*all)[1].fields, (Fields{{"numero_oficial", "7"}}));
  EXPECT_EQ((*all)[1].place.front().value, "6");
}

TEST(ControlFile, ASheetForgivesAccentsAndSkipsEmptyCells) {
  const auto all = read_written_fields("Condición;Número oficial\nFalta;\n;\nSobra;2\n");
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ((*all)[0].fields, (Fields{{"condicion", "Falta"}}));
  EXPECT_EQ((*all)[1].fields, (Fields{{"condicion", "Sobra"}, {"numero_oficial", "2"}}));
}

TEST(ControlFile, ALineThatIsNoFieldIsNamed) {
  const auto refused = read_written_fields("titulo: Uno\nesto no es un campo\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(detail_of(refused.error(), "linea"), "2");
  EXPECT_FALSE(read_written_fields("titulo:\n"));
  EXPECT_FALSE(read_written_fields(""));
}

}  // namespace
}  // namespace readers
