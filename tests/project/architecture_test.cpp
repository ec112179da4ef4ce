// Who may include whom (ARCHITECTURE.md): read from the #include lines. There is no list of
// exceptions, and there must never be one.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "project/sources.hpp"

namespace {
struct Rule {
  std::string_view room;
  std::vector<std::string_view> may_include;  // Besides itself.
};

const std::vector<std::string_view> all_of_domain = {
    "domain/values",         "domain/planning",     "domain/budget",       "domain/production",
    "domain/evaluation",     "domain/access",       "domain/organization", "domain/reporting",
    "domain/accountability", "domain/verification", "domain/control",      "domain/transparency"};

std::vector<std::string_view> domain_and(std::vector<std::string_view> more) {
  more.emplace_back("base");
  more.insert(more.end(), all_of_domain.begin(), all_of_domain.end());
  return more;
}

const std::vector<Rule> rules = {
    {"base", {}},
    {"domain/values", {"base"}},
    {"domain/planning", {"base", "domain/values"}},
    {"domain/budget", {"base", "domain/values"}},
    {"domain/production", {"base", "domain/values"}},
    {"domain/access", {"base", "domain/values"}},
    {"domain/organization", {"base", "domain/values"}},
    {"domain/reporting", {"base", "domain/values"}},
    {"domain/evaluation",
     {"base", "domain/values", "domain/planning", "domain/budget", "domain/production",
      "domain/access", "domain/organization"}},
    {"domain/accountability", {"base", "domain/values"}},
    {"domain/transparency", {"base", "domain/values"}},
    {"domain/verification", {"base", "domain/values", "domain/budget", "domain/access"}},
    {"domain/control", {"base", "domain/values", "domain/budget", "domain/access"}},
    {"text", domain_and({})},
    {"readers", domain_and({})},
    {"storage", domain_and({})},
    {"commands", domain_and({"readers", "storage"})},
    {"queries", domain_and({"storage"})},
    {"documents", domain_and({"text", "queries"})},
    {"web", domain_and({"text", "commands", "queries", "documents"})},
    {"cli", domain_and({"text", "commands", "queries", "documents", "web"})},
};

// Libraries that few places may see: the price of a change of library is paid there only.
struct Library {
  std::string_view header;  // How the name of the header begins.
  std::set<std::string_view> rooms;
};
const std::vector<Library> libraries = {
    {"boost/asio", {"web"}},
    {"boost/beast", {"web"}},
    {"brotli/", {"web"}},
    {"zlib.h", {"web"}},
    {"sqlite3.h", {"storage"}},
    {"libpq-fe.h", {"storage"}},
    {"xlsxwriter", {"documents"}},
    {"qrencode.h", {"documents"}},
    {"expat.h", {"readers"}},
    {"unzip.h", {"readers"}},
    {"minizip/", {"readers", "documents"}},
    {"sodium", {"domain/accountability", "domain/access"}},
    {"liboath/", {"domain/access"}},
    {"openssl/", {"base", "readers"}},
    {"xmlsec/", {"readers"}},
    {"libxml/", {"readers"}},
    {"unicode/", {"base", "text"}},
};

// The world's edges, which the inner rooms do not touch.
const std::set<std::string_view> edges = {"fstream", "filesystem", "iostream", "cstdio", "thread",
                                          "random",  "unistd.h",   "regex",    "mutex"};

const Rule* rule_of(std::string_view room) {
  const auto found = std::ranges::find(rules, room, &Rule::room);
  return found == rules.end() ? nullptr : &*found;
}
}  // namespace

TEST(Architecture, EveryFolderUnderSrcIsARoomWithARule) {
  Faults faults;
  for (const auto& file : sources("src", {".cpp", ".hpp"}))
    if (const auto room = room_of(file.path); !room.empty() && !rule_of(room))
      faults.add(file.path, "the room " + room + " has no rule in architecture_test.cpp");
  EXPECT_NO_FAULTS(faults);
}

TEST(Architecture, RoomsIncludeOnlyWhatTheyMay) {
  Faults faults;
  for (const auto& file : sources("src", {".cpp", ".hpp"})) {
    const auto* rule = rule_of(room_of(file.path));
    if (!rule) continue;  // main.cpp wires everything.
    for (const auto& include : file.split.includes) {
      const auto other = room_of(include.text);
      if (other == rule->room || !rule_of(other)) continue;
      if (std::ranges::find(rule->may_include, other) == rule->may_include.end())
        faults.add(file.path, include.line,
                   std::string(rule->room) + " may not include " + include.text);
    }
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Architecture, IncludesAreWrittenFromTheRootOfSrc) {
  Faults faults;
  for (const auto& file : sources("src", {".cpp", ".hpp"}))
    for (const auto& include : file.split.includes) {
      if (!include.text.ends_with(".hpp") || include.text.starts_with("boost/")) continue;
      if (exists("src/" + include.text)) continue;
      faults.add(file.path, include.line, include.text + " is not a path below src");
    }
  EXPECT_NO_FAULTS(faults);
}

TEST(Architecture, LibrariesAreSeenOnlyByTheirRooms) {
  Faults faults;
  for (const auto& file : sources("src", {".cpp", ".hpp"})) {
    if (is_test(file.path)) continue;
    const auto room = room_of(file.path);
    for (const auto& include : file.split.includes)
      for (const auto& library : libraries)
        if (include.text.starts_with(library.header) && !library.rooms.contains(room))
          faults.add(file.path, include.line, room + " may not see " + include.text);
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Architecture, DomainAndTextTouchNoEdgeOfTheWorld) {
  Faults faults;
  for (const auto& file : sources("src", {".cpp", ".hpp"})) {
    const auto room = room_of(file.path);
    if (is_test(file.path) || !(room.starts_with("domain") || room == "text")) continue;
    for (const auto& include : file.split.includes)
      if (edges.contains(include.text))
        faults.add(file.path, include.line, room + " may not include <" + include.text + ">");
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Architecture, OnlyTheWorldReadsAClockOrDrawsANumber) {
  const std::set<std::string_view> sources_of_chance = {
      "system_clock", "random_device", "mt19937",         "localtime", "gmtime",
      "gettimeofday", "getrandom",     "randombytes_buf", "RAND_bytes"};
  Faults faults;
  for (const auto& file : sources("src", {".cpp", ".hpp"})) {
    if (is_test(file.path) || file.path == "src/base/world.cpp") continue;
    const auto lines = lines_of(file.split.code);
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (const auto& word : words_of(lines[i]))
        if (sources_of_chance.contains(word))
          faults.add(file.path, i + 1, word + " belongs into base/world.cpp only");
  }
  EXPECT_NO_FAULTS(faults);
}

TEST(Architecture, HeadersDoNotBringStreamsOrRegex) {
  Faults faults;
  for (const auto& file : sources("src", {".hpp"}))
    for (const auto& include : file.split.includes)
      if (include.text == "iostream" || include.text == "regex")
        faults.add(file.path, include.line, "<" + include.text + "> in a header");
  EXPECT_NO_FAULTS(faults);
}
