// The rule of sums.
#include "domain/evaluation/addition.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace evaluation {

std::optional<NotEvaluable> why_not_addable(std::span<const Addend> addends) {
  if (addends.size() < 2) return std::nullopt;
  const auto& first = addends.front();
  for (const auto& each : addends)
    if (folded(each.unit_of_measure) != folded(first.unit_of_measure))
      return NotEvaluable::MixedUnits;
  for (const auto& each : addends)
    if (each.kind != first.kind) return NotEvaluable::MixedKinds;
  if (!std::ranges::all_of(addends, &Addend::disjoint)) return NotEvaluable::NotDisjoint;
  return std::nullopt;
}

production::CountKind kind_of_sum(production::CountKind kind, bool several_cells) {
  using enum production::CountKind;
  return several_cells && kind == PersonasUnicas ? Atenciones : kind;
}

}  // namespace evaluation
