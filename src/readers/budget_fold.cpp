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

void BudgetFold::Workspace::begin(std::size_t rows) {
  table.assign(std::bit_ceil(rows * 2), none);
  open.clear();
  if (sums.size() < rows) {
    const auto enough = rows + rows / 4;  // Partitions differ little.
    sums = Uncleared<budget::Amounts>(enough);
    first_rows = Uncleared<const RowRecord*>(enough);
  }
  sums_used = 0;
}

void BudgetFold::add_up(std::size_t partition, const std::vector<std::unique_ptr<Tally>>& tallies,
                        Workspace& work) {
  auto& part = parts_[partition];
  std::size_t rows = 0;
  for (const auto& tally : tallies) rows += tally->partitions[partition].size();
  if (rows == 0) return;

  work.begin(rows);
  auto& open = work.open;
  std::vector<bool> shared_sum;
  std::vector<Shared> shared;
  const auto mask = work.table.size() - 1;

  for (const auto& tally : tallies)
    tally->partitions[partition].each([&](const RowRecord& row) {
      auto slot = hash_of(row.key) & mask;  // The top bits chose the partition.
      while (work.table[slot] != none && open[work.table[slot]].key != row.key)
        slot = (slot + 1) & mask;
      auto& place = work.table[slot];
      if (place == none) {
        place = static_cast<std::uint32_t>(open.size());
        open.push_back({row.key, {}});
        open.back().sums.fill(none);
      }
      auto& sum = open[place].sums[row.month()];
      if (sum == none) {
        sum = work.sums_used++;
        work.sums[sum] = row.amounts;
        work.first_rows[sum] = &row;
        return;
      }
      if (shared_sum.size() <= sum) shared_sum.resize(work.sums_used);
      if (!shared_sum[sum]) {
        const auto& first = *work.first_rows[sum];
        shared.push_back({sum, first.amounts, first.place});
      }
      shared_sum[sum] = true;
      shared.push_back({sum, row.amounts, row.place});
      if (!add(work.sums[sum], row.amounts) && (!part.overflow || row.place < *part.overflow))
        part.overflow = row.place;
    });

  std::ranges::sort(shared);
  for (std::size_t i = 1; i < shared.size(); ++i)
    if (shared[i - 1].sum == shared[i].sum && shared[i - 1].amounts == shared[i].amounts)
      part.twins.push_back({shared[i - 1].place, shared[i].place});
  put_in_order(part, partition, work);
}

// While the partition is in the processor's cache: everything that follows then walks through
// memory instead of jumping in it.
void BudgetFold::put_in_order(Part& part, std::size_t partition, const Workspace& work) {
  part.entries.reserve(work.open.size());
  for (std::uint32_t i = 0; i < work.open.size(); ++i)
    part.entries.push_back(
        {work.open[i].key, i, work.open[i].months(), static_cast<std::uint16_t>(partition)});
  std::ranges::sort(part.entries, {}, &BudgetFacts::Entry::key);

  part.amounts = Uncleared<budget::Amounts>(work.sums_used);
  // Sums of the upper and the lower halves: neither can overflow in 2^31 amounts, and six lanes of
  // plain additions cost nothing beside the memory they read.
  std::array<std::int64_t, budget::stage_count> upper{}, lower{};
  std::uint32_t next = 0;
  for (auto& entry : part.entries) {
    const auto& sums = work.open[std::exchange(entry.first, next)].sums;
    for (unsigned rest = entry.months; rest != 0; rest &= rest - 1) {
      const auto month = static_cast<std::size_t>(std::countr_zero(rest));
      const auto& amounts = part.amounts[next++] = work.sums[sums[month]];
      part.used.note(month, amounts);
      for (std::size_t s = 0; s < budget::stage_count; ++s) {
        upper[s] += amounts.centavos[s] >> 32;
        lower[s] += amounts.centavos[s] & 0xFFFF'FFFF;
      }
    }
  }
  for (std::size_t s = 0; s < budget::stage_count; ++s)
    part.totals.centavos[s] = Int128{upper[s]} * (Int128{1} << 32) + lower[s];
}

std::uint16_t BudgetFold::Open::months() const {
  std::uint16_t bits = 0;
  for (std::size_t m = 0; m < sums.size(); ++m)
    if (sums[m] != none) bits |= static_cast<std::uint16_t>(1U << m);
  return bits;
}

void BudgetFold::merge_runs(std::vector<BudgetFacts::Entry>& entries, std::size_t begin,
                            std::span<const std::size_t> ends, unsigned threads) {
  if (ends.size() < 2) return;
  const auto half = ends.size() / 2;
  const auto middle = ends[half - 1];
  const auto upper = [&] { merge_runs(entries, middle, ends.subspan(half), threads / 2); };
  std::thread other;
  if (threads > 1)
    other = std::thread(upper);
  else
    upper();
  merge_runs(entries, begin, ends.first(half), threads - threads / 2);
  if (other.joinable()) other.join();
  const auto at = [&](std::size_t i) { return entries.begin() + static_cast<std::ptrdiff_t>(i); };
  std::ranges::inplace_merge(at(begin), at(middle), at(ends.back()), {}, &BudgetFacts::Entry::key);
}

BudgetFacts BudgetFold::finish(unsigned threads) {
  BudgetFacts facts;
  std::size_t size = 0;
  for (const auto& part : parts_) size += part.entries.size();
  facts.entries_.reserve(size);
  std::array<std::size_t, partition_count> ends;
  for (std::size_t p = 0; p < partition_count; ++p) {
    auto& part = parts_[p];
    facts.entries_.insert(facts.entries_.end(), part.entries.begin(), part.entries.end());
    ends[p] = facts.entries_.size();
    facts.amounts_.push_back(std::move(part.amounts));
    facts.used_.note(part.used);
    for (std::size_t s = 0; s < budget::stage_count; ++s)
      facts.totals_.centavos[s] += part.totals.centavos[s];
    part.entries = {};
  }
  merge_runs(facts.entries_, 0, ends, threads);
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
  for (unsigned rest = entry.months; rest != 0; rest &= rest - 1)
    year.months[static_cast<std::size_t>(std::countr_zero(rest))] = *amounts++;
  return year;
}

}  // namespace readers
