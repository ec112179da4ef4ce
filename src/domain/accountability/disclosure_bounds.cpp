// Interval propagation: counts are never negative, and a total is the sum of its parts.
#include <algorithm>
#include <deque>

#include "domain/accountability/disclosure_parts.hpp"

namespace disclosure {
namespace {

// Intervals in a cycle of relations may close in by one at a time. A relation that was looked at
// so often is left as it is: its bounds are true, only not the narrowest.
constexpr int looks_max = 2'000;

class Propagation {
 public:
  Propagation(const Table& table, const Incidence& incidence, const std::vector<bool>& unknown)
      : table_{table},
        incidence_{incidence},
        looks_(table.relations.size()),
        waiting_(table.relations.size(), true),
        intervals_(table.cells.size()) {
    for (std::size_t c = 0; c < intervals_.size(); ++c) {
      const auto& cell = table.cells[c];
      intervals_[c] =
          unknown[c] ? Interval{cell.least, unbounded} : Interval{cell.value, cell.value};
    }
    for (std::size_t r = 0; r < table.relations.size(); ++r)
      queue_.push_back(static_cast<std::int32_t>(r));
  }

  std::vector<Interval> settled() && {
    while (!queue_.empty()) {
      const auto relation = queue_.front();
      queue_.pop_front();
      const auto r = static_cast<std::size_t>(relation);
      waiting_[r] = false;
      if (++looks_[r] > looks_max) continue;
      look_at(table_.relations[r]);
    }
    return std::move(intervals_);
  }

 private:
  Interval& at(std::int32_t cell) { return intervals_[static_cast<std::size_t>(cell)]; }

  void narrow(std::int32_t cell, Count low, Count high) {
    auto& now = at(cell);
    if (low <= now.low && high >= now.high) return;
    now.low = std::max(now.low, low);
    now.high = std::min(now.high, high);
    for (const auto relation : incidence_.of(cell)) {
      const auto r = static_cast<std::size_t>(relation);
      if (waiting_[r]) continue;
      waiting_[r] = true;
      queue_.push_back(relation);
    }
  }

  void look_at(const Relation& relation) {
    Count low = 0, high = 0;
    int without_limit = 0;
    for (const auto part : relation.parts) {
      const auto& interval = at(part);
      low += interval.low;
      if (interval.high == unbounded)
        ++without_limit;
      else
        high += interval.high;
    }
    narrow(relation.total, low, without_limit == 0 ? high : unbounded);
    const auto total = at(relation.total);
    for (const auto part : relation.parts) {
      const auto& own = at(part);
      if (own.exact()) continue;
      const bool alone = own.high == unbounded;
      const int others = without_limit - (alone ? 1 : 0);
      const Count others_high = alone ? high : high - own.high;
      const Count most = total.high == unbounded ? unbounded : total.high - (low - own.low);
      const Count fewest = others > 0 ? own.low : total.low - others_high;
      const auto before = own;
      narrow(part, fewest, most);
      // The sums of the others follow.
      const auto after = at(part);
      low += after.low - before.low;
      if (alone && after.high != unbounded) {
        --without_limit;
        high += after.high;
      } else if (!alone) {
        high += after.high - before.high;
      }
    }
  }

  const Table& table_;
  const Incidence& incidence_;
  std::vector<int> looks_;
  std::vector<bool> waiting_;
  std::vector<Interval> intervals_;
  std::deque<std::int32_t> queue_;
};

}  // namespace

Incidence::Incidence(const Table& table) : begins_(table.cells.size() + 1) {
  const auto each = [&](const auto& what) {
    for (std::size_t r = 0; r < table.relations.size(); ++r) {
      what(table.relations[r].total, r);
      for (const auto part : table.relations[r].parts) what(part, r);
    }
  };
  each([&](std::int32_t cell, std::size_t) { ++begins_[static_cast<std::size_t>(cell) + 1]; });
  for (std::size_t c = 1; c < begins_.size(); ++c) begins_[c] += begins_[c - 1];
  relations_.resize(begins_.back());
  auto next = begins_;
  each([&](std::int32_t cell, std::size_t r) {
    relations_[next[static_cast<std::size_t>(cell)]++] = static_cast<std::int32_t>(r);
  });
}

std::vector<Interval> bounds_of(const Table& table, const Incidence& incidence,
                                const std::vector<bool>& unknown) {
  return Propagation(table, incidence, unknown).settled();
}

std::vector<Finding> findings(const Table& table, const Incidence& incidence,
                              const std::vector<bool>& unknown, const std::vector<Count>& needed,
                              std::vector<bool>& free, Depth depth) {
  const auto intervals = bounds_of(table, incidence, unknown);
  auto open = unknown;
  for (std::size_t c = 0; c < open.size(); ++c)
    if (intervals[c].exact()) open[c] = false;
  const auto solved = depth == Depth::All ? determined(table, incidence, open, free)
                                          : std::vector<bool>(unknown.size());
  std::vector<Finding> found;
  for (std::size_t c = 0; c < unknown.size(); ++c) {
    if (!unknown[c]) continue;
    const auto cell = static_cast<std::int32_t>(c);
    const auto& interval = intervals[c];
    if (interval.exact() || solved[c])
      found.push_back({cell, interval.exact() ? Way::Bounds : Way::Elimination,
                       table.cells[c].value, table.cells[c].value});
    else if (interval.high != unbounded && interval.width() < needed[c])
      found.push_back({cell, Way::Bounds, interval.low, interval.high});
  }
  return found;
}

}  // namespace disclosure
