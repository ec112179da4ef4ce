// Reads a plan file over what the base holds: tables say part of a plan, the plan in force the
// rest. No act: nothing is saved.
#pragma once

#include <string_view>

#include "commands/context.hpp"
#include "readers/plan_file.hpp"

namespace commands {

// Errors: those of readers::read_plan.
Result<readers::PlanFile> read_plan(Context&, std::string_view bytes);

// plan.json says everything; tables do not.
bool is_whole_plan(std::string_view bytes);

}  // namespace commands
