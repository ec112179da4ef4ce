// Whether the parts of a plan hold together: identifiers, references, loops, years, formulas.
// Not whether it is a good plan: that is linter.hpp, which reports and never refuses.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "domain/planning/plan.hpp"

namespace planning {

// Every fault, in the order of the parts; empty for a sound plan. Each has `campo`.
std::vector<Error> faults_of(const Plan&);

// The faults of one method sheet: its formula and its variables.
std::vector<Error> faults_of(const Ficha&, const std::string& path);

}  // namespace planning
