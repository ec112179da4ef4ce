// Rows of goals out of sheets.
#include "readers/goals_file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/production/categories.hpp"
#include "domain/production/refusals.hpp"
#include "readers/amounts.hpp"
#include "readers/layout.hpp"
#include "readers/refusals.hpp"
#include "readers/sheet.hpp"

namespace readers {
namespace {

using production::Axis;
using production::GoalRow;

constexpr std::string_view month_names[] = {"enero",      "febrero", "marzo",     "abril",
                                            "mayo",       "junio",   "julio",     "agosto",
                                            "septiembre", "octubre", "noviembre", "diciembre"};

// "sexo:Mujeres" in the header.
struct PartColumn {
  std::size_t column;
  Axis axis;
  std::string category;
};

Result<std::vector<PartColumn>> part_columns(const Sheet& sheet, std::size_t header) {
  std::vector<PartColumn> parts;
  for (std::size_t column = 0; column < sheet.rows[header].size(); ++column) {
    const auto heading = text_at(sheet, header, column);
    const auto colon = heading.find(':');
    if (colon == heading.npos) continue;
    const auto axis = production::axis(folded(heading.substr(0, colon)));
    const std::string written{trimmed(heading.substr(colon + 1))};
    if (!axis)
      return refuse(production::Refusal::AxisUnknown,
                    place_with(sheet, header, column, {{"hallado", std::string(heading)}}));
    const auto key = production::category_key(*axis, written);
    if (!key)
      return refuse(production::Refusal::CategoryUnknown,
                    place_with(sheet, header, column,
                               {{"campo", std::string(name_of(*axis))}, {"hallado", written}}));
    for (const auto& other : parts)
      if (other.axis == *axis && other.category == *key)
        return refuse(production::Refusal::PartDoubled,
                      place_with(sheet, header, column, {{"campo", std::string(heading)}}));
    parts.push_back({column, *axis, *key});
  }
  return parts;
}

// One sheet with its columns found.
struct Table {
  const Sheet& sheet;
  const Layout& layout;
  HeaderMatch match;
  std::vector<PartColumn> parts;
  Convention convention = Convention::Unknown;

  std::optional<std::size_t> column(std::string_view field) const {
    return match.column_of(layout.index_of(field));
  }
  std::string text(std::size_t row, std::string_view field) const {
    const auto at = column(field);
    return at ? std::string(text_at(sheet, row, *at)) : "";
  }
};

std::string place_name(const Sheet& sheet, std::size_t row) {
  if (sheet.name.empty())
    return std::to_string(row < sheet.lines.size() ? sheet.lines[row] : row + 1);
  return sheet.name + "!" + cell_name(row, 0);
}

// The quantity of a cell that may say that there is none. A cell that was rounded had decimals.
std::optional<Quantity> quantity(const Table& table, std::size_t row, std::size_t column,
                                 std::vector<Error>& faults) {
  if (says_no_data(text_at(table.sheet, row, column))) return std::nullopt;
  const auto read = quantity_at(table.sheet, row, column, table.convention);
  if (!read) {
    faults.push_back(read.error());
    return std::nullopt;
  }
  if (!*read) return std::nullopt;
  if ((*read)->rounded)
    faults.push_back(
        refusal(production::Refusal::AmountNotWhole,
                place_with(table.sheet, row, column,
                           {{"campo", std::string(text_at(table.sheet, table.match.row, column))},
                            {"hallado", std::string(text_at(table.sheet, row, column))}})));
  return (*read)->value;
}

std::optional<Quantity> quantity(const Table& table, std::size_t row, std::string_view field,
                                 std::vector<Error>& faults) {
  const auto column = table.column(field);
  return column ? quantity(table, row, *column, faults) : std::nullopt;
}

void read_parts(const Table& table, std::size_t row, GoalRow& goal, std::vector<Error>& faults) {
  for (const auto& part : table.parts)
    if (const auto amount = quantity(table, row, part.column, faults))
      goal.parts.push_back({part.axis, part.category, *amount});
}

// Reads a row into the file: a goal, or its faults.
void read_row(const Table& table, std::size_t row, GoalsFile& file) {
  std::vector<Error> faults;
  GoalRow goal;
  goal.place = place_name(table.sheet, row);
  goal.key.subproducto = table.text(row, "subproducto");
  goal.key.unit = table.text(row, "unidad");
  std::optional<Month> month;
  const auto place = [&](std::string_view field, std::vector<Detail> more) {
    return place_with(table.sheet, row, table.column(field).value_or(0), std::move(more));
  };
  for (const char* field : {"subproducto", "unidad"})
    if (table.text(row, field).empty())
      faults.push_back(refusal(Refusal::CodeEmpty, place(field, {{"campo", field}})));
  if (auto read = parse_month(table.text(row, "mes"), table.text(row, "ejercicio"))) {
    goal.key.month = *read;
    month = *read;
  } else {
    for (auto& detail : place("mes", {})) read.error().details.push_back(std::move(detail));
    faults.push_back(std::move(read.error()));
  }
  if (const auto kind = table.text(row, "tipo_conteo"); !kind.empty()) {
    goal.kind = parse_count_kind(kind);
    if (!goal.kind)
      faults.push_back(refusal(
          production::Refusal::KindMissing,
          place("tipo_conteo", {{"subproducto", goal.key.subproducto}, {"hallado", kind}})));
  }
  goal.programmed = quantity(table, row, "programado", faults);
  goal.reprogrammed = quantity(table, row, "reprogramado", faults);
  goal.executed = quantity(table, row, "ejecutado", faults);
  goal.reason = table.text(row, "motivo");
  goal.act = table.text(row, "acto");
  goal.evidence = parse_evidence(table.text(row, "evidencia"));
  goal.note = table.text(row, "nota");
  read_parts(table, row, goal, faults);
  if (faults.empty()) {
    file.rows.push_back(std::move(goal));
    return;
  }
  for (auto& fault : faults) file.faults.push_back({goal.key.unit, month, std::move(fault)});
}

// The convention of all quantity columns; where they contradict each other, each cell must speak
// for itself, so that one bad cell does not spoil the units of the others.
Convention convention(const Table& table) {
  std::vector<std::size_t> columns;
  for (const char* field : {"programado", "reprogramado", "ejecutado"})
    if (const auto at = table.column(field)) columns.push_back(*at);
  for (const auto& part : table.parts) columns.push_back(part.column);
  return convention_of(table.sheet, columns, table.match.first_data_row, table.sheet.rows.size())
      .value_or(Convention::Unknown);
}

Result<void> read_sheet(const Sheet& sheet, const Layout& layout, GoalsFile& file) {
  Table table{sheet, layout, TRY(match_header(sheet, layout)), {}};
  table.parts = TRY(part_columns(sheet, table.match.row));
  table.convention = convention(table);
  std::vector<std::size_t> keys;
  for (const char* field : {"subproducto", "unidad", "mes"}) keys.push_back(*table.column(field));
  for (std::size_t row = table.match.first_data_row; row < sheet.rows.size(); ++row)
    if (!blank_row(sheet, row) && !total_row(sheet, row, keys)) read_row(table, row, file);
  for (const auto& heading : table.match.ignored)
    if (!heading.contains(':')) file.ignored.push_back(heading);
  return {};
}

}  // namespace

bool says_no_data(std::string_view text) {
  const auto plain = folded(trimmed(text));
  constexpr std::string_view words[] = {"",     "-",     "—",    "–",   "sin dato", "s/d",
                                        "s.d.", "n. a.", "n.a.", "n/a", "na"};
  return std::ranges::find(words, plain) != std::end(words);
}

Result<Month> parse_month(std::string_view text, std::string_view year) {
  const std::string_view written = trimmed(text);
  if (const auto month = Month::parse(written)) return *month;
  if (written.size() >= 10)  // A spreadsheet's date: any day of the month.
    if (const auto date = parse_date(written.substr(0, 10))) return month_of(*date);
  std::string plain = folded(written);
  std::string_view of_year = trimmed(year);
  if (plain.size() > 5 && only_digits(plain.substr(plain.size() - 4))) {  // "abril de 2026"
    of_year = written.substr(written.size() - 4);
    plain = std::string(trimmed(plain.substr(0, plain.size() - 4)));
    if (plain.ends_with(" de")) plain = std::string(trimmed(plain.substr(0, plain.size() - 3)));
  }
  const auto fiscal_year = FiscalYear::parse(of_year);
  const auto refused =
      refuse(Refusal::MonthMalformed, {{"hallado", std::string(written)}, {"esperado", "2026-04"}});
  if (!fiscal_year) return refused;
  const auto named = std::ranges::find(month_names, plain);
  const auto number = named != std::end(month_names)
                          ? std::optional<long long>(named - std::begin(month_names) + 1)
                          : whole_number(plain);
  if (!number || *number < 1 || *number > 12) return refused;
  return Month{*fiscal_year, static_cast<std::uint8_t>(*number)};
}

std::optional<production::CountKind> parse_count_kind(std::string_view text) {
  return production::count_kind(replaced(folded(trimmed(text)), " ", "_"));
}

std::vector<production::Evidence> parse_evidence(std::string_view text) {
  std::vector<production::Evidence> all;
  std::string plain{text};
  for (char& c : plain)
    if (c == ',' || c == ';' || c == '\n' || c == '\r' || c == '\t') c = ' ';
  for (const auto& word : split(collapsed(plain), ' ')) {
    if (word.empty()) continue;
    const auto mark = word.find('=');
    std::string hash = word.substr(0, mark);
    for (char& c : hash)
      if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    all.push_back({std::move(hash), mark == word.npos ? "" : word.substr(mark + 1)});
  }
  return all;
}

Result<GoalsFile> read_goals(std::string_view bytes) {
  const auto layout = TRY(embedded_layout("metas"));
  const auto sheets = TRY(read_any(bytes));
  GoalsFile file;
  std::optional<Error> first;
  bool any = false;
  for (const auto& sheet : sheets) {
    if (sheet.hidden) continue;
    const auto read = read_sheet(sheet, layout, file);
    if (read) {
      any = true;
      continue;
    }
    // A sheet without this header is a cover, a list, notes; one whose header has faults is not.
    const bool other = read.error().code == row_of(Refusal::HeaderMissing).code;
    if (!other) return std::unexpected(read.error());
    if (!first) first = read.error();
  }
  if (!any) {
    if (first) return std::unexpected(*first);
    return refuse(Refusal::HeaderMissing);
  }
  if (file.rows.empty() && file.faults.empty()) return refuse(Refusal::NoRows);
  return file;
}

}  // namespace readers
