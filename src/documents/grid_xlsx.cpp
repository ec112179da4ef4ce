// One grid as a workbook: real numbers and dates, totals as formulas, a sheet that says where it
// comes from.
#include "documents/grid_xlsx.hpp"

#include <algorithm>
#include <cstdlib>
#include <xlsxwriter.h>

#include "base/text.hpp"
#include "documents/refusals.hpp"
#include "documents/render_xlsx.hpp"
#include "documents/subprocess.hpp"

namespace documents {
namespace {

constexpr std::size_t characters_max = 32'767;  // Of a cell (Excel).

// The number as decimal text; percentages as shares of one.
std::optional<std::string> number_text(const GridValue& value) {
  if (const auto* money = std::get_if<MoneySum>(&value)) return show(*money);
  if (const auto* quantity = std::get_if<Quantity>(&value)) return show(*quantity);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* percent = std::get_if<PerCent>(&value)) {
    // As it is shown: one decimal of a point.
    return show(Ratio{rounded(percent->points * Ratio::whole(10)), 1000}, 3);
  }
  return std::nullopt;
}

std::string_view number_format(const GridValue& value) {
  if (std::holds_alternative<MoneySum>(value)) return "\"Q\" #,##0.00";
  if (std::holds_alternative<PerCent>(value)) return "0.0%";
  if (std::holds_alternative<Date>(value)) return "dd/mm/yyyy";
  if (const auto* quantity = std::get_if<Quantity>(&value))
    return quantity->whole() ? "#,##0" : "#,##0.00";
  return "#,##0";
}

std::string address(std::size_t row, std::size_t column) {
  std::string letters;
  for (auto n = column + 1; n > 0; n = (n - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  return letters + std::to_string(row + 1);
}

// Whether the total is the exact sum of the rows, so that a formula yields the same.
bool is_sum(const Grid& grid, std::size_t column) {
  const auto& total = grid.total->at(column);
  if (!grid.columns[column].summed || grid.rows.empty()) return false;
  if (const auto* money = std::get_if<MoneySum>(&total)) {
    MoneySum sum;
    for (const auto& row : grid.rows)
      if (const auto* one = std::get_if<MoneySum>(&row[column])) sum += *one;
    return sum == *money;
  }
  if (const auto* quantity = std::get_if<Quantity>(&total)) {
    Quantity sum;
    for (const auto& row : grid.rows)
      if (const auto* one = std::get_if<Quantity>(&row[column])) sum += *one;
    return sum == *quantity;
  }
  return false;
}

class Writer {
 public:
  Writer(const Grid& grid, const std::string& path)
      : grid_(grid), book_(workbook_new(path.c_str())) {}

  Result<void> write() {
    if (book_ == nullptr)
      return refuse(Refusal::SpreadsheetFailed, {{"hallado", "no se pudo crear"}});
    properties();
    data();
    about();
    const auto error = workbook_close(book_);
    if (error == LXW_NO_ERROR) return {};
    return refuse(Refusal::SpreadsheetFailed, {{"hallado", lxw_strerror(error)}});
  }

 private:
  void properties() {
    std::string title = grid_.title;
    lxw_doc_properties all{};
    all.title = title.data();
    all.created = static_cast<time_t>(grid_.made_at / 1000);
    workbook_set_properties(book_, &all);
  }

  lxw_format* format(bool bold, std::string_view number, bool head = false) {
    lxw_format* made = workbook_add_format(book_);
    if (bold) format_set_bold(made);
    if (head) format_set_bottom(made, LXW_BORDER_MEDIUM);
    if (head) format_set_text_wrap(made);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    if (!number.empty()) format_set_num_format(made, std::string(number).c_str());
    return made;
  }

  // One format for each way of being shown; the file has a limit of formats.
  lxw_format* format_for(const GridValue& value, bool bold) {
    const bool text = std::holds_alternative<std::string>(value);
    const auto number = text ? std::string_view("@") : number_format(value);
    for (const auto& [known_bold, known, made] : formats_)
      if (known_bold == bold && known == number) return made;
    return std::get<2>(formats_.emplace_back(bold, std::string(number), format(bold, number)));
  }

  void put(lxw_worksheet* sheet, std::size_t row, std::size_t column, const GridValue& value,
           bool bold, const std::string& formula = {}) {
    const auto r = static_cast<lxw_row_t>(row);
    const auto c = static_cast<lxw_col_t>(column);
    lxw_format* dress = format_for(value, bold);
    if (const auto* words = std::get_if<std::string>(&value)) {
      auto safe = harmless(*words);
      while (safe.size() > characters_max) safe.pop_back();
      worksheet_write_string(sheet, r, c, safe.c_str(), dress);
    } else if (const auto* date = std::get_if<Date>(&value)) {
      lxw_datetime when{};
      when.year = int{date->year()};
      when.month = static_cast<int>(unsigned{date->month()});
      when.day = static_cast<int>(unsigned{date->day()});
      worksheet_write_datetime(sheet, r, c, &when, dress);
    } else if (const auto number = number_text(value)) {
      // The one place where an exact value becomes the binary number that the format holds.
      if (formula.empty())
        worksheet_write_number(sheet, r, c, std::strtod(number->c_str(), nullptr), dress);
      else
        worksheet_write_formula_num(sheet, r, c, formula.c_str(), dress,
                                    std::strtod(number->c_str(), nullptr));
    }
  }

  static int width_of(const GridValue& value) {
    if (const auto* words = std::get_if<std::string>(&value))
      return static_cast<int>(std::min<std::size_t>(length(*words), 60));
    if (const auto number = number_text(value)) return static_cast<int>(number->size()) * 4 / 3 + 3;
    return std::holds_alternative<Date>(value) ? 11 : 4;
  }

  void data() {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, grid_.sheet.c_str());
    lxw_format* head = format(true, "", true);
    for (std::size_t c = 0; c < grid_.columns.size(); ++c) {
      const auto column = static_cast<lxw_col_t>(c);
      worksheet_write_string(sheet, 0, column, harmless(grid_.columns[c].title).c_str(), head);
      int width = static_cast<int>(std::min<std::size_t>(length(grid_.columns[c].title), 24)) + 2;
      for (const auto& row : grid_.rows) width = std::max(width, width_of(row[c]) + 1);
      if (grid_.total) width = std::max(width, width_of(grid_.total->at(c)) + 1);
      worksheet_set_column(sheet, column, column, width, nullptr);
    }
    std::size_t at = 0;
    for (const auto& row : grid_.rows) {
      ++at;
      for (std::size_t c = 0; c < row.size(); ++c) put(sheet, at, c, row[c], false);
    }
    if (grid_.total) {
      for (std::size_t c = 0; c < grid_.total->size(); ++c)
        put(sheet, at + 1, c, grid_.total->at(c), true,
            is_sum(grid_, c)
                ? "=SUBTOTAL(109," + address(1, c) + ':' + address(grid_.rows.size(), c) + ')'
                : std::string());
    }
    worksheet_freeze_panes(sheet, 1, 1);
    worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(grid_.rows.size()),
                         static_cast<lxw_col_t>(grid_.columns.size() - 1));
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 1);  // Letter.
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_footer(sheet, "&R&8Página &P de &N");
  }

  void about() {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, "Acerca de");
    lxw_format* key = format(true, "");
    lxw_format* plain = format(false, "@");
    lxw_row_t row = 0;
    for (const auto& [name, value] : grid_.about) {
      if (value.empty()) continue;
      worksheet_write_string(sheet, row, 0, name.c_str(), key);
      worksheet_write_string(sheet, row++, 1, harmless(value).c_str(), plain);
    }
    worksheet_set_column(sheet, 0, 0, 24, nullptr);
    worksheet_set_column(sheet, 1, 1, 90, nullptr);
  }

  const Grid& grid_;
  lxw_workbook* book_;
  std::vector<std::tuple<bool, std::string, lxw_format*>> formats_;
};

}  // namespace

Result<std::string> xlsx_of(const Grid& grid) {
  const auto folder = TRY(TemporaryFolder::create());
  const auto path = folder.path() / "tabla.xlsx";
  CHECK(Writer(grid, path.string()).write());
  return read_file(path);
}

}  // namespace documents
