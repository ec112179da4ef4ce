// Chapter by chapter: tables cell by cell, prose number by number.
#include "commands/compare_docx.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "readers/docx_text.hpp"

namespace commands {
namespace {

using readers::DocxBlock;
using readers::DocxTable;

struct NamedTable {
  std::string name;  // "Cuadro 7"; "" for one without caption.
  const DocxTable* table = nullptr;
};

struct Chapter {
  std::string heading;
  std::vector<std::string> leading;  // Paragraphs before the first table or lesser heading.
  std::vector<std::string> prose;    // All of them.
  std::vector<NamedTable> tables;
};

std::string plain(std::string_view text) {
  return collapsed(replaced(replaced(text, "\xC2\xA0", " "), "\n", " "));
}

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "Cuadro 7. Ejecución por programa" → "Cuadro 7".
std::string caption_name(std::string_view text) {
  if (!text.starts_with("Cuadro ")) return {};
  return std::string(text.substr(0, text.find('.')));
}

std::vector<Chapter> chapters_of(const std::vector<DocxBlock>& blocks) {
  std::vector<Chapter> all(1);  // What stands before the first heading: cover and contents.
  std::string caption;
  bool leading = true;
  for (const auto& block : blocks) {
    auto& chapter = all.back();
    if (block.is_table) {
      chapter.tables.push_back({caption_name(caption), &block.table});
      caption.clear();
      leading = false;
      continue;
    }
    const auto text = plain(block.paragraph.text);
    if (block.paragraph.heading == 1) {
      all.push_back({text, {}, {}, {}});
      leading = true;
      caption.clear();
      continue;
    }
    if (block.paragraph.heading > 1) leading = false;
    caption = text;
    if (!caption_name(text).empty()) leading = false;
    if (leading) chapter.leading.push_back(text);
    chapter.prose.push_back(text);
  }
  return all;
}

// ---- tables -------------------------------------------------------------------------------------

std::string row_label(const std::vector<std::string>& row) {
  for (const auto& cell : row)
    if (!plain(cell).empty()) return plain(cell);
  return {};
}

std::string place_of(const NamedTable& table, const std::vector<std::string>& row,
                     std::size_t column) {
  std::string place = table.name.empty() ? "Tabla sin número" : table.name;
  if (const auto label = row_label(row); !label.empty()) place += ", fila «" + label + "»";
  const auto& rows = table.table->rows;
  if (!rows.empty() && column < rows.front().size())
    if (const auto title = plain(rows.front()[column]); !title.empty())
      place += ", columna «" + title + "»";
  return place;
}

class Comparing {
 public:
  void tables(const Chapter& own, const Chapter& edited) {
    std::vector<bool> used(edited.tables.size());
    for (const auto& table : own.tables) {
      const DocxTable* other = nullptr;
      for (std::size_t i = 0; i < edited.tables.size(); ++i)
        if (!used[i] && edited.tables[i].name == table.name) {
          used[i] = true;
          other = edited.tables[i].table;
          break;
        }
      if (other == nullptr) {
        out.figures.push_back(
            {(table.name.empty() ? own.heading + ", tabla" : table.name) + ": el cuadro entero", "",
             "en el corte"});
        continue;
      }
      cells(table, *other);
    }
    for (std::size_t i = 0; i < used.size(); ++i)
      if (!used[i])
        out.figures.push_back(
            {edited.heading + ": un cuadro que no está en el corte", "agregado", ""});
  }

  void prose(const std::string& heading, const std::vector<std::string>& own,
             const std::vector<std::string>& edited) {
    // Numbers in their order: what was changed, taken out or put in.
    const auto a = numbers_of(own), b = numbers_of(edited);
    out.compared += std::int64_t(a.size());
    std::vector<std::vector<std::uint32_t>> common(a.size() + 1,
                                                   std::vector<std::uint32_t>(b.size() + 1));
    for (std::size_t i = a.size(); i-- > 0;)
      for (std::size_t j = b.size(); j-- > 0;)
        common[i][j] = a[i].text == b[j].text ? common[i + 1][j + 1] + 1
                                              : std::max(common[i + 1][j], common[i][j + 1]);
    std::vector<const Number*> gone, come;
    const auto flush = [&] {
      for (std::size_t n = 0; n < std::max(gone.size(), come.size()); ++n) {
        const auto* was = n < gone.size() ? gone[n] : nullptr;
        const auto* is = n < come.size() ? come[n] : nullptr;
        out.figures.push_back({heading + ": «" + (is ? is->around : was->around) + "»",
                               is ? is->text : "", was ? was->text : ""});
      }
      gone.clear();
      come.clear();
    };
    std::size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a[i].text == b[j].text) {
        flush();
        ++i, ++j;
      } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
        gone.push_back(&a[i++]);
      } else {
        come.push_back(&b[j++]);
      }
    }
    flush();
  }

  DocxComparison out;

 private:
  struct Number {
    std::string text, around;
  };

  static std::vector<Number> numbers_of(const std::vector<std::string>& paragraphs) {
    constexpr std::size_t numbers_max = 4000;
    constexpr std::size_t words_around = 4;
    std::vector<Number> all;
    for (const auto& paragraph : paragraphs) {
      const auto words = split(paragraph, ' ');
      for (std::size_t i = 0; i < words.size() && all.size() < numbers_max; ++i) {
        if (!has_digit(words[i])) continue;
        std::string number = words[i];
        while (!number.empty() && std::string_view(".,;:)»”").contains(number.back()))
          number.pop_back();
        std::string around;
        const auto first = i < words_around ? 0 : i - words_around;
        for (auto n = first; n < std::min(words.size(), i + words_around + 1); ++n)
          around += (around.empty() ? "" : " ") + words[n];
        all.push_back({std::move(number), std::move(around)});
      }
    }
    return all;
  }

  void cells(const NamedTable& table, const DocxTable& other) {
    const auto& own = table.table->rows;
    // Rows by their place where there are as many, else by what they begin with.
    const bool same = own.size() == other.rows.size();
    for (std::size_t i = 0; i < own.size(); ++i) {
      const std::vector<std::string>* row = same ? &other.rows[i] : nullptr;
      if (!same)
        for (const auto& one : other.rows)
          if (row_label(one) == row_label(own[i])) {
            row = &one;
            break;
          }
      if (row == nullptr) {
        out.figures.push_back({place_of(table, own[i], own[i].size()), "", "la fila entera"});
        continue;
      }
      for (std::size_t column = 0; column < own[i].size(); ++column) {
        ++out.compared;
        const auto expected = plain(own[i][column]);
        const auto found = column < row->size() ? plain((*row)[column]) : std::string();
        if (expected == found || (!has_digit(expected) && !has_digit(found))) continue;
        out.figures.push_back({place_of(table, own[i], column), found, expected});
      }
    }
    if (same) return;
    for (const auto& row : other.rows) {
      const bool known = std::ranges::any_of(
          own, [&](const auto& one) { return row_label(one) == row_label(row); });
      if (!known) out.figures.push_back({place_of(table, row, row.size()), "fila agregada", ""});
    }
  }
};

// The paragraphs that people wrote, in the edited chapter: those before the first paragraph that
// the program wrote itself.
std::vector<std::string> written_in(const Chapter& edited, const Chapter& own, std::size_t n) {
  std::vector<std::string> out;
  const auto first_of_ours = n < own.leading.size() ? own.leading[n] : std::string();
  for (const auto& paragraph : edited.leading) {
    if (!first_of_ours.empty() && paragraph == first_of_ours) return out;
    out.push_back(paragraph);
  }
  if (first_of_ours.empty()) return out;
  // Our own first paragraph was changed too: as many as there were.
  out.resize(std::min(out.size(), n));
  return out;
}

std::vector<std::string> rest_of(const std::vector<std::string>& all, std::size_t n) {
  return {all.begin() + std::ptrdiff_t(std::min(n, all.size())), all.end()};
}

}  // namespace

Result<DocxComparison> compare_docx(std::string_view edited, std::string_view own,
                                    const std::map<std::string, std::size_t>& written) {
  const auto edited_blocks = TRY(readers::read_docx(edited));
  const auto own_blocks = TRY(readers::read_docx(own));
  const auto theirs = chapters_of(edited_blocks), ours = chapters_of(own_blocks);
  Comparing comparing;
  for (const auto& chapter : ours) {
    const auto found = std::ranges::find(theirs, chapter.heading, &Chapter::heading);
    if (found == theirs.end()) {
      comparing.out.figures.push_back(
          {chapter.heading + ": el capítulo entero", "", "en el corte"});
      continue;
    }
    const auto known = written.find(chapter.heading);
    const std::size_t n = known == written.end() ? 0 : known->second;
    const auto now = written_in(*found, chapter, n);
    const std::vector<std::string> before(
        chapter.leading.begin(),
        chapter.leading.begin() + std::ptrdiff_t(std::min(n, chapter.leading.size())));
    if (now != before && !chapter.heading.empty())
      comparing.out.texts.push_back({chapter.heading, joined(before, "\n\n"), joined(now, "\n\n")});
    // The cover carries the date and the state of the version, which change by themselves.
    if (chapter.heading.empty()) continue;
    comparing.tables(chapter, *found);
    comparing.prose(chapter.heading, rest_of(chapter.prose, before.size()),
                    rest_of(found->prose, now.size()));
  }
  return std::move(comparing.out);
}

}  // namespace commands
