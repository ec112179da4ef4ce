// An open hash table per partition, small enough for the processor's cache.
#include "readers/budget_fold.hpp"

#include <algorithm>
#include <bit>

namespace readers {
namespace {

constexpr std::uint32_t none = ~0U;

// One partida while its partition is added up.
struct Open {
  PackedPartida key;
  std::array<std::uint32_t, budget::month_count> amounts;  // Index of the month's sum, or none.
};

// A row of a partida and month that has several.
struct Shared {
  std::uint32_t sum;  // Which partida and month.
  budget::Amounts amounts;
  std::uint64_t place;
  friend auto operator<=>(const Shared&, const Shared&) = default;
};

}  // namespace

bool BudgetFold::add_up(std::size_t partition, std::vector<std::unique_ptr<Tally>>& tallies) {
  auto& part = parts_[partition];
  std::size_t rows = 0;
  for (const auto& tally : tallies) rows += tally->partitions[partition].size();
  if (rows == 0) return true;

  std::vector<std::uint32_t> table(std::bit_ceil(rows * 2), none);
  std::vector<Open> open;
  std::vector<const RowRecord*> first_row;  // Of each sum.
  std::vector<bool> shared_sum;
  std::vector<Shared> shared;
  part.amounts.reserve(rows);
  first_row.reserve(rows);
  const auto mask = table.size() - 1;

  for (const auto& tally : tallies)
    tally->partitions[partition].each([&](const RowRecord& row) {
      auto slot = hash_of(row.key) & mask;  // The top bits chose the partition.
      while (table[slot] != none && open[table[slot]].key != row.key) slot = (slot + 1) & mask;
      if (table[slot] == none) {
        table[slot] = static_cast<std::uint32_t>(open.size());
        open.push_back({row.key, {}});
        open.back().amounts.fill(none);
      }
      auto& sum = open[table[slot]].amounts[row.month()];
      if (sum == none) {
        sum = static_cast<std::uint32_t>(part.amounts.size());
        part.amounts.push_back(row.amounts);
        first_row.push_back(&row);
        return;
      }
      if (shared_sum.size() <= sum) shared_sum.resize(part.amounts.size());
      if (!shared_sum[sum]) shared.push_back({sum, first_row[sum]->amounts, first_row[sum]->place});
      shared_sum[sum] = true;
      shared.push_back({sum, row.amounts, row.place});
      if (!add(part.amounts[sum], row.amounts) && (!part.overflow || row.place < *part.overflow))
        part.overflow = row.place;
    });

  std::ranges::sort(shared);
  for (std::size_t i = 1; i < shared.size(); ++i)
    if (shared[i - 1].sum == shared[i].sum && shared[i - 1].amounts == shared[i].amounts)
      part.twins.push_back({shared[i - 1].place, shared[i].place});

  // Sums side by side in the order of months, for one run of memory per partida.
  std::vector<budget::Amounts> ordered;
  ordered.reserve(part.amounts.size());
  part.entries.reserve(open.size());
  for (const auto& one : open) {
    BudgetFacts::Entry entry{one.key, static_cast<std::uint32_t>(ordered.size()), 0,
                             static_cast<std::uint16_t>(partition)};
    for (std::size_t m = 0; m < budget::month_count; ++m)
      if (one.amounts[m] != none) {
        entry.months |= static_cast<std::uint16_t>(1U << m);
        ordered.push_back(part.amounts[one.amounts[m]]);
      }
    part.entries.push_back(entry);
  }
  part.amounts = std::move(ordered);
  for (const auto& tally : tallies) tally->partitions[partition].clear();
  return !part.overflow;
}

BudgetFacts BudgetFold::finish() {
  BudgetFacts facts;
  std::size_t size = 0;
  for (const auto& part : parts_) size += part.entries.size();
  facts.entries_.reserve(size);
  for (auto& part : parts_) {
    facts.entries_.insert(facts.entries_.end(), part.entries.begin(), part.entries.end());
    part.entries = {};
    facts.amounts_.push_back(std::move(part.amounts));
  }
  std::ranges::sort(facts.entries_, {}, &BudgetFacts::Entry::key);
  return facts;
}

std::vector<BudgetFold::Twins> BudgetFold::twins() const {
  std::vector<Twins> all;
  for (const auto& part : parts_) all.insert(all.end(), part.twins.begin(), part.twins.end());
  std::ranges::sort(all, {}, &Twins::second);
  return all;
}

std::optional<std::uint64_t> BudgetFold::overflow() const {
  std::optional<std::uint64_t> first;
  for (const auto& part : parts_)
    if (part.overflow && (!first || *part.overflow < *first)) first = part.overflow;
  return first;
}

budget::YearMovements BudgetFacts::year(std::size_t i) const {
  const auto& entry = entries_[i];
  budget::YearMovements year;
  const auto* amounts = amounts_[entry.partition].data() + entry.first;
  for (std::size_t m = 0; m < budget::month_count; ++m)
    if ((entry.months >> m & 1) != 0) year.months[m] = *amounts++;
  return year;
}

std::optional<std::size_t> BudgetFacts::find(const PackedPartida& key) const {
  const auto at = std::ranges::lower_bound(entries_, key, {}, &Entry::key);
  if (at == entries_.end() || at->key != key) return std::nullopt;
  return static_cast<std::size_t>(at - entries_.begin());
}

}  // namespace readers
