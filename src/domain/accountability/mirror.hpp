// A copy of the public log, as anybody may keep one: whether its tiles are whole and lead to the
// root that its checkpoint signs, and whether it still contains what was signed before. Where the
// copy lies is the caller's matter.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accountability/checkpoint.hpp"
#include "domain/accountability/tiles.hpp"

namespace accountability {

// The bytes at a path of the log ("tile/0/000.p/12"); nothing where there is no such file.
using ReadTile = std::function<std::optional<std::string>(const std::string& path)>;

// All leaf hashes of the log of this checkpoint. Every tile of its size is read, of every level.
// Errors: TileMissing, TileTruncated, TilesMissTheRoot (archivo).
Result<std::vector<Hash>> leaves_of_tiles(const Checkpoint&, const ReadTile&);

// That the log with these leaves begins with the log of an earlier checkpoint. Errors: LogShrunk,
// LogRewritten.
Result<void> contains(std::span<const Hash> leaves, const Checkpoint& earlier);

}  // namespace accountability
