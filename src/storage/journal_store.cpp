// SQL of the journal.
#include "storage/journal_store.hpp"

#include <algorithm>
#include <cassert>

#include "storage/trail_words.hpp"

namespace storage {
namespace {

using accountability::Frontier;
using accountability::JournalEntry;

constexpr std::string_view entry_columns =
    "institution, seq, base, at, actor, kind, version, nonce, act, effect";

JournalEntry entry_of(const Row& row) {
  JournalEntry entry{.institution = row.text(0),
                     .seq = row.integer(1),
                     .base = row.integer(2),
                     .at = row.integer(3),
                     .actor = row.integer(4),
                     .kind = row.text(5),
                     .version = row.integer(6),
                     .act = row.text(8)};
  const auto nonce = row.view(7);
  std::copy_n(nonce.begin(), std::min(nonce.size(), entry.nonce.size()), entry.nonce.begin());
  parse(row.view(9), entry.effect);
  return entry;
}

StoredCheckpoint checkpoint_of(const Row& row) {
  return {row.integer(0), row.integer(1), row.text(2)};
}

}  // namespace

Result<Head> read_head(Database& db, std::string_view institution, Lock lock) {
  // The row must exist before it can be locked: two first writers meet on its key.
  if (lock == Lock::Update)
    CHECK(
        db.run("insert into head (institution, seq, at, frontier) values (?1, 0, 0, ?2) "
               "on conflict do nothing",
               institution, as_bytes(Frontier{}.to_bytes())));
  const auto locking = lock == Lock::Update  ? db.for_update()
                       : lock == Lock::Share ? db.for_share()
                                             : std::string_view{};
  Head head;
  CHECK(db.each("select seq, at, frontier from head where institution = ?1" + std::string(locking),
                {as_value(institution)}, [&](const Row& row) -> Result<void> {
                  head = {row.integer(0), row.integer(1), TRY(Frontier::parse(row.view(2)))};
                  return {};
                }));
  return head;
}

Result<Head> append_entry(Database& db, const Head& head, const JournalEntry& entry) {
  assert(entry.seq == head.seq + 1);
  const Hash leaf = accountability::leaf_of(entry);
  Head after{entry.seq, entry.at, head.frontier};
  after.frontier.append(leaf);
  CHECK(db.run("insert into journal_entry (" + std::string(entry_columns) +
                   ", leaf) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
               entry.institution, entry.seq, entry.base, entry.at, entry.actor, entry.kind,
               entry.version, Bytes(entry.nonce.begin(), entry.nonce.end()), entry.act,
               entry.effect, as_bytes(as_text(leaf))));
  CHECK(index_entry(db, entry.institution, entry.seq, entry.act));
  CHECK(
      db.run("insert into head (institution, seq, at, frontier) values (?1, ?2, ?3, ?4) "
             "on conflict (institution) do update set seq = excluded.seq, at = excluded.at, "
             "frontier = excluded.frontier",
             entry.institution, after.seq, after.at, as_bytes(after.frontier.to_bytes())));
  return after;
}

Result<void> each_entry(Database& db, std::string_view institution, std::int64_t from,
                        std::int64_t to,
                        const std::function<Result<void>(const JournalEntry&)>& on_entry) {
  return db.each(
      "select " + std::string(entry_columns) +
          " from journal_entry where institution = ?1 and seq between ?2 and ?3 order by seq",
      {as_value(institution), from, to}, [&](const Row& row) { return on_entry(entry_of(row)); });
}

Result<std::vector<std::string>> journals(Database& db) {
  return db.rows("select distinct institution from journal_entry order by institution",
                 [](const Row& row) { return row.text(0); });
}

Result<Hash> leaf_at(Database& db, std::string_view institution, std::int64_t seq) {
  Hash leaf;
  CHECK(db.each("select leaf from journal_entry where institution = ?1 and seq = ?2",
                {as_value(institution), seq}, [&](const Row& row) -> Result<void> {
                  std::ranges::copy(row.view(0).substr(0, leaf.bytes.size()), leaf.bytes.begin());
                  return {};
                }));
  return leaf;
}

Result<void> save_checkpoint(Database& db, std::string_view institution, std::int64_t size,
                             std::int64_t at, std::string_view note) {
  CHECK(db.run("insert into checkpoint (institution, size, at, note) values (?1, ?2, ?3, ?4)",
               institution, size, at, note));
  return {};
}

Result<std::vector<StoredCheckpoint>> checkpoints(Database& db, std::string_view institution) {
  return db.rows("select size, at, note from checkpoint where institution = ?1 order by size",
                 checkpoint_of, institution);
}

Result<std::optional<StoredCheckpoint>> last_checkpoint(Database& db,
                                                        std::string_view institution) {
  return db.first(
      "select size, at, note from checkpoint where institution = ?1 order by size desc limit 1",
      checkpoint_of, institution);
}

Result<std::optional<Remembered>> recall(Database& db, std::string_view institution,
                                         std::string_view key) {
  return db.first(
      "select request, outcome from idempotency where institution = ?1 and key = ?2",
      [](const Row& row) {
        return Remembered{row.text(0), row.text(1)};
      },
      institution, key);
}

Result<void> remember(Database& db, std::string_view institution, std::string_view key,
                      const Remembered& outcome, std::int64_t at) {
  CHECK(
      db.run("insert into idempotency (institution, key, request, outcome, at) "
             "values (?1, ?2, ?3, ?4, ?5)",
             institution, key, outcome.request, outcome.outcome, at));
  return {};
}

Result<void> forget(Database& db, std::int64_t before) {
  CHECK(db.run("delete from idempotency where at < ?1", before));
  return {};
}

Result<void> log_refusal(Database& db, std::int64_t at, std::string_view nonce_hex,
                         std::string_view institution, std::int64_t actor, std::string_view kind,
                         std::string_view code) {
  CHECK(
      db.run("insert into security_log (at, nonce, institution, actor, kind, code) "
             "values (?1, ?2, ?3, ?4, ?5, ?6)",
             at, nonce_hex, institution, actor, kind, code));
  return {};
}

}  // namespace storage
