// Writes the subset of HTML that WeasyPrint 57 and pandoc 2.17 both understand. What is odd in it
// answers a defect of one of them; docs/formats/documento.md lists those.
#include "documents/render_html.hpp"

#include <cassert>

#include "base/resources.hpp"
#include "base/text.hpp"
#include "documents/broken_lines.hpp"
#include "documents/html.hpp"
#include "documents/qr.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

enum class Dialect { Page, Word };

// From this many on, cuadros and gráficas have a page of the contents of their own.
constexpr std::size_t entries_for_own_page = 15;

constexpr std::string_view state_classes[] = {"ok", "at", "re", "so", "sd", "np"};
constexpr std::string_view density_classes[] = {"", "media", "densa", "densa matriz"};

// A text whose line breaks are breaks of the page too.
std::string joined_classes(std::initializer_list<std::string_view> classes) {
  std::string out;
  for (const auto one : classes) {
    if (one.empty()) continue;
    if (!out.empty()) out += ' ';
    out += one;
  }
  return out;
}

Html class_attribute(const std::string& classes) {
  return classes.empty() ? Html{} : html(" class=\"{}\"", classes);
}

class Writer {
 public:
  Writer(const Document& document, Dialect dialect) : document_(document), dialect_(dialect) {}

  Result<Html> body() {
    Html out = document_.front == Front::Cover ? cover() : sheet_head();
    if (document_.contents) out += contents();
    headings_ = 0;
    for (std::size_t i = 0; i < document_.sections.size();) {
      // Landscape sections that follow one another share one container: leaving and entering it
      // again would cost pandoc's DOCX an empty page.
      const auto& section = document_.sections[i];
      if (!section.landscape) {
        out += html("<section class=\"{}\">{}</section>\n", section.new_page ? "capitulo" : "sigue",
                    TRY(blocks(section)));
        ++i;
        continue;
      }
      out += html("<section class=\"apaisada ancho\">{}", TRY(blocks(section)));
      for (++i; i < document_.sections.size() && document_.sections[i].landscape; ++i)
        out += html("<div class=\"hoja\">{}</div>", TRY(blocks(document_.sections[i])));
      out += Html{"</section>\n"};
    }
    return out;
  }

  std::vector<WordHtml::Picture> take_pictures() { return std::move(pictures_); }

 private:
  bool word() const { return dialect_ == Dialect::Word; }

  // --- Prose -------------------------------------------------------------------------------
  Html run(const Run& one, Place place) const {
    Html inner;
    if (const auto* figure = std::get_if<Figure>(&one.content))
      inner = figure_html(*figure, place);
    else
      inner = broken_lines(std::get<std::string>(one.content));
    switch (one.style) {
      case Style::Plain:
        return inner;
      case Style::Strong:
        return html("<strong>{}</strong>", inner);
      case Style::Emphasis:
        return html("<em>{}</em>", inner);
      case Style::Code:
        return code_html(inner);
      case Style::StrongCode:
        return html("<strong>{}</strong>", code_html(inner));
    }
    return inner;
  }
  Html code_html(const Html& inner) const {
    return word() ? html("<code>{}</code>", inner) : html("<span class=\"cod\">{}</span>", inner);
  }
  Html figure_html(const Figure& figure, Place place) const {
    const auto* why = std::get_if<Absent>(&figure.value);
    if (why == nullptr || place == Place::Prose || word()) return escaped(shown(figure, place));
    return html("<span class=\"{}\">{}</span>", *why == Absent::SinDato ? "sin falta" : "falta",
                word_of(*why));
  }
  Html prose_html(const Prose& prose) const {
    Html out;
    for (const auto& one : prose.runs) out += run(one, Place::Prose);
    return out;
  }

  // --- Blocks ------------------------------------------------------------------------------
  Result<Html> blocks(const Section& section) {
    Html out;
    bool on_own_page = false;
    for (const auto& block : section.blocks) {
      if (std::holds_alternative<PageBreak>(block)) {
        if (on_own_page) out += Html{"</div>\n"};
        out += Html{"<div class=\"hoja\">\n"};
        on_own_page = true;
        continue;
      }
      out += TRY(std::visit([&](const auto& one) { return this->block(one); }, block));
    }
    if (on_own_page) out += Html{"</div>\n"};
    return out;
  }

  Result<Html> block(const Heading& heading) {
    ++headings_;
    const auto short_text =
        heading.short_text.empty() ? Html{} : html(" data-corto=\"{}\"", heading.short_text);
    return html("<h{} id=\"s{}\"{}>{}</h{}>\n", heading.level, headings_, short_text, heading.text,
                heading.level);
  }
  Result<Html> block(const Paragraph& paragraph) {
    const auto inner = prose_html(paragraph.text);
    switch (paragraph.tone) {
      case Tone::Normal:
        return html("<p>{}</p>\n", inner);
      case Tone::Key:
        return html("<p class=\"clave\">{}</p>\n", inner);
      case Tone::Status:
        return html("<p><em>{}</em></p>\n", inner);
    }
    return inner;
  }
  Result<Html> block(const List& list) {
    Html items;
    // A paragraph in each point gives pandoc's points the size of the text.
    for (const auto& item : list.items)
      items += word() ? html("<li><p>{}</p></li>\n", prose_html(item))
                      : html("<li>{}</li>\n", prose_html(item));
    return list.numbered ? html("<ol>\n{}</ol>\n", items) : html("<ul>\n{}</ul>\n", items);
  }
  Result<Html> block(const Note& note) {
    return html("<div class=\"nota\" data-custom-style=\"Nota\"><p>{}</p></div>\n",
                prose_html(note.text));
  }
  Result<Html> block(const Quote& quote) {
    return html("<blockquote><p>{}</p></blockquote>\n", quote.text);
  }
  Result<Html> block(const PageBreak&) { return Html{}; }

  Html badge(bool illustrative) const {
    return illustrative ? html(" <span class=\"ilus\">{}</span>", illustrative_badge) : Html{};
  }
  Html source(const Source& source) const {
    return html(
        "<div class=\"fuente\" data-custom-style=\"Fuente\"><p><strong>Fuente:</strong> {}"
        "</p></div>\n",
        prose_html(sentence_of(source)));
  }

  Result<Html> block(const Chart& chart) {
    const auto drawing = svg_of(chart.data, chart.message);
    Html image{drawing};
    if (word()) {
      const auto name = "g" + std::to_string(chart.number);
      pictures_.push_back({name, drawing});
      image = html(
          "<div data-custom-style=\"Grafica\"><p><img src=\"{}.png\" width=\"600\" "
          "alt=\"{}\"></p></div>",
          name, chart.message);
    }
    return html(
        "<div class=\"grafica\" role=\"figure\" aria-labelledby=\"g{}t\">\n"
        "<div class=\"rotulo\" id=\"g{}\" data-custom-style=\"Titulo de grafica\">"
        "<p id=\"g{}t\">{}{}</p></div>\n{}\n{}</div>\n",
        chart.number, chart.number, chart.number, label_of(chart), badge(chart.illustrative), image,
        chart.source ? source(*chart.source) : Html{});
  }

  // --- Tables ------------------------------------------------------------------------------
  Result<Html> block(const Table& table) {
    const auto classes = joined_classes(
        {density_classes[static_cast<std::size_t>(table.density)], table.grid ? "rejilla" : "",
         table.narrow_heads ? "red" : "", table.together ? "junta" : ""});
    Html out = table.number == 0
                   ? html("<table{}>\n", class_attribute(classes))
                   : html("<table id=\"c{}\"{}>\n", table.number, class_attribute(classes));
    if (!table.caption.empty())
      out += html("<caption>{}{}</caption>\n", label_of(table), badge(table.illustrative));
    out += Html{"<colgroup>"};
    for (const auto& column : table.columns)
      out += html("<col style=\"width:{}%\">", percent_of(column.width));
    out += Html{"</colgroup>\n<thead>"} += header(table);
    out += Html{"</thead>\n"};

    bool with_groups = false;
    for (const auto& row : table.rows) with_groups = with_groups || row.kind == RowKind::Group;
    out += Html{with_groups && table.rows.front().kind == RowKind::Group ? "" : "<tbody>\n"};
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      // A group stays with its first row: in a body of their own they are not divided.
      const bool group = table.rows[i].kind == RowKind::Group;
      const bool after_group = i > 0 && table.rows[i - 1].kind == RowKind::Group;
      const bool before_group =
          i + 1 < table.rows.size() && table.rows[i + 1].kind == RowKind::Group;
      if (group)
        out += Html{i == 0 ? "<tbody class=\"junta\">\n" : "</tbody><tbody class=\"junta\">\n"};
      out += row_html(table, table.rows[i]);
      if (after_group && !group && !before_group && i + 1 < table.rows.size())
        out += Html{"</tbody><tbody>\n"};
    }
    out += Html{"</tbody></table>\n"};
    if (table.source) out += source(*table.source);
    return out;
  }

  static std::string percent_of(int thousandths) {
    return std::to_string(thousandths / 10) + '.' + std::to_string(thousandths % 10);
  }

  static bool centred(const Column& column) { return column.centred; }

  Html header(const Table& table) const {
    Html out;
    if (table.header.empty()) {
      out += Html{"<tr>"};
      for (const auto& column : table.columns)
        out += html("<th scope=\"col\"{}>{}</th>", alignment(column), broken_lines(column.title));
      return out += Html{"</tr>"};
    }
    for (const auto& line : table.header) {
      out += Html{"<tr>"};
      for (const auto& one : line)
        out +=
            html("<th scope=\"{}\"{}{}>{}</th>", one.columns > 1 ? "colgroup" : "col", spans(one),
                 one.centred ? Html{" class=\"c\" style=\"text-align:center\""} : Html{},
                 broken_lines(one.text));
      out += Html{"</tr>"};
    }
    return out;
  }

  template <class Spanning>
  static Html spans(const Spanning& one) {
    Html out;
    if (one.columns > 1) out += html(" colspan=\"{}\"", one.columns);
    if (one.rows > 1) out += html(" rowspan=\"{}\"", one.rows);
    return out;
  }

  static Html alignment(const Column& column) {
    if (is_number(column.kind)) return {" class=\"n\" style=\"text-align:right\""};
    if (centred(column)) return {" class=\"c\" style=\"text-align:center\""};
    return {};
  }

  Html row_html(const Table& table, const Row& row) const {
    constexpr std::string_view classes[] = {"", "grupo", "hijo", "total"};
    Html out =
        html("<tr{}>", class_attribute(std::string(classes[static_cast<std::size_t>(row.kind)])));
    std::size_t at = 0;
    for (const auto& one : row.cells) {
      assert(at < table.columns.size());
      const auto& column = table.columns[at];
      const bool names_row = column.row_header && one.columns == 1 && !word();
      // Group and total rows are bold by their class, which a DOCX does not see.
      const bool bold = word() && (row.kind == RowKind::Group || row.kind == RowKind::Total);
      const auto inner = cell_html(column, one);
      const auto content = bold && !inner.text.empty() && !inner.text.contains("<strong>")
                               ? html("<strong>{}</strong>", inner)
                               : inner;
      if (names_row)
        out += html("<th scope=\"row\"{}>{}</th>", spans(one), content);
      else
        out += html("<td{}{}>{}</td>", spans(one), one.columns > 1 ? Html{} : alignment(column),
                    content);
      at += static_cast<std::size_t>(one.columns);
    }
    return out += Html{"</tr>\n"};
  }

  Html cell_html(const Column& column, const Cell& one) const {
    if (const auto* text = std::get_if<Prose>(&one.content)) {
      const auto inner = prose_html(*text);
      return column.kind == Kind::Code && one.columns == 1 ? code_html(inner) : inner;
    }
    if (const auto* figure = std::get_if<Figure>(&one.content))
      return figure_html(*figure, Place::Table);
    if (const auto* state = std::get_if<State>(&one.content)) {
      if (word()) return escaped(word_of(*state));
      return html("<span class=\"sem sem-{}\">{}</span>",
                  state_classes[static_cast<std::size_t>(*state)], word_of(*state));
    }
    return {};
  }

  // --- Ends --------------------------------------------------------------------------------
  Html key_rows(const std::vector<KeyValue>& rows) const {
    Html out;
    for (const auto& row : rows)
      out += word() ? html("<tr><td><strong>{}</strong></td><td>{}</td></tr>\n", row.key,
                           prose_html(row.value))
                    : html("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", row.key,
                           prose_html(row.value));
    return out;
  }
  Result<Html> block(const KeyValues& values) {
    return html(
        "<table class=\"verifica\"><colgroup><col style=\"width:28%\">"
        "<col style=\"width:72%\"></colgroup><tbody>\n{}</tbody></table>\n",
        key_rows(values.rows));
  }

  Html signature(const Signature& one) const {
    const auto holder = one.holder.empty() ? Html{} : html("<p>{}</p>", one.holder);
    const auto date = one.signed_on ? "Fecha: " + text::date(*one.signed_on)
                                    : std::string("Fecha: ____ /____ /______");
    // Word has no ruled line from the style sheet: underscores stand for it.
    const Html line = word() ? Html{"<p><br>______________________________</p>"}
                             : Html{"<div class=\"raya\"></div>"};
    return html(
        "<td><div class=\"sello solo-pdf\">Sello</div><p class=\"acto\">{}</p>{}{}"
        "<p><strong>{}</strong></p><p>{}</p><p>{}</p></td>",
        one.act, line, holder, one.post, one.institution, date);
  }
  Result<Html> block(const Signatures& signatures) {
    Html rows;
    for (std::size_t i = 0; i < signatures.all.size(); i += 2)
      rows += html(
          "<tr>{}{}</tr>\n", signature(signatures.all[i]),
          i + 1 < signatures.all.size() ? signature(signatures.all[i + 1]) : Html{"<td></td>"});
    return html(
        "<table class=\"firmas\"><colgroup><col style=\"width:50%\">"
        "<col style=\"width:50%\"></colgroup><tbody>\n{}</tbody></table>\n",
        rows);
  }

  Result<Html> block(const Qr& qr) {
    const auto drawing = TRY(qr_svg(qr.address, "Código QR de " + qr.address));
    if (!word()) return html("<div class=\"qr\">{}</div>\n", Html{drawing});
    const auto name = "qr" + std::to_string(pictures_.size());
    pictures_.push_back({name, drawing});
    return html("<p><img src=\"{}.png\" width=\"121\" alt=\"Código QR de {}\"></p>\n", name,
                qr.address);
  }
  Result<Html> block(const Checkpoint& checkpoint) {
    return html(
        "<div class=\"punto\" data-custom-style=\"Codigo\">{}</div>\n",
        word() ? html("<p>{}</p>", broken_lines(checkpoint.text)) : escaped(checkpoint.text));
  }

  // What stands at the head and the foot of every page.
  Html margins() const {
    const auto& office = document_.institution;
    Html address;
    for (const auto& line : office.address)
      address += address.text.empty() ? escaped(line) : html("<br>{}", line);
    const auto contact = html(
        "<span><b>DIRECCIÓN</b>{}</span><span><b>TELÉFONO</b>{}</span>"
        "<span><b>CORREO ELECTRÓNICO</b>{}</span>",
        address, office.telephone, office.mail);
    const auto notice = document_.illustrative.empty() ? Html{} : escaped(illustrative_notice);
    return html(
        "<div class=\"cabeza solo-pdf\"><b>{}</b><br>{}</div>\n"
        "<div class=\"pie solo-pdf\">{}</div>\n<div class=\"aviso solo-pdf\">{}</div>\n",
        office.name, document_.running, contact, notice);
  }

  Html sheet_head() const {
    return html("<header class=\"encabezado\">\n{}<h1>{}</h1>\n<p>{}</p></header>\n", margins(),
                document_.title, document_.subtitle);
  }

  Html cover() const {
    const auto& office = document_.institution;
    Html out{"<section class=\"portada\">\n"};
    out += margins();
    if (document_.draft && !word())
      out += html("<p class=\"borrador solo-pdf\">{}</p>\n", draft_notice);
    // Pandoc prints title, subtitle and institution from its own title block.
    if (!word()) out += html("<p class=\"inst\">{}</p>\n", office.name);
    out += html("<p class=\"unidad\">{}</p>\n", office.unit);
    if (!word())
      out += html("<div class=\"titulo\"><p>{}</p></div>\n<div class=\"periodo\"><p>{}</p></div>\n",
                  document_.title, document_.subtitle);
    out += html(
        "<table><colgroup><col style=\"width:33%\"><col style=\"width:67%\"></colgroup>"
        "<tbody>\n{}</tbody></table>\n",
        key_rows(document_.cover));
    out += html("<p class=\"base\">{}</p>\n<p class=\"lugar\">{}</p>\n", document_.legal_base,
                document_.place);
    if (!document_.illustrative.empty())
      out += html("<p class=\"advertencia\"><strong>{}.</strong> {}</p>\n", illustrative_notice,
                  document_.illustrative);
    return out += Html{"</section>\n"};
  }

  Html contents() const {
    Html chapters, tables, charts;
    std::size_t entries = 0;
    int heading = 0;
    for (const auto& section : document_.sections) {
      for (const auto& block : section.blocks) {
        if (const auto* one = std::get_if<Heading>(&block)) {
          ++heading;
          if (one->level <= 2)
            chapters += html("<li class=\"n{}\"><a href=\"#s{}\">{}</a></li>\n", one->level,
                             heading, one->text);
        } else if (const auto* table = std::get_if<Table>(&block)) {
          if (table->number == 0) continue;
          tables += html("<li><a href=\"#c{}\">{}</a></li>\n", table->number, label_of(*table));
          ++entries;
        } else if (const auto* chart = std::get_if<Chart>(&block)) {
          charts += html("<li><a href=\"#g{}\">{}</a></li>\n", chart->number, label_of(*chart));
          ++entries;
        }
      }
    }
    Html out = html(
        "<div class=\"indice solo-pdf\" role=\"doc-toc\"><h1 id=\"indice\">Contenido"
        "</h1>\n<ol>\n{}</ol>\n",
        chapters);
    if (!tables.text.empty())
      out += html("<h2{}>Cuadros</h2><ol>\n{}</ol>\n",
                  Html{entries >= entries_for_own_page ? " class=\"hoja\"" : ""}, tables);
    if (!charts.text.empty()) out += html("<h2>Gráficas</h2><ol>\n{}</ol>\n", charts);
    return out += Html{"</div>\n"};
  }

  const Document& document_;
  Dialect dialect_;
  int headings_ = 0;
  std::vector<WordHtml::Picture> pictures_;
};

// A style sheet of ours that travels in the binary.
Html style(std::string_view path) {
  const auto bytes = resource(path);
  assert(bytes);
  return html("<style>\n{}</style>\n", Html{std::string(*bytes)});
}

Html page(const Document& document, const Html& head, const Html& body) {
  return html(
      "<!DOCTYPE html>\n<html lang=\"es-GT\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{}"
      "<meta name=\"author\" content=\"{}\">\n<meta name=\"description\" content=\"{}\">\n"
      "<meta name=\"generator\" content=\"Ceiba\">\n</head>\n<body>\n{}</body>\n</html>\n",
      head, document.institution.name, document.running, body);
}

std::string full_title(const Document& document) {
  return document.subtitle.empty() ? document.title : document.title + ", " + document.subtitle;
}

}  // namespace

Result<std::string> html_of(const Document& document) {
  Writer writer(document, Dialect::Page);
  auto head = html("<title>{}</title>\n", full_title(document));
  head += style("src/documents/assets/informe.css");
  if (document.draft) head += style("src/documents/assets/borrador.css");
  return page(document, head, TRY(writer.body())).text;
}

Result<WordHtml> word_html_of(const Document& document) {
  Writer writer(document, Dialect::Word);
  const auto body = TRY(writer.body());
  return WordHtml{page(document, html("<title>{}</title>\n", document.title), body).text,
                  writer.take_pictures()};
}

}  // namespace documents
