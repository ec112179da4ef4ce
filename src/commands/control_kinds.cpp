// The decisions of audit and control: audits, findings, instruments.
#include "commands/command.hpp"

namespace commands {

std::span<const Kind> control_kinds() { return {}; }

}  // namespace commands
