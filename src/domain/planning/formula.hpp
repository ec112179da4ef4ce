// The formula language of indicators: exact, typed by unit and kind of count, and aware of what is
// missing. Grammar and meaning are in docs/formats/formula.md. Where the values come from is the
// caller's business: here they are cells.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/planning/plan.hpp"

namespace planning {

enum class FormulaOp : std::uint8_t {
  Number,
  Variable,
  Negate,
  Add,
  Subtract,
  Multiply,
  Divide,
  Sum,        // suma(x): over units and months of the period.
  SumUnits,   // suma_unidades(x): keeps the months.
  SumMonths,  // suma_meses(x): keeps the units.
  Since,      // acumulado(x, 2021): over units and all months from January of the year.
  Last,       // ultimo(x): the last value of each unit, added over units.
  Average,    // promedio(x): over the reported cells.
  Maximum,    // maximo(x)
  Share,      // participacion(a, b): a ÷ b × 100.
};

struct FormulaNode {
  FormulaOp op = FormulaOp::Number;
  Ratio number;                     // Number.
  std::string variable;             // Variable.
  std::int16_t year = 0;            // Since.
  std::size_t left = 0, right = 0;  // Indices of the operands; only those the op has are set.
  std::size_t column = 1;           // Where it begins, in code points from 1.
};

// Operands stand before their operator; the last node is the whole.
struct Formula {
  std::vector<FormulaNode> nodes;
};

// Errors: FormulaEmpty, …TooLong (2,000 bytes), …TooDeep (50), …Unexpected, …NumberTooLong (15
// digits, 9 of them decimals), …UnknownFunction, …Arguments; each with `columna`, `hallado`,
// `esperado`.
Result<Formula> parse_formula(std::string_view text);

// The one canonical way of writing it; parse_formula of it yields the same formula.
std::string formula_text(const Formula&);

// The variables it names, each once, in order of appearance.
std::vector<std::string> variables_of(const Formula&);

// What a formula yields. `unit` is "" for a bare number, "persona", "quetzal/persona",
// "porcentaje". A count of unique persons added over months counts attentions (architecture §4).
struct FormulaType {
  std::string unit;
  std::optional<TipoConteo> kind;
};

// Errors: FormulaUnknownVariable, …SeriesNotReduced, …NothingToReduce, …UnitsDiffer, …KindsDiffer.
Result<FormulaType> type_of(const Formula&, std::span<const Variable>);

// A value that was due from a unit for a month; nothing where it was not reported.
struct Cell {
  Month month;
  std::string unit;
  std::optional<Quantity> value;
};

// All cells that are due, of every variable, also before the period.
using FormulaData = std::map<std::string, std::vector<Cell>, std::less<>>;

struct FormulaPeriod {
  Month first, last;
};

// Missing is never zero: sums add what was reported, and say out of how many due cells. A value
// that nothing feeds, or a division by zero, is no value.
struct FormulaValue {
  std::optional<Ratio> value;
  std::int64_t reported = 0, expected = 0;
  bool divided_by_zero = false;
};

// Errors: FormulaUnknownVariable (no data under that name), FormulaOverflow (over 128 bits),
// FormulaSeriesNotReduced (for a formula that type_of would refuse).
Result<FormulaValue> evaluate(const Formula&, const FormulaData&, FormulaPeriod);

}  // namespace planning
