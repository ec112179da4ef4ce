// Which amounts may be added: equal unit of measure, equal kind of count, and declared disjoint.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "domain/evaluation/figure.hpp"
#include "domain/production/goal.hpp"

namespace evaluation {

struct Addend {
  std::string unit_of_measure;
  production::CountKind kind = production::CountKind::Atenciones;
  bool disjoint = false;  // The plan declares that nothing in it is counted by its siblings too.
};

// Nothing where they may be added; one alone always may.
std::optional<NotEvaluable> why_not_addable(std::span<const Addend>);

// What a sum over several months or several units counts. Unique persons of a month may come back
// in the next, or in another unit: added up, they are attentions and are called so.
production::CountKind kind_of_sum(production::CountKind, bool several_cells);

}  // namespace evaluation
