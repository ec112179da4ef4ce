// The subcommands of this room.
#include "cli/command.hpp"

namespace cli {

std::span<const Command> catalog_commands() { return {}; }

}  // namespace cli
