// Replay into a new base, and its chain checked at once.
#include "commands/rebuild_base.hpp"

#include "commands/replay.hpp"
#include "storage/schema.hpp"
#include "storage/whole_tables.hpp"

namespace commands {

Result<Verification> rebuild_base(storage::Database& from, const std::string& destination,
                                  const Progress& progress) {
  auto snapshot = TRY(storage::Transaction::read(from));
  auto into = TRY(storage::open(destination, storage::Mode::Create));
  const auto replayed = replay_all(
      from, *into, [&](std::int64_t done, std::int64_t all) { progress("asientos", done, all); });
  if (!replayed) {
    storage::discard(std::move(into), destination);
    return std::unexpected(replayed.error());
  }
  return verify_journal(*into, {.quick = true, .trusted = {}, .kept_checkpoint = {}}, progress);
}

}  // namespace commands
