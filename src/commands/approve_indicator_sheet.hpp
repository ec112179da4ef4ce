// The acts about method sheets of indicators outside a plan: proposing a version, approving it.
#pragma once

#include <string_view>

#include "commands/submit.hpp"
#include "domain/planning/plan.hpp"

namespace commands {

Submission propose_indicator_sheet(const planning::Ficha&);

// `acto` may be "": the resolution that approves it.
Submission approve_indicator_sheet(std::string_view codigo, std::int32_t version,
                                   std::string_view acto);

Result<Decision> decide_propose_indicator_sheet(storage::Database&, const json::object&,
                                                const Meta&);
Result<Decision> decide_approve_indicator_sheet(storage::Database&, const json::object&,
                                                const Meta&);

}  // namespace commands
