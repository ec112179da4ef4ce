// The acts of guidance: a note that explains a deviation of an indicator, and a letter that points
// to a deviation and is followed until it is answered.
#pragma once

#include "commands/command.hpp"

namespace commands {

// docs/formats/riesgos-muestras.md has the body of every act.
Result<Decision> decide_note_indicator(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_guide(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_answer_guidance(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_close_guidance(storage::Database&, const json::object&, const Meta&);

}  // namespace commands
