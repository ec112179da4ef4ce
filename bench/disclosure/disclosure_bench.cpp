// Measures disclosure control on cubes of about 100,000 cells whose counts fall off in every
// dimension, as units, months, ages and nationalities do: suppression with its repair, and the
// attack on the result. It also proves what it measures: the attack finds nothing in what is
// protected, and does find cells where only the small ones are hidden.
//
//   disclosure_bench
#include <chrono>
#include <cstdio>
#include <random>

#include "domain/accountability/disclosure.hpp"

using namespace disclosure;

namespace {

using Clock = std::chrono::steady_clock;

long long milliseconds_since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
}

// Index 0 of a dimension is its total.
Table cube(const std::vector<std::size_t>& sizes) {
  std::vector<std::size_t> stride(sizes.size());
  std::size_t all = 1;
  for (std::size_t d = sizes.size(); d-- > 0;) {
    stride[d] = all;
    all *= sizes[d] + 1;
  }
  const auto at = [&](std::size_t cell, std::size_t d) {
    return cell / stride[d] % (sizes[d] + 1);
  };
  Table table;
  table.cells.resize(all);
  std::mt19937 chance(1);
  for (std::size_t cell = 0; cell < all; ++cell) {
    table.cells[cell].least = 1;
    Count likely = 20'000;
    for (std::size_t d = 0; d < sizes.size(); ++d) {
      table.cells[cell].level += at(cell, d) == 0;
      likely = likely * 2 / static_cast<Count>(1 + at(cell, d));
    }
    if (table.cells[cell].level > 0) continue;
    const auto value = likely > 50 ? likely / 2 + chance() % likely : chance() % (2 * likely + 1);
    for (std::size_t mask = 0; mask < std::size_t{1} << sizes.size(); ++mask) {
      auto sum = cell;
      for (std::size_t d = 0; d < sizes.size(); ++d)
        if ((mask >> d & 1) != 0) sum -= stride[d] * at(cell, d);
      table.cells[sum].value += static_cast<Count>(value);
    }
  }
  for (std::size_t cell = 0; cell < all; ++cell)
    for (std::size_t d = 0; d < sizes.size(); ++d) {
      if (at(cell, d) != 0) continue;
      Relation relation{static_cast<std::int32_t>(cell), {}};
      for (std::size_t n = 1; n <= sizes[d]; ++n)
        relation.parts.push_back(static_cast<std::int32_t>(cell + stride[d] * n));
      table.relations.push_back(std::move(relation));
    }
  return table;
}

}  // namespace

int main() {
  bool sound_all = true;
  for (const auto& sizes : std::vector<std::vector<std::size_t>>{
           {315, 315}, {45, 45, 45}, {9, 30, 12, 24}, {9, 9, 9, 99}}) {
    const auto table = cube(sizes);
    const Rules rules{};
    auto start = Clock::now();
    const auto protection = protect(table, rules);
    const auto protecting = milliseconds_since(start);
    start = Clock::now();
    const auto found = attack(table, rules, protection).size();
    const auto attacking = milliseconds_since(start);
    const auto without = attack(table, rules, protect(table, rules, Complementary::Off)).size();
    std::size_t primary_ones = 0, others = 0;
    for (const auto& one : protection.cells) {
      others += one.reason == Reason::Complementary;
      primary_ones += one.reason != Reason::Shown && one.reason != Reason::Complementary;
    }
    std::printf(
        "%zu dimensions, %zu cells: %zu small, %zu hidden for them; suppression %lld ms, attack "
        "%lld ms; found %zu, without complementary %zu\n",
        sizes.size(), table.cells.size(), primary_ones, others, protecting, attacking, found,
        without);
    sound_all = sound_all && sound(table) && found == 0 && (without > 0 || primary_ones == 0);
  }
  return sound_all ? 0 : 1;
}
