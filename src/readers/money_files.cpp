// Rows of modifications and quotas out of sheets.
#include "readers/money_files.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "readers/document_table.hpp"
#include "readers/goals_file.hpp"
#include "readers/refusals.hpp"

namespace readers {
namespace {

using budget::DocumentRefusal;

std::string place_name(const Sheet& sheet, std::size_t row) {
  if (sheet.name.empty())
    return std::to_string(row < sheet.lines.size() ? sheet.lines[row] : row + 1);
  return sheet.name + "!" + cell_name(row, 0);
}

// Every visible sheet that has the layout's header, row by row.
template <class TakeRow>
Result<void> each_row(std::string_view bytes, std::string_view code,
                      const std::vector<std::string_view>& keys, Faults& faults,
                      const TakeRow& take) {
  const auto layout = TRY(embedded_layout(code));
  const auto sheets = TRY(read_any(bytes));
  std::optional<Error> first;
  std::size_t found = 0, rows = 0;
  for (const auto& sheet : sheets) {
    if (sheet.hidden) continue;
    const auto match = match_header(sheet, layout);
    if (!match) {
      if (match.error().code != row_of(Refusal::HeaderMissing).code)
        return std::unexpected(match.error());
      if (!first) first = match.error();
      continue;
    }
    ++found;
    const std::size_t amounts[] = {*match->column_of(layout.index_of("monto"))};
    const DocumentTable table{
        sheet, layout, *match,
        TRY(convention_of(sheet, amounts, match->first_data_row, sheet.rows.size()))};
    std::vector<std::size_t> columns;
    for (const auto field : keys)
      if (const auto at = table.column(field)) columns.push_back(*at);
    for (std::size_t row = match->first_data_row; row < sheet.rows.size(); ++row)
      if (!blank_row(sheet, row) && !total_row(sheet, row, columns)) {
        take(table, row, faults);
        ++rows;
      }
  }
  if (found == 0) {
    if (first) return std::unexpected(*first);
    return refuse(Refusal::HeaderMissing);
  }
  CHECK(faults.finish());
  if (rows == 0) return refuse(Refusal::NoRows);
  return {};
}

std::vector<std::string> codes_in(std::string_view text) {
  std::vector<std::string> all;
  for (const auto& part : split(replaced(std::string(text), ",", ";"), ';'))
    if (!trimmed(part).empty()) all.emplace_back(trimmed(part));
  return all;
}

}  // namespace

Result<std::vector<budget::Modification>> read_modifications(std::string_view bytes) {
  std::vector<budget::Modification> all;
  Faults faults;
  const auto take = [&](const DocumentTable& table, std::size_t row, Faults& wrong) {
    budget::Modification one;
    budget::ModLine line;
    bool good = true;
    if (const auto clase = budget::mod_clase(upper_folded(table.text(row, "clase"))))
      one.clase = *clase;
    else
      good = table.fault(wrong, row, "clase", DocumentRefusal::ModClassUnknown,
                         "AMP, DIS, INTER, INTRA1, INTRA2");
    good &= table.number(wrong, row, "numero", one.numero);
    good &= table.day(wrong, row, "fecha", one.fecha);
    one.resolucion = table.text(row, "resolucion");
    one.motivo = table.text(row, "motivo");
    one.metas = codes_in(table.text(row, "metas"));
    auto& partida = line.partida;
    good &= table.year(wrong, row, "ejercicio", partida.ejercicio);
    good &= table.code(wrong, row, "entidad", partida.entidad);
    good &= table.code(wrong, row, "unidad_ejecutora", partida.unidad_ejecutora);
    good &= table.partida(wrong, row, partida);
    good &= table.money(wrong, row, "monto", line.monto);
    if (!good) return;
    const auto same = std::ranges::find_if(all, [&](const budget::Modification& other) {
      return other.clase == one.clase && other.numero == one.numero &&
             other.fecha.year() == one.fecha.year();
    });
    auto& into = same == all.end() ? all.emplace_back(std::move(one)) : *same;
    into.lineas.push_back(line);
  };
  CHECK(each_row(bytes, "modificaciones", {"clase", "numero", "renglon"}, faults, take));
  return all;
}

Result<std::vector<QuotaFileRow>> read_quotas(std::string_view bytes) {
  std::vector<QuotaFileRow> all;
  Faults faults;
  const auto take = [&](const DocumentTable& table, std::size_t row, Faults& wrong) {
    QuotaFileRow one;
    auto& key = one.key;
    bool good = table.code(wrong, row, "unidad_ejecutora", key.unidad);
    good &= table.code(wrong, row, "fuente", key.fuente);
    const auto grupo = without_decimals(table.text(row, "grupo"));
    if (grupo.size() == 1 && only_digits(grupo))
      key.grupo = grupo.front();
    else
      good = table.fault(wrong, row, "grupo", DocumentRefusal::QuotaGroupMalformed);
    if (const auto stage = budget::quota_stage(folded(table.text(row, "etapa"))))
      key.etapa = *stage;
    else
      good = table.fault(wrong, row, "etapa", DocumentRefusal::QuotaStageUnknown);
    const auto kind = folded(table.text(row, "tipo"));
    if (const auto tipo = budget::quota_tipo(kind.empty() ? "normal" : kind))
      key.tipo = *tipo;
    else
      good = table.fault(wrong, row, "tipo", DocumentRefusal::QuotaKindUnknown);
    auto month = parse_month(table.text(row, "mes"), table.text(row, "ejercicio"));
    if (month)
      key.primer_mes = *month;
    else
      good = table.fault(wrong, row, "mes", std::move(month).error());
    good &= table.money(wrong, row, "monto", one.monto);
    one.documento = table.text(row, "documento");
    one.place = place_name(table.sheet, row);
    if (good) all.push_back(std::move(one));
  };
  CHECK(each_row(bytes, "cuotas", {"unidad_ejecutora", "fuente", "mes"}, faults, take));
  return all;
}

}  // namespace readers
