// What the parts of disclosure control share. Nobody else includes this.
#pragma once

#include <span>
#include <vector>

#include "domain/accountability/disclosure.hpp"

namespace disclosure {

// The relations that a cell stands in, for all cells: one array and where each cell's part begins.
class Incidence {
 public:
  explicit Incidence(const Table&);
  std::span<const std::int32_t> of(std::int32_t cell) const {
    const auto c = static_cast<std::size_t>(cell);
    return {relations_.data() + begins_[c], begins_[c + 1] - begins_[c]};
  }

 private:
  std::vector<std::size_t> begins_;
  std::vector<std::int32_t> relations_;
};

struct Interval {
  Count low = 0, high = unbounded;
  bool exact() const { return low == high; }
  Count width() const { return high - low; }
};

// What every cell can be, as an attacker sees it who does not know the cells marked `unknown`.
std::vector<Interval> bounds_of(const Table&, const Incidence&, const std::vector<bool>& unknown);

// Of the cells marked `unknown`, those whose value the relations alone determine. `free` holds
// cells that are known not to be, and gets those that turn out so: they stay free while only more
// cells become unknown.
std::vector<bool> determined(const Table&, const Incidence&, const std::vector<bool>& unknown,
                             std::vector<bool>& free);

// How wide each cell must stay, and which cells what was out before gives away already: narrower
// than that no release can keep them.
struct Needs {
  std::vector<Count> width;
  std::vector<bool> exposed;
};
Needs needs_of(const Table&, const Incidence&, const Rules&);

// How hard to look: by bounds alone, which is quick, or by elimination too.
enum class Depth { Bounds, All };

// The attack with the needed width of every cell given. `unknown` and `free` as above.
std::vector<Finding> findings(const Table&, const Incidence&, const std::vector<bool>& unknown,
                              const std::vector<Count>& needed, std::vector<bool>& free,
                              Depth = Depth::All);

// Cells that the attacker does not see.
std::vector<bool> unknown_of(const Table&, const std::vector<Decision>&);

}  // namespace disclosure
