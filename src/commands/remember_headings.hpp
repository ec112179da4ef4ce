// The act that remembers what the headings of the institution's own workbooks mean, so that the
// next upload is read without asking.
#pragma once

#include <vector>

#include "commands/submit.hpp"
#include "readers/plan_file.hpp"

namespace commands {

Submission remember_headings(const std::vector<readers::HeadingChoice>&);

// {"encabezados": [{"disposicion", "encabezado", "campo"}…]}
Result<Decision> decide_remember_headings(storage::Database&, const json::object&, const Meta&);

}  // namespace commands
