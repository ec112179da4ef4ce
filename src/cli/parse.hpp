// From the words of a call to an Invocation.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace cli {

// The command whose path begins the words (longest wins), or null.
const Command* command_named(const std::vector<std::string>& arguments);

// Option names and values in the order given. `arguments` still hold the path. Errors:
// UnknownOption (with a suggestion), MissingOption, MissingValue, NotAChoice, TooManyWords.
Result<std::vector<std::pair<std::string, std::string>>> parse_words(
    const Command&, const std::vector<std::string>& arguments);

// The known words nearest to a mistyped one, nearest first; none that differ by more than a third.
std::vector<std::string> nearest(const std::string& word, const std::vector<std::string>& known);

}  // namespace cli
