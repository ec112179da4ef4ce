// The demonstration's history, in which every kind of act takes part: verified, altered in every
// table, rebuilt and restored from one engine to the other.
#include <gtest/gtest.h>
#include <random>

#include "commands/backup.hpp"
#include "commands/command.hpp"
#include "commands/load_demo.hpp"
#include "commands/rebuild_base.hpp"
#include "commands/tampering_for_tests.hpp"
#include "commands/testing.hpp"
#include "commands/verify_journal.hpp"

namespace commands {
namespace {

const Progress silent = [](std::string_view, std::int64_t, std::int64_t) {};

Context demo_in(const testing::Place& place) {
  auto context = testing::create(place, demo_world(testing::steady_world()));
  const auto loaded = load_demo(context, [](std::string_view, std::int64_t, std::int64_t) {});
  EXPECT_TRUE(loaded) << loaded.error().code;
  return context;
}

std::string all_of(storage::Database& db) {
  std::string text;
  for (const auto mark : {storage::Mark::Estado, storage::Mark::Derivado, storage::Mark::Bitacora})
    text += testing::dump(db, mark);
  return text;
}

class WholeHistory : public testing::OnBothEngines {};

TEST_P(WholeHistory, is_sound_and_comes_out_equal_on_either_engine) {
  testing::Place place{GetParam()};
  auto demo = demo_in(place);
  const auto verified = verify_journal(demo.db(), {}, silent);
  ASSERT_TRUE(verified) << verified.error().code;
  EXPECT_TRUE(verified->findings.empty())
      << verified->findings[0].code << ' ' << detail_of(verified->findings[0], "tabla") << ' '
      << detail_of(verified->findings[0], "asiento");
  EXPECT_GT(verified->rows, 1000);

  const auto original = all_of(demo.db());
  const auto file = place.folder() / "demo.ceiba-respaldo";
  ASSERT_TRUE(create_backup(demo.db(), 0, file, silent));
  for (const auto engine : {storage::Engine::Sqlite, storage::Engine::Postgres}) {
    // From SQLite to both; from PostgreSQL to SQLite.
    if (engine == storage::Engine::Postgres && (GetParam() == engine || !testing::postgres_url()))
      continue;
    testing::Place rebuilt{engine}, restored{engine};
    const auto replayed = rebuild_base(demo.db(), rebuilt.location, silent);
    ASSERT_TRUE(replayed) << replayed.error().code << ' ' << detail_of(replayed.error(), "asiento");
    EXPECT_TRUE(all_of(*storage::open(rebuilt.location, storage::Mode::Read).value()) == original);
    const auto again = restore_backup(file, restored.location, false, silent);
    ASSERT_TRUE(again) << again.error().code;
    EXPECT_TRUE(all_of(*storage::open(restored.location, storage::Mode::Read).value()) == original);
  }
}

// One value of one row of every table of state, all at once: each is found, under its own entry.
TEST_P(WholeHistory, a_change_in_any_table_is_found_under_the_entry_that_wrote_the_row) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 chance{seed};
  const auto below = [&](std::size_t n) { return std::size_t(chance() % n); };

  testing::Place place{GetParam()};
  auto demo = demo_in(place);
  auto& db = demo.db();
  std::map<std::string, std::int64_t> load_of_batch;
  const auto loads = storage::select(db, "budget_load", {}).value();
  for (const auto& load : loads) load_of_batch.emplace(load.text("batch"), load.integer("seq"));
  const auto cur_loads = storage::select(db, "cur_load", {}).value();
  for (const auto& load : cur_loads)
    load_of_batch.emplace(load.text("batch"), load.integer("load"));

  struct Changed {
    std::string table, column;
    std::int64_t seq;
  };
  std::vector<Changed> all;
  for (const auto& table : storage::tables()) {
    if (table.mark != storage::Mark::Estado) continue;
    const auto rows = testing::rows_of(db, table);
    for (int attempt = 0; !rows.empty() && attempt < 50; ++attempt) {
      const auto& row = rows[below(rows.size())];
      const auto column = below(row.size());
      if (testing::size_of(row[column]) == 0) continue;
      const auto other = testing::altered(row[column], below(testing::size_of(row[column])));
      if (!other || !testing::write_value(db, table, storage::key_of(table, row), column, *other))
        continue;
      Changed changed{table.name, table.columns[column].name, 0};
      for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].name == "seq") changed.seq = std::get<std::int64_t>(row[i]);
      if (table.name == "budget_fact" || table.name == "cur_line")
        changed.seq = load_of_batch.at(std::get<std::string>(row[1]));
      all.push_back(changed);
      break;
    }
  }
  EXPECT_GT(all.size(), 20U);

  const auto verified = verify_journal(db, {}, silent);
  ASSERT_TRUE(verified) << verified.error().code;
  for (const auto& [table, column, seq] : all) {
    bool found = false;
    for (const auto& finding : verified->findings)
      found = found || (detail_of(finding, "tabla") == table &&
                        detail_of(finding, "asiento") == std::to_string(seq));
    EXPECT_TRUE(found) << table << '.' << column << " of entry " << seq;
  }
}

TEST_P(WholeHistory, a_file_that_disappears_whole_is_missed_under_the_act_that_brought_it) {
  testing::Place place{GetParam()};
  auto demo = demo_in(place);
  auto& db = demo.db();
  const auto loads = storage::select(db, "budget_load", {}).value();
  ASSERT_FALSE(loads.empty());
  const auto& load = loads.back();
  for (const char* table : {"blob", "blob_chunk"})
    ASSERT_TRUE(
        db.run(std::string("delete from ") + table + " where hash = ?1", load.text("file_hash")));
  const auto verified = verify_journal(db, {}, silent);
  ASSERT_TRUE(verified) << verified.error().code;
  ASSERT_EQ(verified->findings.size(), 1U);
  EXPECT_EQ(verified->findings[0].code, "bitacora.archivo_alterado");
  EXPECT_EQ(detail_of(verified->findings[0], "codigo"), load.text("file_hash"));
}

INSTANTIATE_TEST_SUITE_P(engines, WholeHistory, testing::both_engines(), testing::engine_name);

}  // namespace
}  // namespace commands
