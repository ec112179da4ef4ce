// An evaluation as JSON: every figure with its formula, operands, coverage and exact value.
#pragma once

#include "base/json.hpp"
#include "queries/evaluation.hpp"

namespace cli {

json::object as_json(const evaluation::Figure&);
json::object as_json(const evaluation::Signal&);
json::object as_json(const queries::Cut&);
json::object as_json(const queries::Evaluation&);

// "42.61", "96182193.20", "574366": as many decimals as the measure has.
std::string machine_form(const Ratio&, evaluation::Measure);

}  // namespace cli
