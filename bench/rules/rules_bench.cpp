// Measures the rules of verification in memory: every rule that one file decides over generated
// files on two threads, the same under another threshold, one file alone, and the rules over
// history. It also proves what it measures: each planted fault is found, and clean files raise
// nothing. README.md of bench/ says how to run it; rules.mjs asks the same of a peer.
//
//   rules_bench [FILES] [ROUNDS] [FOLDER]     FOLDER gets the tables, and times by rule as JSON
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory_resource>
#include <thread>

#include "rules/cases.hpp"
#include "tables.hpp"

using namespace verification;

namespace {

using Clock = std::chrono::steady_clock;

long long microseconds_since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count();
}
long long milliseconds_since(Clock::time_point start) { return microseconds_since(start) / 1000; }

// The rules of one file that SQL can say too: those that read one kind of row, and those that join.
constexpr std::string_view row_rules[] = {"V03", "V04", "V06", "B07", "B16", "C05"};
constexpr std::string_view join_rules[] = {"V05", "V07", "V17", "B01", "B02", "B04"};

struct Timed {
  std::string rule;
  long long microseconds = -1;  // Of the best round.
  std::size_t flags = 0;
};

// The halves of a round, each on a thread of its own.
template <class Half>
void halves(std::size_t count, Half half) {
  std::thread second([&] { half(1, count / 2, count); });
  half(0, std::size_t{0}, count / 2);
  second.join();
}

void note(Timed& timed, long long took, std::size_t flags) {
  if (timed.microseconds < 0 || took < timed.microseconds) timed.microseconds = took;
  timed.flags = flags;
}

// Some rules over all files in one pass, as the program asks them, with their proofs and the law of
// each file's day. The time is that of all of them.
void time_rules(std::span<Timed> asked, const std::vector<FileFacts>& files,
                const NormTable& norms) {
  struct Found {
    std::size_t file, asked;
    Outcome outcome;
  };
  std::vector<Found> found[2];
  std::vector<FileRule> functions;
  for (const auto& one : asked) functions.push_back(rules()[*rule_at(one.rule)].of_file);
  const auto start = Clock::now();
  halves(files.size(), [&](int which, std::size_t from, std::size_t until) {
    for (auto i = from; i < until; ++i) {
      const auto& law = norms.on(norm_day(files[i]));
      for (std::size_t r = 0; r < functions.size(); ++r)
        if (auto outcome = functions[r](files[i], law); outcome.verdict == Verdict::Fail)
          found[which].push_back({i, r, std::move(outcome)});
    }
  });
  const auto took = microseconds_since(start);
  for (std::size_t r = 0; r < asked.size(); ++r) {
    std::size_t flags = 0;
    for (const auto& half : found)
      flags += static_cast<std::size_t>(std::ranges::count(half, r, &Found::asked));
    note(asked[r], took, flags);
  }
}

// Every rule of one file over all files; the flags in order. In milliseconds.
long long time_all(const std::vector<FileFacts>& files, const NormTable& norms,
                   std::vector<FoundFlag>& flags) {
  std::vector<FoundFlag> found[2];
  Tally tally[2];
  const std::span<const FileFacts> all(files);
  const auto start = Clock::now();
  halves(files.size(), [&](int which, std::size_t from, std::size_t until) {
    round_over(all.subspan(from, until - from), from, norms, tally[which], found[which]);
  });
  const auto took = milliseconds_since(start);
  flags = std::move(found[0]);
  std::ranges::move(found[1], std::back_inserter(flags));
  return took;
}

struct Proven {
  std::size_t missed = 0, false_fatal = 0, false_other = 0;
};
Proven proven(const std::vector<FoundFlag>& flags, const std::vector<Planted>& planted) {
  Proven out;
  std::size_t at = 0;
  const auto of_clean = [&] {
    ++(flags[at++].flag.effect == Effect::Blocks ? out.false_fatal : out.false_other);
  };
  for (const auto& one : planted) {
    while (at < flags.size() && flags[at].file < one.file) of_clean();
    bool hit = false;
    while (at < flags.size() && flags[at].file == one.file)
      hit |= flags[at++].flag.rule == one.rule;
    out.missed += hit ? 0 : 1;
  }
  while (at < flags.size()) of_clean();
  return out;
}

void write_json(const std::string& path, const std::vector<Timed>& all) {
  std::FILE* out = std::fopen(path.c_str(), "w");
  if (out == nullptr) std::abort();
  std::fputs("{", out);
  for (const auto& one : all)
    std::fprintf(out, "%s\n  \"%s\": {\"milliseconds\": %lld.%03lld, \"flags\": %zu}",
                 &one == &all.front() ? "" : ",", one.rule.c_str(), one.microseconds / 1000,
                 one.microseconds % 1000, one.flags);
  std::fputs("\n}\n", out);
  std::fclose(out);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
  const std::string folder = argc > 3 ? argv[3] : "";
  const auto norms = norms_with({}, Certeza::Verificada);

  // The files of a bench lie side by side in one block of memory.
  std::pmr::monotonic_buffer_resource memory{std::size_t{1} << 26};
  std::pmr::set_default_resource(&memory);
  const auto generating = Clock::now();
  const auto generated = generated_files(count, 25);
  std::pmr::set_default_resource(nullptr);
  const auto& files = generated.files;
  const auto past = generated_history(count);
  std::printf("%zu files of %zu bytes and their lists, %zu faults planted: %lld ms to make\n",
              count, sizeof(FileFacts), generated.planted.size(), milliseconds_since(generating));

  std::vector<FoundFlag> flags, other_flags;
  long long best = -1, best_other = -1, best_history = -1;
  for (int round = 0; round < rounds; ++round) {
    const auto took = time_all(files, norms, flags);
    // Another threshold, from the text of its norm to the last file under it.
    const auto start = Clock::now();
    const auto changed =
        norms_with({{"C05/baja_cuantia_hasta", "20000.00", 0}}, Certeza::Verificada);
    time_all(files, changed, other_flags);
    const auto took_other = milliseconds_since(start);
    std::printf("round %d: %lld ms, %zu flags; another threshold %lld ms, %zu flags\n", round + 1,
                took, flags.size(), took_other, other_flags.size());
    if (best < 0 || took < best) best = took;
    if (best_other < 0 || took_other < best_other) best_other = took_other;
  }
  const auto found = proven(flags, generated.planted);

  // One file, all rules: how long the slowest in a hundred take.
  std::vector<long long> single;
  for (std::size_t i = 0; i < std::min<std::size_t>(count, 100'000); ++i) {
    const auto start = Clock::now();
    const auto evaluation = evaluate(files[i], norms);
    single.push_back(
        std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count());
    if (evaluation.all.empty()) return 1;
  }
  std::ranges::sort(single);

  // Those of files that SQL can say, in two passes, and all those over history one by one.
  std::vector<Timed> timed;
  for (const auto rule : row_rules) timed.push_back({std::string(rule)});
  for (const auto rule : join_rules) timed.push_back({std::string(rule)});
  for (int round = 0; round < rounds; ++round) {
    time_rules(std::span(timed).first(std::size(row_rules)), files, norms);
    time_rules(std::span(timed).last(std::size(join_rules)), files, norms);
  }
  std::vector<Timed> of_history;
  const auto& law = norms.on(past.history.hoy);
  for (const auto& rule : rules())
    if (rule.of_history != nullptr) of_history.push_back({std::string(rule.id)});
  for (int round = 0; round < rounds; ++round) {
    const auto began = Clock::now();
    for (auto& one : of_history) {
      const auto start = Clock::now();
      const auto outcome = rules()[*rule_at(one.rule)].of_history(past.history, law);
      note(one, microseconds_since(start), outcome.flags.size());
    }
    const auto took = milliseconds_since(began);
    if (best_history < 0 || took < best_history) best_history = took;
  }
  std::size_t history_missed = 0;
  for (const auto& wanted : past.expected)
    for (const auto& one : of_history)
      if (one.rule == rules()[wanted.rule].id && one.flags != wanted.flags) {
        std::printf("%s: %zu flags, %zu planted\n", one.rule.c_str(), one.flags, wanted.flags);
        ++history_missed;
      }
  timed.insert(timed.end(), of_history.begin(), of_history.end());
  for (const auto& one : timed)
    std::printf("  %s: %lld.%03lld ms, %zu flags\n", one.rule.c_str(), one.microseconds / 1000,
                one.microseconds % 1000, one.flags);

  std::printf("best %lld ms for %zu files and %zu rules (wanted: 4000 ms for 1000000)\n", best,
              count, file_rules().size());
  std::printf("another threshold: %lld ms (wanted: 2000)\n", best_other);
  std::printf("rules over history: %lld ms (wanted: 30000)\n", best_history);
  std::printf("one file, all rules: p99 %lld us (wanted: 1000)\n",
              single[single.size() * 99 / 100] / 1000);
  std::printf(
      "planted %zu, missed %zu; false fatal %zu, other %zu; rules of history that differ "
      "from what is planted: %zu\n",
      generated.planted.size(), found.missed, found.false_fatal, found.false_other, history_missed);
  if (!folder.empty()) {
    write_tables(folder, generated, past.history);
    write_json(folder + "/ceiba.json", timed);
  }
  return found.missed == 0 && found.false_fatal == 0 && history_missed == 0 ? 0 : 1;
}
