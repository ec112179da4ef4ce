// The rules on single cells, and what an attacker sees.
#include "domain/accountability/disclosure.hpp"

#include <algorithm>
#include <numeric>

#include "domain/accountability/disclosure_parts.hpp"
#include "domain/values/money.hpp"

namespace disclosure {
namespace {

constexpr std::string_view reason_names[] = {"publicada",  "pocas_personas", "cero",
                                             "dominancia", "resto_pequeno",  "complementaria"};

// Solving for what was out before is dear while nearly nothing was: and then there is nothing to
// find but what propagation finds. After a release most cells are known and few lines are left.
constexpr std::ptrdiff_t relations_to_solve_max = 8'000;

Count largest(const Cell& cell, std::size_t n) {
  const auto first = cell.contributions.begin();
  const auto last = first + static_cast<std::ptrdiff_t>(std::min(n, cell.contributions.size()));
  return std::accumulate(first, last, Count{0});
}

}  // namespace

std::string_view name_of(Reason reason) { return reason_names[static_cast<std::size_t>(reason)]; }

bool sound(const Table& table) {
  const auto size = static_cast<std::int32_t>(table.cells.size());
  for (const auto& cell : table.cells)
    if (cell.value < 0 || cell.value > count_max) return false;
  for (const auto& relation : table.relations) {
    if (relation.total < 0 || relation.total >= size) return false;
    Count sum = 0;
    for (const auto part : relation.parts) {
      if (part < 0 || part >= size) return false;
      sum += table.cells[static_cast<std::size_t>(part)].value;
    }
    if (sum != table.cells[static_cast<std::size_t>(relation.total)].value) return false;
  }
  return true;
}

Reason primary(const Cell& cell, const Rules& rules) {
  if (cell.value == 0) return rules.hide_zeros ? Reason::Zero : Reason::Shown;
  if (!cell.contributions.empty()) {
    const auto top = largest(cell, static_cast<std::size_t>(rules.dominance_count));
    if (rules.dominance_percent > 0 &&
        Int128(top) * 100 > Int128(cell.value) * rules.dominance_percent)
      return Reason::Dominance;
    if (rules.rest_percent > 0 &&
        Int128(cell.value - largest(cell, 2)) * 100 < Int128(largest(cell, 1)) * rules.rest_percent)
      return Reason::RestTooSmall;
    return Reason::Shown;
  }
  return cell.value < rules.threshold ? Reason::FewPersons : Reason::Shown;
}

Count width_needed(const Cell& cell, const Rules& rules) {
  switch (primary(cell, rules)) {
    case Reason::FewPersons:
    case Reason::Zero:
      return rules.threshold;
    case Reason::Dominance:
      return std::max<Count>(1, largest(cell, 1) / 100 * (100 - rules.dominance_percent));
    case Reason::RestTooSmall:
      return std::max<Count>(1, largest(cell, 1) / 100 * rules.rest_percent);
    case Reason::Shown:
    case Reason::Complementary:
      break;
  }
  return 0;
}

std::vector<bool> unknown_of(const Table& table, const std::vector<Decision>& decisions) {
  std::vector<bool> unknown(table.cells.size());
  for (std::size_t c = 0; c < unknown.size(); ++c)
    unknown[c] =
        table.cells[c].standing == Standing::Withheld ||
        (table.cells[c].standing == Standing::Open && decisions[c].reason != Reason::Shown);
  return unknown;
}

Needs needs_of(const Table& table, const Incidence& incidence, const Rules& rules) {
  Needs needs;
  std::vector<bool> unseen;
  bool something = false;
  for (const auto& cell : table.cells) {
    const bool known = cell.standing == Standing::Known;
    something = something || known;
    unseen.push_back(!known);
    needs.width.push_back(known ? 0 : width_needed(cell, rules));
  }
  needs.exposed.resize(table.cells.size());
  if (!something) return needs;
  const auto intervals = bounds_of(table, incidence, unseen);
  for (std::size_t c = 0; c < unseen.size(); ++c) {
    if (!unseen[c] || intervals[c].high == unbounded) continue;
    needs.exposed[c] = intervals[c].exact() || intervals[c].width() < needs.width[c];
    needs.width[c] = std::min(needs.width[c], intervals[c].width());
    if (intervals[c].exact()) unseen[c] = false;
  }
  if (std::ranges::count_if(table.relations, [&](const Relation& one) {
        return unseen[static_cast<std::size_t>(one.total)] ||
               std::ranges::any_of(one.parts, [&](std::int32_t part) {
                 return unseen[static_cast<std::size_t>(part)];
               });
      }) > relations_to_solve_max)
    return needs;
  std::vector<bool> free(table.cells.size());
  const auto solved = determined(table, incidence, unseen, free);
  for (std::size_t c = 0; c < unseen.size(); ++c) {
    if (!solved[c]) continue;
    needs.exposed[c] = true;
    needs.width[c] = 0;
  }
  return needs;
}

std::vector<Finding> attack(const Table& table, const Rules& rules, const Protection& protection) {
  const Incidence incidence(table);
  auto needs = needs_of(table, incidence, rules);
  for (const auto cell : protection.exposed_before) {
    const auto c = static_cast<std::size_t>(cell);
    // Found with all hidden that can be: nothing narrower is to be asked.
    if (!needs.exposed[c]) needs.width[c] = 0;
    needs.exposed[c] = true;
  }
  std::vector<bool> free(table.cells.size());
  auto found = findings(table, incidence, unknown_of(table, protection.cells), needs.width, free);
  // Told apart in Protection: nothing that this release shows or hides changes it.
  std::erase_if(found, [&](const Finding& one) {
    const auto c = static_cast<std::size_t>(one.cell);
    return needs.exposed[c] && one.high - one.low >= needs.width[c];
  });
  return found;
}

}  // namespace disclosure
