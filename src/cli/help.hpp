// Help, the manual page and completion, all made from the table of commands.
#pragma once

#include <string>

#include "cli/command.hpp"

namespace cli {

std::string short_help();             // No arguments: what it is, two examples, the commands.
std::string help_of(const Command&);  // Examples first.
std::string help_under(std::string_view path);   // The commands below "presupuesto".
std::string manual_page();                       // troff, section 1.
std::string completion(std::string_view shell);  // bash, zsh or fish.

}  // namespace cli
