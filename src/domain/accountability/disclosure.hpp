// Disclosure control: which cells of published counts of persons must be hidden so that no small
// group can be read or computed from what is shown, and an attack on the result, as a stranger
// with all published margins and all earlier releases would make it.
//
//   table     cells of whole counts, and relations «total = sum of parts» over them: hierarchies,
//             margins, linked tables and earlier releases are all relations over one set of cells
//   primary   what a rule hides by itself: few persons, one contributor that dominates
//   complementary   what is hidden so that nobody can subtract his way to a primary one
//   attack    exact elimination over the relations, and bounds from all counts being 0 or more
//
// Method: Hundepool et al., "Statistical Disclosure Control" (Wiley 2012), chapter 4: frequency
// and dominance rules, secondary suppression, feasibility intervals. Decides which cells; knows no
// file, page or norm.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace disclosure {

using Count = std::int64_t;
inline constexpr Count unbounded = Count{1} << 60;
inline constexpr Count count_max = Count{1} << 50;  // Of a cell: sums of a thousand still fit.

enum class Standing : std::uint8_t {
  Open,      // This release may show it or hide it.
  Known,     // Is out already: an earlier release, or another page that must show it.
  Withheld,  // Nobody shows it: hidden by an earlier release, or the difference of two releases.
};

struct Cell {
  Count value = 0;  // 0 … count_max.
  // What everybody knows a hidden cell to be at least: 1 where a release shows all its zeros.
  Count least = 0;
  Standing standing = Standing::Open;
  std::uint8_t level = 0;  // How many of its dimensions are summed up; 0 is inside.
  // Of a magnitude: the amounts of those who contribute, the largest first. Empty for persons.
  std::vector<Count> contributions = {};
};

// cells[total] = sum of cells[parts].
struct Relation {
  std::int32_t total = 0;
  std::vector<std::int32_t> parts;
};

struct Table {
  std::vector<Cell> cells;
  std::vector<Relation> relations;
};

// Every relation holds, every value is in range, and no index is out of it.
bool sound(const Table&);

// The limits, as the norms and the institution set them. Zero percent: the rule is not applied.
struct Rules {
  Count threshold = 5;        // Fewer persons than this are hidden.
  bool hide_zeros = false;    // A zero is shown unless this is set: "nobody" names nobody.
  int dominance_count = 1;    // (n, k): the n largest contributors …
  int dominance_percent = 0;  // … have more than k per cent of the cell.
  int rest_percent = 0;       // p %: without the two largest, less than p per cent of the largest.
};

enum class Reason : std::uint8_t {
  Shown,
  FewPersons,     // 1 … threshold − 1.
  Zero,           // Zeros are hidden.
  Dominance,      // (n, k).
  RestTooSmall,   // p %.
  Complementary,  // Protects another.
};
std::string_view name_of(Reason);  // "pocas_personas"

// What the rules say of one cell by itself; Shown where they say nothing.
Reason primary(const Cell&, const Rules&);

// How wide the interval must be in which an attacker can place a hidden cell. 0 for one that no
// rule hides: there it is enough that nobody knows it exactly.
Count width_needed(const Cell&, const Rules&);

struct Decision {
  Reason reason = Reason::Shown;
  std::int32_t protects = -1;  // Of a complementary cell: the cell because of which it is hidden.
};

// Of every cell, in the order of the table. Cells that are not open are Shown.
struct Protection {
  std::vector<Decision> cells;
  // Cells that can be read from what was out before, whatever this release hides. Ordered.
  std::vector<std::int32_t> exposed_before;
  int rounds = 0;  // Attacks that it took.
};

enum class Complementary { On, Off };

// Deterministic. Margins are hidden only where no inner cell helps; of equals, what breaks open
// the fewest other lines and then the smallest count. The attack finds nothing in the result.
Protection protect(const Table&, const Rules&, Complementary = Complementary::On);

enum class Way : std::uint8_t { Elimination, Bounds };

struct Finding {
  std::int32_t cell = 0;
  Way way = Way::Bounds;
  Count low = 0, high = 0;  // Where the attacker places it; equal where he knows it exactly.
  friend bool operator==(const Finding&, const Finding&) = default;
};

// What an attacker finds who sees every open cell that is Shown and every known one: hidden cells
// that he knows exactly, or within less than width_needed(), and did not know so well before.
// Ordered by cell. The elimination is exact up to the choice of two primes
// (disclosure_elimination.cpp); the bounds are what interval propagation reaches.
std::vector<Finding> attack(const Table&, const Rules&, const Protection&);

}  // namespace disclosure
