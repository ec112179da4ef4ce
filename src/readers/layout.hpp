// How the columns of a foreign table are recognised: layouts are data (catalogs/layouts/*.json),
// described in docs/formats/layouts.md. Finds the header row, maps columns to fields, and tells
// total rows from data; what the cells mean is for each reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "base/result.hpp"
#include "readers/sheet.hpp"

namespace readers {

struct LayoutField {
  std::string name;                   // "renglon"
  std::vector<std::string> synonyms;  // As written, for messages: {"Código Renglón", "renglon"}.
  bool required = false;
  std::string kind;       // "codigo", "monto", "cantidad", "porcentaje", "fecha", "texto" …
  std::size_t width = 0;  // Digits of a code; 0 where it has none.
};

struct Layout {
  std::string code;  // "sicoin-mensual"
  std::string title;
  std::string kind;    // Which reader takes it: "presupuesto", "metas" …
  std::string counts;  // "cuenta": what amounts are counted over, where the reader needs it.
  std::vector<LayoutField> fields;
  Hash hash;  // Of the description's bytes: acts name it.

  const LayoutField* field(std::string_view name) const;
  std::size_t index_of(std::string_view name) const;  // Asserts that it exists.
};

// Errors: LayoutMalformed with motivo.
Result<Layout> parse_layout(std::string_view json);

// A layout that travels in the binary, by its code. Errors: LayoutUnknown, LayoutMalformed.
Result<Layout> embedded_layout(std::string_view code);

// The embedded layouts of a kind, ordered by code.
Result<std::vector<Layout>> embedded_layouts(std::string_view kind);

struct MatchedColumn {
  std::size_t field;   // Index into Layout::fields.
  std::size_t column;  // In the sheet.
  int year = 0;        // Of a synonym with {ejercicio}: "Recomendado 2018" → 2018. Else 0.
};

struct HeaderMatch {
  std::size_t row = 0;                 // The header's last row.
  std::size_t first_data_row = 0;      // The row after it.
  std::vector<MatchedColumn> columns;  // In the order of the sheet.
  std::vector<std::string> ignored;    // Headings that are no field of the layout.

  // The column of a field (of that year, where the synonym has one).
  std::optional<std::size_t> column_of(std::size_t field, int year = 0) const;
};

// Looks for the header in the first forty rows: titles above it are skipped, two rows of merged
// headings are read together. Errors, with place: HeaderMissing, ColumnMissing (all of them, in
// `all`), ColumnDoubled.
Result<HeaderMatch> match_header(const Sheet&, const Layout&);

// How many different fields the best header row has; for choosing among layouts.
std::size_t fields_recognised(const Sheet&, const Layout&);

// The first forty rows as headings are compared: by row and column, without accents and marks.
// For who tries a sheet on several layouts.
using PlainRows = std::vector<std::vector<std::string>>;
PlainRows plain_rows(const Sheet&);
Result<HeaderMatch> match_header(const Sheet&, const PlainRows&, const Layout&);
std::size_t fields_recognised(const PlainRows&, const Layout&);

// A row of sums among the data: a cell that says "Total …", and no complete key.
bool total_row(const Sheet&, std::size_t row, const std::vector<std::size_t>& key_columns);

// The same words, for readers that have only text: "total", "subtotal", "gran total", "suma" …
bool says_total(std::string_view text);

}  // namespace readers
