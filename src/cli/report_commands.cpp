// The subcommands of this room.
#include "cli/command.hpp"

namespace cli {

std::span<const Command> report_commands() { return {}; }

}  // namespace cli
