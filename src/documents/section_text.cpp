// Texts of people between what is made from the cut.
#include "documents/section_text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/parts.hpp"
#include "documents/wording.hpp"

namespace documents {
namespace {

const NamedFigure* find(const std::vector<NamedFigure>& figures, std::string_view name) {
  const auto wanted = folded(name);
  for (const auto& one : figures)
    if (folded(one.name) == wanted) return &one;
  return nullptr;
}

// Calls `plain` and `named` for the pieces of a line, in order.
template <class Plain, class Named>
void each_piece(std::string_view line, const std::vector<NamedFigure>& figures, Plain plain,
                Named named) {
  std::string pending;
  while (!line.empty()) {
    const auto open = line.find('[');
    const auto close = open == line.npos ? line.npos : line.find(']', open);
    if (close == line.npos) break;
    if (const auto* figure = find(figures, line.substr(open + 1, close - open - 1))) {
      pending += line.substr(0, open);
      if (!pending.empty()) plain(pending);
      pending.clear();
      named(*figure);
    } else {
      pending += line.substr(0, close + 1);
    }
    line.remove_prefix(close + 1);
  }
  pending += line;
  if (!pending.empty()) plain(pending);
}

Prose prose_of(std::string_view line, const std::vector<NamedFigure>& figures) {
  Prose out;
  each_piece(
      line, figures, [&](const std::string& text) { add(out, std::string_view(text)); },
      [&](const NamedFigure& one) { add(out, one.figure); });
  return out;
}

}  // namespace

std::string chapter_key(std::string_view title) {
  const auto plain = folded(title);
  std::size_t begin = 0;
  while (begin < plain.size() && (plain[begin] < 'a' || plain[begin] > 'z')) ++begin;
  if (begin + 1 < plain.size() && plain[begin + 1] == ')') begin += 3;  // "a) …"
  std::string key;
  for (const char c : plain.substr(std::min(begin, plain.size()))) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept)
      key += c;
    else if (!key.empty() && key.back() != '-')
      key += '-';
  }
  while (key.ends_with('-')) key.pop_back();
  return key;
}

std::vector<Chapter> chapters_of(const Document& document) {
  std::vector<Chapter> all;
  for (const auto& section : document.sections)
    for (const auto& block : section.blocks) {
      const auto* heading = std::get_if<Heading>(&block);
      if (heading && heading->level == 1)
        all.push_back({chapter_key(heading->text), heading->text, {}});
      else if (!all.empty())
        all.back().blocks.push_back(&block);
    }
  return all;
}

std::vector<NamedFigure> figures_to_name(const queries::Evaluation& evaluation) {
  std::vector<NamedFigure> all;
  const auto period = period_of(evaluation.cut);
  const auto add_one = [&](std::string name, std::string description, std::string_view consulta,
                           Figure figure) {
    all.push_back({std::move(name), std::move(description),
                   asked_by(period.query(consulta), std::move(figure))});
  };
  const auto& money = evaluation.financial;
  if (money.loaded) {
    const auto add_line = [&](const queries::FinancialLine& line, const std::string& suffix,
                              const std::string& of) {
      add_one("vigente" + suffix, "Presupuesto vigente" + of, "F-01", amount(line.vigente));
      add_one("devengado" + suffix, "Devengado" + of, "F-01", amount(line.devengado));
      if (line.programmed)
        add_one("programado" + suffix, "Devengado programado a la fecha" + of, "F-01",
                amount(*line.programmed));
      add_one("ejecución" + suffix, "Ejecución financiera" + of, "F-01", figure_of(line.percent));
    };
    add_line(money.total, "", "");
    add_one("comprometido", "Comprometido", "F-01", amount(money.total.comprometido));
    add_one("pagado", "Pagado", "F-01", amount(money.total.pagado));
    for (const auto& line : money.programmes)
      add_line(line, " " + line.code, " del programa " + line.code + ", " + line.name);
  }
  add_one("ejecución física", "Ejecución física de la institución", "G-01",
          figure_of(evaluation.physical));
  add_one("física programada", "Ejecución física programada a la fecha", "G-01",
          figure_of(evaluation.physical_expected));
  for (const auto& product : evaluation.products)
    for (const auto& goal : product.goals) {
      add_one("ejecutado " + goal.subproducto, "Ejecutado acumulado: " + goal.name, "G-01",
              quantity_of(goal.accumulated.executed, goal.unit_of_measure, true));
      add_one("meta " + goal.subproducto, "Meta del año: " + goal.name, "G-01",
              quantity(goal.year_goal, goal.unit_of_measure));
    }
  for (const auto& indicator : evaluation.indicators) {
    add_one("valor " + indicator.sheet, "Valor del indicador: " + indicator.name, "I-01",
            figure_of(indicator.value));
    add_one("avance " + indicator.sheet, "Avance hacia la meta del año: " + indicator.name, "I-01",
            figure_of(indicator.advance));
  }
  return all;
}

std::vector<Block> blocks_of_text(std::string_view text, const std::vector<NamedFigure>& figures) {
  std::vector<Block> out;
  Prose paragraph;
  List list;
  const auto flush = [&] {
    if (!empty(paragraph)) out.push_back(Paragraph{std::move(paragraph)});
    if (!list.items.empty()) out.push_back(std::move(list));
    paragraph = {};
    list = {};
  };
  for (auto& raw : split(replaced(text, "\r", ""), '\n')) {
    const auto line = trimmed(raw);
    if (line.empty()) {
      flush();
    } else if (line.starts_with("- ")) {
      if (!empty(paragraph)) flush();
      list.items.push_back(prose_of(line.substr(2), figures));
    } else {
      if (!list.items.empty()) flush();
      if (!empty(paragraph)) add(paragraph, std::string_view("\n"));
      add(paragraph, prose_of(line, figures));
    }
  }
  flush();
  return out;
}

int figures_named(std::string_view text, const std::vector<NamedFigure>& figures) {
  int n = 0;
  each_piece(
      text, figures, [](const std::string&) {}, [&](const NamedFigure&) { ++n; });
  return n;
}

void insert_texts(Document& document, const std::map<std::string, std::string>& by_chapter,
                  const std::vector<NamedFigure>& figures) {
  for (auto& section : document.sections)
    for (std::size_t i = 0; i < section.blocks.size(); ++i) {
      const auto* heading = std::get_if<Heading>(&section.blocks[i]);
      if (!heading || heading->level != 1) continue;
      const auto found = by_chapter.find(chapter_key(heading->text));
      if (found == by_chapter.end()) continue;
      auto blocks = blocks_of_text(found->second, figures);
      const auto n = blocks.size();
      section.blocks.insert(section.blocks.begin() + std::ptrdiff_t(i) + 1,
                            std::make_move_iterator(blocks.begin()),
                            std::make_move_iterator(blocks.end()));
      i += n;
    }
}

}  // namespace documents
