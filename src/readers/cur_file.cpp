// CURs out of tables, a block of rows at a time.
#include "readers/cur_file.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "domain/budget/document_refusals.hpp"
#include "readers/amounts.hpp"
#include "readers/budget_rows.hpp"
#include "readers/document_table.hpp"
#include "readers/refusals.hpp"
#include "readers/separator.hpp"

namespace readers {
namespace {

using budget::CurKey;
using budget::DocumentRefusal;
using Table = DocumentTable;

constexpr std::size_t block_bytes = 4U << 20;

std::string choices_of_classes() {
  std::string all;
  for (auto c = budget::CurClase::Pre; c <= budget::CurClase::Pago;
       c = static_cast<budget::CurClase>(std::to_underlying(c) + 1))
    all += (all.empty() ? "" : ", ") + std::string(code_of(c));
  return all;
}

std::string choices_of_states() {
  std::string all;
  for (auto s = budget::CurEstado::Registrado; s <= budget::CurEstado::Pagado;
       s = static_cast<budget::CurEstado>(std::to_underlying(s) + 1))
    all += (all.empty() ? "" : ", ") + std::string(code_of(s));
  return all;
}

bool read_key(const Table& table, std::size_t row, CurKey& key, Faults& faults) {
  return table.year(faults, row, "ejercicio", key.ejercicio) &
         table.code(faults, row, "entidad", key.entidad) &
         table.code(faults, row, "unidad_ejecutora", key.unidad_ejecutora) &
         table.number(faults, row, "no_cur", key.numero);
}

bool read_header(const Table& table, std::size_t row, budget::CurRecord& into, Faults& faults) {
  bool good = true;
  auto& cur = into.cur;
  if (const auto clase = budget::cur_clase(upper_folded(table.text(row, "clase_registro"))))
    cur.clase = *clase;
  else
    good = table.fault(faults, row, "clase_registro", DocumentRefusal::CurClassUnknown,
                       choices_of_classes());
  if (const auto estado = budget::cur_estado(upper_folded(table.text(row, "estado"))))
    cur.estado = *estado;
  else
    good =
        table.fault(faults, row, "estado", DocumentRefusal::CurStateUnknown, choices_of_states());
  good &= table.day(faults, row, "fec_aprobado", cur.aprobado);
  if (const auto text = without_decimals(table.text(row, "cur_revierte"));
      !text.empty() && text != "0") {
    const auto number = whole_number(text);
    if (!number || *number < 1)
      good = table.fault(faults, row, "cur_revierte", DocumentRefusal::CurNumberMalformed);
    else
      cur.revierte = *number;
  }
  into.nit = table.text(row, "nit");
  into.beneficiario = table.text(row, "beneficiario");
  into.descripcion = table.text(row, "descripcion");
  return good;
}

bool read_line(const Table& table, std::size_t row, const CurKey& key, budget::CurLine& line,
               Faults& faults) {
  bool good = true;
  auto& partida = line.partida;
  partida.ejercicio = key.ejercicio;
  partida.entidad = key.entidad;
  partida.unidad_ejecutora = key.unidad_ejecutora;
  good &= table.partida(faults, row, partida);
  good &= table.money(faults, row, "monto_renglon", line.monto);
  return good;
}

// What the rows of a table are read into.
class Reading {
 public:
  explicit Reading(CurFile& file) : file_{file} {}

  // Header and detail in one row.
  void both(const Table& table, std::size_t row) {
    budget::CurRecord next;
    budget::CurLine line;
    const bool good = read_key(table, row, next.cur.key, faults_) &
                      read_header(table, row, next, faults_) &
                      read_line(table, row, next.cur.key, line, faults_);
    if (!good) return;
    ++file_.lines;
    if (file_.curs.empty() || !continues(file_.curs.back().cur, next.cur, line))
      file_.curs.push_back(std::move(next));
    file_.curs.back().cur.detalle.push_back(line);
  }
  void header(const Table& table, std::size_t row) {
    budget::CurRecord next;
    if (read_key(table, row, next.cur.key, faults_) & read_header(table, row, next, faults_))
      file_.curs.push_back(std::move(next));
  }
  void detail(const Table& table, std::size_t row) {
    CurKey key;
    budget::CurLine line;
    if (!(read_key(table, row, key, faults_) && read_line(table, row, key, line, faults_))) return;
    ++file_.lines;
    lines_[key].push_back(line);
  }
  // Gives each header its lines; a header that comes twice has them twice.
  void join() {
    std::map<CurKey, bool> used;
    for (auto& row : file_.curs) {
      const auto found = lines_.find(row.cur.key);
      if (found == lines_.end()) {
        faults_.add(refusal(DocumentRefusal::CurWithoutDetail,
                            {{"cur", std::to_string(row.cur.key.numero)}}));
        continue;
      }
      row.cur.detalle = found->second;
      used[row.cur.key] = true;
    }
    for (const auto& [key, lines] : lines_)
      if (!used.contains(key))
        faults_.add(
            refusal(DocumentRefusal::CurWithoutHeader, {{"cur", std::to_string(key.numero)}}));
  }

  Result<void> finish() { return faults_.finish(); }

 private:
  static bool continues(const budget::Cur& before, const budget::Cur& next,
                        const budget::CurLine& line) {
    return before.key == next.key && before.clase == next.clase && before.estado == next.estado &&
           before.aprobado == next.aprobado && before.revierte == next.revierte &&
           std::ranges::find(before.detalle, line.partida, &budget::CurLine::partida) ==
               before.detalle.end();
  }

  CurFile& file_;
  std::map<CurKey, std::vector<budget::CurLine>> lines_;
  Faults faults_;
};

using TakeRow = void (Reading::*)(const Table&, std::size_t row);

// What the file's amounts have told of "." and ",", block after block.
Result<Convention> convention_in(const Sheet& sheet, const Layout& layout, const HeaderMatch& match,
                                 Convention known) {
  if (layout.field("monto_renglon") == nullptr) return known;
  const auto column = match.column_of(layout.index_of("monto_renglon"));
  if (!column) return known;
  const std::size_t columns[] = {*column};
  const auto told = TRY(convention_of(sheet, columns, match.first_data_row, sheet.rows.size()));
  return told == Convention::Unknown ? known : told;
}

std::vector<std::size_t> key_columns(const Layout& layout, const HeaderMatch& match) {
  std::vector<std::size_t> keys;
  for (const char* field : {"ejercicio", "entidad", "no_cur"})
    if (const auto at = match.column_of(layout.index_of(field))) keys.push_back(*at);
  return keys;
}

Result<Convention> read_rows(const Sheet& sheet, const Layout& layout, const HeaderMatch& match,
                             Convention known, Reading& reading, TakeRow take) {
  const Table table{sheet, layout, match, TRY(convention_in(sheet, layout, match, known))};
  const auto keys = key_columns(layout, match);
  for (std::size_t row = match.first_data_row; row < sheet.rows.size(); ++row)
    if (!blank_row(sheet, row) && !total_row(sheet, row, keys)) (reading.*take)(table, row);
  return table.convention;
}

bool is_workbook(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

// A CSV: the first block finds the header, and each later one is read below the header's own rows.
Result<std::vector<std::string>> read_text_table(std::string_view bytes, const Layout& layout,
                                                 Reading& reading, TakeRow take) {
  const char separator = separator_of(bytes.substr(0, block_bytes));
  std::size_t at = 0, line = 1;
  std::string head;
  std::optional<HeaderMatch> match;
  auto convention = Convention::Unknown;
  std::vector<std::string> ignored;
  while (at < bytes.size()) {
    auto size = std::min(block_bytes, bytes.size() - at);
    if (at + size < bytes.size()) {
      const auto whole = whole_records(bytes.substr(at, size), separator);
      size = whole.end > 0 ? whole.end : bytes.size() - at;
    }
    const auto block = bytes.substr(at, size);
    auto sheet = TRY(read_csv(head.empty() ? std::string(block) : head + std::string(block)));
    if (!match) {
      match = TRY(match_header(sheet, layout));
      ignored = match->ignored;
      // The bytes of the rows up to the header: lines are counted from 1.
      const auto last = match->first_data_row < sheet.lines.size()
                            ? sheet.lines[match->first_data_row] - 1
                            : static_cast<std::size_t>(std::ranges::count(block, '\n'));
      std::size_t end = 0;
      for (std::size_t n = 0; n < last && end != block.npos; ++n) end = block.find('\n', end) + 1;
      head = std::string(block.substr(0, end));
    } else {
      const auto above = static_cast<std::size_t>(std::ranges::count(head, '\n'));
      for (auto& number : sheet.lines)
        if (number > above) number += line - 1 - above;
    }
    convention = TRY(read_rows(sheet, layout, *match, convention, reading, take));
    line += static_cast<std::size_t>(std::ranges::count(block, '\n'));
    at += size;
  }
  if (!match) return refuse(Refusal::HeaderMissing);
  return ignored;
}

// The visible sheets of a workbook that have the layout's header.
Result<std::size_t> read_sheets(const std::vector<Sheet>& sheets, const Layout& layout,
                                Reading& reading, TakeRow take, CurFile& file) {
  std::size_t found = 0;
  for (const auto& sheet : sheets) {
    if (sheet.hidden) continue;
    const auto match = match_header(sheet, layout);
    if (!match && match.error().code != row_of(Refusal::HeaderMissing).code &&
        match.error().code != row_of(Refusal::ColumnMissing).code)
      return std::unexpected(match.error());
    if (!match) continue;
    ++found;
    CHECK(read_rows(sheet, layout, *match, Convention::Unknown, reading, take));
    for (const auto& heading : match->ignored) file.ignored.push_back(heading);
  }
  return found;
}

// A workbook is one table with both, or one sheet of each.
Result<void> read_workbook(std::string_view bytes, CurFile& file, Reading& reading) {
  const auto sheets = TRY(read_xlsx(bytes));
  file.layout = TRY(embedded_layout("cur"));
  if (TRY(read_sheets(sheets, file.layout, reading, &Reading::both, file)) > 0) return {};
  const auto hoja = TRY(embedded_layout("cur-hoja"));
  const auto detalle = TRY(embedded_layout("cur-detalle"));
  const auto headers = TRY(read_sheets(sheets, hoja, reading, &Reading::header, file));
  const auto details = TRY(read_sheets(sheets, detalle, reading, &Reading::detail, file));
  if (headers == 0 || details == 0) {
    // Say what the table that has both lacks: it is the ordinary form.
    for (const auto& sheet : sheets)
      if (!sheet.hidden) CHECK(match_header(sheet, file.layout));
    return refuse(Refusal::HeaderMissing);
  }
  file.layout = detalle;
  reading.join();
  return {};
}

Result<void> read_one_of_two(std::string_view bytes, const Layout& layout, Reading& reading,
                             TakeRow take, CurFile& file) {
  if (is_workbook(bytes)) {
    const auto sheets = TRY(read_xlsx(bytes));
    if (TRY(read_sheets(sheets, layout, reading, take, file)) == 0)
      return refuse(Refusal::HeaderMissing);
    return {};
  }
  for (auto& heading : TRY(read_text_table(bytes, layout, reading, take)))
    file.ignored.push_back(std::move(heading));
  return {};
}

}  // namespace

Result<CurFile> read_curs(std::string_view bytes, std::string_view detail) {
  if (bytes.empty()) return refuse(Refusal::EmptyFile);
  CurFile file;
  Reading reading(file);
  if (!detail.empty()) {
    const auto hoja = TRY(embedded_layout("cur-hoja"));
    file.layout = TRY(embedded_layout("cur-detalle"));
    CHECK(read_one_of_two(bytes, hoja, reading, &Reading::header, file));
    CHECK(read_one_of_two(detail, file.layout, reading, &Reading::detail, file));
    reading.join();
  } else if (is_workbook(bytes)) {
    CHECK(read_workbook(bytes, file, reading));
  } else {
    file.layout = TRY(embedded_layout("cur"));
    file.ignored = TRY(read_text_table(bytes, file.layout, reading, &Reading::both));
  }
  CHECK(reading.finish());
  if (file.curs.empty()) return refuse(Refusal::NoRows);
  return file;
}

}  // namespace readers
