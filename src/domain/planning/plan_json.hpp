// plan.json and back: one description of each part serves reading and writing, so that they cannot
// disagree. Reading is strict: an unknown key, a word outside its list, a reference to nothing or
// a loop of parents is refused with the path of the field. docs/formats/plan.md is the contract.
#pragma once

#include <string_view>

#include "base/json.hpp"
#include "domain/planning/plan.hpp"

namespace planning {

// Errors: those of parse_json; else one Error whose `all` lists every fault (100 at most), each
// with `campo` = its path; the first fault is the Error itself.
Result<Plan> parse_plan(std::string_view json_bytes);
Result<Plan> plan_from_json(const json::value&);

// Empty and default parts are left out; canonical(to_json(plan)) is the body of the act.
json::object to_json(const Plan&);

// The parts that acts carry alone.
json::object to_json(const Ficha&);
Result<Ficha> ficha_from_json(const json::value&);

}  // namespace planning
