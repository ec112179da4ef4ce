// Questions to the budget: any dimensions, any stages, accumulated to a month, as it is in force or
// as it was at a cut; and the loads that it comes from.
//
// Each amount has one source: where an institution loaded its own file of a year, the national
// file's rows of that entity and year do not count.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/budget/amounts.hpp"
#include "storage/database.hpp"

namespace queries {

// Names as --por takes them: "programa", "actividad", "renglon", "grupo", "fuente", "mes" …
struct BudgetDimension {
  std::string_view name;
  std::string_view sql;  // Over budget_fact; "" for the month, which is in columns.
};
std::span<const BudgetDimension> budget_dimensions();

struct BudgetQuestion {
  std::vector<std::string> by;             // Dimensions, in the order of the answer.
  std::optional<int> ejercicio;            // Nothing: every year.
  std::optional<std::string> entidad;      // Nothing: every entity.
  unsigned from_month = 1, to_month = 12;  // What these months moved; 1 … m is accumulated to m.
  // As of these entries of the two journals; nothing: what is in force now.
  std::optional<std::int64_t> institution_seq, installation_seq;
};

struct BudgetRow {
  // In the order of `by`; nothing is a code that the file does not have. Month: "1" … "12".
  std::vector<std::optional<std::string>> keys;
  std::array<MoneySum, budget::stage_count> amounts;
  MoneySum of(budget::Stage s) const { return amounts[static_cast<std::size_t>(s)]; }
};

// Ordered by the keys, bytewise; unknown codes last. Error: DimensionUnknown.
Result<std::vector<BudgetRow>> budget_by(storage::Database&, const BudgetQuestion&);

// The last year that has a budget in force, for an entity or any.
Result<std::optional<int>> last_budget_year(storage::Database&,
                                            const std::optional<std::string>& entidad);

struct BudgetLoad {
  std::string institution;  // Whose journal.
  std::int64_t load = 0;
  std::string layout, counting, file_name, file_hash, on_date, reason;
  std::int64_t rows = 0, partidas = 0, breaches = 0;
  bool national = false, illustrative = false;
  struct Part {
    std::string entidad;
    int ejercicio = 0;
    std::uint16_t months = 0;
    std::optional<std::int64_t> until;
    std::string ended, reason;
  };
  std::vector<Part> parts;
  bool in_force() const;
};

// Oldest first. `institution` "" is every journal.
Result<std::vector<BudgetLoad>> budget_loads(storage::Database&, std::string_view institution);

}  // namespace queries
