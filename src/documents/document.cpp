// What can be asked of a document: its figures, its labels, its sentences.
#include "documents/document.hpp"

#include <cassert>

#include "text/format.hpp"

namespace documents {
namespace {

constexpr std::string_view state_words[] = {
    "En ritmo", "Atención", "Rezago", "Sobre lo programado", "Sin dato", "No programado"};

// Collects figures while it walks a document.
class Collector {
 public:
  explicit Collector(const Document& document) : whole_{{}, {{"corte", document.corte}}} {}

  void of(const Prose& prose, const Query& query, const std::string& where) {
    for (const auto& run : prose.runs)
      if (const auto* figure = std::get_if<Figure>(&run.content))
        found_.push_back({asked_by(merged(query, whole_), *figure), Place::Prose, where});
  }

  void operator()(const Heading& heading) {
    heading_ = heading.text;
    paragraphs_ = 0;
  }
  void operator()(const Paragraph& block) { of(block.text, block.query, next_place("párrafo")); }
  void operator()(const List& block) {
    for (const auto& item : block.items) of(item, block.query, next_place("punto"));
  }
  void operator()(const Note& block) { of(block.text, block.query, next_place("nota")); }
  void operator()(const Quote&) {}
  void operator()(const Table& table) {
    for (const auto& row : table.rows) {
      std::size_t column = 0;
      for (const auto& one : row.cells) {
        const auto where = label_of(table) + ", " + head(row) + ", " + table.columns[column].title;
        if (const auto* figure = std::get_if<Figure>(&one.content))
          found_.push_back(
              {asked_by(merged(query_at(table, row, column, *figure), whole_), *figure),
               Place::Table, where});
        if (const auto* text = std::get_if<Prose>(&one.content))
          of(*text, query_at(table, row, column, {}), where);
        column += static_cast<std::size_t>(one.columns);
      }
    }
    if (table.source) of(table.source->origin, table.query, label_of(table) + ", fuente");
  }
  void operator()(const Chart& chart) {
    for (const auto& line : table_of(chart.data).lines)
      for (const auto& figure : line.figures)
        found_.push_back({asked_by(merged(chart.query, whole_), figure), Place::Table,
                          label_of(chart) + ", " + line.label});
  }
  void operator()(const KeyValues& block) {
    for (const auto& row : block.rows) of(row.value, {}, heading_ + ", " + row.key);
  }
  void operator()(const Signatures&) {}
  void operator()(const Qr&) {}
  void operator()(const Checkpoint&) {}
  void operator()(const PageBreak&) {}

  std::vector<Quoted> take() { return std::move(found_); }

 private:
  std::string next_place(std::string_view what) {
    return heading_ + ", " + std::string(what) + ' ' + std::to_string(++paragraphs_);
  }
  static std::string head(const Row& row) {
    for (const auto& one : row.cells)
      if (const auto* text = std::get_if<Prose>(&one.content)) return plain(*text);
    return {};
  }

  Query whole_;
  std::string heading_;
  int paragraphs_ = 0;
  std::vector<Quoted> found_;
};

std::string label(std::string_view what, int number, std::string_view title) {
  if (number == 0) return std::string(title);
  return std::string(what) + ' ' + std::to_string(number) + ". " + std::string(title);
}

}  // namespace

void add(Prose& prose, std::string_view text) {
  if (!text.empty()) prose.runs.push_back({std::string(text), Style::Plain});
}
void add(Prose& prose, const Figure& figure) { prose.runs.push_back({figure, Style::Plain}); }
void add(Prose& prose, const Run& run) { prose.runs.push_back(run); }
void add(Prose& prose, const Prose& more) {
  prose.runs.insert(prose.runs.end(), more.runs.begin(), more.runs.end());
}

Run strong(std::string_view text) { return {std::string(text), Style::Strong}; }
Run strong(const Figure& figure) { return {figure, Style::Strong}; }
Run emphasis(std::string_view text) { return {std::string(text), Style::Emphasis}; }
Run code(std::string_view text) { return {std::string(text), Style::Code}; }

std::string plain(const Prose& prose) {
  std::string out;
  for (const auto& run : prose.runs) {
    if (const auto* text = std::get_if<std::string>(&run.content))
      out += *text;
    else
      out += shown(std::get<Figure>(run.content), Place::Prose);
  }
  return out;
}

bool empty(const Prose& prose) { return prose.runs.empty(); }

std::string_view word_of(State state) { return state_words[static_cast<std::size_t>(state)]; }

Cell cell(std::string_view text) { return {prose(text), 1, 1}; }
Cell cell(const Prose& text) { return {text, 1, 1}; }
Cell cell(const Figure& figure) { return {figure, 1, 1}; }
Cell cell(State state) { return {state, 1, 1}; }
Cell spanning(int columns, Cell one) {
  one.columns = columns;
  return one;
}

Prose sentence_of(const Source& source) {
  Prose out = source.origin;
  if (source.as_of) add(out, ", con datos al " + text::date(*source.as_of));
  add(out, ".");
  if (!source.consulta.empty()) add(out, " Consulta " + source.consulta + '.');
  if (!source.remark.empty()) add(out, ' ' + source.remark);
  return out;
}

Query query_at(const Table& table, const Row& row, std::size_t column, const Figure& figure) {
  assert(column < table.columns.size());
  Query query = figure.query;
  query.parametros.insert(query.parametros.end(), row.key.begin(), row.key.end());
  if (const auto& measure = table.columns[column].measure; !measure.empty())
    query = merged(query, {{}, {{"medida", measure}}});
  return merged(query, table.query);
}

std::string label_of(const Table& table) { return label("Cuadro", table.number, table.caption); }
std::string label_of(const Chart& chart) { return label("Gráfica", chart.number, chart.message); }

std::vector<Quoted> figures_of(const Document& document) {
  Collector collector(document);
  for (const auto& row : document.cover) collector.of(row.value, {}, "Portada, " + row.key);
  for (const auto& section : document.sections)
    for (const auto& block : section.blocks) std::visit(collector, block);
  return collector.take();
}

}  // namespace documents
