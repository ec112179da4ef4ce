// The refused rows of a file as a table to download.
#include "web/pages/refused_rows.hpp"

#include <algorithm>

#include "text/refusals.hpp"

namespace web {
namespace {

struct Part {
  std::string_view key, title;
  bool secondary;
};
constexpr Part parts[] = {
    {"lugar", "Dónde", false},        {"columna", "Columna", true},
    {"hallado", "Se encontró", true}, {"esperado", "Se esperaba", true},
    {"que", "Qué pasa", false},       {"remedio", "Qué hacer", false},
};

std::string place_of(const Error& error) {
  const auto part = [&](std::string_view name) { return std::string(detail_of(error, name)); };
  if (const auto line = part("linea"); !line.empty()) return "línea " + line;
  if (const auto cell = part("celda"); !cell.empty())
    return part("hoja").empty() ? cell : part("hoja") + "!" + cell;
  if (const auto partida = part("partida"); !partida.empty())
    return partida + (part("mes").empty() ? "" : ", " + part("mes"));
  return part("campo");
}

json::object row_of(const Error& error) {
  const auto column = detail_of(error, "columna");
  return {{"lugar", place_of(error)},
          {"columna", column.empty() ? detail_of(error, "campo") : column},
          {"hallado", detail_of(error, "hallado")},
          {"esperado", detail_of(error, "esperado")},
          {"que", text::what_happened(error)},
          {"remedio", text::what_to_do(error)}};
}

}  // namespace

json::array refused_rows(const Error& error) {
  json::array rows;
  if (error.all.empty()) rows.push_back(row_of(error));
  for (const auto& one : error.all) rows.push_back(row_of(one));
  return rows;
}

TableView refused_table(const json::array& rows, std::string caption, std::string file_name) {
  TableView view;
  view.id = "rechazos";
  view.caption = std::move(caption);
  view.file_name = std::move(file_name);
  view.empty = "No hay rechazos.";
  for (const auto& part : parts)
    view.columns.push_back({.key = std::string(part.key),
                            .title = std::string(part.title),
                            .sortable = false,
                            .row_header = &part == parts,
                            .secondary = part.secondary});
  for (const auto& row : rows) {
    const auto* object = row.if_object();
    if (object == nullptr) continue;
    TableRow made;
    for (const auto& part : parts) {
      const auto said = optional_text_at(*object, part.key).value_or("");
      if (said.empty())
        made.cells.push_back({NotDue{}});
      else
        made.cells.push_back({said});
    }
    view.rows.push_back(std::move(made));
  }
  return view;
}

}  // namespace web
