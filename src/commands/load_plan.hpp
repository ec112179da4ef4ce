// The acts about the plan as a whole: loading a version of it, and accepting a finding of the
// linter until the next version.
#pragma once

#include <string_view>

#include "commands/submit.hpp"
#include "domain/planning/plan.hpp"

namespace commands {

// The whole plan is the act's body. `file_hash`: SHA-256 of the file it was read from; may be "".
Submission load_plan(const planning::Plan&, std::string_view file_name = "",
                     std::string_view file_hash = "");

// Every finding with that code and place in the plan in force.
Submission accept_plan_finding(std::string_view codigo, std::string_view lugar,
                               std::string_view motivo);

Result<Decision> decide_load_plan(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_accept_plan_finding(storage::Database&, const json::object&, const Meta&);

}  // namespace commands
