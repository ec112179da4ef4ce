// Replay of entries, with the same decide() and the same save as when they were new.
#include "commands/replay.hpp"

#include <map>

#include "commands/command.hpp"
#include "commands/refusals.hpp"
#include "commands/submit.hpp"
#include "storage/blobs.hpp"
#include "storage/journal_store.hpp"

namespace commands {
namespace {

using accountability::JournalEntry;

Result<void> copy_rows(storage::Database& from, storage::Database& into, std::string_view table) {
  return storage::each_record(from, table, [&](const storage::Record& record) {
    return storage::put(into, table, record.fields());
  });
}

// After each entry of the installation, everything that had seen just that many; each journal up
// to its entry in `last`.
Result<void> replay_up_to(storage::Database& from, storage::Database& into,
                          const std::map<std::string, std::int64_t>& last,
                          const std::function<void(std::int64_t, std::int64_t)>& progress) {
  if (!TRY(storage::journals(into)).empty()) return refuse(Refusal::DestinationNotEmpty);
  {
    auto transaction = TRY(storage::Transaction::write(into));
    for (const char* table : {"blob", "blob_chunk"}) CHECK(copy_rows(from, into, table));
    CHECK(transaction.commit());
  }

  std::map<std::string, std::int64_t> done;
  std::int64_t total = 0, count = 0;
  for (const auto& [institution, end] : last) total += end;
  const auto replay_one = [&](const JournalEntry& entry) -> Result<void> {
    CHECK(replay_entry(into, entry));
    done[entry.institution] = entry.seq;
    progress(++count, total);
    return {};
  };

  const auto everywhere = std::string(installation);
  const auto of_installation = last.find(everywhere);
  const auto bases = of_installation == last.end() ? 0 : of_installation->second;
  for (std::int64_t base = 0; base <= bases; ++base) {
    if (base > 0) CHECK(storage::each_entry(from, everywhere, base, base, replay_one));
    for (const auto& [institution, end] : last) {
      if (institution == everywhere) continue;
      bool more = true;
      while (more && done[institution] < end)
        CHECK(storage::each_entry(from, institution, done[institution] + 1, done[institution] + 1,
                                  [&](const JournalEntry& entry) -> Result<void> {
                                    more = entry.base <= base;
                                    return more ? replay_one(entry) : Result<void>{};
                                  }));
    }
  }
  return {};
}

}  // namespace

Result<void> replay_entry(storage::Database& into, const JournalEntry& entry) {
  const auto named = [&](auto result) {
    return where("asiento", std::to_string(entry.seq),
                 where("institucion", entry.institution, std::move(result)));
  };
  const auto act = TRY(named(parse_json(entry.act))).as_object();
  const auto* kind = TRY(named(find_kind(entry.kind, entry.version)));
  const Meta meta{entry.institution, entry.seq, entry.at, entry.actor};
  if (kind->prepare) CHECK(named(kind->prepare(into, act, meta)));

  auto transaction = TRY(storage::Transaction::write(into));
  const auto head = TRY(storage::read_head(into, entry.institution, storage::Lock::Update));
  const auto decision = TRY(named(kind->decide(into, act, meta)));
  const auto effect = TRY(save_changes(into, decision.changes, meta));
  if (effect != entry.effect || head.seq + 1 != entry.seq)
    return named(Result<void>(refuse(Refusal::ReplayDiffers, {{"acto", entry.kind}})));
  CHECK(storage::append_entry(into, head, entry));
  return transaction.commit();
}

Result<void> replay_all(storage::Database& from, storage::Database& into,
                        const std::function<void(std::int64_t, std::int64_t)>& progress) {
  std::map<std::string, std::int64_t> last;
  for (const auto& institution : TRY(storage::journals(from)))
    last[institution] = TRY(storage::read_head(from, institution, storage::Lock::None)).seq;
  CHECK(replay_up_to(from, into, last, progress));
  auto transaction = TRY(storage::Transaction::write(into));
  CHECK(copy_rows(from, into, "checkpoint"));
  return transaction.commit();
}

Result<void> replay_before(storage::Database& from, storage::Database& into,
                           const JournalEntry& entry,
                           const std::function<void(std::int64_t, std::int64_t)>& progress) {
  std::map<std::string, std::int64_t> last{{std::string(installation), entry.base}};
  last[entry.institution] = entry.seq - 1;
  return replay_up_to(from, into, last, progress);
}

}  // namespace commands
