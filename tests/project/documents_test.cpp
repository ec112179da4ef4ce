// What is written about the project is true: links lead somewhere, paths exist, changes are noted.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "project/sources.hpp"

namespace {
std::vector<Source> all_documents() {
  auto all = root_sources({".md"});
  for (const auto* folder : {"docs", "bench", "tests", "demo", "norms", "catalogs", "deploy"})
    for (auto& file : sources(folder, {".md"})) all.push_back(std::move(file));
  return all;
}

std::string folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash + 1));
}

// "docs/decisions/../formats/plan.md" → "docs/formats/plan.md".
std::string normal(std::string_view path) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const auto end = std::min(path.find('/', at), path.size());
    const auto part = path.substr(at, end - at);
    if (part == ".." && !parts.empty())
      parts.pop_back();
    else if (part != "." && !part.empty())
      parts.emplace_back(part);
    at = end + 1;
  }
  std::string whole;
  for (const auto& part : parts) whole += (whole.empty() ? "" : "/") + part;
  return whole;
}

// The anchor that a heading gets: small letters, blanks to hyphens, punctuation away.
std::string anchor_of(std::string_view heading) {
  std::string anchor;
  heading.remove_prefix(heading.find_first_not_of("# "));
  for (char c : heading) {
    const auto u = static_cast<unsigned char>(c);
    if (c == ' ')
      anchor += '-';
    else if (std::isalnum(u) || c == '-' || c == '_' || u >= 0x80)
      anchor += static_cast<char>(std::tolower(u));
  }
  return anchor;
}

std::set<std::string> anchors_of(std::string_view text) {
  std::set<std::string> anchors;
  for (const auto& line : lines_of(text))
    if (line.starts_with("#")) anchors.insert(anchor_of(line));
  return anchors;
}
}  // namespace

TEST(Documents, LinksLeadSomewhere) {
  Faults faults;
  for (const auto& file : all_documents()) {
    const auto lines = lines_of(file.text);
    bool example = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto& line = lines[i];
      if (line.starts_with("```")) example = !example;
      if (example) continue;
      for (auto at = line.find("]("); at != std::string::npos; at = line.find("](", at + 2)) {
        const auto end = line.find(')', at);
        if (end == std::string::npos) continue;
        const auto target = line.substr(at + 2, end - at - 2);
        if (target.starts_with("http://") || target.starts_with("https://")) continue;
        const auto hash = std::min(target.find('#'), target.size());
        const auto path = target.substr(0, hash);
        const auto whole = path.empty() ? file.path : normal(folder_of(file.path) + path);
        if (!exists(whole)) {
          faults.add(file.path, i + 1, target + " does not exist");
        } else if (hash < target.size() && whole.ends_with(".md") &&
                   !anchors_of(source(whole)).contains(target.substr(hash + 1))) {
          faults.add(file.path, i + 1, target + ": no such heading");
        }
      }
    }
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Documents, PathsInBackticksExist) {
  const std::vector<std::string> tops = {"src/",   "tests/", "docs/",     "cmake/", "norms/",
                                         "bench/", "demo/",  "catalogs/", "deploy/"};
  Faults faults;
  for (const auto& file : all_documents()) {
    if (file.path == "CHANGELOG.md") continue;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (auto at = lines[i].find('`'); at != std::string::npos;) {
        const auto end = lines[i].find('`', at + 1);
        if (end == std::string::npos) break;
        const auto word = lines[i].substr(at + 1, end - at - 1);
        at = lines[i].find('`', end + 1);
        const bool path =
            std::ranges::any_of(tops, [&](auto& top) { return word.starts_with(top); });
        const bool pattern = word.find_first_of("*<> {") != std::string::npos ||
                             word.find("NAME") != std::string::npos ||
                             word.find("NNNN") != std::string::npos;
        // `catalogs/grupos` is the name of a list, not of a file.
        const bool list = (word.starts_with("catalogs/") || word.starts_with("norms/")) &&
                          !word.ends_with('/') && word.find('.') == std::string::npos;
        if (path && !list && !pattern && !exists(word))
          faults.add(file.path, i + 1, word + " does not exist");
      }
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Documents, EveryDocumentIsLinkedFromAnother) {
  std::set<std::string> linked;
  for (const auto& file : all_documents())
    for (const auto& line : lines_of(file.text))
      for (auto at = line.find("]("); at != std::string::npos; at = line.find("](", at + 2)) {
        const auto end = std::min(line.find_first_of(")#", at), line.size());
        linked.insert(normal(folder_of(file.path) + line.substr(at + 2, end - at - 2)));
      }
  Faults faults;
  for (const auto& file : sources("docs", {".md", ".svg", ".png"}))
    if (!linked.contains(file.path) && !linked.contains(normal(folder_of(file.path))))
      faults.add(file.path, "no document links to it");
  EXPECT_NO_FAULTS(faults);
}

TEST(Documents, TheChangelogSaysWhatIsNew) {
  const auto lines = lines_of(source("CHANGELOG.md"));
  const auto section = std::ranges::find(lines, "## Unreleased");
  ASSERT_NE(section, lines.end());
  EXPECT_TRUE(std::any_of(section, lines.end(), [](auto& line) { return line.starts_with("- "); }));
}

TEST(Documents, DecisionsAreNumberedAndShort) {
  Faults faults;
  std::string expected = "0001";
  for (const auto& file : sources("docs/decisions", {".md"})) {
    const auto name = file.path.substr(file.path.rfind('/') + 1);
    if (name == "README.md") continue;
    if (!name.starts_with(expected)) faults.add(file.path, "the next number is " + expected);
    for (auto at = expected.size(); at-- > 0;) {
      if (expected[at]++ != '9') break;
      expected[at] = '0';
    }
    if (lines_of(file.text).size() > 70) faults.add(file.path, "is longer than a page");
    for (const auto* part : {"## Context", "## Decision", "## Consequences"})
      if (file.text.find(part) == std::string::npos)
        faults.add(file.path, std::string("no ") + part);
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Documents, TheReadmeNamesTheTwoCommands) {
  const auto text = source("README.md");
  EXPECT_NE(text.find("./run"), std::string::npos);
  EXPECT_NE(text.find("./test"), std::string::npos);
}
