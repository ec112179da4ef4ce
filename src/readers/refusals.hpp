// Why a file of others is refused; the sentences are in text/refusals_readers.cpp.
#pragma once

#include "base/result.hpp"

namespace readers {

// In order of precedence: the file, its form, its columns, its cells, its rows together.
enum class Refusal {
  FileUnreadable,
  EmptyFile,
  OldExcel,  // .xls, or an .xlsx behind a password: both are a CFB container.
  TooLarge,  // More cells or text than a table in memory may hold.
  Utf16,
  NulByte,
  UnclosedQuote,
  TextAfterQuote,   // `"abc"x`
  XlsxBroken,       // Not a readable ZIP: truncated, overwritten.
  XlsxPartMissing,  // No workbook, or a sheet that is not there.
  XlsxBomb,         // Inflates beyond the limits.
  XlsxDtd,
  XlsxMalformed,  // XML that is not well formed, or a cell outside Excel's grid.
  XlsxChecksum,
  XlsxNoSheet,
  LayoutMalformed,  // Our own description of a layout cannot be read.
  LayoutUnknown,    // auto: no layout fits the header.
  HeaderMissing,    // No row looks like the layout's header.
  ColumnMissing,    // The header lacks an obligatory column.
  ColumnDoubled,    // Two columns answer to the same field.
  NoRows,           // A header and nothing below.
  RowTooLong,       // More fields than the header has columns: usually a stray separator.
  CellError,        // #DIV/0!, or a formula that was never calculated.
  CodeEmpty,
  CodeNotDigits,
  CodeTooWide,
  YearMalformed,
  MonthMalformed,
  AmountNotANumber,
  AmountAmbiguous,  // 1.234 and no other cell says what the point is.
  AmountMixed,      // 1,234.50 in one cell and 1.234,50 in another.
  AmountTooLarge,
  PercentNotANumber,
  DocxUnreadable,   // Not a Word document: no archive, no text in it, or not well formed.
  PaymentFileLine,  // Neither "campo: valor" nor the name of a field.
  PaymentFileNone,  // No file in it.
};
const RefusalRow& row_of(Refusal);

}  // namespace readers
