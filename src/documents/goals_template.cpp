// The same table in both formats.
#include "documents/goals_template.hpp"

#include <utility>
#include <vector>
#include <xlsxwriter.h>

#include "base/text.hpp"
#include "documents/refusals.hpp"
#include "documents/subprocess.hpp"
#include "domain/production/categories.hpp"

namespace documents {
namespace {

struct Column {
  std::string heading;
  int width;
  bool number;
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

std::string part_of(const queries::GoalCell& cell, const production::Category& category) {
  if (cell.report)
    for (const auto& part : cell.report->parts)
      if (part.axis == category.axis && part.category == category.key) return show(part.amount);
  return "";
}

std::string evidence_of(const queries::GoalCell& cell) {
  std::string text;
  if (cell.report)
    for (const auto& evidence : cell.report->evidence)
      text += (text.empty() ? "" : ", ") + evidence.sha256 +
              (evidence.name.empty() ? "" : "=" + evidence.name);
  return text;
}

Table table_of(const GoalsTemplate& of) {
  Table table{{{"subproducto", 12, false},
               {"nombre del subproducto", 50, false},
               {"unidad", 22, false},
               {"nombre de la unidad", 40, false},
               {"mes", 10, false},
               {"tipo_conteo", 16, false},
               {"programado", 14, true},
               {"reprogramado", 14, true},
               {"motivo", 24, false},
               {"acto", 20, false},
               {"ejecutado", 14, true}},
              {}};
  for (const auto& category : production::categories())
    table.columns.push_back(
        {std::string(name_of(category.axis)) + ":" + std::string(category.key), 14, true});
  table.columns.push_back({"evidencia", 30, false});
  table.columns.push_back({"nota", 30, false});
  for (const auto& cell : of.cells) {
    const auto* subproducto = planning::subproducto_of(of.plan, cell.key.subproducto);
    const auto unit = of.unit_names.find(cell.key.unit);
    const auto kind = subproducto ? static_cast<production::CountKind>(subproducto->tipo_conteo)
                                  : production::CountKind::Atenciones;
    std::vector<std::string> row{cell.key.subproducto,
                                 subproducto ? subproducto->nombre : "",
                                 cell.key.unit,
                                 unit == of.unit_names.end() ? "" : unit->second,
                                 show(cell.key.month),
                                 std::string(name_of(kind)),
                                 show(cell.initial),
                                 "",
                                 "",
                                 "",
                                 cell.report ? show(cell.report->amount) : ""};
    for (const auto& category : production::categories()) row.push_back(part_of(cell, category));
    row.push_back(evidence_of(cell));
    row.push_back(cell.report ? cell.report->note : "");
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string csv_cell(std::string text) {
  // A formula of a spreadsheet must not come out of a note.
  if (!text.empty() && std::string_view("=+-@").contains(text.front())) text.insert(0, "'");
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  return '"' + replaced(text, "\"", "\"\"") + '"';
}

constexpr std::string_view instructions[] = {
    "Reporte de metas físicas",
    "Llene la columna «ejecutado» de la hoja Metas y cárguela con: ceiba metas importar ARCHIVO",
    "Pruébela antes, sin guardar nada, con: ceiba metas importar ARCHIVO --simular",
    "0 es un valor reportado. Una celda vacía quiere decir que no hay dato: no se cuenta como 0.",
    "Las columnas eje:categoría son partes de lo ejecutado; si suman menos, el resto queda sin "
    "desagregar.",
    "Para reprogramar llene «reprogramado», «motivo» y «acto»; no se puede en un mes cerrado.",
    "No cambie los códigos de subproducto ni de unidad.",
};

void write_table(lxw_worksheet* sheet, const Table& table, lxw_format* head) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto at = static_cast<lxw_col_t>(i);
    worksheet_write_string(sheet, 0, at, table.columns[i].heading.c_str(), head);
    worksheet_set_column(sheet, at, at, table.columns[i].width, nullptr);
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto& text = table.rows[r][i];
      if (text.empty()) continue;
      const auto row = static_cast<lxw_row_t>(r + 1);
      const auto at = static_cast<lxw_col_t>(i);
      const auto number = table.columns[i].number ? whole_number(text) : std::nullopt;
      if (number && std::in_range<std::int32_t>(*number))
        worksheet_write_number(sheet, row, at, static_cast<std::int32_t>(*number), nullptr);
      else
        worksheet_write_string(sheet, row, at, text.c_str(), nullptr);
    }
  worksheet_freeze_panes(sheet, 1, 3);
}

}  // namespace

std::string goals_template_csv(const GoalsTemplate& of) {
  const auto table = table_of(of);
  std::string out = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    out += (i == 0 ? "" : ",") + csv_cell(table.columns[i].heading);
  out += "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(row[i]);
    out += "\r\n";
  }
  return out;
}

Result<std::string> goals_template_xlsx(const GoalsTemplate& of) {
  const auto folder = TRY(TemporaryFolder::create());
  const auto path = folder.path() / "metas.xlsx";
  lxw_workbook* book = workbook_new(path.string().c_str());
  if (!book) return refuse(Refusal::SpreadsheetFailed);
  std::string title = "Reporte de metas físicas";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = 1'767'225'600;  // 2026-01-01: the same cells give the same bytes.
  workbook_set_properties(book, &properties);
  lxw_format* head = workbook_add_format(book);
  format_set_bold(head);
  format_set_border(head, LXW_BORDER_THIN);
  write_table(workbook_add_worksheet(book, "Metas"), table_of(of), head);
  lxw_worksheet* help = workbook_add_worksheet(book, "Instrucciones");
  lxw_row_t row = 0;
  for (const auto line : instructions)
    worksheet_write_string(help, row++, 0, std::string(line).c_str(), nullptr);
  if (workbook_close(book) != LXW_NO_ERROR) return refuse(Refusal::SpreadsheetFailed);
  return read_file(path);
}

}  // namespace documents
