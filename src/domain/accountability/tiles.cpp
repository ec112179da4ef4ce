// Paths and bytes of tlog-tiles.
#include "domain/accountability/tiles.hpp"

#include <cassert>

#include "base/text.hpp"

namespace accountability {
namespace {

constexpr std::int64_t full = 256;

// Three digits per element, and all but the last begin with an x: no file is also a folder.
std::string index_path(const Tile& tile) {
  auto path = padded_left(std::to_string(tile.index % 1000), 3);
  for (auto rest = tile.index / 1000; rest > 0; rest /= 1000)
    path = 'x' + padded_left(std::to_string(rest % 1000), 3) + '/' + path;
  if (tile.width < full) path += ".p/" + std::to_string(tile.width);
  return path;
}

}  // namespace

std::string path_of(const Tile& tile) {
  return "tile/" + std::to_string(tile.level) + '/' + index_path(tile);
}

std::string entries_path_of(const Tile& tile) {
  assert(tile.level == 0);
  return "tile/entries/" + index_path(tile);
}

std::vector<Tile> tiles_of(std::int64_t size, std::int64_t published) {
  assert(0 <= published && published <= size);
  std::vector<Tile> tiles;
  auto hashes = size;  // At this level.
  auto had = published;
  for (int level = 0; hashes > 0; ++level, hashes /= full, had /= full) {
    if (had == hashes) continue;
    for (auto index = had / full; index * full < hashes; ++index)
      tiles.push_back({level, index, int(std::min(full, hashes - index * full))});
  }
  return tiles;
}

std::string bytes_of(const Tile& tile, const Leaves& leaves) {
  assert(0 <= tile.level && tile.level < 8 && 0 < tile.width && tile.width <= full);
  const auto span = std::int64_t{1} << (8 * tile.level);  // Leaves below one hash.
  std::string bytes;
  for (int i = 0; i < tile.width; ++i) {
    const auto begin = (tile.index * full + i) * span;
    bytes += as_text(root_of(leaves, begin, begin + span));
  }
  return bytes;
}

std::optional<std::string> entry_bundle(std::span<const std::string> entries) {
  std::string bytes;
  for (const auto& entry : entries) {
    if (entry.size() > 0xFFFF) return std::nullopt;
    bytes += static_cast<char>(entry.size() >> 8);
    bytes += static_cast<char>(entry.size() & 255);
    bytes += entry;
  }
  return bytes;
}

}  // namespace accountability
