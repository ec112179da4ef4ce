// CSV into a Sheet: RFC 4180 with the separators and encodings that offices really use. Exact
// places of faults come first here; speed for millions of rows is in budget_rows.cpp.
#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "readers/encoding.hpp"
#include "readers/refusals.hpp"
#include "readers/separator.hpp"
#include "readers/sheet.hpp"

namespace readers {
namespace {

constexpr std::size_t cells_max = 4'000'000;

std::vector<Detail> at(std::size_t line, std::size_t column) {
  return {{"linea", std::to_string(line)}, {"columna", std::to_string(column)}};
}

Result<void> check_no_nul(std::string_view bytes) {
  const auto nul = bytes.find('\0');
  if (nul == bytes.npos) return {};
  const auto before = bytes.substr(0, nul);
  const auto line = 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
  const auto start = before.rfind('\n');
  return refuse(Refusal::NulByte, at(line, nul - (start == before.npos ? 0 : start + 1) + 1));
}

// One pass over the text, a field at a time.
class Parser {
 public:
  Parser(std::string_view text, char separator) : text_{text}, separator_{separator} {}

  Result<Sheet> parse() {
    Sheet sheet;
    sheet.separator = separator_;
    std::size_t cells = 0;
    while (next_ < text_.size()) {
      sheet.lines.push_back(line_);
      auto& row = sheet.rows.emplace_back();
      do {
        row.push_back(TRY(field(row.size() + 1)));
        if (++cells > cells_max)
          return refuse(Refusal::TooLarge, {{"esperado", std::to_string(cells_max)}});
      } while (!end_of_record());
      if (row.size() == 1 && row[0].kind == Cell::Kind::Empty) row.clear();
    }
    return sheet;
  }

 private:
  Result<Cell> field(std::size_t column) {
    std::string text;
    if (next_ < text_.size() && text_[next_] == '"') {
      text = TRY(quoted(column));
    } else {
      const auto begin = next_;
      while (next_ < text_.size() && text_[next_] != separator_ && text_[next_] != '\n' &&
             text_[next_] != '\r')
        ++next_;
      text = text_.substr(begin, next_ - begin);
    }
    const auto kind = text.empty() ? Cell::Kind::Empty : Cell::Kind::Text;
    return Cell{kind, false, std::move(text)};
  }

  Result<std::string> quoted(std::size_t column) {
    const auto first_line = line_;
    std::string text;
    for (++next_;;) {
      const auto quote = text_.find('"', next_);
      if (quote == text_.npos) return refuse(Refusal::UnclosedQuote, at(first_line, column));
      const auto part = text_.substr(next_, quote - next_);
      line_ += static_cast<std::size_t>(std::ranges::count(part, '\n'));
      text += part;
      next_ = quote + 1;
      if (next_ == text_.size() || text_[next_] != '"') break;
      text += '"';
      ++next_;
    }
    if (next_ < text_.size() && text_[next_] != separator_ && text_[next_] != '\n' &&
        text_[next_] != '\r') {
      auto details = at(line_, column);
      details.push_back({"hallado", std::string(text_.substr(next_, 1))});
      return refuse(Refusal::TextAfterQuote, std::move(details));
    }
    return text;
  }

  // Steps over the separator (false) or the end of the line (true).
  bool end_of_record() {
    if (next_ >= text_.size()) return true;
    if (text_[next_] == separator_) {
      ++next_;
      return false;
    }
    if (text_[next_] == '\r') ++next_;
    if (next_ < text_.size() && text_[next_] == '\n') ++next_;
    ++line_;
    return true;
  }

  std::string_view text_;
  char separator_;
  std::size_t next_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

char separator_of(std::string_view text) {
  // Per candidate: how many lines have how many of it outside quotes. The comma comes last,
  // because it also stands inside amounts: one of the others that cuts most lines alike wins.
  constexpr std::string_view candidates = "\t;,";
  std::array<std::map<std::size_t, std::size_t>, candidates.size()> seen;
  std::array<std::size_t, candidates.size()> count{};
  std::size_t lines = 0, length = 0;
  bool inside = false;
  const auto close_line = [&] {
    for (std::size_t i = 0; i < count.size(); ++i)
      if (count[i] > 0) ++seen[i][count[i]];
    if (length > 0) ++lines;
    count = {};
    length = 0;
  };
  for (std::size_t i = 0; i < text.size() && lines < 60; ++i) {
    if (text[i] == '"') inside = !inside;
    if (!inside && (text[i] == '\n' || text[i] == '\r')) {
      close_line();
      continue;
    }
    ++length;
    if (inside) continue;
    if (const auto which = candidates.find(text[i]); which != candidates.npos) ++count[which];
  }
  close_line();
  std::size_t best = candidates.find(','), best_score = 0;
  for (std::size_t i = 0; i < seen.size(); ++i)
    for (const auto& [fields, times] : seen[i]) {
      if (times * 2 > lines) return candidates[i];
      if (fields * times > best_score) best = i, best_score = fields * times;
    }
  return candidates[best];
}

Result<Sheet> read_csv(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return refuse(Refusal::Utf16);
  CHECK(check_no_nul(bytes));
  const auto encoding = encoding_of(bytes);
  const auto text = as_utf8(bytes, encoding);
  std::string_view body = text;
  if (trimmed(body).find_first_not_of("\r\n\t ") == body.npos) return refuse(Refusal::EmptyFile);

  // Excel's own hint: a first line "sep=;".
  char separator = 0;
  const bool hinted = body.size() > 5 && folded(body.substr(0, 4)) == "sep=" &&
                      (body[5] == '\r' || body[5] == '\n');
  separator = hinted ? body[4] : separator_of(body);
  auto sheet = TRY(Parser(body, separator).parse());
  if (hinted) sheet.rows[0].clear();
  sheet.encoding = show(encoding);
  return sheet;
}

}  // namespace readers
