// Two walks over a document: one gives the numbers, the other writes them into the texts.
#include "documents/numbering.hpp"

#include <cassert>
#include <map>

namespace documents {
namespace {

using Names = std::map<std::string, std::string, std::less<>>;

// "10.1" of "10.1 Funciones de control", "5" of "5. Ejecución".
std::string number_of_heading(std::string_view text) {
  auto first = text.substr(0, text.find(' '));
  while (first.ends_with('.') || first.ends_with(')')) first.remove_suffix(1);
  return std::string(first);
}

void fill(std::string& text, const Names& names) {
  for (auto at = text.find("{#"); at != text.npos; at = text.find("{#", at)) {
    const auto end = text.find('}', at);
    assert(end != text.npos);
    const auto found = names.find(std::string_view(text).substr(at + 2, end - at - 2));
    assert(found != names.end());
    text.replace(at, end - at + 1, found->second);
  }
}

void fill(Prose& prose, const Names& names) {
  for (auto& run : prose.runs)
    if (auto* text = std::get_if<std::string>(&run.content)) fill(*text, names);
}

void fill(std::optional<Source>& source, const Names& names) {
  if (!source) return;
  fill(source->origin, names);
  fill(source->remark, names);
}

struct Filler {
  const Names& names;
  void operator()(Heading&) const {}
  void operator()(Paragraph& one) const { fill(one.text, names); }
  void operator()(List& one) const {
    for (auto& item : one.items) fill(item, names);
  }
  void operator()(Note& one) const { fill(one.text, names); }
  void operator()(Quote&) const {}
  void operator()(Table& one) const {
    for (auto& row : one.rows)
      for (auto& cell : row.cells)
        if (auto* text = std::get_if<Prose>(&cell.content)) fill(*text, names);
    fill(one.source, names);
  }
  void operator()(Chart& one) const { fill(one.source, names); }
  void operator()(KeyValues& one) const {
    for (auto& row : one.rows) fill(row.value, names);
  }
  void operator()(Signatures&) const {}
  void operator()(Qr&) const {}
  void operator()(Checkpoint&) const {}
  void operator()(PageBreak&) const {}
};

}  // namespace

Heading Chapters::chapter(std::string_view title, std::string_view name) {
  chapter_ = std::to_string(++chapters_);
  parts_ = 0;
  return {1, chapter_ + ". " + std::string(title), "", std::string(name)};
}

Heading Chapters::part(std::string_view title, std::string_view name) {
  return {2, chapter_ + '.' + std::to_string(++parts_) + ' ' + std::string(title), "",
          std::string(name)};
}

Heading Chapters::lettered(char letter, std::string_view title, std::string_view short_title) {
  chapter_ = letter;
  parts_ = 0;
  return {1, chapter_ + ") " + std::string(title), chapter_ + ") " + std::string(short_title), ""};
}

void number(Document& document) {
  Names names;
  int tables = 0, charts = 0;
  for (auto& section : document.sections) {
    for (auto& block : section.blocks) {
      if (auto* table = std::get_if<Table>(&block); table != nullptr && !table->caption.empty()) {
        table->number = ++tables;
        if (!table->name.empty()) names[table->name] = std::to_string(table->number);
      } else if (auto* chart = std::get_if<Chart>(&block)) {
        chart->number = ++charts;
        if (!chart->name.empty()) names[chart->name] = std::to_string(chart->number);
      } else if (const auto* heading = std::get_if<Heading>(&block);
                 heading != nullptr && !heading->name.empty()) {
        names[heading->name] = number_of_heading(heading->text);
      }
    }
  }
  for (auto& section : document.sections)
    for (auto& block : section.blocks) std::visit(Filler{names}, block);
}

}  // namespace documents
