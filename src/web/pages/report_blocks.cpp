// The blocks of a report as parts of a page.
#include "web/pages/report_blocks.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/broken_lines.hpp"
#include "text/format.hpp"
#include "web/kit/state.hpp"

namespace web {
namespace {

using documents::Cell;
using documents::Column;
using documents::Place;
using documents::Prose;
using documents::Run;
using documents::Table;

// "11-00-000-001-000" stays on one line; a fingerprint is longer than a telephone is wide.
constexpr std::size_t longest_whole_code = 24;

Html run_html(const Run& run) {
  const auto* figure = std::get_if<documents::Figure>(&run.content);
  const auto inner = figure ? escaped(documents::shown(*figure, Place::Prose))
                            : documents::broken_lines(std::get<std::string>(run.content));
  using documents::Style;
  switch (run.style) {
    case Style::Plain:
      return inner;
    case Style::Strong:
      return html("<strong>{}</strong>", inner);
    case Style::Emphasis:
      return html("<em>{}</em>", inner);
    case Style::Code:
      return html("<span class=\"cod{}\">{}</span>",
                  inner.text.size() > longest_whole_code ? " cod--grupos" : "", inner);
    case Style::StrongCode:
      return html("<strong class=\"cod\">{}</strong>", inner);
  }
  return inner;
}

Html prose_html(const Prose& prose) {
  Html out;
  for (const auto& run : prose.runs) out += run_html(run);
  return out;
}

// Where the rows behind a table are looked at, by the letter of its question.
std::string_view origin_of(std::string_view consulta) {
  if (consulta.starts_with("F-")) return "/ejecucion";
  if (consulta.starts_with("G-") || consulta.starts_with("M-")) return "/ejecucion/productos";
  return {};
}

Html source_html(const documents::Source& source) {
  const auto address = origin_of(replaced(replaced(source.consulta, "Consulta ", ""), ".", ""));
  return html("<p class=\"origen\"><b>Fuente:</b> {}{}</p>\n", prose_html(sentence_of(source)),
              address.empty() ? Html{} : html(" {}", link(address, "Ver el detalle")));
}

std::string_view css_of(const Column& column) {
  if (documents::is_number(column.kind)) return " class=\"num\"";
  return {};
}

Html cell_html(const Column& column, const Cell& cell) {
  if (const auto* prose = std::get_if<Prose>(&cell.content)) {
    const auto inner = prose_html(*prose);
    return column.kind == documents::Kind::Code && cell.columns == 1
               ? html("<span class=\"cod\">{}</span>", inner)
               : inner;
  }
  if (const auto* figure = std::get_if<documents::Figure>(&cell.content)) {
    if (const auto* why = std::get_if<documents::Absent>(&figure->value))
      return *why == documents::Absent::SinDato ? html("{}{}", text::no_data, hidden("sin dato"))
                                                : escaped(documents::word_of(*why));
    return escaped(documents::shown(*figure, Place::Table));
  }
  if (const auto* state = std::get_if<documents::State>(&cell.content))
    return traffic_light(static_cast<evaluation::Light>(*state));
  return {};
}

template <class Spanning>
Html spans(const Spanning& one) {
  Html out;
  if (one.columns > 1) out += html(" colspan=\"{}\"", one.columns);
  if (one.rows > 1) out += html(" rowspan=\"{}\"", one.rows);
  return out;
}

Html head_html(const Table& table) {
  Html out;
  if (table.header.empty()) {
    Html cells;
    for (const auto& column : table.columns)
      cells += html("<th scope=\"col\"{}>{}</th>", Html{std::string(css_of(column))},
                    documents::broken_lines(column.title));
    return html("<tr>{}</tr>\n", cells);
  }
  for (const auto& line : table.header) {
    Html cells;
    for (const auto& one : line)
      cells += html("<th scope=\"{}\"{}>{}</th>", one.columns > 1 ? "colgroup" : "col", spans(one),
                    documents::broken_lines(one.text));
    out += html("<tr>{}</tr>\n", cells);
  }
  return out;
}

Html row_html(const Table& table, const documents::Row& row) {
  const bool bold = row.kind == documents::RowKind::Group || row.kind == documents::RowKind::Total;
  Html cells;
  std::size_t at = 0;
  for (const auto& one : row.cells) {
    const auto& column = table.columns[std::min(at, table.columns.size() - 1)];
    const auto inner = cell_html(column, one);
    if (column.row_header && one.columns == 1)
      cells += html("<th scope=\"row\"{}>{}</th>", spans(one), inner);
    else
      cells += html("<td{}{}>{}</td>", spans(one),
                    Html{std::string(one.columns > 1 ? std::string_view{} : css_of(column))},
                    bold ? html("<b>{}</b>", inner) : inner);
    at += static_cast<std::size_t>(one.columns);
  }
  return html("<tr>{}</tr>\n", cells);
}

std::string id_of(std::string_view kind, int number) {
  return std::string(kind) + std::to_string(number);
}

struct Writer {
  int level;

  Html operator()(const documents::Heading& heading) const {
    const auto h = std::clamp(heading.level - 2 + level, 2, 6);
    return html("<h{} class=\"govuk-heading-s\">{}</h{}>\n", h, heading.text, h);
  }
  Html operator()(const documents::Paragraph& paragraph) const {
    return html("<p{}>{}</p>\n",
                Html{paragraph.tone == documents::Tone::Key ? " class=\"lead\"" : ""},
                prose_html(paragraph.text));
  }
  Html operator()(const documents::List& list) const {
    Html items;
    for (const auto& item : list.items) items += html("<li>{}</li>\n", prose_html(item));
    return list.numbered ? html("<ol class=\"govuk-list govuk-list--number\">\n{}</ol>\n", items)
                         : html("<ul class=\"govuk-list govuk-list--bullet\">\n{}</ul>\n", items);
  }
  Html operator()(const documents::Note& note) const {
    return notice_box(NoticeTone::Grey, html("<p>{}</p>", prose_html(note.text)));
  }
  Html operator()(const documents::Quote& quote) const {
    return html("<blockquote><p>{}</p></blockquote>\n", quote.text);
  }
  Html operator()(const documents::Table& table) const {
    if (table.columns.empty()) return {};
    const auto label = table.caption.empty() ? std::string("Cuadro") : label_of(table);
    Html caption;
    if (!table.caption.empty())
      caption = html("<caption><div class=\"tt\">{}{}</div></caption>\n", label,
                     table.illustrative ? html("<span>Datos ilustrativos</span>") : Html{});
    // Totals at the end are the table's foot; one in the middle stays where it is.
    auto last = table.rows.size();
    while (last > 0 && table.rows[last - 1].kind == documents::RowKind::Total) --last;
    Html rows, total;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
      (i < last ? rows : total) += row_html(table, table.rows[i]);
    Html out = html(
        "<div class=\"tabla-caja\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"{}>"
        "<table class=\"tabla\">{}<thead>\n{}</thead>\n<tbody>\n{}</tbody>\n{}</table></div>\n",
        label, table.number == 0 ? Html{} : html(" id=\"{}\"", id_of("cuadro-", table.number)),
        caption, head_html(table), rows,
        total.text.empty() ? Html{} : html("<tfoot>\n{}</tfoot>", total));
    if (table.source) out += source_html(*table.source);
    return out;
  }
  Html operator()(const documents::Chart& chart) const {
    return html(
        "<figure class=\"grafica\"><figcaption><b>{}</b></figcaption>"
        "<div class=\"tabla-caja\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">{}</div>"
        "</figure>\n{}",
        label_of(chart), label_of(chart), Html{svg_of(chart.data, chart.message)},
        chart.source ? source_html(*chart.source) : Html{});
  }
  Html operator()(const documents::KeyValues& values) const {
    Html rows;
    for (const auto& row : values.rows)
      rows += html(
          "<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">{}</dt>"
          "<dd class=\"govuk-summary-list__value\">{}</dd></div>\n",
          row.key, prose_html(row.value));
    return html("<dl class=\"govuk-summary-list\">\n{}</dl>\n", rows);
  }
  Html operator()(const documents::Signatures& signatures) const {
    Html items;
    for (const auto& one : signatures.all)
      items +=
          html("<li><b>{}</b>: {}{}{}</li>\n", one.act, one.post,
               one.holder.empty() || one.holder == one.post ? std::string() : ", " + one.holder,
               one.signed_on ? " · firmado el " + text::date(*one.signed_on)
                             : std::string(" · sin firma"));
    return html("<ul class=\"govuk-list\">\n{}</ul>\n", items);
  }
  Html operator()(const documents::Qr&) const { return {}; }
  Html operator()(const documents::Checkpoint& checkpoint) const {
    return html(
        "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Punto de control\" "
        "tabindex=\"0\"><pre class=\"cod\">{}</pre></div>\n",
        checkpoint.text);
  }
  Html operator()(const documents::PageBreak&) const { return {}; }
};

}  // namespace

Html block_html(const documents::Block& block, int level) {
  return std::visit(Writer{level}, block);
}

Html blocks_html(std::span<const documents::Block* const> blocks, int level) {
  Html out;
  for (const auto* block : blocks) out += block_html(*block, level);
  return out;
}

}  // namespace web
