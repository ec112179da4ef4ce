// A Partida in 24 bytes, ordered as its text is: what millions of rows are added up by. Not a
// second type of partida: it is made from codes while reading and turned back for writing.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "domain/values/partida.hpp"

namespace readers {

// The parts, in the order of the text form and of the columns of budget_fact.
enum class Part : std::uint8_t {
  Ejercicio,
  Entidad,
  UnidadEjecutora,
  Programa,
  Subprograma,
  Proyecto,
  Actividad,
  Obra,
  Renglon,
  Geografico,
  Fuente,
  Organismo,
  Correlativo,
  Receptora,
};
inline constexpr std::size_t part_count = 14;

struct PartShape {
  std::string_view name;  // Of the field in layouts and of the column.
  std::uint8_t digits;
  std::uint8_t bits;
  std::uint8_t word;
  std::uint8_t shift;
};

// Most significant first, so that words compare as codes do. All ones in a part is "unknown",
// which sorts last; every part has room for it.
inline constexpr std::array<PartShape, part_count> part_shapes = {{
    {"ejercicio", 4, 14, 0, 50},
    {"entidad", 8, 27, 0, 23},
    {"unidad_ejecutora", 3, 10, 0, 13},
    {"programa", 2, 7, 0, 6},
    {"subprograma", 2, 7, 1, 57},
    {"proyecto", 3, 10, 1, 47},
    {"actividad", 3, 10, 1, 37},
    {"obra", 3, 10, 1, 27},
    {"renglon", 3, 10, 1, 17},
    {"geografico", 4, 14, 1, 3},
    {"fuente", 2, 7, 2, 57},
    {"organismo", 4, 14, 2, 43},
    {"correlativo", 4, 14, 2, 29},
    {"receptora", 8, 27, 2, 2},
}};

constexpr const PartShape& shape_of(Part part) {
  return part_shapes[static_cast<std::size_t>(part)];
}

struct PackedPartida {
  std::array<std::uint64_t, 3> words{};

  constexpr void set(Part part, std::uint64_t value) {
    const auto& s = shape_of(part);
    words[s.word] |= value << s.shift;  // Each part is set once.
  }
  constexpr void set_unknown(Part part) { set(part, (1ULL << shape_of(part).bits) - 1); }
  constexpr std::uint64_t get(Part part) const {
    const auto& s = shape_of(part);
    return words[s.word] >> s.shift & ((1ULL << s.bits) - 1);
  }
  constexpr bool known(Part part) const { return get(part) != (1ULL << shape_of(part).bits) - 1; }

  friend constexpr auto operator<=>(const PackedPartida&, const PackedPartida&) = default;
};

// Two parts must not share bits, and each must hold all its digits and "unknown" besides.
constexpr bool parts_fit() {
  std::array<std::uint64_t, 3> used{};
  for (const auto& s : part_shapes) {
    std::uint64_t most = 1;
    for (int i = 0; i < s.digits; ++i) most *= 10;
    if (most > (1ULL << s.bits) - 1) return false;
    const auto mask = ((1ULL << s.bits) - 1) << s.shift;
    if ((used[s.word] & mask) != 0 || s.shift + s.bits > 64) return false;
    used[s.word] |= mask;
  }
  return true;
}
static_assert(parts_fit());

// The digits of a part with leading zeros, written into `buffer`; "" where it is unknown.
std::string_view digits_of(const PackedPartida&, Part, std::array<char, 8>& buffer);
std::string digits_of(const PackedPartida&, Part);

// A code given as text ("029"); "" is unknown. The text must be digits of at most the width.
void set_text(PackedPartida&, Part, std::string_view digits);

// The text form of Partida: "2026-11200099-…", unknown parts "?".
std::string show(const PackedPartida&);

// Spreads the key over 64 bits.
constexpr std::uint64_t hash_of(const PackedPartida& p) {
  std::uint64_t h = p.words[0] * 0x9E3779B97F4A7C15ULL;
  h = (h ^ h >> 32 ^ p.words[1]) * 0xD6E8FEB86659FD93ULL;
  h = (h ^ h >> 32 ^ p.words[2]) * 0xD6E8FEB86659FD93ULL;
  return h ^ h >> 32;
}

}  // namespace readers
