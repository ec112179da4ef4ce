// The embedded gettext catalogue, read once.
#include "text/translation.hpp"

#include "base/resources.hpp"
#include "base/text.hpp"

namespace text {
namespace {

// What is between the quotes of a line, without its escapes.
std::string unquoted(std::string_view line) {
  const auto first = line.find('"'), last = line.rfind('"');
  std::string out;
  if (first == line.npos || last == first) return out;
  for (std::size_t i = first + 1; i < last; ++i) {
    if (line[i] != '\\' || i + 1 == last) {
      out += line[i];
      continue;
    }
    ++i;
    out += line[i] == 'n' ? '\n' : line[i] == 't' ? '\t' : line[i];
  }
  return out;
}

}  // namespace

std::vector<Translation> parse_po(std::string_view bytes) {
  std::vector<Translation> all;
  Translation one;
  std::string* into = nullptr;
  const auto keep = [&] {
    if (!one.spanish.empty() && !one.english.empty()) all.push_back(std::move(one));
    one = {};
  };
  for (const auto& line : split(bytes, '\n')) {
    const auto content = trimmed(line);
    if (content.starts_with("msgid ")) {
      keep();
      into = &one.spanish;
      *into = unquoted(content);
    } else if (content.starts_with("msgstr ")) {
      into = &one.english;
      *into = unquoted(content);
    } else if (content.starts_with('"') && into != nullptr) {
      *into += unquoted(content);
    } else {
      into = nullptr;
    }
  }
  keep();
  return all;
}

const std::string* english_of(std::string_view spanish) {
  static const auto catalogue = [] {
    std::map<std::string, std::string, std::less<>> made;
    for (auto& one : parse_po(resource("po/en.po").value_or("")))
      made.emplace(std::move(one.spanish), std::move(one.english));
    return made;
  }();
  const auto found = catalogue.find(spanish);
  return found == catalogue.end() ? nullptr : &found->second;
}

}  // namespace text
