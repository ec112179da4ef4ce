// What changed between two versions of a plan: values of plan.json by path, with list items matched
// by their identifier and not by their position.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"

namespace planning {

struct PlanChange {
  std::string campo;  // "pei.filas[RE1].metas[2026].valor"
  std::string antes;  // As JSON writes it; "" where it was not there.
  std::string ahora;  // "" where it is no longer there.
};

// In the order of the newer version, what was taken away last within each part.
std::vector<PlanChange> changes_between(const json::object& before, const json::object& after);

}  // namespace planning
