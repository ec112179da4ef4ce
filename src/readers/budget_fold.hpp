// Adds up the parsed rows by partida and month, a partition at a time: an inside part of
// budget_file.hpp.
#pragma once

#include "readers/budget_rows.hpp"

namespace readers {

class BudgetFold {
 public:
  // Partitions may be added up by several threads at once, each one once. Yields false where a sum
  // passes 64 bits; `overflow` then says at which row.
  bool add_up(std::size_t partition, std::vector<std::unique_ptr<Tally>>& tallies);

  // After all partitions: the facts sorted by key, and their amounts in the same order.
  BudgetFacts finish(unsigned threads);

  struct Twins {                  // Two rows with the same key, month and amounts.
    std::uint64_t first, second;  // Places.
  };
  // Pairs of equal rows, in the order of the file.
  std::vector<Twins> twins() const;
  std::optional<std::uint64_t> overflow() const;  // Place of the first row.

 private:
  // One partida: where each month's sum is among the partition's, or `none`.
  static constexpr std::uint32_t none = ~0U;
  struct Open {
    PackedPartida key;
    std::array<std::uint32_t, budget::month_count> sums;
    std::uint16_t months() const;
  };
  struct Part {
    std::vector<Open> open;
    Uncleared<budget::Amounts> sums;
    std::vector<Twins> twins;
    std::optional<std::uint64_t> overflow;
  };
  std::array<Part, partition_count> parts_;
};

}  // namespace readers
