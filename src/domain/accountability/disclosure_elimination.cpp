// Which unknown cells the relations determine, exactly: a cell is free if some change of the
// unknown cells keeps every relation and touches it, that is, if a vector of the null space is not
// zero there; a vector drawn from it by chance is zero nowhere else. How one is drawn from a sparse
// system without filling it up (Richardson and Urbanke, "Efficient encoding of low-density
// parity-check codes", 2001):
//
//   peel    a cell that stands in one relation only solves it; take that relation away, and so on.
//           Where no cell stands in one only, a relation is set aside in the gap
//   draw    a few more vectors than the gap has relations; what was peeled follows from the rest
//   mend    the combination of them that keeps the relations of the gap too: a small dense system
//
// Modulo two primes. A vector that is not zero modulo a prime proves the cell free unless that
// prime divides a minor of a matrix of 0 and ±1; a cell counts as free only if both say so. A cell
// that is free but drew a zero would be hidden better than needed.
#include <algorithm>

#include "domain/accountability/disclosure_parts.hpp"

namespace disclosure {
namespace {

using Residue = std::uint64_t;
constexpr Residue first_prime = 2'147'483'647, second_prime = 2'147'483'629;  // Below 2^31.
constexpr std::size_t more_than_the_gap = 4;

// By Fermat: the power p − 2.
template <Residue prime>
Residue inverse_of(Residue base) {
  Residue out = 1;
  for (auto exponent = prime - 2; exponent > 0; exponent >>= 1, base = base * base % prime)
    if ((exponent & 1) != 0) out = out * base % prime;
  return out;
}

// The same numbers at every run (the mixing of Steele, Lea and Flood's SplitMix64).
template <Residue prime>
Residue drawn(std::size_t column, std::size_t vector) {
  auto z = (static_cast<std::uint64_t>(column) << 24 ^ vector) * 0x9E37'79B9'7F4A'7C15;
  z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
  z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
  return 1 + (z ^ (z >> 31)) % (prime - 1);
}

struct Term {
  std::int32_t column;
  int sign;
};
using Row = std::vector<Term>;

// Rows that hang together over columns 0 … n − 1.
class System {
 public:
  System(std::vector<Row> rows, std::size_t columns) : rows_{std::move(rows)}, columns_{columns} {
    peel();
  }

  std::vector<bool> free_columns() const {
    std::vector<bool> free(columns_, true);
    for (const auto& vector : {null_vector<first_prime>(), null_vector<second_prime>()})
      for (std::size_t c = 0; c < columns_; ++c) free[c] = free[c] && vector[c] != 0;
    return free;
  }

 private:
  struct Solved {
    std::size_t row;
    Term pivot;
  };

  void peel() {
    std::vector<std::vector<std::int32_t>> rows_of(columns_);
    for (std::size_t r = 0; r < rows_.size(); ++r)
      for (const auto& term : rows_[r])
        rows_of[static_cast<std::size_t>(term.column)].push_back(static_cast<std::int32_t>(r));
    std::vector<std::size_t> degree(columns_);
    std::vector<std::int32_t> single;
    for (std::size_t c = 0; c < columns_; ++c) {
      degree[c] = rows_of[c].size();
      if (degree[c] == 1) single.push_back(static_cast<std::int32_t>(c));
    }
    std::vector<bool> gone(rows_.size());
    solves_.assign(columns_, false);
    const auto take = [&](std::size_t row) {
      gone[row] = true;
      for (const auto& term : rows_[row])
        if (--degree[static_cast<std::size_t>(term.column)] == 1) single.push_back(term.column);
    };
    while (true) {
      while (!single.empty()) {
        const auto column = single.back();
        single.pop_back();
        const auto c = static_cast<std::size_t>(column);
        if (degree[c] != 1) continue;
        const auto row = static_cast<std::size_t>(*std::ranges::find_if(
            rows_of[c], [&](std::int32_t r) { return !gone[static_cast<std::size_t>(r)]; }));
        solved_.push_back({row, *std::ranges::find(rows_[row], column, &Term::column)});
        solves_[c] = true;
        take(row);
      }
      // The row whose leaving lets the most columns be peeled.
      std::size_t best = rows_.size(), most = 0;
      for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (gone[r]) continue;
        std::size_t lets = 1;
        for (const auto& term : rows_[r])
          lets += degree[static_cast<std::size_t>(term.column)] == 2;
        if (lets > most) {
          most = lets;
          best = r;
        }
      }
      if (best == rows_.size()) break;
      gap_.push_back(best);
      take(best);
    }
  }

  // What was peeled, the last first: none of its other columns was peeled before it.
  template <Residue prime>
  void solve(std::vector<Residue>& vector) const {
    for (auto one = solved_.rbegin(); one != solved_.rend(); ++one) {
      auto& own = vector[static_cast<std::size_t>(one->pivot.column)];
      own = 0;
      const auto rest = remainder<prime>(rows_[one->row], vector);
      own = one->pivot.sign > 0 && rest != 0 ? prime - rest : rest;
    }
  }

  template <Residue prime>
  static Residue remainder(const Row& row, const std::vector<Residue>& vector) {
    std::int64_t sum = 0;  // Of at most 2^31 residues.
    for (const auto& term : row)
      sum += term.sign * static_cast<std::int64_t>(vector[static_cast<std::size_t>(term.column)]);
    const auto signed_prime = static_cast<std::int64_t>(prime);
    return static_cast<Residue>((sum % signed_prime + signed_prime) % signed_prime);
  }

  // Factors of the drawn vectors under which every relation of the gap holds: the columns of
  // `left` are what each vector leaves over in each of them.
  template <Residue prime>
  static std::vector<Residue> combination(const std::vector<std::vector<Residue>>& left) {
    const auto vectors = left.size(), relations = left.front().size();
    std::vector<std::vector<Residue>> rows(relations, std::vector<Residue>(vectors));
    for (std::size_t v = 0; v < vectors; ++v)
      for (std::size_t r = 0; r < relations; ++r) rows[r][v] = left[v][r];
    std::vector<std::size_t> pivots;
    std::vector<bool> is_pivot(vectors);
    for (std::size_t v = 0; v < vectors && pivots.size() < relations; ++v) {
      const auto at = pivots.size();
      auto found = at;
      while (found < relations && rows[found][v] == 0) ++found;
      if (found == relations) continue;
      std::swap(rows[found], rows[at]);
      const auto inverse = inverse_of<prime>(rows[at][v]);
      for (auto c = v; c < vectors; ++c) rows[at][c] = rows[at][c] * inverse % prime;
      for (auto r = at + 1; r < relations; ++r) {
        const auto factor = prime - rows[r][v];
        if (factor == prime) continue;
        for (auto c = v; c < vectors; ++c) rows[r][c] = (rows[r][c] + factor * rows[at][c]) % prime;
      }
      pivots.push_back(v);
      is_pivot[v] = true;
    }
    std::vector<Residue> out(vectors);
    for (std::size_t v = 0; v < vectors; ++v)
      if (!is_pivot[v]) out[v] = drawn<prime>(v, vectors);
    for (auto p = pivots.size(); p-- > 0;) {
      Residue sum = 0;
      for (auto c = pivots[p] + 1; c < vectors; ++c) sum = (sum + rows[p][c] * out[c]) % prime;
      out[pivots[p]] = (prime - sum) % prime;
    }
    return out;
  }

  template <Residue prime>
  std::vector<Residue> null_vector() const {
    const auto count = gap_.size() + more_than_the_gap;
    std::vector<std::vector<Residue>> left;
    std::vector<Residue> vector(columns_);
    for (std::size_t v = 0; v < count; ++v) {
      for (std::size_t c = 0; c < columns_; ++c)
        if (!solves_[c]) vector[c] = drawn<prime>(c, v);
      solve<prime>(vector);
      auto& rest = left.emplace_back();
      for (const auto row : gap_) rest.push_back(remainder<prime>(rows_[row], vector));
    }
    const auto factors = combination<prime>(left);
    for (std::size_t c = 0; c < columns_; ++c) {
      if (solves_[c]) continue;
      vector[c] = 0;
      for (std::size_t v = 0; v < count; ++v)
        vector[c] = (vector[c] + factors[v] * drawn<prime>(c, v)) % prime;
    }
    solve<prime>(vector);
    return vector;
  }

  std::vector<Row> rows_;
  std::size_t columns_;
  std::vector<Solved> solved_;
  std::vector<bool> solves_;
  std::vector<std::size_t> gap_;
};

}  // namespace

std::vector<bool> determined(const Table& table, const Incidence& incidence,
                             const std::vector<bool>& unknown, std::vector<bool>& free) {
  std::vector<bool> out(unknown.size()), seen(table.relations.size());
  std::vector<std::int32_t> column(unknown.size(), -1);
  for (std::size_t first = 0; first < unknown.size(); ++first) {
    if (!unknown[first] || column[first] >= 0) continue;
    // All that hangs together with it.
    std::vector<std::int32_t> cells{static_cast<std::int32_t>(first)};
    std::vector<Row> rows;
    column[first] = 0;
    bool settled = true;
    for (std::size_t next = 0; next < cells.size(); ++next) {
      settled = settled && free[static_cast<std::size_t>(cells[next])];
      for (const auto r : incidence.of(cells[next])) {
        if (seen[static_cast<std::size_t>(r)]) continue;
        seen[static_cast<std::size_t>(r)] = true;
        Row row;
        const auto add = [&](std::int32_t cell, int sign) {
          const auto c = static_cast<std::size_t>(cell);
          if (!unknown[c]) return;
          if (column[c] < 0) {
            column[c] = static_cast<std::int32_t>(cells.size());
            cells.push_back(cell);
          }
          row.push_back({column[c], sign});
        };
        const auto& relation = table.relations[static_cast<std::size_t>(r)];
        add(relation.total, -1);
        for (const auto part : relation.parts) add(part, 1);
        rows.push_back(std::move(row));
      }
    }
    if (settled) continue;
    const auto now_free = System(std::move(rows), cells.size()).free_columns();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto c = static_cast<std::size_t>(cells[i]);
      if (now_free[i])
        free[c] = true;
      else if (!free[c])
        out[c] = true;
    }
  }
  return out;
}

}  // namespace disclosure
