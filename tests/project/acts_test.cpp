// Every kind of act has words for the trail, where people read it, and no words are of no kind.
#include <gtest/gtest.h>
#include <set>

#include "project/sources.hpp"

namespace {

// Names in the rows of the tables of kinds: {"metas.enviar", 2, Scope::Institution, …}.
std::set<std::string> kinds_of_acts() {
  std::set<std::string> kinds;
  for (const auto& file : sources("src/commands", {".cpp"})) {
    if (is_test(file.path)) continue;
    const auto code = lines_of(file.split.code);
    for (const auto& literal : file.split.literals)
      if (literal.text.contains('.') && code[literal.line - 1].contains("Scope::"))
        kinds.insert(literal.text);
  }
  return kinds;
}

std::set<std::string> named_acts() {
  std::set<std::string> named;
  for (const auto& literal : split_source(source("src/text/act_names.cpp")).literals)
    if (literal.text.contains('.') && !literal.text.contains(' ') &&
        !literal.text.ends_with(".hpp"))
      named.insert(literal.text);
  return named;
}

TEST(Acts, EveryKindHasWordsAndNoWordsAreOfNoKind) {
  const auto kinds = kinds_of_acts(), named = named_acts();
  ASSERT_GT(kinds.size(), 50U);
  Faults faults;
  for (const auto& kind : kinds)
    if (!named.contains(kind)) faults.add("src/text/act_names.cpp", "no words for " + kind);
  for (const auto& kind : named)
    if (!kinds.contains(kind)) faults.add("src/text/act_names.cpp", "no kind is called " + kind);
  EXPECT_NO_FAULTS(faults);
}

}  // namespace
