// The subcommands of this room.
#include "cli/command.hpp"

namespace cli {

std::span<const Command> goals_commands() { return {}; }

}  // namespace cli
