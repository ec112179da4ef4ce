// Formulas of indicators: what is parsed is written canonically and parsed again to the same text,
// and evaluating it over a few cells never does worse than refuse.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/planning/formula.hpp"

namespace {

using namespace planning;

Cell cell(int month, const char* unit, std::int64_t hundredths, bool reported) {
  return {Month{{2026}, static_cast<std::uint8_t>(month)}, unit,
          reported ? std::optional(Quantity::hundredths(hundredths)) : std::nullopt};
}

const FormulaData data = {
    {"a", {cell(1, "U", 100, true), cell(2, "U", 0, true), cell(1, "V", 0, false)}},
    {"b", {cell(1, "U", -350, true), cell(3, "V", 99'999'999'999'999'999, true)}},
    {"c", {}},
};

const std::vector<Variable> variables = [] {
  std::vector<Variable> all(3);
  all[0].codigo = "a";
  all[0].unidad = "persona";
  all[1].codigo = "b";
  all[1].unidad = "persona";
  all[2].codigo = "c";
  all[2].unidad = "documento";
  return all;
}();

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto formula = parse_formula(text);
  if (!formula) return 0;
  const auto written = formula_text(*formula);
  const auto again = parse_formula(written);
  // What was short enough may only become too long or too deep by being written out.
  if (!again) {
    if (again.error().code != "formula.muy_larga" && again.error().code != "formula.muy_profunda")
      std::abort();
    return 0;
  }
  if (formula_text(*again) != written) std::abort();
  const FormulaPeriod period{Month{{2026}, 1}, Month{{2026}, 4}};
  const auto type = type_of(*formula, variables);
  const auto value = evaluate(*formula, data, period);
  // A formula of known variables that is well typed can only fail by overflow.
  if (type && !value && value.error().code != "formula.desborde") std::abort();
  if (value && (value->reported > value->expected || value->reported < 0)) std::abort();
  return 0;
}
