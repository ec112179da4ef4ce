// Equity: the share of each category among the persons attended against its share in a reference
// population that is dated and has a source. Who was not told apart is a category of its own and
// is shared out among nobody.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/evaluation/figure.hpp"
#include "domain/production/goal.hpp"

namespace evaluation {

struct ReferenceShare {
  std::string category;
  Quantity persons;
};

// The reference of one axis.
struct ReferencePopulation {
  std::vector<ReferenceShare> shares;
  Date loaded{};
  std::string source;
};

struct EquityRow {
  std::string category;  // Group of production/categories; "" is "sin desagregar".
  Quantity attended;
  Figure attended_share;   // 100 × category ÷ attended
  Figure reference_share;  // 100 × category ÷ reference population
  Figure ratio;            // attended share ÷ reference share: 1 is the same proportion.
  bool hidden = false;     // Disclosure control: not to be published (queries/persons).
};

struct Equity {
  production::Axis axis = production::Axis::Sexo;
  Quantity attended;
  std::vector<EquityRow> rows;  // In the order of the categories; "sin desagregar" last.
  Figure undisclosed_percent;
  // Every reason why the axis cannot be compared, in order; empty where it can.
  std::vector<NotEvaluable> why_not;
  Date reference_loaded{};
  std::string reference_source;
};

// `undisclosed_limit` in points (norms/parametros: 20). Rows of categories that were attended or
// are in the reference.
Equity equity(production::Axis, Quantity attended, std::span<const production::Part> parts,
              const std::optional<ReferencePopulation>&, const Ratio& undisclosed_limit);

}  // namespace evaluation
