// Disclosure control: textbook tables, all solutions of tiny tables, and random ones.
#include "domain/accountability/disclosure.hpp"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <random>

#include "domain/accountability/disclosure_parts.hpp"
#include "domain/values/money.hpp"

namespace disclosure {
namespace {

// Rows × columns (× layers) of inner cells with all margins; index 0 of a dimension is its total.
Table cube(const std::vector<int>& sizes,
           const std::function<Count(const std::vector<int>&)>& value, Count least = 0) {
  Table table;
  std::vector<std::size_t> stride(sizes.size());
  std::size_t all = 1;
  for (std::size_t d = sizes.size(); d-- > 0;) {
    stride[d] = all;
    all *= static_cast<std::size_t>(sizes[d] + 1);
  }
  table.cells.resize(all);
  std::vector<int> at(sizes.size());
  const auto coordinates = [&](std::size_t index) {
    for (std::size_t d = 0; d < sizes.size(); ++d)
      at[d] = static_cast<int>(index / stride[d] % static_cast<std::size_t>(sizes[d] + 1));
  };
  for (std::size_t i = 0; i < all; ++i) {
    coordinates(i);
    const auto margins = std::ranges::count(at, 0);
    table.cells[i].level = static_cast<std::uint8_t>(margins);
    table.cells[i].least = least;
    if (margins > 0) continue;
    const auto worth = value(at);
    for (std::size_t mask = 0; mask < std::size_t{1} << sizes.size(); ++mask) {
      auto margin = i;
      for (std::size_t d = 0; d < sizes.size(); ++d)
        if ((mask >> d & 1) != 0) margin -= stride[d] * static_cast<std::size_t>(at[d]);
      table.cells[margin].value += worth;
    }
  }
  for (std::size_t i = 0; i < all; ++i) {
    coordinates(i);
    for (std::size_t d = 0; d < sizes.size(); ++d) {
      if (at[d] != 0) continue;
      Relation relation{static_cast<std::int32_t>(i), {}};
      for (int n = 1; n <= sizes[d]; ++n)
        relation.parts.push_back(
            static_cast<std::int32_t>(i + stride[d] * static_cast<std::size_t>(n)));
      table.relations.push_back(std::move(relation));
    }
  }
  return table;
}

// Statistical Policy Working Paper 22 (Federal Committee on Statistical Methodology, 2005),
// chapter 4: children by county (Alpha, Beta, Gamma, Delta) and education of the household head.
Table delinquent_children() {
  constexpr Count values[4][4] = {{15, 1, 3, 1}, {20, 10, 10, 15}, {3, 10, 10, 2}, {12, 14, 7, 2}};
  return cube({4, 4}, [&](const std::vector<int>& at) { return values[at[0] - 1][at[1] - 1]; });
}
constexpr std::int32_t cell_at(int row, int column) { return row * 5 + column; }

Protection hidden(const Table& table, const std::vector<std::int32_t>& cells) {
  Protection out;
  out.cells.resize(table.cells.size());
  for (const auto c : cells) out.cells[static_cast<std::size_t>(c)].reason = Reason::Complementary;
  return out;
}

std::vector<std::int32_t> all_hidden(const Protection& protection) {
  std::vector<std::int32_t> out;
  for (std::size_t c = 0; c < protection.cells.size(); ++c)
    if (protection.cells[c].reason != Reason::Shown) out.push_back(static_cast<std::int32_t>(c));
  return out;
}

TEST(Disclosure, TheWorkingPapersCellsUnderFiveAreTheSixThatItMarks) {
  const auto table = delinquent_children();
  ASSERT_TRUE(sound(table));
  EXPECT_EQ(table.cells[0].value, 135);
  const auto alone = protect(table, {}, Complementary::Off);
  EXPECT_EQ(all_hidden(alone), (std::vector{cell_at(1, 2), cell_at(1, 3), cell_at(1, 4),
                                            cell_at(3, 1), cell_at(3, 4), cell_at(4, 4)}));
  // Low of Gamma is the only one hidden in its column, High and Medium of Alpha too.
  const auto found = attack(table, {}, alone);
  EXPECT_FALSE(found.empty());
}

// Its Table 3: every line has two hidden cells, and yet Alpha's "very high" is 20 + 55 − 35 − 30 …
TEST(Disclosure, TwoHiddenCellsInEveryLineMayStillGiveOneAway) {
  const auto table = delinquent_children();
  const auto faulty =
      hidden(table, {cell_at(1, 2), cell_at(1, 3), cell_at(1, 4), cell_at(2, 2), cell_at(2, 3),
                     cell_at(3, 1), cell_at(3, 4), cell_at(4, 1), cell_at(4, 4)});
  const auto found = attack(table, {.threshold = 1}, faulty);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], (Finding{cell_at(1, 4), Way::Elimination, 1, 1}));
}

TEST(Disclosure, ProtectedTheWorkingPapersTableHoldsAndShowsItsMargins) {
  const auto table = delinquent_children();
  const auto protection = protect(table, {});
  EXPECT_TRUE(attack(table, {}, protection).empty());
  for (const auto c : all_hidden(protection)) {
    EXPECT_EQ(table.cells[static_cast<std::size_t>(c)].level, 0) << c;
    const auto& one = protection.cells[static_cast<std::size_t>(c)];
    EXPECT_EQ(one.reason == Reason::Complementary, one.protects >= 0) << c;
  }
  EXPECT_LE(all_hidden(protection).size(), 11u);
}

TEST(Disclosure, RulesSayOfOneCellWhatTheySay) {
  const Rules five{};
  const Rules zeros{.hide_zeros = true};
  const Rules dominance{.dominance_count = 1, .dominance_percent = 75};
  const Rules rest{.rest_percent = 10};
  const struct {
    Cell cell;
    Rules rules;
    Reason expected;
  } cases[] = {
      {{.value = 4}, five, Reason::FewPersons},
      {{.value = 5}, five, Reason::Shown},
      {{.value = 0}, five, Reason::Shown},
      {{.value = 0}, zeros, Reason::Zero},
      {{.value = 100, .contributions = {76, 20, 4}}, dominance, Reason::Dominance},
      {{.value = 100, .contributions = {75, 20, 5}}, dominance, Reason::Shown},
      // The p % rule: the second largest takes his own share off and is left with the rest.
      {{.value = 100, .contributions = {60, 35, 5}}, rest, Reason::RestTooSmall},
      {{.value = 100, .contributions = {60, 34, 6}}, rest, Reason::Shown},
      // Amounts of few contributors are told by dominance, not by how large they are.
      {{.value = 3, .contributions = {1, 1, 1}}, dominance, Reason::Shown},
  };
  for (const auto& one : cases) EXPECT_EQ(primary(one.cell, one.rules), one.expected);
}

// Where zeros are always shown, a hidden cell is at least 1: two ones in a line of 2 are both
// known.
TEST(Disclosure, ShowingAllZerosTellsThatAHiddenCellIsNone) {
  const auto table = [](Count least) {
    constexpr Count values[2][3] = {{1, 1, 20}, {9, 9, 9}};
    return cube(
        {2, 3}, [&](const std::vector<int>& at) { return values[at[0] - 1][at[1] - 1]; }, least);
  };
  const std::vector<std::int32_t> two{5, 6, 9, 10};
  EXPECT_TRUE(attack(table(0), {.threshold = 1}, hidden(table(0), two)).empty());
  EXPECT_EQ(attack(table(1), {.threshold = 1}, hidden(table(1), two)).size(), 4u);
}

TEST(Disclosure, TheDifferenceOfTwoReleasesIsACellLikeOthers) {
  // Published before: 40 women in January and February. Now: 43 to March. March is 3.
  Table table;
  table.cells = {{.value = 40, .standing = Standing::Known, .level = 1},
                 {.value = 43, .level = 1},
                 {.value = 3}};
  table.relations = {{1, {0, 2}}};
  const auto protection = protect(table, {});
  EXPECT_EQ(all_hidden(protection), (std::vector<std::int32_t>{1, 2}));
  EXPECT_TRUE(protection.exposed_before.empty());
  EXPECT_TRUE(attack(table, {}, protection).empty());
  EXPECT_FALSE(attack(table, {}, protect(table, {}, Complementary::Off)).empty());
}

TEST(Disclosure, WhatWasOutBeforeIsToldApartAndHidesNothingElse) {
  // A total of 3 that is known by law: its parts cannot be wider than 0 to 3.
  Table table;
  table.cells = {{.value = 3, .standing = Standing::Known, .level = 1},
                 {.value = 2},
                 {.value = 1},
                 {.value = 50, .level = 1},
                 {.value = 48}};
  table.relations = {{0, {1, 2}}, {3, {1, 4}}};
  const auto protection = protect(table, {});
  EXPECT_EQ(protection.exposed_before, (std::vector<std::int32_t>{1, 2}));
  EXPECT_TRUE(attack(table, {}, protection).empty());
  // 50 and 48 side by side would give the 2 away.
  EXPECT_NE(protection.cells[3].reason == Reason::Shown,
            protection.cells[4].reason == Reason::Shown);
}

// ---- Against all solutions ----------------------------------------------------------------------

// The narrowest interval of every unknown cell: all non-negative solutions are counted out.
std::vector<Interval> by_counting(const Table& table, const std::vector<bool>& unknown) {
  std::vector<std::size_t> cells;
  std::vector<Count> now(table.cells.size());
  for (std::size_t c = 0; c < now.size(); ++c)
    if (unknown[c])
      cells.push_back(c);
    else
      now[c] = table.cells[c].value;
  std::vector<Interval> out(now.size(), Interval{unbounded, -1});
  const auto holds = [&](const Relation& relation, std::size_t done) {
    Count sum = 0;
    bool whole = true;
    const auto settled = [&](std::int32_t c) {
      const auto at = std::ranges::find(cells, static_cast<std::size_t>(c));
      return at == cells.end() || static_cast<std::size_t>(at - cells.begin()) < done;
    };
    for (const auto part : relation.parts) {
      if (settled(part))
        sum += now[static_cast<std::size_t>(part)];
      else
        whole = false;
    }
    if (!settled(relation.total)) return true;
    const auto total = now[static_cast<std::size_t>(relation.total)];
    return whole ? sum == total : sum <= total;
  };
  const std::function<void(std::size_t)> next = [&](std::size_t done) {
    for (const auto& relation : table.relations)
      if (!holds(relation, done)) return;
    if (done == cells.size()) {
      for (const auto c : cells) {
        out[c].low = std::min(out[c].low, now[c]);
        out[c].high = std::max(out[c].high, now[c]);
      }
      return;
    }
    for (Count v = table.cells[cells[done]].least; v <= 14; ++v) {
      now[cells[done]] = v;
      next(done + 1);
    }
  };
  next(0);
  return out;
}

TEST(Disclosure, TheAttackIsTrueAgainstAllSolutionsOfTinyTables) {
  std::mt19937 chance(20'260'531);
  int exact = 0;
  for (int round = 0; round < 150; ++round) {
    const auto table = cube({2, 3}, [&](const std::vector<int>&) { return Count(chance() % 5); });
    Protection some;
    some.cells.resize(table.cells.size());
    for (std::size_t c = 0; c < table.cells.size(); ++c)
      if (table.cells[c].level == 0 && chance() % 3 != 0)
        some.cells[c].reason = Reason::Complementary;
    const auto unknown = unknown_of(table, some.cells);
    const auto truth = by_counting(table, unknown);
    const auto intervals = bounds_of(table, Incidence(table), unknown);
    const auto found = attack(table, {.threshold = 1}, some);
    for (std::size_t c = 0; c < unknown.size(); ++c) {
      if (!unknown[c]) continue;
      // Never narrower than the truth …
      EXPECT_LE(intervals[c].low, truth[c].low);
      EXPECT_GE(intervals[c].high, truth[c].high);
    }
    for (const auto& one : found) {
      // … and what is told exactly is so in every solution.
      const auto& all = truth[static_cast<std::size_t>(one.cell)];
      EXPECT_TRUE(all.exact()) << "cell " << one.cell << " of round " << round;
      EXPECT_EQ(all.low, one.low);
      ++exact;
    }
    // In a table of two dimensions without hidden margins, propagation leaves nothing out here.
    for (std::size_t c = 0; c < unknown.size(); ++c)
      if (unknown[c] && truth[c].exact()) {
        EXPECT_TRUE(std::ranges::any_of(
            found, [&](const Finding& f) { return f.cell == static_cast<std::int32_t>(c); }))
            << "cell " << c << " of round " << round;
      }
  }
  EXPECT_GT(exact, 100);
}

// Fraction-free elimination (Bareiss) of the whole matrix, in 128 bits: which columns the null
// space leaves alone. For matrices of 0 and ±1 with few columns, whose minors fit.
std::vector<bool> by_bareiss(const Table& table, const std::vector<bool>& unknown) {
  std::vector<std::size_t> cells;
  for (std::size_t c = 0; c < unknown.size(); ++c)
    if (unknown[c]) cells.push_back(c);
  const auto rank_without = [&](std::size_t left_out) {
    std::vector<std::vector<Int128>> m;
    for (const auto& relation : table.relations) {
      std::vector<Int128> row;
      for (const auto c : cells) {
        if (c == left_out) continue;
        const auto cell = static_cast<std::int32_t>(c);
        row.push_back(relation.total == cell ? -1
                                             : Int128(std::ranges::count(relation.parts, cell)));
      }
      m.push_back(std::move(row));
    }
    std::size_t rank = 0;
    Int128 before = 1;
    const auto columns = m.empty() ? 0 : m[0].size();
    for (std::size_t column = 0; column < columns && rank < m.size(); ++column) {
      auto pivot = rank;
      while (pivot < m.size() && m[pivot][column] == 0) ++pivot;
      if (pivot == m.size()) continue;
      std::swap(m[pivot], m[rank]);
      for (auto row = rank + 1; row < m.size(); ++row) {
        for (auto c = column + 1; c < columns; ++c)
          m[row][c] = (m[rank][column] * m[row][c] - m[row][column] * m[rank][c]) / before;
        m[row][column] = 0;
      }
      before = m[rank][column];
      ++rank;
    }
    return rank;
  };
  // Determined: taking its column away takes one from the rank.
  std::vector<bool> out(unknown.size());
  const auto whole = rank_without(unknown.size());
  for (const auto c : cells) out[c] = rank_without(c) < whole;
  return out;
}

TEST(Disclosure, EliminationModuloPrimesSaysWhatEliminationInWholeNumbersSays) {
  std::mt19937 chance(7);
  int determined_ones = 0;
  for (int round = 0; round < 120; ++round) {
    const auto table = cube(round % 2 == 0 ? std::vector{3, 4} : std::vector{2, 2, 3},
                            [&](const std::vector<int>&) { return Count(chance() % 9); });
    std::vector<bool> unknown(table.cells.size());
    const auto share = 20 + chance() % 60;
    for (std::size_t c = 0; c < unknown.size(); ++c) unknown[c] = chance() % 100 < share;
    const auto truth = by_bareiss(table, unknown);
    std::vector<bool> free(unknown.size());
    EXPECT_EQ(determined(table, Incidence(table), unknown, free), truth) << "round " << round;
    determined_ones += static_cast<int>(std::ranges::count(truth, true));
  }
  EXPECT_GT(determined_ones, 100);
}

// ---- Properties ---------------------------------------------------------------------------------

TEST(Disclosure, ProtectedTablesWithstandTheAttackAndUnprotectedOnesDoNot) {
  std::mt19937 chance(42);
  int given_away = 0;
  for (int round = 0; round < 60; ++round) {
    const std::vector<std::vector<int>> shapes{{4, 5}, {3, 4, 3}, {2, 3, 2, 3}, {12, 9}};
    const Rules rules{.threshold = Count(3 + chance() % 8), .hide_zeros = chance() % 2 == 0};
    const auto table = cube(
        shapes[static_cast<std::size_t>(round) % shapes.size()],
        [&](const std::vector<int>&) {
          return chance() % 3 == 0 ? Count(chance() % 7) : Count(chance() % 60);
        },
        rules.hide_zeros ? 0 : 1);
    const auto protection = protect(table, rules);
    EXPECT_TRUE(attack(table, rules, protection).empty()) << "round " << round;
    EXPECT_TRUE(protection.exposed_before.empty());
    for (std::size_t c = 0; c < table.cells.size(); ++c)
      EXPECT_TRUE(primary(table.cells[c], rules) == Reason::Shown ||
                  protection.cells[c].reason == primary(table.cells[c], rules));
    if (!attack(table, rules, protect(table, rules, Complementary::Off)).empty()) ++given_away;
    // The same every time.
    EXPECT_EQ(all_hidden(protection), all_hidden(protect(table, rules)));
  }
  EXPECT_GT(given_away, 50);
}

TEST(Disclosure, ProtectedTinyTablesHideEveryCellFromAllSolutionsToo) {
  std::mt19937 chance(3);
  for (int round = 0; round < 25; ++round) {
    const auto table = cube({2, 3}, [&](const std::vector<int>&) { return Count(chance() % 6); });
    const Rules rules{.threshold = 2, .hide_zeros = true};
    const auto protection = protect(table, rules);
    const auto unknown = unknown_of(table, protection.cells);
    const bool margins_shown = std::ranges::none_of(all_hidden(protection), [&](std::int32_t c) {
      return table.cells[static_cast<std::size_t>(c)].level > 0;
    });
    if (!margins_shown) continue;  // Their solutions are too many to count out.
    const auto truth = by_counting(table, unknown);
    for (std::size_t c = 0; c < unknown.size(); ++c)
      if (unknown[c]) {
        EXPECT_GE(truth[c].width(), std::max<Count>(width_needed(table.cells[c], rules), 1));
      }
  }
}

}  // namespace
}  // namespace disclosure
