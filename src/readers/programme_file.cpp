// Rows of the financial programme, all faults collected before any is reported.
#include "readers/programme_file.hpp"

#include "readers/amounts.hpp"
#include "readers/layout.hpp"
#include "readers/refusals.hpp"
#include "readers/sheet.hpp"

namespace readers {
namespace {

struct Columns {
  std::size_t category, month, amount;
};

// Adds the cell's place to an error of its value.
template <class T>
Result<T> at(const Sheet& sheet, std::size_t row, std::size_t column, Result<T> value) {
  if (!value)
    for (auto& detail : place_of(sheet, row, column)) value.error().details.push_back(detail);
  return value;
}

Result<ProgrammedAmount> row_of_programme(const Sheet& sheet, std::size_t row,
                                          const Columns& columns, Convention convention) {
  ProgrammedAmount out;
  out.category = TRY(at(sheet, row, columns.category,
                        ProgrammaticCode::parse(text_at(sheet, row, columns.category))));
  out.month = TRY(at(sheet, row, columns.month, Month::parse(text_at(sheet, row, columns.month))));
  const auto amount = TRY(amount_at(sheet, row, columns.amount, convention));
  if (!amount)
    return refuse(Refusal::AmountNotANumber,
                  place_with(sheet, row, columns.amount, {{"hallado", ""}}));
  out.amount = amount->value;
  return out;
}

}  // namespace

Result<std::vector<ProgrammedAmount>> read_programme(std::string_view bytes) {
  const auto sheets = TRY(read_any(bytes));
  const auto& sheet = sheets.front();
  const auto layout = TRY(embedded_layout("programacion-financiera"));
  const auto header = TRY(match_header(sheet, layout));
  const auto column = [&](std::string_view name) {
    return *header.column_of(layout.index_of(name));
  };
  const Columns columns{column("categoria"), column("mes"), column("monto")};
  const std::size_t money[] = {columns.amount};
  const auto convention =
      TRY(convention_of(sheet, money, header.first_data_row, sheet.rows.size()));

  std::vector<ProgrammedAmount> rows;
  std::vector<Error> faults;
  for (auto row = header.first_data_row; row < sheet.rows.size(); ++row) {
    if (blank_row(sheet, row) || total_row(sheet, row, {columns.category, columns.month})) continue;
    auto one = row_of_programme(sheet, row, columns, convention);
    if (one)
      rows.push_back(*one);
    else
      faults.push_back(std::move(one).error());
  }
  if (faults.empty()) return rows;
  auto first = faults.front();
  if (faults.size() > 1) first.all = std::move(faults);
  return std::unexpected(std::move(first));
}

}  // namespace readers
