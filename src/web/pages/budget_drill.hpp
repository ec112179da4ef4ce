// A budget drilled by six dimensions: the lines that the portal's page (P4) and the institution's
// (I14) are made of. How they are shown, and what may be asked, is each page's own.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "queries/budget.hpp"
#include "queries/evaluation.hpp"
#include "queries/reporting.hpp"
#include "web/visit.hpp"

namespace web {

enum BudgetDimension : std::size_t {
  programa,
  categoria,
  unidad_ejecutora,
  grupo,
  renglon,
  fuente,
  dimension_count
};

// A question of a page, and the dimensions that it opens one after the other.
struct BudgetAxis {
  std::string_view key, words, about;
  std::vector<std::size_t> levels;
};

// Dimensions that the address holds at one code each.
using BudgetHeld = std::map<std::size_t, std::string>;

struct DrilledLine {
  std::string code;  // "" for the whole, and for what the file leaves unknown.
  std::string name;
  std::array<MoneySum, budget::stage_count> amounts{};
  std::optional<MoneySum> programmed;
  MoneySum of(budget::Stage s) const { return amounts[static_cast<std::size_t>(s)]; }
};

struct BudgetFacts {
  std::vector<queries::BudgetRow> rows;  // By the six dimensions, and by what follows them.
  queries::Programme programme;
};

// January to `last` of the institution, by the six dimensions.
queries::BudgetQuestion budget_question(const Visit&, Month last);

// The name of a code of a dimension, as queries::budget_by calls it; "" where it has none.
std::string budget_name(Visit&, const queries::Financial&, std::string_view dimension,
                        const std::string& code, Month last);

class BudgetDrill {
 public:
  // Reads ?por= and the held codes of the address; `keys` are the six as the address calls them.
  BudgetDrill(Visit&, Month last, const queries::Financial&, const BudgetFacts&,
              std::span<const BudgetAxis> axes, std::span<const std::string_view> keys);

  Visit& visit() const { return visit_; }
  const BudgetAxis& question() const { return *question_; }
  const BudgetHeld& held() const { return held_; }
  bool any() const { return !facts_.rows.empty(); }

  // The next dimension to open: the first of the question that nothing holds.
  std::optional<std::size_t> level() const;
  DrilledLine whole(const BudgetHeld&) const;
  std::vector<DrilledLine> lines(std::size_t by) const;  // Under what is held.
  // What each month moved, under what is held; the seventh key of the rows is the month.
  std::array<DrilledLine, 12> months() const;
  std::vector<std::string> values_of(std::size_t by) const;
  std::string name_of(std::size_t by, const std::string& code) const;

 private:
  std::optional<MoneySum> programmed(const BudgetHeld&) const;

  Visit& visit_;
  Month last_;
  const queries::Financial& financial_;
  const BudgetFacts& facts_;
  const BudgetAxis* question_;
  BudgetHeld held_;
  mutable std::map<std::pair<std::size_t, std::string>, std::string> names_;  // Asked once.
};

}  // namespace web
