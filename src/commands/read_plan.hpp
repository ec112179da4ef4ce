// Reads a plan file over what the base holds: tables say part of a plan, the plan in force the
// rest. No act: nothing is saved.
#pragma once

#include <string_view>

#include "commands/context.hpp"
#include "readers/plan_file.hpp"

namespace commands {

// Errors: those of readers::read_plan.
Result<readers::PlanFile> read_plan(Context&, std::string_view bytes);

// What was remembered of the institution's own workbooks, with the names of its units.
Result<readers::PlanChoices> remembered_choices(Context&);

// The same file with what a person said of its sheets and headings; `blank` is what tables are laid
// upon where no plan is in force yet.
Result<readers::PlanFile> read_plan(Context&, std::string_view bytes, const readers::PlanChoices&,
                                    const planning::Plan& blank);

// plan.json says everything; tables do not.
bool is_whole_plan(std::string_view bytes);

}  // namespace commands
