// The 5×5 map of risks as a drawing with text: probability upwards, severity to the right.
#pragma once

#include <string>

#include "queries/risks.hpp"

namespace documents {

// SVG with a title and a description that says the same in words. A cell says its band's name by a
// letter as well as by its colour.
std::string risk_map(const queries::RiskMatrix&);

// "R1, R4" of the risks in a cell; "" for none.
std::string risks_at(const queries::RiskMatrix&, int probability, int severity);

}  // namespace documents
