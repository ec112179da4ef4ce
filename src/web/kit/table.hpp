// Dense tables: one value yields the HTML, the CSV, the XLSX and the JSON, so they cannot differ.
// Sorting, paging and filtering are done over the whole set, by links and forms.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/evaluation/traffic_light.hpp"
#include "domain/values/money.hpp"
#include "domain/values/quantity.hpp"
#include "domain/values/ratio.hpp"
#include "web/kit/page.hpp"

namespace web {

// A cell's value is what files get; how people see it follows from its kind.
struct Missing {};  // "—" sin dato.
struct NotDue {};   // "n. a."
using CellValue =
    std::variant<std::string, MoneySum, Quantity, Ratio, Date, std::int64_t, Html, Missing, NotDue>;
// Ratio is a number of per cent points, shown with one decimal.

struct TableCell {
  CellValue value = Missing{};
  std::string address = {};      // What makes the figure up; "" for none.
  std::string export_text = {};  // For files, where the value is Html.
  std::string css = {};
  Html after = {};  // Beside the value, on the screen only: a small bar, a second line.
};

struct TableColumn {
  enum class Kind : std::uint8_t { Text, Code, Money, Count, Percent, Date, State, Action };
  std::string key;  // In addresses and files: "devengado".
  std::string title;
  std::string note = {};  // Small second line: "(Q)".
  Kind kind = Kind::Text;
  bool sortable = true;
  bool row_header = false;
  bool secondary = false;  // Hidden on phones, behind "Ver todas".
};

struct TableRow {
  std::vector<TableCell> cells;
  std::string css = {};
};

struct TableView {
  std::string id = "tabla";
  std::string caption;     // Title, period, unit.
  std::string as_of = {};  // "Datos al 31/05/2026"
  bool illustrative = false;
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;          // The whole set, in its own order.
  std::vector<TableRow> path = {};     // Drill: rows above, with their own figures.
  std::optional<TableRow> total = {};  // Of all rows; percentages recomputed, units never mixed.
  std::string empty = {};              // The sentence where there are no rows.
  std::string file_name = "datos";     // Of the exports.
  bool paged = true;
  bool exports = true;
  std::string origin = {};  // Under the table: "% ejecutado = devengado ÷ vigente."
  std::string source = {};  // After it, as the institution calls it: "SICOIN, última carga …"
};

// What the address asks of a table: ?orden=-devengado&pagina=2&por_pagina=50.
struct TableRequest {
  std::string order;
  std::size_t page = 1, per_page = 50;
};
TableRequest table_request(const Request&);
TableRequest table_request(const Visit&);  // As many rows as the viewer prefers, unless it says.

// The table in its scroll box with caption, sort links, totals, paging and export links.
Html table(Visit&, const TableView&);

// Where the path ends in .csv, .xlsx or .json, that file of the table (all pages, same order and
// filters); else nothing. Routes of tables are registered without the ending.
std::optional<Response> table_file(Visit&, const TableView&);

// Chips of active filters with links that remove them, and "Quitar todos".
struct Filter {
  std::string name, label, value;
};
Html filter_chips(const Request&, const std::vector<Filter>&);
Html filter_chips(const Visit&, const std::vector<Filter>&);  // In the visit's language.
// The same address with one part of the query changed ("" removes it); pagina is dropped.
std::string with_query(const Request&, std::string_view name, std::string_view value);

}  // namespace web
