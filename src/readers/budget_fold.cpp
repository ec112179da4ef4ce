// An open hash table per partition, small enough for the processor's cache.
#include "readers/budget_fold.hpp"

#include <algorithm>
#include <bit>
#include <thread>
#include <utility>

namespace readers {
namespace {

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
  auto& open = part.open;
  part.sums = Uncleared<budget::Amounts>(rows);
  std::uint32_t sums = 0;
  Uncleared<const RowRecord*> first_row(rows);  // Of each sum.
  std::vector<bool> shared_sum;
  std::vector<Shared> shared;
  const auto mask = table.size() - 1;

  for (const auto& tally : tallies)
    tally->partitions[partition].each([&](const RowRecord& row) {
      auto slot = hash_of(row.key) & mask;  // The top bits chose the partition.
      while (table[slot] != none && open[table[slot]].key != row.key) slot = (slot + 1) & mask;
      if (table[slot] == none) {
        table[slot] = static_cast<std::uint32_t>(open.size());
        open.push_back({row.key, {}});
        open.back().sums.fill(none);
      }
      auto& sum = open[table[slot]].sums[row.month()];
      if (sum == none) {
        sum = sums++;
        part.sums[sum] = row.amounts;
        first_row[sum] = &row;
        return;
      }
      if (shared_sum.size() <= sum) shared_sum.resize(sums);
      if (!shared_sum[sum]) shared.push_back({sum, first_row[sum]->amounts, first_row[sum]->place});
      shared_sum[sum] = true;
      shared.push_back({sum, row.amounts, row.place});
      if (!add(part.sums[sum], row.amounts) && (!part.overflow || row.place < *part.overflow))
        part.overflow = row.place;
    });

  std::ranges::sort(shared);
  for (std::size_t i = 1; i < shared.size(); ++i)
    if (shared[i - 1].sum == shared[i].sum && shared[i - 1].amounts == shared[i].amounts)
      part.twins.push_back({shared[i - 1].place, shared[i].place});

  return !part.overflow;
}

std::uint16_t BudgetFold::Open::months() const {
  std::uint16_t bits = 0;
  for (std::size_t m = 0; m < sums.size(); ++m)
    if (sums[m] != none) bits |= static_cast<std::uint16_t>(1U << m);
  return bits;
}

BudgetFacts BudgetFold::finish(unsigned threads) {
  BudgetFacts facts;
  auto& entries = facts.entries_;
  std::size_t size = 0;
  for (const auto& part : parts_) size += part.open.size();
  entries.reserve(size);
  for (std::size_t p = 0; p < parts_.size(); ++p)
    for (std::uint32_t i = 0; i < parts_[p].open.size(); ++i)
      entries.push_back(
          {parts_[p].open[i].key, i, parts_[p].open[i].months(), static_cast<std::uint16_t>(p)});
  constexpr auto key = &BudgetFacts::Entry::key;
  const auto middle = entries.begin() + static_cast<std::ptrdiff_t>(size / 2);
  if (threads > 1) {
    std::thread other([&] { std::ranges::sort(entries.begin(), middle, {}, key); });
    std::ranges::sort(middle, entries.end(), {}, key);
    other.join();
    std::ranges::inplace_merge(entries.begin(), middle, entries.end(), {}, key);
  } else {
    std::ranges::sort(entries, {}, key);
  }

  // Once in this order, everything that follows walks through memory instead of jumping in it.
  std::vector<std::uint32_t> from(size);
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < size; ++i) {
    from[i] = std::exchange(entries[i].first, next);
    next += static_cast<std::uint32_t>(std::popcount(entries[i].months));
  }
  facts.amounts_ = Uncleared<budget::Amounts>(next);
  struct Overall {
    // Sums of the upper and the lower halves of amounts: neither can overflow in 2^31 of them, and
    // six lanes of plain additions cost nothing beside the memory they read.
    std::array<std::int64_t, budget::stage_count> upper{}, lower{};
    std::array<budget::Amounts, budget::month_count> used{};  // Bits that occur.
  } one, two;
  const auto gather = [&](std::size_t first, std::size_t last, Overall& overall) {
    Overall local;
    for (auto i = first; i < last; ++i) {
      const auto& part = parts_[entries[i].partition];
      const auto& sums = part.open[from[i]].sums;
      auto* to = facts.amounts_.data() + entries[i].first;
      for (std::size_t m = 0; m < sums.size(); ++m) {
        if (sums[m] == none) continue;
        const auto amounts = part.sums[sums[m]];
        *to++ = amounts;
        for (std::size_t s = 0; s < budget::stage_count; ++s) {
          local.upper[s] += amounts.centavos[s] >> 32;
          local.lower[s] += amounts.centavos[s] & 0xFFFF'FFFF;
          local.used[m].centavos[s] |= amounts.centavos[s];
        }
      }
    }
    overall = local;
  };
  if (threads > 1) {
    std::thread other([&] { gather(0, size / 2, two); });
    gather(size / 2, size, one);
    other.join();
  } else {
    gather(0, size, one);
  }
  for (const auto* overall : {&one, &two}) {
    for (std::size_t s = 0; s < budget::stage_count; ++s)
      facts.totals_.centavos[s] +=
          Int128{overall->upper[s]} * (Int128{1} << 32) + overall->lower[s];
    for (std::size_t m = 0; m < budget::month_count; ++m) facts.used_.note(m, overall->used[m]);
  }
  for (auto& part : parts_) part.sums = {}, part.open = {};
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
  const auto* amounts = amounts_.data() + entry.first;
  for (unsigned rest = entry.months; rest != 0; rest &= rest - 1)
    year.months[static_cast<std::size_t>(std::countr_zero(rest))] = *amounts++;
  return year;
}

}  // namespace readers
