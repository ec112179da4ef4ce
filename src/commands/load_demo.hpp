// Builds the demonstration base by its script (demo/guion.json): every step is an ordinary act,
// done by a role at an illustrative date, so that the demonstration passes through everything
// that a real institution would.
#pragma once

#include <functional>
#include <string_view>

#include "commands/context.hpp"

namespace commands {

// `told` hears each step before it is done, with its number and how many there are. The context
// must be that of a base just created; its clock is replaced by the script's while it runs.
// Errors: those of the first step that fails, with its number as `paso`.
Result<void> load_demo(
    Context&,
    const std::function<void(std::string_view step, std::int64_t done, std::int64_t all)>& told);

// The instant at which the script begins; the base is created then.
World demo_world(const World& real);

}  // namespace commands
