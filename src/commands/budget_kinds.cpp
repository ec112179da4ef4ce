// The kinds of act of this room.
#include "commands/command.hpp"

namespace commands {

std::span<const Kind> budget_kinds() { return {}; }

}  // namespace commands
