// Reading the repository for the tests about habits.
#include "project/sources.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

namespace fs = std::filesystem;

namespace {
const fs::path root = CEIBA_SOURCE_DIR;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

bool wanted(const std::string& name, const std::vector<std::string>& endings) {
  return std::ranges::any_of(endings, [&](const auto& ending) { return name.ends_with(ending); });
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Walks the text once and hands each stretch to the right place.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_{text} {}

  Split run() {
    while (at_ < text_.size()) step();
    return std::move(split_);
  }

 private:
  bool here(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void keep(std::size_t n) {
    for (; n > 0 && at_ < text_.size(); --n) {
      if (text_[at_] == '\n') ++line_;
      split_.code += text_[at_++];
    }
  }

  // Moves on to `end` and leaves blanks in the code, so that lines and columns stay.
  std::string blank(std::size_t end) {
    end = std::min(end, text_.size());
    std::string taken{text_.substr(at_, end - at_)};
    for (char c : taken) {
      if (c == '\n') ++line_;
      split_.code += c == '\n' ? '\n' : ' ';
    }
    at_ = end;
    return taken;
  }

  std::size_t find(std::string_view what, std::size_t from) const {
    return std::min(text_.find(what, from), text_.size());
  }

  void step() {
    if (here("//")) {
      blank(find("\n", at_));
    } else if (here("/*")) {
      blank(find("*/", at_ + 2) + 2);
    } else if (at_line_start() && here("#include")) {
      include();
    } else if (here("R\"") && (at_ == 0 || !is_word(text_[at_ - 1]))) {
      raw_string();
    } else if (here("\"")) {
      quoted('"');
    } else if (here("'") && !(at_ > 0 && is_word(text_[at_ - 1]))) {
      quoted('\'');
    } else {
      keep(1);
    }
  }

  bool at_line_start() const { return at_ == 0 || text_[at_ - 1] == '\n'; }

  void include() {
    const std::size_t line = line_;
    std::string rest = blank(find("\n", at_));
    const auto open = rest.find_first_of("\"<");
    if (open == std::string::npos) return;
    const auto close = rest.find_first_of("\">", open + 1);
    if (close == std::string::npos) return;
    split_.includes.push_back({line, rest.substr(open + 1, close - open - 1)});
  }

  void raw_string() {
    const std::size_t line = line_;
    const auto open = find("(", at_);
    const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    keep(open + 1 - at_);
    split_.literals.push_back({line, blank(find(close, at_))});
    keep(close.size());
  }

  void quoted(char quote) {
    const std::size_t line = line_;
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n')
      end += text_[end] == '\\' ? 2 : 1;
    keep(1);
    std::string inside = blank(end);
    keep(1);
    if (quote == '"') split_.literals.push_back({line, std::move(inside)});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  Split split_;
};

Source loaded(std::string path, const fs::path& whole) {
  Source file{std::move(path), read(whole), {}};
  if (file.path.ends_with(".cpp") || file.path.ends_with(".hpp"))
    file.split = Splitter(file.text).run();
  return file;
}
}  // namespace

std::vector<Source> sources(std::string_view folder, const std::vector<std::string>& endings) {
  static std::map<std::string, std::vector<Source>> folders;  // Read once.
  auto [known, fresh] = folders.try_emplace(std::string(folder));
  auto& files = known->second;
  if (fresh && fs::exists(root / folder)) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      std::string path =
          (fs::path(folder) / entry.path().lexically_relative(root / folder)).string();
      if (entry.is_regular_file() && path.find("node_modules") == std::string::npos)
        files.push_back(loaded(std::move(path), entry.path()));
    }
    std::ranges::sort(files, {}, &Source::path);
  }
  std::vector<Source> found;
  for (const auto& file : files)
    if (wanted(file.path, endings)) found.push_back(file);
  return found;
}

std::vector<Source> root_sources(const std::vector<std::string>& endings) {
  std::vector<Source> found;
  for (const auto& entry : fs::directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && wanted(name, endings))
      found.push_back(loaded(name, entry.path()));
  }
  std::ranges::sort(found, {}, &Source::path);
  return found;
}

std::string source(std::string_view path) {
  EXPECT_TRUE(exists(path)) << path << " is missing";
  return read(root / path);
}

bool exists(std::string_view path) { return fs::exists(root / path); }

Split split_source(std::string_view text) { return Splitter(text).run(); }

bool is_test(std::string_view path) {
  return path.ends_with("_test.cpp") || path.ends_with("_for_tests.hpp") ||
         path.ends_with("/testing.hpp");
}

std::string room_of(std::string_view path) {
  if (path.starts_with("src/")) path.remove_prefix(4);
  const auto first = path.find('/');
  if (first == std::string_view::npos) return "";
  if (path.substr(0, first) != "domain") return std::string(path.substr(0, first));
  return std::string(path.substr(0, path.find('/', first + 1)));
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::vector<std::string> words_of(std::string_view code) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < code.size();) {
    std::size_t end = at;
    while (end < code.size() && is_word(code[end])) ++end;
    if (end > at) words.emplace_back(code.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

void Faults::add(std::string_view path, std::size_t line, std::string_view why) {
  add(std::string(path) + ":" + std::to_string(line), why);
}

void Faults::add(std::string_view path, std::string_view why) {
  ++count_;
  list_ += std::string(path) + ": " + std::string(why) + "\n";
}
