// Small habits that a reader should be able to rely on in every file.
#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "project/sources.hpp"

namespace {
std::vector<Source> all_code() {
  auto all = sources("src", {".cpp", ".hpp"});
  for (auto& file : sources("tests", {".cpp", ".hpp"})) all.push_back(std::move(file));
  return all;
}

// Code, scripts and documents: everything that people wrote here.
std::vector<Source> all_writing() {
  const std::vector<std::string> endings = {".cpp", ".hpp", ".sql",  ".md",  ".sh",   ".mjs",
                                            ".txt", ".css", ".json", ".csv", ".cmake"};
  auto all = root_sources({".md", ".json", ".txt", "setup", "run", "test"});
  for (const auto* folder : {"src", "tests", "docs", "cmake", "bench", "norms", "tools"})
    for (auto& file : sources(folder, endings)) all.push_back(std::move(file));
  return all;
}

std::size_t length_in_code_points(std::string_view line) {
  return static_cast<std::size_t>(
      std::ranges::count_if(line, [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

std::string lower(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](unsigned char c) { return std::tolower(c); });
  return low;
}
}  // namespace

TEST(Tidy, NoFloatingPointAnywhere) {
  const std::set<std::string_view> words = {"float", "double", "strtod", "strtof", "stod",
                                            "stof",  "atof",   "lround", "llround"};
  Faults faults;
  for (const auto& file : sources("src", {".cpp", ".hpp"})) {
    const auto& split = file.split;
    // Cells of XLSX hold nothing else: whoever hands exact decimals to libxlsxwriter needs strtod.
    const bool writes_cells = std::ranges::any_of(
        split.includes, [](const auto& include) { return include.text == "xlsxwriter.h"; });
    const auto lines = lines_of(split.code);
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (const auto& word : words_of(lines[i]))
        if (words.contains(word) && !(writes_cells && word == "strtod"))
          faults.add(file.path, i + 1, "floating point: " + word);
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, EveryFileOpensWithASentence) {
  Faults faults;
  auto check = [&](const std::vector<Source>& files, const std::string& mark) {
    for (const auto& file : files) {
      const auto lines = lines_of(file.text);
      std::size_t at = 0;
      if (!lines.empty() && lines[0].starts_with("#!")) ++at;
      std::string comment;
      for (; at < lines.size() && lines[at].starts_with(mark); ++at)
        comment += lines[at].substr(mark.size());
      if (comment.size() < 12 || comment.find('.') == std::string::npos)
        faults.add(file.path, "does not open with a sentence that says what it is");
    }
  };
  check(all_code(), "//");
  check(sources("src", {".sql"}), "--");
  check(sources("tests", {".mjs"}), "//");
  check(sources("bench", {".mjs"}), "//");
  for (const auto* folder : {"tests", "bench", "tools"}) check(sources(folder, {".sh"}), "#");
  check(sources("cmake", {".cmake"}), "#");
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, HeadersAreIncludedOnce) {
  Faults faults;
  for (const auto& file : sources("src", {".hpp"}))
    if (file.text.find("\n#pragma once\n") == std::string::npos)
      faults.add(file.path, "has no #pragma once");
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, LinesFitIn100Columns) {
  Faults faults;
  auto files = all_code();
  for (auto& file : sources("src", {".sql"})) files.push_back(std::move(file));
  for (const auto& file : files) {
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (const auto n = length_in_code_points(lines[i]); n > 100)
        faults.add(file.path, i + 1, std::to_string(n) + " columns");
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, NoTabsNoTrailingBlanksAndANewlineAtTheEnd) {
  Faults faults;
  for (const auto& file : all_code()) {
    if (!file.text.ends_with('\n')) faults.add(file.path, "does not end in a newline");
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].find('\t') != std::string::npos) faults.add(file.path, i + 1, "a tab");
      if (lines[i].ends_with(' ') || lines[i].ends_with('\r'))
        faults.add(file.path, i + 1, "blanks at the end of the line");
    }
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, NothingIsLeftForLater) {
  // Written in halves, so that this file does not find itself.
  const std::set<std::string> words = {
      "TO"
      "DO",
      "FIX"
      "ME",
      "X"
      "XX",
      "HA"
      "CK"};
  Faults faults;
  for (const auto& file : all_writing()) {
    if (file.path.ends_with(".csv") || file.path.ends_with(".txt")) continue;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (const auto& word : words_of(lines[i]))
        if (words.contains(word)) faults.add(file.path, i + 1, word);
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, TheProjectSpeaksOnlyOfItself) {
  // Names of tools, machines and hosts that have no place in the repository, in halves.
  const std::vector<std::string> phrases = {
      "cl"
      "aude",
      "anthr"
      "opic",
      "open"
      "ai",
      "cop"
      "ilot",
      "chat"
      "gpt",
      "/work"
      "/",
      "/tmp/"
      "ceiba/",
      "registry."
      "npmjs",
      "deb.debian"
      ".org",
      "sub"
      "agent",
      "language"
      " model"};
  Faults faults;
  for (const auto& file : all_writing()) {
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto low = lower(lines[i]);
      for (const auto& phrase : phrases)
        if (low.find(phrase) != std::string::npos) faults.add(file.path, i + 1, phrase);
    }
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, NoHeaderIsDead) {
  // A header lives when a file other than its own source and its own test includes it.
  std::map<std::string, bool> alive;
  auto files = all_code();
  for (const auto& file : files)
    if (file.path.ends_with(".hpp") && file.path.starts_with("src/"))
      alive[file.path.substr(4)] = false;
  for (const auto& file : files) {
    std::string stem = file.path.substr(file.path.starts_with("src/") ? 4 : 0);
    stem.resize(stem.rfind('.'));
    if (stem.ends_with("_test")) stem.resize(stem.size() - 5);
    for (const auto& include : file.split.includes)
      if (include.text != stem + ".hpp" && alive.contains(include.text)) alive[include.text] = true;
  }
  Faults faults;
  for (const auto& [header, used] : alive)
    if (!used) faults.add("src/" + header, "nothing but itself and its test includes it");
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, EveryDataFileIsNamedInTheCode) {
  // A file of catalogs/, norms/ and demo/ lives when the code names it, its name without folder or
  // without ending, or a folder that holds it ("catalogs/layouts/").
  std::string named = "\n";
  for (const auto& file : sources("src", {".cpp", ".hpp"}))
    if (!is_test(file.path))
      for (const auto& literal : file.split.literals) named += literal.text + "\n";
  for (const auto& file : sources("demo", {".json"}))
    named += file.text;  // The script of the demo.
  Faults faults;
  for (const auto* folder : {"catalogs", "norms", "demo", "src/documents/assets"})
    for (const auto& file : sources(folder, {""})) {
      const auto slash = file.path.rfind('/');
      const auto name = file.path.substr(slash + 1);
      if (name == "README.md" || name == "SOURCES.md") continue;
      if (named.find(name) != std::string::npos) continue;
      if (named.find("\n" + name.substr(0, name.find('.')) + "\n") != std::string::npos) continue;
      if (named.find(file.path.substr(0, slash) + "/\n") != std::string::npos) continue;
      faults.add(file.path, "no code names this file or its folder");
    }
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, SqlIsWrittenOnlyInStorageAndQueries) {
  const std::vector<std::string> openings = {"select ",      "insert into ",  "update ",
                                             "delete from ", "create table ", "with recursive "};
  Faults faults;
  for (const auto& file : sources("src", {".cpp", ".hpp"})) {
    const auto room = room_of(file.path);
    if (is_test(file.path) || room == "storage" || room == "queries") continue;
    for (const auto& literal : file.split.literals) {
      auto low = lower(literal.text);
      low.erase(0, low.find_first_not_of(" \n\t"));
      for (const auto& opening : openings)
        if (low.starts_with(opening)) faults.add(file.path, literal.line, "SQL: " + opening);
    }
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, HtmlIsWrittenOnlyInDocuments) {
  Faults faults;
  for (const auto& file : sources("src", {".cpp", ".hpp"})) {
    const auto room = room_of(file.path);
    if (is_test(file.path) || room == "documents" || room == "web") continue;
    for (const auto& literal : file.split.literals) {
      const auto close = literal.text.find("</");
      if (close != std::string::npos && close + 2 < literal.text.size() &&
          std::isalpha(static_cast<unsigned char>(literal.text[close + 2])))
        faults.add(file.path, literal.line, "markup outside documents/");
    }
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, SpanishSentencesStandWherePeopleAreSpokenTo) {
  // Names and codes in Spanish are data and may be anywhere; a sentence is not. What betrays one
  // is a capital at the beginning, a period at the end and Spanish little words between.
  const std::vector<std::string> little = {" de ",  " la ", " el ",  " los ", " las ",
                                           " que ", " un ", " una ", " no ",  " con "};
  const std::set<std::string> speaking = {"text", "documents", "cli", "web"};
  Faults faults;
  for (const auto& file : sources("src", {".cpp", ".hpp"})) {
    if (is_test(file.path) || speaking.contains(room_of(file.path))) continue;
    for (const auto& literal : file.split.literals) {
      if (!literal.text.ends_with('.') || literal.text.find('\n') != std::string::npos) continue;
      const auto hits = std::ranges::count_if(
          little, [&](const auto& word) { return literal.text.find(word) != std::string::npos; });
      if (hits >= 2) faults.add(file.path, literal.line, "a sentence: " + literal.text);
    }
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Tidy, EveryRefusalHasItsRow) {
  // refusals.hpp lists the reasons, refusals.cpp their codes: as many of one as of the other, and
  // no code twice in the whole program.
  std::map<std::string, std::string> owner;
  Faults faults;
  for (const auto& header : sources("src", {"refusals.hpp"})) {
    const auto body_path = header.path.substr(0, header.path.size() - 3) + "cpp";
    if (!exists(body_path) || room_of(header.path) == "text") continue;
    std::size_t reasons = 0;
    const auto code = split_source(header.text).code;
    for (auto at = code.find("enum class "); at != std::string::npos;
         at = code.find("enum class ", at + 1)) {
      const auto open = code.find('{', at), close = code.find('}', at);
      reasons += words_of(code.substr(open, close - open)).size();
    }
    std::size_t rows = 0;
    for (const auto& literal : split_source(source(body_path)).literals) {
      const auto dot = literal.text.find('.');
      if (dot == std::string::npos || literal.text.find(' ') != std::string::npos) continue;
      ++rows;
      const auto [first, fresh] = owner.emplace(literal.text, body_path);
      if (!fresh)
        faults.add(body_path, literal.line, literal.text + " is also in " + first->second);
    }
    if (rows != reasons)
      faults.add(header.path, std::to_string(reasons) + " reasons, " + std::to_string(rows) +
                                  " codes in " + body_path);
  }
  EXPECT_NO_FAULTS(faults);
}
