// The acts on measures of austerity: proposing one with its baseline, and moving it on. Progress
// text and evidence of a measure of the strategy stay with medida.informar; this is what the budget
// can prove.
#pragma once

#include <string>
#include <string_view>

#include "commands/submit.hpp"
#include "domain/budget/austerity.hpp"

namespace commands {

Submission propose_austerity(const budget::AusterityMeasure&, bool illustrative);
// Approved, met or dropped; who approves is not who proposed.
Submission move_austerity(std::string_view code, budget::AusterityState, std::string_view reason);

Result<Decision> decide_propose_austerity(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_move_austerity(storage::Database&, const json::object&, const Meta&);

}  // namespace commands
