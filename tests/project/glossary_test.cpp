// One concept, one word: the terms of GLOSSARY.md are used, and their listed synonyms are not.
#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "project/sources.hpp"

namespace {
// "FourMonthReport" and "four_month_report" → "_four_month_report_".
std::string flattened(std::string_view identifier) {
  std::string flat = "_";
  bool after_small = false;
  for (char c : identifier) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && after_small) flat += '_';
    flat += capital ? static_cast<char>(c - 'A' + 'a') : c;
    after_small = !capital && c != '_';
  }
  return flat + "_";
}

// The cells of the tables under the heading `heading`, without the two head lines of each table.
std::vector<std::vector<std::string>> rows_under(const std::string& heading) {
  std::vector<std::vector<std::string>> rows;
  bool inside = false;
  int head = 0;
  for (const auto& line : lines_of(source("GLOSSARY.md"))) {
    if (line.starts_with("#")) inside = line == heading;
    if (!line.starts_with("|")) {
      head = 0;
      continue;
    }
    if (!inside || ++head <= 2) continue;
    std::vector<std::string> cells;
    std::size_t at = 1;
    for (auto bar = line.find('|', at); bar != std::string::npos; bar = line.find('|', at)) {
      auto cell = line.substr(at, bar - at);
      cell.erase(0, cell.find_first_not_of(' '));
      cell.erase(cell.find_last_not_of(' ') + 1);
      cells.push_back(std::move(cell));
      at = bar + 1;
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

// The words between backticks of a cell.
std::vector<std::string> terms_in(std::string_view cell) {
  std::vector<std::string> words;
  for (std::size_t at = cell.find('`'); at != std::string_view::npos;) {
    const auto end = cell.find('`', at + 1);
    if (end == std::string_view::npos) break;
    words.emplace_back(cell.substr(at + 1, end - at - 1));
    at = cell.find('`', end + 1);
  }
  return words;
}
}  // namespace

TEST(Glossary, FlatteningSeesTheWordsOfBothWritings) {
  EXPECT_EQ(flattened("FourMonthReport"), "_four_month_report_");
  EXPECT_EQ(flattened("four_month_"), "_four_month__");
  EXPECT_EQ(flattened("headquarters"), "_headquarters_");
}

TEST(Glossary, EveryTermHasFourCells) {
  const auto rows = rows_under("## Terms");
  EXPECT_GT(rows.size(), 40U);
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 4U) << row[0];
    for (const auto& cell : row) EXPECT_FALSE(cell.empty()) << row[0];
  }
}

TEST(Glossary, TermsInCodeAreUsedInTheCode) {
  std::set<std::string> seen;
  std::string all;
  for (const auto& file : sources("src", {".cpp", ".hpp", ".sql"}))
    for (const auto& word : words_of(file.path.ends_with(".sql") ? file.text : file.split.code))
      if (seen.insert(word).second) all += flattened(word) + "\n";
  Faults faults;
  for (const auto& row : rows_under("## Terms"))
    for (const auto& term : terms_in(row[0])) {
      const auto flat = flattened(term);
      if (all.find(flat.substr(0, flat.size() - 1)) == std::string::npos)
        faults.add("GLOSSARY.md", term + " is nowhere in src");
    }
  EXPECT_NO_FAULTS(faults);
}

TEST(Glossary, SynonymsAreNotUsed) {
  std::map<std::string, std::string> instead;  // Flattened synonym → the word to use.
  for (const auto& row : rows_under("## Not these words"))
    for (const auto& synonym : terms_in(row[0])) instead[flattened(synonym)] = row[1];
  EXPECT_GT(instead.size(), 10U);
  Faults faults;
  std::map<std::string, std::string> verdicts;  // Word → what is wrong with it, "" for nothing.
  for (const auto& file : sources("src", {".cpp", ".hpp"})) {
    const auto lines = lines_of(file.split.code);
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (const auto& word : words_of(lines[i])) {
        const auto [verdict, fresh] = verdicts.try_emplace(word);
        if (fresh)
          for (const auto& [synonym, use] : instead)
            if (flattened(word).find(synonym) != std::string::npos)
              verdict->second = word + ": the word is " + use;
        if (!verdict->second.empty()) faults.add(file.path, i + 1, verdict->second);
      }
  }
  EXPECT_NO_FAULTS(faults);
}
