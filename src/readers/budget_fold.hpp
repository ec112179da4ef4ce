// Adds up the parsed rows by partida and month, a partition at a time: an inside part of
// budget_file.hpp.
#pragma once

#include <span>

#include "readers/budget_rows.hpp"

namespace readers {

class BudgetFold {
 private:
  // One partida: where each month's sum is among the partition's, or `none`.
  static constexpr std::uint32_t none = ~0U;
  struct Open {
    PackedPartida key;
    std::array<std::uint32_t, budget::month_count> sums;
    std::uint16_t months() const;
  };

 public:
  // What one thread adds up in, kept from one partition to the next.
  class Workspace {
    friend class BudgetFold;
    void begin(std::size_t rows);
    std::vector<std::uint32_t> table;  // Places in `open` by hash.
    std::vector<Open> open;
    Uncleared<budget::Amounts> sums;         // In the order in which they come up.
    Uncleared<const RowRecord*> first_rows;  // Of each sum.
    std::uint32_t sums_used = 0;
  };

  // Partitions may be added up by several threads at once, each one once. Where a sum passes 64
  // bits, `overflow` then says at which row.
  void add_up(std::size_t partition, const std::vector<std::unique_ptr<Tally>>&, Workspace&);

  // After all partitions: the facts sorted by key.
  BudgetFacts finish(unsigned threads);

  struct Twins {                  // Two rows with the same key, month and amounts.
    std::uint64_t first, second;  // Places.
  };
  // Pairs of equal rows, in the order of the file.
  std::vector<Twins> twins() const;
  std::optional<std::uint64_t> overflow() const;  // Place of the first row.

 private:
  struct Part {
    std::vector<BudgetFacts::Entry> entries;  // Sorted by key.
    Uncleared<budget::Amounts> amounts;       // In the order of the entries.
    BudgetTotals totals;
    budget::UsedAmounts used;
    std::vector<Twins> twins;
    std::optional<std::uint64_t> overflow;
  };
  static void put_in_order(Part&, std::size_t partition, const Workspace&);
  // Sorted runs that lie one behind the other, the first from `begin`, become one.
  static void merge_runs(std::vector<BudgetFacts::Entry>&, std::size_t begin,
                         std::span<const std::size_t> ends, unsigned threads);
  std::array<Part, partition_count> parts_;
};

}  // namespace readers
