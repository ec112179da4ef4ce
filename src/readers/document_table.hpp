// A table of documents of money with its columns found: cells as codes, days and amounts, each
// fault with its place. An inside part of the readers of CURs, modifications and quotas.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/budget/document_refusals.hpp"
#include "domain/values/partida.hpp"
#include "readers/amounts.hpp"
#include "readers/layout.hpp"
#include "readers/sheet.hpp"

namespace readers {

// The first hundred faults of a file.
struct Faults {
  std::vector<Error> all;
  bool add(Error error);  // Yields false, so that a row can say "not good".
  Result<void> finish();  // The first, with every one in its `all`; nothing where there is none.
};

std::string upper_folded(std::string_view text);  // Upper case, without accents.
// Sheets turn codes into numbers: "11.0" is 11.
std::string_view without_decimals(std::string_view text);
// "2026-04-30", "2026-04-30T08:00:00", "30/04/2026", "1/4/2026 08:15". Error: CurDateMalformed.
Result<Date> parse_day(std::string_view text);

struct DocumentTable {
  const Sheet& sheet;
  const Layout& layout;
  const HeaderMatch& match;
  Convention convention = Convention::Unknown;

  std::optional<std::size_t> column(std::string_view field) const {
    return match.column_of(layout.index_of(field));
  }
  bool has(std::string_view field) const { return layout.field(field) != nullptr; }
  // "" where the cell, its column or the field itself is not there.
  std::string_view text(std::size_t row, std::string_view field) const;

  template <class Why>
  bool fault(Faults& faults, std::size_t row, std::string_view field, Why why,
             std::string_view expected = {}) const {
    std::vector<Detail> more{{"campo", std::string(field)},
                             {"hallado", std::string(text(row, field))}};
    if (!expected.empty()) more.push_back({"esperado", std::string(expected)});
    return faults.add(
        refusal(why, place_with(sheet, row, column(field).value_or(0), std::move(more))));
  }
  bool fault(Faults&, std::size_t row, std::string_view field, Error) const;

  // The code of a column, its leading zeros restored.
  template <class CodeType>
  bool code(Faults& faults, std::size_t row, std::string_view field, CodeType& into) const {
    auto read = CodeType::restored(without_decimals(text(row, field)));
    if (!read) return fault(faults, row, field, std::move(read).error());
    into = *read;
    return true;
  }
  template <class CodeType>
  bool optional_code(Faults& faults, std::size_t row, std::string_view field,
                     std::optional<CodeType>& into) const {
    if (text(row, field).empty()) return true;
    return code(faults, row, field, into.emplace());
  }
  bool year(Faults&, std::size_t row, std::string_view field, FiscalYear& into) const;
  bool number(Faults&, std::size_t row, std::string_view field, std::int64_t& into) const;
  bool day(Faults&, std::size_t row, std::string_view field, Date& into) const;
  bool money(Faults&, std::size_t row, std::string_view field, Money& into) const;
  // Category, renglón, geográfico, fuente, organismo, correlativo and receptora.
  bool partida(Faults&, std::size_t row, Partida& into) const;
};

}  // namespace readers
