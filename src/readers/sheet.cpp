// Looking into a Sheet, and choosing the reader by the first bytes.
#include "readers/sheet.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "readers/refusals.hpp"

namespace readers {
namespace {
const Cell empty_cell;
}

const Cell& cell_at(const Sheet& sheet, std::size_t row, std::size_t column) {
  if (row >= sheet.rows.size() || column >= sheet.rows[row].size()) return empty_cell;
  return sheet.rows[row][column];
}

const Cell& merged_cell_at(const Sheet& sheet, std::size_t row, std::size_t column) {
  for (const auto& merge : sheet.merges)
    if (merge.row <= row && row <= merge.last_row && merge.column <= column &&
        column <= merge.last_column)
      return cell_at(sheet, merge.row, merge.column);
  return cell_at(sheet, row, column);
}

std::string_view text_at(const Sheet& sheet, std::size_t row, std::size_t column) {
  return trimmed(cell_at(sheet, row, column).text);
}

bool blank_row(const Sheet& sheet, std::size_t row) {
  return row >= sheet.rows.size() || std::ranges::all_of(sheet.rows[row], [](const Cell& cell) {
           return trimmed(cell.text).empty();
         });
}

std::size_t width_of(const Sheet& sheet) {
  std::size_t width = 0;
  for (const auto& row : sheet.rows) width = std::max(width, row.size());
  return width;
}

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return name;
}

std::string cell_name(std::size_t row, std::size_t column) {
  return column_name(column) + std::to_string(row + 1);
}

std::vector<Detail> place_of(const Sheet& sheet, std::size_t row, std::size_t column) {
  if (sheet.separator == 0) return {{"hoja", sheet.name}, {"celda", cell_name(row, column)}};
  const auto line = row < sheet.lines.size() ? sheet.lines[row] : row + 1;
  return {{"linea", std::to_string(line)}, {"columna", std::to_string(column + 1)}};
}

std::vector<Detail> place_with(const Sheet& sheet, std::size_t row, std::size_t column,
                               std::vector<Detail> more) {
  auto place = place_of(sheet, row, column);
  place.insert(place.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
  return place;
}

Result<std::vector<Sheet>> read_any(std::string_view bytes) {
  if (bytes.empty()) return refuse(Refusal::EmptyFile);
  if (bytes.starts_with("PK\x03\x04")) return read_xlsx(bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return refuse(Refusal::OldExcel);
  auto sheet = TRY(read_csv(bytes));
  std::vector<Sheet> sheets;
  sheets.push_back(std::move(sheet));
  return sheets;
}

}  // namespace readers
