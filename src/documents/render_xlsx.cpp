// The workbook, by libxlsxwriter. The library takes amounts as binary numbers, and so does the file
// format; they are handed over from their exact decimal text, in one place (number_to).
#include "documents/render_xlsx.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>
#include <map>
#include <xlsxwriter.h>

#include "base/text.hpp"
#include "documents/refusals.hpp"
#include "documents/render_pdf.hpp"
#include "documents/subprocess.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

constexpr std::size_t characters_max = 32'767;  // Of a cell (Excel).
constexpr lxw_row_t caption_row = 0, source_row = 1, notice_row = 2, header_row = 4;
constexpr int sheet_width = 120;  // Characters of a landscape letter page.

enum class Ink { Plain, Bold, Head, Caption, Notice, Small };

// What a cell looks like; the workbook holds one format for each that is used.
struct Look {
  std::string number;  // Number format.
  Ink ink = Ink::Plain;
  bool right = false, centre = false, left = false, filled = false, topped = false;
  int indent = 0;
  bool wrap = true;
  friend auto operator<=>(const Look&, const Look&) = default;
};

std::string decimals_of(int n) {
  return n == 0 ? "" : "." + std::string(static_cast<std::size_t>(n), '0');
}

std::string number_format(const Figure& figure) {
  if (std::holds_alternative<MoneySum>(figure.value) ||
      std::holds_alternative<Quetzales>(figure.value))
    return "\"Q\" #,##0.00";
  if (const auto* q = std::get_if<Quantity>(&figure.value))
    return q->whole() ? "#,##0" : "#,##0.00";
  if (const auto* p = std::get_if<Percent>(&figure.value))
    return '0' + decimals_of(p->decimals) + '%';
  if (const auto* d = std::get_if<Decimal>(&figure.value))
    return "#,##0" + decimals_of(d->decimals);
  if (std::holds_alternative<Date>(figure.value)) return "dd/mm/yyyy";
  return "#,##0";
}

// How many lines a text takes in a column of so many characters. Programs other than Excel do not
// grow a row for its text, so its height is written.
int lines_of(std::string_view text, int width) {
  int lines = 0;
  for (const auto& line : split(text, '\n')) {
    int used = 0;
    ++lines;
    for (const auto& word : split(line, ' ')) {
      const int letters = static_cast<int>(length(word));
      if (used > 0 && used + 1 + letters > width) {
        ++lines;
        used = 0;
      }
      used += letters + (used > 0 ? 1 : 0);
    }
  }
  return lines;
}

// The number as decimal text: percentages as shares of one, cut (not rounded) after nine decimals,
// so that a half never becomes more than it is.
std::string decimal_text(const Figure& figure) {
  auto number = number_of(figure);
  if (std::holds_alternative<Percent>(figure.value)) number = number / Ratio::whole(100);
  constexpr Int128 scale = 1'000'000'000;
  const auto scaled = number * Ratio::whole(scale);
  return show(Ratio{scaled.numerator() / scaled.denominator(), scale}, 9);
}

std::string address(lxw_row_t row, lxw_col_t column) {
  std::string letters;
  for (unsigned n = column + 1U; n > 0; n = (n - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  return letters + std::to_string(row + 1);
}

class Book {
 public:
  Book(const Document& document, const std::string& path)
      : document_(document), book_(workbook_new(path.c_str())) {}
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  Result<void> write() {
    if (book_ == nullptr) return failed("no se pudo crear");
    properties();
    about_ = add_sheet("Acerca de");
    for (const auto& section : document_.sections)
      for (const auto& block : section.blocks) {
        if (const auto* table = std::get_if<Table>(&block); table != nullptr && table->number > 0)
          sheet_of(*table);
        if (const auto* chart = std::get_if<Chart>(&block)) sheet_of(*chart);
      }
    prose_figures();
    about();
    const auto error = workbook_close(book_);
    return error == LXW_NO_ERROR ? Result<void>{} : failed(lxw_strerror(error));
  }

 private:
  static Result<void> failed(std::string_view why) {
    return refuse(Refusal::SpreadsheetFailed, {{"hallado", std::string(why)}});
  }

  void properties() {
    std::string title = document_.title + ", " + document_.subtitle;
    std::string author = document_.institution.name;
    std::string comment = document_.running;
    lxw_doc_properties all{};
    all.title = title.data();
    all.author = author.data();
    all.company = author.data();
    all.comments = comment.data();
    all.created = instant_of(document_.as_of);
    workbook_set_properties(book_, &all);
  }

  lxw_format* format(const Look& look) {
    if (const auto known = formats_.find(look); known != formats_.end()) return known->second;
    lxw_format* made = workbook_add_format(book_);
    format_set_font_name(made, "Calibri");
    format_set_font_size(made, look.ink == Ink::Caption ? 12 : look.ink == Ink::Small ? 9 : 10);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    if (look.ink != Ink::Plain && look.ink != Ink::Small) format_set_bold(made);
    if (look.ink == Ink::Head) {
      format_set_bg_color(made, 0x12324F);
      format_set_font_color(made, 0xFFFFFF);
      format_set_border(made, LXW_BORDER_THIN);
      format_set_border_color(made, 0x7E93A5);
    } else if (look.ink == Ink::Plain || look.ink == Ink::Bold) {
      format_set_bottom(made, LXW_BORDER_THIN);
      format_set_bottom_color(made, 0xB9C3CB);
    }
    if (look.ink == Ink::Caption) format_set_font_color(made, 0x12324F);
    if (look.filled) format_set_bg_color(made, 0xE3E9EE);
    if (look.topped) format_set_top(made, LXW_BORDER_THIN);
    if (look.right) format_set_align(made, LXW_ALIGN_RIGHT);
    if (look.left) format_set_align(made, LXW_ALIGN_LEFT);
    if (look.centre) format_set_align(made, LXW_ALIGN_CENTER);
    if (look.indent > 0) format_set_indent(made, static_cast<std::uint8_t>(look.indent));
    if (look.wrap) format_set_text_wrap(made);
    if (!look.number.empty()) format_set_num_format(made, look.number.c_str());
    return formats_[look] = made;
  }

  lxw_worksheet* add_sheet(const std::string& name) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
    assert(sheet != nullptr);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 1);  // Letter.
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, -1, -1, -1, -1);  // The library's own.
    std::string head = "&L&\"Calibri,Bold\"&9" + replaced(document_.institution.name, "&", "&&");
    if (document_.draft) head += "&C&\"Calibri,Bold\"&9" + std::string(draft_notice);
    if (!document_.illustrative.empty())
      head += "&R&\"Calibri,Regular\"&9" + std::string(illustrative_notice);
    worksheet_set_header(sheet, head.c_str());
    worksheet_set_footer(sheet,
                         ("&L&\"Calibri,Regular\"&8" + replaced(document_.running, "&", "&&") +
                          "&R&\"Calibri,Regular\"&8Página &P de &N")
                             .c_str());
    return sheet;
  }

  void text_to(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view text,
               lxw_format* dress) {
    auto safe = harmless(text);
    while (safe.size() > characters_max) safe.pop_back();
    if (safe.empty())
      worksheet_write_blank(sheet, row, column, dress);
    else
      worksheet_write_string(sheet, row, column, safe.c_str(), dress);
  }

  // The one place where an exact value becomes the binary number that the file format holds.
  void number_to(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Figure& figure,
                 lxw_format* dress, const std::string& formula = {}) {
    const auto exact = decimal_text(figure);
    if (formula.empty())
      worksheet_write_number(sheet, row, column, std::strtod(exact.c_str(), nullptr), dress);
    else
      worksheet_write_formula_num(sheet, row, column, formula.c_str(), dress,
                                  std::strtod(exact.c_str(), nullptr));
  }

  void figure_to(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Figure& figure,
                 Look look, const std::string& formula = {}) {
    look.right = !look.left;
    if (is_absent(figure)) {
      text_to(sheet, row, column, shown(figure, Place::Table), format(look));
      return;
    }
    look.number = number_format(figure);
    if (const auto* date = std::get_if<Date>(&figure.value)) {
      look.right = false;
      lxw_datetime when{};
      when.year = int{date->year()};
      when.month = static_cast<int>(unsigned{date->month()});
      when.day = static_cast<int>(unsigned{date->day()});
      worksheet_write_datetime(sheet, row, column, &when, format(look));
      return;
    }
    number_to(sheet, row, column, figure, format(look), formula);
  }

  static Look look_of(const Row& row, const Column& column) {
    Look look;
    look.ink = row.kind == RowKind::Group || row.kind == RowKind::Total ? Ink::Bold : Ink::Plain;
    look.filled = look.ink == Ink::Bold;
    look.topped = row.kind == RowKind::Total;
    look.right = is_number(column.kind);
    look.centre = column.centred && !look.right;
    if (column.kind == Kind::Code) look.number = "@";
    if (column.kind == Kind::State) look.indent = 1;  // Away from the number before it.
    return look;
  }

  // "=SUBTOTAL(109,D5:D9)" where a total or group is exactly the sum of the rows that it covers;
  // "" where it is not a sum (percentages) or rows would be counted twice.
  std::string total_formula(const Table& table, std::size_t at, std::size_t column,
                            lxw_row_t first_row) const {
    const auto& row = table.rows[at];
    const auto kind = table.columns[column].kind;
    if (kind != Kind::Money && kind != Kind::Quantity) return {};
    if (row.kind != RowKind::Total && row.kind != RowKind::Group) return {};
    const bool total = row.kind == RowKind::Total;
    std::size_t from = total ? 0 : at + 1, to = total ? at : at + 1;
    while (!total && to < table.rows.size() && table.rows[to].kind == RowKind::Child) ++to;
    if (from >= to) return {};
    Ratio sum;
    for (std::size_t i = from; i < to; ++i) {
      const auto* figure = figure_at(table.rows[i], column);
      if (figure == nullptr || is_absent(*figure)) continue;
      // SUBTOTAL leaves other SUBTOTALs out, and so must the check.
      if (!total_formula(table, i, column, first_row).empty()) continue;
      sum = sum + number_of(*figure);
    }
    const auto* mine = figure_at(row, column);
    if (mine == nullptr || is_absent(*mine) || number_of(*mine) != sum) return {};
    const auto letter = static_cast<lxw_col_t>(column);
    return "=SUBTOTAL(109," + address(first_row + static_cast<lxw_row_t>(from), letter) + ':' +
           address(first_row + static_cast<lxw_row_t>(to) - 1, letter) + ')';
  }

  static const Figure* figure_at(const Row& row, std::size_t column) {
    std::size_t at = 0;
    for (const auto& one : row.cells) {
      if (at == column && one.columns == 1) return std::get_if<Figure>(&one.content);
      at += static_cast<std::size_t>(one.columns);
    }
    return nullptr;
  }

  // Rows of the header; the autofilter hangs from the last.
  lxw_row_t header(lxw_worksheet* sheet, const Table& table) {
    const auto head = format({.ink = Ink::Head});
    if (table.header.empty()) {
      for (std::size_t c = 0; c < table.columns.size(); ++c)
        text_to(sheet, header_row, static_cast<lxw_col_t>(c), table.columns[c].title,
                format({.ink = Ink::Head,
                        .right = is_number(table.columns[c].kind),
                        .centre = table.columns[c].centred}));
      return header_row;
    }
    std::vector<std::vector<bool>> taken(table.header.size(),
                                         std::vector<bool>(table.columns.size(), false));
    for (std::size_t line = 0; line < table.header.size(); ++line) {
      std::size_t column = 0;
      for (const auto& one : table.header[line]) {
        while (column < taken[line].size() && taken[line][column]) ++column;
        const auto row = header_row + static_cast<lxw_row_t>(line);
        const auto first = static_cast<lxw_col_t>(column);
        const auto last =
            static_cast<lxw_col_t>(column + static_cast<std::size_t>(one.columns) - 1);
        if (one.columns > 1 || one.rows > 1)
          worksheet_merge_range(sheet, row, first, row + static_cast<lxw_row_t>(one.rows) - 1, last,
                                harmless(one.text).c_str(), head);
        else
          text_to(sheet, row, first, one.text, head);
        for (std::size_t r = line; r < line + static_cast<std::size_t>(one.rows); ++r)
          for (std::size_t c = first; c <= last; ++c) taken[r][c] = true;
        column = static_cast<std::size_t>(last) + 1;
      }
    }
    return header_row + static_cast<lxw_row_t>(table.header.size()) - 1;
  }

  // Title, source and notices above the table, each across all of its columns: a text that ran past
  // them would be printed smaller for its sake.
  void head_lines(lxw_worksheet* sheet, const std::string& title,
                  const std::optional<Source>& source, bool illustrative,
                  const std::vector<int>& widths) {
    int width = 0;
    for (const int one : widths) width += one;
    const auto last = static_cast<lxw_col_t>(widths.size() - 1);
    const auto across = [&](lxw_row_t row, const std::string& text, Ink ink) {
      lxw_format* dress = format({.ink = ink});
      if (last == 0)
        text_to(sheet, row, 0, text, dress);
      else
        worksheet_merge_range(sheet, row, 0, row, last, harmless(text).c_str(), dress);
      fit_row(sheet, row, lines_of(text, ink == Ink::Caption ? width * 4 / 5 : width));
    };
    across(caption_row, title, Ink::Caption);
    if (source) across(source_row, "Fuente: " + plain(sentence_of(*source)), Ink::Small);
    std::string notice = document_.draft ? std::string(draft_notice) : "";
    if (illustrative)
      notice += (notice.empty() ? "" : " · ") + text::capitalized(illustrative_badge);
    if (!notice.empty()) across(notice_row, notice, Ink::Notice);
  }

  void sheet_of(const Table& table) {
    const auto name = "Cuadro " + std::to_string(table.number);
    lxw_worksheet* sheet = add_sheet(name);
    listed_.push_back({name, table.caption});
    std::vector<int> widths;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      widths.push_back(width_of(table, c));
      worksheet_set_column(sheet, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c),
                           widths.back(), nullptr);
    }
    head_lines(sheet, label_of(table), table.source, table.illustrative, widths);
    const auto last_header = header(sheet, table);
    const lxw_row_t first_row = last_header + 1;
    int head_lines_max = 1;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      head_lines_max = std::max(head_lines_max, lines_of(table.columns[c].title, widths[c] - 2));
    fit_row(sheet, last_header, head_lines_max);

    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const auto& row = table.rows[r];
      std::size_t column = 0;
      int lines = 1;
      for (const auto& one : row.cells) {
        auto look = look_of(row, table.columns[column]);
        if (row.kind == RowKind::Child && column == 0) look.indent = 1;
        const auto at = first_row + static_cast<lxw_row_t>(r);
        const auto letter = static_cast<lxw_col_t>(column);
        if (const auto* figure = sole_figure(one)) {
          figure_to(sheet, at, letter, *figure, look, total_formula(table, r, column, first_row));
        } else {
          if (one.columns > 1) {
            look.right = look.centre = false;
            look.wrap = false;
          }
          const auto text = text_of(one);
          if (look.wrap) lines = std::max(lines, lines_of(text, widths[column] * 11 / 10));
          text_to(sheet, at, letter, text, format(look));
        }
        // No merged body cells: they cannot be sorted or filtered.
        for (int more = 1; more < one.columns; ++more)
          worksheet_write_blank(sheet, at, static_cast<lxw_col_t>(letter + more), format(look));
        column += static_cast<std::size_t>(one.columns);
      }
      fit_row(sheet, first_row + static_cast<lxw_row_t>(r), lines);
    }
    finish_grid(sheet, last_header, static_cast<lxw_row_t>(table.rows.size()),
                static_cast<lxw_col_t>(table.columns.size()), table.columns.front().row_header);
  }

  static void fit_row(lxw_worksheet* sheet, lxw_row_t row, int lines) {
    constexpr std::uint32_t line_pixels = 18;
    if (lines > 1)
      worksheet_set_row_pixels(sheet, row, line_pixels * static_cast<std::uint32_t>(lines),
                               nullptr);
  }

  void finish_grid(lxw_worksheet* sheet, lxw_row_t last_header, lxw_row_t rows, lxw_col_t columns,
                   bool freeze_first) {
    worksheet_freeze_panes(sheet, last_header + 1, freeze_first ? 1 : 0);
    worksheet_autofilter(sheet, last_header, 0, last_header + rows,
                         static_cast<lxw_col_t>(columns - 1));
    worksheet_repeat_rows(sheet, header_row, last_header);
  }

  // Wide enough for its longest number; a share of the page otherwise.
  static int width_of(const Table& table, std::size_t column) {
    const auto& mine = table.columns[column];
    int width = std::max(8, sheet_width * mine.width / 1000);
    for (const auto& row : table.rows)
      if (const auto* figure = figure_at(row, column); figure != nullptr)
        width = std::max(width, static_cast<int>(length(shown(*figure, Place::Prose))) + 3);
    return std::min(width, 60);
  }

  static const Figure* sole_figure(const Cell& one) {
    if (const auto* figure = std::get_if<Figure>(&one.content)) return figure;
    const auto* text = std::get_if<Prose>(&one.content);
    if (text == nullptr || text->runs.size() != 1) return nullptr;
    return std::get_if<Figure>(&text->runs.front().content);
  }

  static std::string text_of(const Cell& one) {
    if (const auto* text = std::get_if<Prose>(&one.content)) return plain(*text);
    if (const auto* state = std::get_if<State>(&one.content)) return std::string(word_of(*state));
    return {};
  }

  void sheet_of(const Chart& chart) {
    const auto name = "Gráfica " + std::to_string(chart.number);
    lxw_worksheet* sheet = add_sheet(name);
    listed_.push_back({name, chart.message});
    const auto data = table_of(chart.data);
    std::vector<int> widths(data.heads.size(), 22);
    widths.front() = 44;
    head_lines(sheet, label_of(chart), chart.source, chart.illustrative, widths);
    for (std::size_t c = 0; c < data.heads.size(); ++c)
      text_to(sheet, header_row, static_cast<lxw_col_t>(c),
              data.heads[c].empty() ? "Dato" : text::capitalized(data.heads[c]),
              format({.ink = Ink::Head, .right = c > 0}));
    for (const auto& head : data.heads) fit_row(sheet, header_row, lines_of(head, 20));
    lxw_row_t row = header_row;
    for (const auto& line : data.lines) {
      text_to(sheet, ++row, 0, line.label, format({}));
      fit_row(sheet, row, lines_of(line.label, 42));
      for (std::size_t c = 0; c < line.figures.size(); ++c)
        figure_to(sheet, row, static_cast<lxw_col_t>(c + 1), line.figures[c], {});
    }
    worksheet_set_column(sheet, 0, 0, 44, nullptr);
    worksheet_set_column(sheet, 1,
                         static_cast<lxw_col_t>(std::max<std::size_t>(1, data.heads.size() - 1)),
                         22, nullptr);
    finish_grid(sheet, header_row, row - header_row, static_cast<lxw_col_t>(data.heads.size()),
                true);
  }

  void prose_figures() {
    const auto all = figures_of(document_);
    const bool any = std::any_of(all.begin(), all.end(),
                                 [](const Quoted& one) { return one.place == Place::Prose; });
    if (!any) return;
    lxw_worksheet* sheet = add_sheet("Cifras del texto");
    listed_.push_back({"Cifras del texto", "Cada cifra escrita en un párrafo, con su origen"});
    constexpr std::array<std::string_view, 6> heads = {"Lugar",    "Cifra",      "Unidad",
                                                       "Consulta", "Parámetros", "Corte"};
    const std::vector<int> widths = {50, 22, 14, 12, 50, 12};
    head_lines(sheet, "Cifras del texto", std::nullopt, !document_.illustrative.empty(), widths);
    for (std::size_t c = 0; c < heads.size(); ++c) {
      const auto letter = static_cast<lxw_col_t>(c);
      text_to(sheet, header_row, letter, heads[c], format({.ink = Ink::Head, .right = c == 1}));
      worksheet_set_column(sheet, letter, letter, widths[c], nullptr);
    }
    lxw_row_t row = header_row;
    for (const auto& one : all) {
      if (one.place != Place::Prose) continue;
      std::string parameters;
      for (const auto& parameter : one.figure.query.parametros) {
        if (parameter.name == "corte") continue;
        if (!parameters.empty()) parameters += "; ";
        parameters += parameter.name + " = " + parameter.value;
      }
      text_to(sheet, ++row, 0, one.where, format({}));
      figure_to(sheet, row, 1, one.figure, {});
      text_to(sheet, row, 2, one.figure.unidad, format({}));
      text_to(sheet, row, 3, one.figure.query.consulta, format({.number = "@"}));
      fit_row(sheet, row, std::max(lines_of(one.where, 48), lines_of(parameters, 48)));
      text_to(sheet, row, 4, parameters, format({}));
      text_to(sheet, row, 5, document_.corte, format({.number = "@"}));
    }
    finish_grid(sheet, header_row, row - header_row, static_cast<lxw_col_t>(heads.size()), true);
  }

  void about() {
    text_to(about_, 0, 0, document_.title, format({.ink = Ink::Caption, .wrap = false}));
    text_to(about_, 1, 0, document_.subtitle, format({.ink = Ink::Notice, .wrap = false}));
    lxw_row_t row = 3;
    const auto line = [&](std::string_view key, std::string_view value) {
      if (value.empty()) return;
      text_to(about_, row, 0, key, format({.ink = Ink::Bold}));
      text_to(about_, row++, 1, value, format({}));
    };
    line("Institución", document_.institution.name);
    line("Elabora", document_.institution.unit);
    line("Documento", document_.code);
    line("Estado", document_.draft ? draft_notice : std::string_view("Aprobado"));
    line("Corte", document_.corte);
    text_to(about_, row, 0, "Datos al", format({.ink = Ink::Bold}));
    figure_to(about_, row++, 1, day(document_.as_of), {.left = true});
    line("Aviso", document_.illustrative.empty()
                      ? std::string()
                      : std::string(illustrative_notice) + ". " + document_.illustrative);
    line("Lectura",
         "«sin dato», «n. a.», «no programado» y «no evaluable» no son cero. Los totales "
         "son fórmulas que suman sólo las filas visibles.");
    ++row;
    text_to(about_, row, 0, "Hoja", format({.ink = Ink::Head}));
    text_to(about_, row++, 1, "Contenido", format({.ink = Ink::Head}));
    for (const auto& [name, title] : listed_) {
      worksheet_write_url(about_, row, 0, ("internal:'" + name + "'!A1").c_str(), nullptr);
      worksheet_write_string(about_, row, 0, name.c_str(), format({.ink = Ink::Bold}));
      text_to(about_, row++, 1, title, format({}));
    }
    worksheet_set_column(about_, 0, 0, 20, nullptr);
    worksheet_set_column(about_, 1, 1, 100, nullptr);
  }

  const Document& document_;
  lxw_workbook* book_;
  lxw_worksheet* about_ = nullptr;
  std::map<Look, lxw_format*> formats_;
  std::vector<std::pair<std::string, std::string>> listed_;
};

}  // namespace

std::string harmless(std::string_view text) {
  constexpr std::string_view dangerous = "=+-@\t\r";
  if (text.empty() || dangerous.find(text.front()) == dangerous.npos) return std::string(text);
  return "'" + std::string(text);
}

Result<std::string> xlsx_of(const Document& document) {
  const auto folder = TRY(TemporaryFolder::create());
  const auto path = folder.path() / "documento.xlsx";
  CHECK(Book(document, path.string()).write());
  return read_file(path);
}

}  // namespace documents
