// The reading of C++ on which the other habits rest.
#include "project/sources.hpp"

#include <gtest/gtest.h>

TEST(Sources, CodeKeepsItsLinesAndLosesCommentsAndLiterals) {
  const auto split = split_source("int a; // double\n/* float\n */ auto s = \"double\"; int b;\n");
  EXPECT_EQ(split.code, "int a;          \n        \n    auto s = \"      \"; int b;\n");
  ASSERT_EQ(split.literals.size(), 1U);
  EXPECT_EQ(split.literals[0].text, "double");
  EXPECT_EQ(split.literals[0].line, 3U);
}

TEST(Sources, RawStringsAndEscapesEndWhereCppEndsThem) {
  const auto split =
      split_source("f(R\"sql(select \"x\" )\" from)sql\", \"a\\\"b\", '\"', 1'000);");
  ASSERT_EQ(split.literals.size(), 2U);
  EXPECT_EQ(split.literals[0].text, "select \"x\" )\" from");
  EXPECT_EQ(split.literals[1].text, "a\\\"b");
  EXPECT_TRUE(split.code.ends_with("1'000);"));
}

TEST(Sources, IncludesOfBothKindsAreRead) {
  const auto split = split_source("// x\n#include <vector>\n#include \"base/text.hpp\"\nint i;\n");
  ASSERT_EQ(split.includes.size(), 2U);
  EXPECT_EQ(split.includes[0].text, "vector");
  EXPECT_EQ(split.includes[1].text, "base/text.hpp");
  EXPECT_EQ(split.includes[1].line, 3U);
}

TEST(Sources, RoomsAreFoldersUnderSrcAndOneMoreUnderDomain) {
  EXPECT_EQ(room_of("src/main.cpp"), "");
  EXPECT_EQ(room_of("src/base/text.hpp"), "base");
  EXPECT_EQ(room_of("src/domain/values/money.hpp"), "domain/values");
  EXPECT_EQ(room_of("src/documents/render/pdf.cpp"), "documents");
}
