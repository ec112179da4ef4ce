// Complementary suppression: line by line until no line gives a cell away, then attack and repair
// until the attack finds nothing, then give back what turns out not to be needed.
#include <algorithm>
#include <deque>
#include <tuple>

#include "domain/accountability/disclosure_parts.hpp"

namespace disclosure {
namespace {

// Trying every complementary cell anew costs an attack each: only for tables up to this product.
constexpr std::size_t give_back_max = 3'000'000;

class Protecting {
 public:
  Protecting(const Table& table, const Rules& rules)
      : table_{table},
        incidence_{table},
        unknown_(table.cells.size()),
        free_(table.cells.size()),
        needs_{needs_of(table, incidence_, rules)},
        hidden_in_(table.relations.size()),
        waiting_(table.relations.size()) {
    out_.cells.resize(table.cells.size());
    for (std::size_t c = 0; c < table.cells.size(); ++c) {
      const auto& cell = table.cells[c];
      if (cell.standing == Standing::Withheld) conceal(at(c));
    }
    for (std::size_t c = 0; c < table.cells.size(); ++c)
      if (table.cells[c].standing == Standing::Open)
        if (const auto why = primary(table.cells[c], rules); why != Reason::Shown)
          hide(at(c), {why, -1});
  }

  Protection done(Complementary complementary) && {
    if (complementary == Complementary::On) {
      // What only elimination finds comes cell after cell, each at the price of the whole: so it is
      // answered with twice as many shields each time.
      int shields = 1;
      while (true) {
        close_lines();
        ++out_.rounds;
        if (repair(found(Depth::Bounds), 1)) continue;
        if (!repair(found(Depth::All), shields)) break;
        shields *= 2;
      }
      give_back();
    }
    for (std::size_t c = 0; c < needs_.exposed.size(); ++c)
      if (needs_.exposed[c] && unknown_[c]) out_.exposed_before.push_back(at(c));
    return std::move(out_);
  }

 private:
  static std::int32_t at(std::size_t cell) { return static_cast<std::int32_t>(cell); }
  const Cell& cell(std::int32_t c) const { return table_.cells[static_cast<std::size_t>(c)]; }
  bool unknown(std::int32_t c) const { return unknown_[static_cast<std::size_t>(c)]; }

  // While cells are only hidden, what is free stays so.
  std::vector<Finding> found(Depth depth) {
    return findings(table_, incidence_, unknown_, needs_.width, free_, depth);
  }
  std::vector<Finding> found_anew() const {
    std::vector<bool> free(unknown_.size());
    return findings(table_, incidence_, unknown_, needs_.width, free);
  }

  void conceal(std::int32_t c) {
    unknown_[static_cast<std::size_t>(c)] = true;
    for (const auto relation : incidence_.of(c)) {
      const auto r = static_cast<std::size_t>(relation);
      ++hidden_in_[r];
      if (waiting_[r]) continue;
      waiting_[r] = true;
      queue_.push_back(relation);
    }
  }

  void hide(std::int32_t c, Decision decision) {
    out_.cells[static_cast<std::size_t>(c)] = decision;
    conceal(c);
  }

  bool may_hide(std::int32_t c) const {
    const auto& one = cell(c);
    return one.standing == Standing::Open && !unknown(c) && one.value >= one.least;
  }

  // How dear it is to hide a cell: margins last, then how many lines it would break open, then
  // how many persons would not be shown.
  using Price = std::tuple<int, bool, int, Count, std::int32_t>;
  Price price(std::int32_t c, Count lacking) const {
    int broken = 0;
    for (const auto r : incidence_.of(c)) broken += hidden_in_[static_cast<std::size_t>(r)] == 0;
    return {cell(c).level, cell(c).value - cell(c).least < lacking, broken, cell(c).value, c};
  }

  template <class Each>
  void each_of(std::int32_t relation, const Each& each) const {
    const auto& one = table_.relations[static_cast<std::size_t>(relation)];
    each(one.total);
    for (const auto part : one.parts) each(part);
  }

  std::optional<std::int32_t> cheapest(std::int32_t relation, Count lacking) const {
    std::optional<Price> best;
    each_of(relation, [&](std::int32_t c) {
      if (!may_hide(c)) return;
      const auto here = price(c, lacking);
      if (!best || here < *best) best = here;
    });
    return best ? std::optional(std::get<4>(*best)) : std::nullopt;
  }

  // What a line of its own gives away: the one hidden cell, or a sum too small to hide in.
  struct Lack {
    std::int32_t cell = -1;  // Whom it gives away.
    Count width = 0;
  };
  std::optional<Lack> lack_of(std::int32_t relation) const {
    const auto r = static_cast<std::size_t>(relation);
    const auto& one = table_.relations[r];
    if (hidden_in_[r] == 0) return std::nullopt;
    Lack worst;
    Count room = 0;
    each_of(relation, [&](std::int32_t c) {
      if (!unknown(c)) return;
      const auto needed = needs_.width[static_cast<std::size_t>(c)];
      if (worst.cell < 0 || needed > worst.width) worst = {c, needed};
      if (c != one.total) room += cell(c).value - cell(c).least;
    });
    if (hidden_in_[r] == 1) return worst;
    if (unknown(one.total) || room >= std::max<Count>(worst.width, 1)) return std::nullopt;
    worst.width = std::max<Count>(worst.width, 1) - room;
    return worst;
  }

  void close_lines() {
    while (!queue_.empty()) {
      const auto relation = queue_.front();
      queue_.pop_front();
      waiting_[static_cast<std::size_t>(relation)] = false;
      while (const auto lack = lack_of(relation)) {
        const auto shield = cheapest(relation, lack->width);
        if (!shield) break;
        hide(*shield, {Reason::Complementary, lack->cell});
      }
    }
  }

  // The cheapest cell in a line of this one; of its hidden neighbours where its own have none.
  std::optional<std::int32_t> shield_near(std::int32_t from) const {
    std::vector<std::int32_t> ring{from};
    std::vector<bool> seen(table_.cells.size()), passed(table_.relations.size());
    seen[static_cast<std::size_t>(from)] = true;
    while (!ring.empty()) {
      std::optional<Price> best;
      std::vector<std::int32_t> next;
      for (const auto c : ring)
        for (const auto r : incidence_.of(c)) {
          if (passed[static_cast<std::size_t>(r)]) continue;
          passed[static_cast<std::size_t>(r)] = true;
          each_of(r, [&](std::int32_t other) {
            const auto o = static_cast<std::size_t>(other);
            if (may_hide(other)) {
              const auto here = price(other, needs_.width[static_cast<std::size_t>(from)]);
              if (!best || here < *best) best = here;
            } else if (unknown_[o] && !seen[o]) {
              seen[o] = true;
              next.push_back(other);
            }
          });
        }
      if (best) return std::get<4>(*best);
      ring = std::move(next);
    }
    return std::nullopt;
  }

  // Hides more cells near each that was found, and tells whether anything was left to do.
  bool repair(const std::vector<Finding>& found, int shields) {
    bool changed = false;
    std::vector<bool> helped(table_.relations.size());
    for (const auto& one : found) {
      const auto c = static_cast<std::size_t>(one.cell);
      if (needs_.exposed[c] && one.high - one.low >= needs_.width[c]) continue;
      // A line in which this round has hidden something already may be closed now.
      const auto lines = incidence_.of(one.cell);
      if (std::ranges::any_of(lines,
                              [&](std::int32_t r) { return helped[static_cast<std::size_t>(r)]; }))
        continue;
      bool any = false;
      for (int n = 0; n < shields; ++n) {
        const auto shield = shield_near(one.cell);
        if (!shield) break;
        hide(*shield, {Reason::Complementary, one.cell});
        for (const auto r : incidence_.of(*shield)) helped[static_cast<std::size_t>(r)] = true;
        any = true;
      }
      changed = changed || any;
      // All that could be hidden is: what gives it away was out before.
      if (!any) needs_.exposed[c] = true;
    }
    return changed;
  }

  void give_back() {
    std::vector<std::int32_t> shields;
    for (std::size_t c = 0; c < out_.cells.size(); ++c)
      if (out_.cells[c].reason == Reason::Complementary) shields.push_back(at(c));
    if (shields.size() * table_.cells.size() > give_back_max) return;
    std::ranges::sort(shields, std::greater{},
                      [&](std::int32_t c) { return std::tuple(cell(c).level, cell(c).value, c); });
    // Cells that were out before are found whatever is hidden: nothing else may join them, and none
    // of them may be placed better.
    const auto before = found_anew();
    const auto no_worse = [&](const Finding& one) {
      const auto at = std::ranges::lower_bound(before, one.cell, {}, &Finding::cell);
      return at != before.end() && at->cell == one.cell && at->low <= one.low &&
             at->low + (one.high - one.low) >= at->high;
    };
    for (const auto c : shields) {
      const auto i = static_cast<std::size_t>(c);
      unknown_[i] = false;
      if (std::ranges::all_of(found_anew(), no_worse))
        out_.cells[i] = {};
      else
        unknown_[i] = true;
    }
    // Who protected a cell that is shown now protects what that one stood for.
    for (auto& one : out_.cells)
      while (one.protects >= 0 && !unknown(one.protects)) one.protects = next_protected(one);
  }

  // A hidden primary cell in a line of it; else any.
  std::int32_t next_protected(const Decision& one) const {
    for (const auto r : incidence_.of(one.protects))
      for (const auto part : table_.relations[static_cast<std::size_t>(r)].parts)
        if (unknown(part) && needs_.width[static_cast<std::size_t>(part)] > 0) return part;
    return -1;
  }

  const Table& table_;
  Incidence incidence_;
  std::vector<bool> unknown_, free_;
  Needs needs_;
  std::vector<int> hidden_in_;
  std::vector<bool> waiting_;
  std::deque<std::int32_t> queue_;
  Protection out_;
};

}  // namespace

Protection protect(const Table& table, const Rules& rules, Complementary complementary) {
  return Protecting(table, rules).done(complementary);
}

}  // namespace disclosure
