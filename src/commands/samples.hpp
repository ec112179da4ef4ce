// The acts of an auditor's samples: drawing one, writing the working paper of an item, concluding.
#pragma once

#include "commands/command.hpp"

namespace commands {

// docs/formats/riesgos-muestras.md has the body of every act.
Result<Decision> decide_draw_sample(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_examine_item(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_conclude_sample(storage::Database&, const json::object&, const Meta&);

}  // namespace commands
