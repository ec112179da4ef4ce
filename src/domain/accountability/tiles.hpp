// The tiles of c2sp.org/tlog-tiles: which files publish a tree of a given size, and their bytes.
// Not the publication itself: nothing here knows a folder or a server.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/accountability/merkle.hpp"

namespace accountability {

// Up to 256 consecutive hashes at height 8·level.
struct Tile {
  int level = 0;
  std::int64_t index = 0;
  int width = 256;  // 1 … 256; below 256 the tile is partial.
  friend auto operator<=>(const Tile&, const Tile&) = default;
};

// "tile/0/x001/x234/067" or, partial, "tile/0/000.p/12".
std::string path_of(const Tile&);

// "tile/entries/000.p/12": the bundle of the entries below a tile of level 0.
std::string entries_path_of(const Tile&);

// Every tile of a tree of `size` leaves that one of `published` leaves did not have, by level and
// index. A partial tile of the earlier tree that has grown is listed in its new width.
std::vector<Tile> tiles_of(std::int64_t size, std::int64_t published = 0);

// The concatenated hashes: 32 × width bytes.
std::string bytes_of(const Tile&, const Leaves&);

// Each entry behind its length in two bytes, big-endian. Entries longer than 65,535 bytes have no
// place in this format: they are nullopt.
std::optional<std::string> entry_bundle(std::span<const std::string> entries);

}  // namespace accountability
