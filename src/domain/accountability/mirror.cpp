// Reading tiles back into leaves.
#include "domain/accountability/mirror.hpp"

#include <algorithm>

#include "domain/accountability/merkle.hpp"
#include "domain/accountability/refusals.hpp"

namespace accountability {
namespace {

Leaves from(std::span<const Hash> hashes) {
  return [hashes](std::int64_t i) { return hashes[std::size_t(i)]; };
}

}  // namespace

Result<std::vector<Hash>> leaves_of_tiles(const Checkpoint& checkpoint, const ReadTile& read) {
  std::vector<Hash> leaves;
  for (const auto& tile : tiles_of(checkpoint.size)) {
    const auto path = path_of(tile);
    const auto bytes = read(path);
    if (!bytes) return refuse(Refusal::TileMissing, {{"archivo", path}});
    const auto size = std::size_t(tile.width) * sizeof(Hash::bytes);
    if (bytes->size() != size)
      return refuse(Refusal::TileTruncated, {{"archivo", path},
                                             {"hallado", std::to_string(bytes->size())},
                                             {"esperado", std::to_string(size)}});
    if (tile.level > 0) {
      // What stands above follows from what stands below; tiles come in order of their level.
      if (bytes_of(tile, from(leaves)) != *bytes)
        return refuse(Refusal::TilesMissTheRoot, {{"archivo", path}});
      continue;
    }
    for (std::size_t at = 0; at < size; at += sizeof(Hash::bytes))
      std::ranges::copy(std::string_view(*bytes).substr(at, sizeof(Hash::bytes)),
                        leaves.emplace_back().bytes.begin());
  }
  if (root_of(from(leaves), 0, checkpoint.size) != checkpoint.root)
    return refuse(Refusal::TilesMissTheRoot, {{"archivo", "tile/0"}});
  return leaves;
}

Result<void> contains(std::span<const Hash> leaves, const Checkpoint& earlier) {
  const auto size = std::int64_t(leaves.size());
  if (size < earlier.size)
    return refuse(Refusal::LogShrunk,
                  {{"hallado", std::to_string(size)}, {"esperado", std::to_string(earlier.size)}});
  if (root_of(from(leaves), 0, earlier.size) != earlier.root)
    return refuse(Refusal::LogRewritten, {{"esperado", std::to_string(earlier.size)}});
  return {};
}

}  // namespace accountability
