// What a DOCX says, and what is no DOCX.
#include "readers/docx_text.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace readers {
namespace {

std::string kept(const std::string& name) {
  std::ifstream in(std::string(CEIBA_SOURCE_DIR) + "/tests/data/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Docx, HeadingsParagraphsAndTablesComeInTheirOrder) {
  const auto blocks = read_docx(kept("informe.docx"));
  ASSERT_TRUE(blocks) << blocks.error().code;
  ASSERT_EQ(blocks->size(), 5U);
  EXPECT_EQ(blocks->at(0).paragraph.heading, 1);
  EXPECT_EQ(blocks->at(0).paragraph.text, "5. Ejecución financiera");
  EXPECT_EQ(blocks->at(1).paragraph.text, "Se devengó Q 102.8 millones.");
  ASSERT_TRUE(blocks->at(3).is_table);
  const std::vector<std::vector<std::string>> rows = {{"Programa", "Devengado"},
                                                      {"11", "72,429,429.00"}};
  EXPECT_EQ(blocks->at(3).table.rows, rows);
}

TEST(Docx, WordInSpanishCallsItsHeadingsOtherwise) {
  const auto blocks = read_docx(kept("informe.docx")).value();
  EXPECT_EQ(blocks.at(4).paragraph.heading, 2);  // "Ttulo2", by the level of its style.
}

TEST(Docx, DeletedTextIsNotReadAndInsertedTextIs) {
  const auto blocks = read_docx(kept("cambios.docx")).value();
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks.at(0).paragraph.text, "Se atendió a 60 personas");
}

TEST(Docx, WhatIsNoDocxIsRefusedByName) {
  for (const std::string bytes : {"", "%PDF-1.4", "PK\x03\x04", "no es un documento"})
    EXPECT_EQ(read_docx(bytes).error().code, "docx.no_se_lee") << bytes;
}

}  // namespace
}  // namespace readers
