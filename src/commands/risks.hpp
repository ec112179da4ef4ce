// The acts on the risk matrix of SINACIG: risks, the work plan, its evidence, and what the yearly
// report says of each component.
#pragma once

#include "commands/command.hpp"

namespace commands {

// docs/formats/riesgos-muestras.md has the body of every act.
Result<Decision> decide_register_risk(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_withdraw_risk(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_plan_action(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_show_action(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_describe_component(storage::Database&, const json::object&, const Meta&);

}  // namespace commands
