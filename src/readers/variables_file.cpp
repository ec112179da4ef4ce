// Rows of series out of sheets.
#include "readers/variables_file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/production/refusals.hpp"
#include "readers/amounts.hpp"
#include "readers/goals_file.hpp"
#include "readers/layout.hpp"
#include "readers/refusals.hpp"
#include "readers/sheet.hpp"

namespace readers {
namespace {

using production::SeriesValue;

bool says_yes(std::string_view text) {
  const auto plain = folded(trimmed(text));
  return plain == "si" || plain == "x" || plain == "1" || plain == "verdadero" ||
         plain == "ilustrativo";
}

struct Table {
  const Sheet& sheet;
  const Layout& layout;
  HeaderMatch match;
  Convention convention = Convention::Unknown;

  std::optional<std::size_t> column(std::string_view field) const {
    return match.column_of(layout.index_of(field));
  }
  std::string text(std::size_t row, std::string_view field) const {
    const auto at = column(field);
    return at ? std::string(text_at(sheet, row, *at)) : "";
  }
};

void read_row(const Table& table, std::size_t row, std::vector<SeriesValue>& values,
              std::vector<Error>& faults) {
  const auto& sheet = table.sheet;
  SeriesValue value;
  value.place = sheet.name.empty()
                    ? std::to_string(row < sheet.lines.size() ? sheet.lines[row] : row + 1)
                    : sheet.name + "!" + cell_name(row, 0);
  value.key = {table.text(row, "serie"), table.text(row, "unidad"), table.text(row, "detalle"), {}};
  const auto column = [&](std::string_view field) { return table.column(field).value_or(0); };
  if (auto period = production::Period::parse(table.text(row, "periodo")))
    value.key.period = *period;
  else
    faults.push_back(refusal(
        production::Refusal::PeriodMalformed,
        place_with(sheet, row, column("periodo"), {{"hallado", table.text(row, "periodo")}})));
  if (const auto at = column("valor"); !says_no_data(text_at(sheet, row, at))) {
    const auto read = quantity_at(sheet, row, at, table.convention);
    if (!read)
      faults.push_back(read.error());
    else if (*read)
      value.value = (*read)->value;
  }
  value.unit_of_measure = table.text(row, "unidad_medida");
  if (const auto kind = table.text(row, "tipo_conteo"); !kind.empty()) {
    value.kind = parse_count_kind(kind);
    if (!value.kind)
      faults.push_back(refusal(production::Refusal::KindMissing,
                               place_with(sheet, row, column("tipo_conteo"),
                                          {{"subproducto", value.key.series}, {"hallado", kind}})));
  }
  value.source = table.text(row, "fuente");
  value.evidence = parse_evidence(table.text(row, "evidencia"));
  value.note = table.text(row, "nota");
  value.illustrative = says_yes(table.text(row, "ilustrativo"));
  values.push_back(std::move(value));
}

Result<void> read_sheet(const Sheet& sheet, const Layout& layout, std::vector<SeriesValue>& values,
                        std::vector<Error>& faults) {
  Table table{sheet, layout, TRY(match_header(sheet, layout))};
  const std::size_t amounts[] = {*table.column("valor")};
  table.convention =
      TRY(convention_of(sheet, amounts, table.match.first_data_row, sheet.rows.size()));
  const std::vector<std::size_t> keys{*table.column("serie"), *table.column("periodo")};
  for (std::size_t row = table.match.first_data_row; row < sheet.rows.size(); ++row)
    if (!blank_row(sheet, row) && !total_row(sheet, row, keys))
      read_row(table, row, values, faults);
  return {};
}

}  // namespace

Result<std::vector<SeriesValue>> read_variables(std::string_view bytes) {
  const auto layout = TRY(embedded_layout("variables"));
  const auto sheets = TRY(read_any(bytes));
  std::vector<SeriesValue> values;
  std::vector<Error> faults;
  std::optional<Error> first;
  bool any = false;
  for (const auto& sheet : sheets) {
    if (sheet.hidden) continue;
    const auto read = read_sheet(sheet, layout, values, faults);
    if (!read && read.error().code != row_of(Refusal::HeaderMissing).code)
      return std::unexpected(read.error());
    if (!read && !first) first = read.error();
    any = any || read.has_value();
  }
  if (!any) {
    if (first) return std::unexpected(*first);
    return refuse(Refusal::HeaderMissing);
  }
  if (!faults.empty()) {
    Error error = faults.front();
    if (faults.size() > 1) error.all = std::move(faults);
    return std::unexpected(std::move(error));
  }
  if (values.empty()) return refuse(Refusal::NoRows);
  return values;
}

}  // namespace readers
