// Measures the search of the trail over a long journal: the time of one page of each kind of
// search, on SQLite and, where CEIBA_TEST_POSTGRES is set, on PostgreSQL. README.md of bench/ says
// how to run it. The entries are made by SQL: their leaves prove nothing and are not asked.
//
//   trail_bench [ENTRIES] [ROUNDS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "commands/testing.hpp"
#include "queries/trail.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view journal = "11200099";
constexpr long long milliseconds_between = 30'000;  // A year of a busy institution.

// Fifty kinds, some rare; two hundred actors; an object of its own for each hundredth entry, a unit
// of forty and a month of sixty for each.
std::string entries_of(long long n, storage::Engine engine) {
  const bool lite = engine == storage::Engine::Sqlite;
  const std::string count = std::to_string(n);
  const std::string numbers =
      lite ? "with recursive n(i) as (select 1 union all select i + 1 from n where i < " + count +
                 ") "
           : "with n as (select i from generate_series(1::bigint, " + count + ") as i) ";
  const std::string zero = lite ? "zeroblob(32)" : "decode(repeat('00', 32), 'hex')";
  const auto unit = "'UNIDAD-' || (i % 40)", month = "'2026-' || (i % 60)",
             object = "'OBJETO-' || (i / 100)";
  const auto rows = [&](const std::string& word) {
    return numbers + "insert into trail_word (institution, word, seq) select '" +
           std::string(journal) + "', " + word + ", i from n;\n";
  };
  return numbers +
         "insert into journal_entry (institution, seq, base, at, actor, kind, version, nonce, act, "
         "effect, leaf) select '" +
         std::string(journal) + "', i, 0, 1700000000000 + i * " +
         std::to_string(milliseconds_between) +
         ", 100 + i % 200, 'acto.' || (case when i % 5000 = 0 then 'raro' else cast(i % 50 as "
         "text) end), 1, " +
         zero + ", '{\"unidad\":\"' || " + unit + " || '\",\"mes\":\"' || " + month +
         " || '\",\"objeto\":\"' || " + object + " || '\"}', '', " + zero + " from n;\n" +
         rows(unit) + rows(month) + rows(object);
}

struct Search {
  const char* name;
  queries::TrailFilter (*filter)(int round);
  std::int64_t first = 0;
};

Date day(int n) {
  return std::chrono::sys_days{std::chrono::year{2023} / 11 / 15} + std::chrono::days{n};
}

const Search searches[] = {
    {"everything, newest first", [](int) { return queries::TrailFilter{}; }},
    {"everything, page 40", [](int) { return queries::TrailFilter{}; }, 1'950},
    {"one object",
     [](int n) {
       return queries::TrailFilter{.object = "OBJETO-" + std::to_string(n * 37 % 9000)};
     }},
    {"a unit",
     [](int n) { return queries::TrailFilter{.object = "UNIDAD-" + std::to_string(n % 40)}; }},
    {"what nobody wrote", [](int) { return queries::TrailFilter{.object = "NADA"}; }},
    {"a kind",
     [](int n) { return queries::TrailFilter{.kind = "acto." + std::to_string(n % 50)}; }},
    {"a rare kind", [](int) { return queries::TrailFilter{.kind = "acto.raro"}; }},
    {"an actor", [](int n) { return queries::TrailFilter{.actor = 100 + n % 200}; }},
    {"an actor's rare kind",
     [](int n) { return queries::TrailFilter{.kind = "acto.raro", .actor = 100 + n % 200}; }},
    {"ten days",
     [](int n) { return queries::TrailFilter{.from = day(n % 300), .until = day(n % 300 + 10)}; }},
    {"a unit in ten days",
     [](int n) {
       return queries::TrailFilter{.object = "UNIDAD-" + std::to_string(n % 40),
                                   .from = day(n % 300),
                                   .until = day(n % 300 + 10)};
     }},
};

// The p99 over all searches in milliseconds; each one's worst is told.
long long measure(storage::Database& db, int rounds) {
  std::vector<long long> all;
  for (const auto& search : searches) {
    long long worst = 0;
    for (int round = 0; round < rounds; ++round) {
      const auto start = Clock::now();
      const auto page = queries::trail(db, journal, search.filter(round), search.first, 50);
      const auto took =
          std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count();
      if (!page) std::abort();
      all.push_back(took);
      worst = std::max<long long>(worst, took);
    }
    std::printf("  %-28s worst %4lld.%lld ms\n", search.name, worst / 1000, worst % 1000 / 100);
  }
  std::ranges::sort(all);
  return all[all.size() * 99 / 100];
}

}  // namespace

int main(int count, char** words) {
  const long long entries = count > 1 ? std::atoll(words[1]) : 1'000'000;
  const int rounds = count > 2 ? std::atoi(words[2]) : 100;
  bool kept = true;
  for (const auto engine : {storage::Engine::Sqlite, storage::Engine::Postgres}) {
    if (engine == storage::Engine::Postgres && !commands::testing::postgres_url()) continue;
    commands::testing::Place place(engine);
    auto context = commands::testing::create(place);
    auto& db = context.db();
    if (const auto made = db.script(entries_of(entries, engine)); !made) {
      for (const auto& detail : made.error().details) std::printf("%s\n", detail.value.c_str());
      return 2;
    }
    if (!db.script("analyze")) return 2;
    std::printf("%s, %lld entries\n", engine == storage::Engine::Sqlite ? "SQLite" : "PostgreSQL",
                entries);
    const auto p99 = measure(db, rounds);
    std::printf("  p99 of all: %lld.%lld ms (promised: 50)\n", p99 / 1000, p99 % 1000 / 100);
    kept = kept && p99 <= 50'000;
  }
  return kept ? 0 : 1;
}
