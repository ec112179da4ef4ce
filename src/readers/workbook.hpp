// An XLSX workbook (ECMA-376) read as a stream of rows: only the values, no drawing, no formula
// is calculated. Strict and transitional files, with or without shared strings.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "readers/archive.hpp"
#include "readers/sheet.hpp"

namespace readers {

class Workbook {
 public:
  // Reads the list of sheets, the shared strings and the number formats. The bytes must outlive
  // the workbook. Errors: XlsxBroken, XlsxPartMissing, XlsxNoSheet, XlsxBomb, XlsxDtd,
  // XlsxMalformed, XlsxChecksum, TooLarge.
  static Result<Workbook> open(std::string_view bytes, ArchiveLimits limits = {});
  Workbook(Workbook&&) noexcept;
  Workbook& operator=(Workbook&&) noexcept;
  ~Workbook();

  struct SheetEntry {
    std::string name;
    std::string part;  // "xl/worksheets/sheet1.xml"
    bool hidden = false;
  };
  const std::vector<SheetEntry>& sheets() const;

  // Calls `take(row index from 0, cells)` for each row that has cells, in the file's order, until
  // it says false; the cells may be moved from. Returns the sheet's merges.
  using TakeRow = std::function<bool(std::size_t, std::vector<Cell>&)>;
  Result<std::vector<Merge>> read(std::size_t sheet, const TakeRow& take);

 private:
  struct State;
  explicit Workbook(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace readers
