// The schema files: numbered without gaps, and every table says what becomes of it in a replay.
#include <gtest/gtest.h>
#include <set>

#include "project/sources.hpp"

namespace {
// State (equal after a replay), derived from it (recomputed), the journal and its proof, or none of
// these (secrets, idempotency, security log).
const std::set<std::string> marks = {"-- estado", "-- derivado", "-- bitacora", "-- fuera"};
}  // namespace

TEST(Schema, FilesAreNumberedAndNoNumberIsTakenTwice) {
  std::set<std::string> numbers;
  Faults faults;
  for (const auto& file : sources("src/storage/schema", {".sql"})) {
    const auto name = file.path.substr(file.path.rfind('/') + 1);
    const auto number = name.substr(0, 4);
    if (number.find_first_not_of("0123456789") != std::string::npos || name[4] != '_')
      faults.add(file.path, "is not named NNNN_room.sql");
    if (!numbers.insert(number).second) faults.add(file.path, "its number is taken");
  }
  EXPECT_FALSE(numbers.empty());
  EXPECT_NO_FAULTS(faults);
}

TEST(Schema, EveryTableIsMarked) {
  Faults faults;
  for (const auto& file : sources("src/storage/schema", {".sql"})) {
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!lines[i].starts_with("create table")) continue;
      if (i == 0 || !marks.contains(lines[i - 1].substr(0, lines[i - 1].find_last_not_of(' ') + 1)))
        faults.add(file.path, i + 1,
                   "no mark (-- estado, derivado, bitacora, fuera) above the table");
    }
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Schema, TablesUseTheTokensOfTheTwoDialects) {
  const std::set<std::string> engine_words = {"text",          "bigint", "integer", "bytea",
                                              "real",          "blob",   "numeric", "serial",
                                              "autoincrement", "jsonb"};
  Faults faults;
  for (const auto& file : sources("src/storage/schema", {".sql"})) {
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto words = words_of(lines[i].substr(0, lines[i].find("--")));
      if (words.size() > 1 && lines[i].find('{') == std::string::npos &&
          engine_words.contains(words[1]))
        faults.add(file.path, i + 1, "write {text}, {int} or {blob} instead of " + words[1]);
    }
  }
  EXPECT_NO_FAULTS(faults);
}
