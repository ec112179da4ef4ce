// A table as a file of others holds it: cells in rows, in memory, before anybody gives them a
// meaning. One type for CSV and XLSX, for files up to a few million cells; the national budget
// file has its own reader (budget_file.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace readers {

struct Cell {
  // A CSV file only knows Empty and Text.
  enum class Kind : std::uint8_t { Empty, Text, Number, Date, Boolean, Error };
  Kind kind = Kind::Empty;
  bool percent = false;  // A Number that the sheet shows as a percentage: 0.05 seen as "5%".
  // The machine form: numbers exactly as stored ("301664046.07999998"), dates ISO
  // ("2026-05-31", "2026-05-31T08:30:00"), booleans "1"/"0", errors "#N/A"; a formula that was
  // never calculated is an Error with the formula itself ("=SUM(A1:A3)").
  std::string text;

  friend bool operator==(const Cell&, const Cell&) = default;
};

// Cells that the sheet shows as one; the value is in (row, column). All inclusive, from 0.
struct Merge {
  std::size_t row = 0, column = 0, last_row = 0, last_column = 0;
};

struct Sheet {
  std::string name;                     // Empty for CSV.
  std::vector<std::vector<Cell>> rows;  // XLSX: index = Excel row − 1; rows may be short or empty.
  std::vector<Merge> merges;
  bool hidden = false;

  // What a CSV reader found out; empty for XLSX.
  std::string encoding;            // "UTF-8", "UTF-8 con BOM", "Latin-1", "cp1252", "cp850".
  char separator = 0;              // ',', ';' or '\t'.
  std::vector<std::size_t> lines;  // Line (from 1) where each row starts; quoted fields may span.
};

// The cell, or an empty one outside the sheet's used part.
const Cell& cell_at(const Sheet&, std::size_t row, std::size_t column);

// The cell, or for the covered part of a merge the cell that holds its value.
const Cell& merged_cell_at(const Sheet&, std::size_t row, std::size_t column);

// The text of the cell without blanks at both ends; "" where there is none.
std::string_view text_at(const Sheet&, std::size_t row, std::size_t column);

// No cell of the row says anything.
bool blank_row(const Sheet&, std::size_t row);

// Columns that any row uses.
std::size_t width_of(const Sheet&);

std::string column_name(std::size_t column);                 // 0 → "A", 27 → "AB".
std::string cell_name(std::size_t row, std::size_t column);  // (6, 1) → "B7".

// Where a cell is, as refusals say it: {linea, columna} of a CSV, {hoja, celda} of an XLSX.
std::vector<Detail> place_of(const Sheet&, std::size_t row, std::size_t column);

// The same place with more details after it.
std::vector<Detail> place_with(const Sheet&, std::size_t row, std::size_t column,
                               std::vector<Detail> more);

// Errors: EmptyFile, Utf16, NulByte, UnclosedQuote, TextAfterQuote, TooLarge.
Result<Sheet> read_csv(std::string_view bytes);

// Every sheet of the workbook, in its order. Errors: Xlsx… and TooLarge (see refusals.hpp).
Result<std::vector<Sheet>> read_xlsx(std::string_view bytes);

// By the first bytes: a ZIP is read as XLSX, everything else as CSV (one sheet).
Result<std::vector<Sheet>> read_any(std::string_view bytes);

}  // namespace readers
