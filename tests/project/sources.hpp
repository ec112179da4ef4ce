// The repository as text, for the tests about habits: which files there are, and their code,
// comments and string literals apart. Not a compiler: it knows only where C++ quotes and comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

// A string literal or the name of an include, and the line on which it begins.
struct Piece {
  std::size_t line = 1;
  std::string text;
};

struct Split {
  std::string code;             // The text with comments and the insides of literals blanked out.
  std::vector<Piece> literals;  // What stands between the quotes, escapes as written.
  std::vector<Piece> includes;  // What stands between the quotes or brackets of an #include.
};

// One file of the repository, with its path from the root ("src/base/text.hpp").
struct Source {
  std::string path;
  std::string text;
  Split split;  // Of .cpp and .hpp only.
};

// Files below `folder` ("src", "docs") whose name ends in one of `endings`, ordered by path.
// Build folders and results are not part of the repository and are left out.
std::vector<Source> sources(std::string_view folder, const std::vector<std::string>& endings);

// The files at the root of the repository itself.
std::vector<Source> root_sources(const std::vector<std::string>& endings);

// One file; a missing one is a failure of the running test and reads as "".
std::string source(std::string_view path);
bool exists(std::string_view path);

Split split_source(std::string_view text);

bool is_test(std::string_view path);         // "…_test.cpp", "…_for_tests.hpp", "testing.hpp".
std::string room_of(std::string_view path);  // "src/domain/values/x.hpp" → "domain/values".

std::vector<std::string> lines_of(std::string_view text);
std::vector<std::string> words_of(std::string_view code);  // Its identifiers and numbers.

// Faults are collected and shown together: "src/a.cpp:17: why".
class Faults {
 public:
  void add(std::string_view path, std::size_t line, std::string_view why);
  void add(std::string_view path, std::string_view why);
  std::size_t count() const { return count_; }
  const std::string& list() const { return list_; }

 private:
  std::size_t count_ = 0;
  std::string list_;
};

#define EXPECT_NO_FAULTS(faults) EXPECT_EQ((faults).count(), 0U) << (faults).list()
