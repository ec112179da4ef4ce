// Which words of a text changed.
#include "web/pages/word_changes.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace web {
namespace {

// Beyond this many words each the table of common runs is not worth its memory.
constexpr std::size_t words_max = 1500;

std::vector<std::string> words_of(std::string_view text) {
  auto words = split(collapsed(replaced(replaced(text, "\n", " "), "\r", " ")), ' ');
  std::erase(words, std::string());
  return words;
}

}  // namespace

Html word_changes(std::string_view before, std::string_view after) {
  const auto a = words_of(before), b = words_of(after);
  if (a.size() > words_max || b.size() > words_max)
    return html("<del>{}</del> <ins>{}</ins>", before, after);
  // Longest common subsequence, from the ends.
  std::vector<std::vector<std::uint16_t>> common(a.size() + 1,
                                                 std::vector<std::uint16_t>(b.size() + 1));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i][j] = a[i] == b[j] ? std::uint16_t(common[i + 1][j + 1] + 1)
                                  : std::max(common[i + 1][j], common[i][j + 1]);
  Html out;
  std::string run;
  std::string_view mark;  // "", "ins" or "del": of the words in `run`.
  const auto flush = [&] {
    if (run.empty()) return;
    if (!out.text.empty()) out += Html{" "};
    out += mark.empty()
               ? escaped(run)
               : html("<{}>{}</{}>", Html{std::string(mark)}, run, Html{std::string(mark)});
    run.clear();
  };
  const auto put = [&](const std::string& word, std::string_view how) {
    if (how != mark) flush();
    mark = how;
    if (!run.empty()) run += ' ';
    run += word;
  };
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      put(a[i], "");
      ++i, ++j;
    } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
      put(a[i++], "del");
    } else {
      put(b[j++], "ins");
    }
  }
  flush();
  return out;
}

}  // namespace web
