// One writer, one thread beside it that compresses, one that adds up and checkpoints.
#include "commands/stage_budget.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "domain/budget/refusals.hpp"
#include "domain/values/refusals.hpp"
#include "storage/blobs.hpp"
#include "storage/turns.hpp"

namespace commands {
namespace {

using readers::PackedPartida;
using readers::Part;

// A commit must let others in: a few milliseconds of work each. Rows take one piece of the file
// with them: they are read from less than a piece, so the pieces do not pile up.
constexpr std::size_t rows_per_commit = 1500;
constexpr std::size_t pieces_beside_rows = 1;
constexpr std::size_t pieces_per_commit = 2;

constexpr std::array<Part, storage::fact_code_count> code_parts = {
    Part::Entidad,    Part::UnidadEjecutora, Part::Programa,  Part::Subprograma,
    Part::Proyecto,   Part::Actividad,       Part::Obra,      Part::Renglon,
    Part::Geografico, Part::Fuente,          Part::Organismo, Part::Correlativo,
    Part::Receptora};

PackedPartida packed(int year, const storage::FactCodes& codes) {
  PackedPartida key;
  key.set(Part::Ejercicio, static_cast<std::uint64_t>(year));
  for (std::size_t c = 0; c < codes.size(); ++c) readers::set_text(key, code_parts[c], codes[c]);
  return key;
}

// A second connection that follows the writer: adds up the lines that are committed and, on
// SQLite, moves the log into the file, so that neither waits for the end.
class Follower {
 public:
  Follower(const StageRequest& request) : request_{request}, thread_{[this] { run(); }} {}
  ~Follower() { (void)finish(); }
  Follower(const Follower&) = delete;

  void committed(std::int64_t lines) {
    {
      const std::lock_guard lock(mutex_);
      committed_ = lines;
    }
    wake_.notify_one();
  }

  Result<MoneySum> finish() {
    {
      const std::lock_guard lock(mutex_);
      finished_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
    return outcome_;
  }

 private:
  void run() {
    give_way();
    outcome_ = follow();
  }

  Result<MoneySum> follow() {
    const auto db = TRY(storage::open(request_.location, storage::Mode::Write));
    MoneySum sum;
    const auto first = storage::first_fact_of(request_.batch);
    constexpr std::int64_t lines_at_once = 16'000;
    std::int64_t done = 0;
    for (bool last = false; !last;) {
      std::int64_t upto = 0;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return finished_ || committed_ >= done + lines_at_once; });
        upto = committed_;
        last = finished_;
      }
      if (upto > done) {
        sum += TRY(storage::vigente_of(*db, first + done, first + upto));
        done = upto;
      }
      if (db->engine() == storage::Engine::Sqlite && !last)
        CHECK(db->script("pragma wal_checkpoint(passive)"));
    }
    return sum;
  }

  const StageRequest& request_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::int64_t committed_ = 0;
  bool finished_ = false;
  Result<MoneySum> outcome_{MoneySum{}};
  std::thread thread_;
};

Result<void> write_rows(storage::Database& db, const StageRequest& request,
                        const Movements& movements, std::size_t first, std::size_t last) {
  auto writer =
      TRY(storage::FactWriter::begin(db, request.institution, request.batch, movements.used()));
  std::array<std::array<char, 8>, storage::fact_code_count> buffers;
  for (auto i = first; i < last; ++i) {
    const auto& key = movements.key(i);
    storage::FactCodes codes;
    for (std::size_t c = 0; c < codes.size(); ++c)
      codes[c] = readers::digits_of(key, code_parts[c], buffers[c]);
    const auto year = movements.at(i);
    if (!year) return refuse(ValueRefusal::MoneyTooLarge, {{"hallado", show(key)}});
    CHECK(writer.add(static_cast<std::int64_t>(i), static_cast<int>(key.get(Part::Ejercicio)),
                     codes, *year));
  }
  return writer.finish();
}

Result<Staged> write_all(storage::Database& db, const StageRequest& request,
                         const Movements& movements, bool with_file,
                         const StageProgress& progress) {
  std::optional<Follower> follower;
  if (!request.location.empty()) follower.emplace(request);
  Staged staged;
  std::thread digest([&] {
    give_way();
    staged.digest = digest_of(movements);
  });
  const auto joined = [&](auto result) {
    if (digest.joinable()) digest.join();
    return result;
  };

  const bool one_writer = !request.location.empty() && db.engine() == storage::Engine::Sqlite;
  const auto files = with_file ? request.file->count() : 0;
  const auto all = static_cast<std::int64_t>(movements.size() + files);
  std::size_t line = 0;
  std::uint64_t piece = 0;
  while (line < movements.size() || piece < files) {
    const auto step = [&]() -> Result<void> {
      auto transaction = TRY(storage::Transaction::write(db));
      const auto last = std::min(line + rows_per_commit, movements.size());
      const auto pieces = line < last ? pieces_beside_rows : pieces_per_commit;
      if (line < last) CHECK(write_rows(db, request, movements, line, last));
      line = last;
      // Pieces as they come; once the facts are written, there is nothing else to do than wait.
      for (std::size_t n = 0; n < pieces && piece < files; ++n) {
        auto bytes = request.file->take(line == movements.size() && n == 0);
        if (!bytes) break;
        CHECK(storage::keep_piece(db, request.blob, static_cast<std::int64_t>(piece++),
                                  *std::move(bytes)));
      }
      return transaction.commit();
    };
    if (auto done = step(); !done) return joined(Result<Staged>(std::unexpected(done.error())));
    if (follower) follower->committed(static_cast<std::int64_t>(line));
    progress("partidas", static_cast<std::int64_t>(line + piece), all);
    if (one_writer) storage::let_others_write(request.location);
  }
  digest.join();
  const auto first = storage::first_fact_of(request.batch);
  staged.vigente = follower ? TRY(follower->finish())
                            : TRY(storage::vigente_of(
                                  db, first, first + static_cast<std::int64_t>(movements.size())));

  auto transaction = TRY(storage::Transaction::write(db));
  if (with_file)
    CHECK(
        storage::keep_blob_row(db, request.blob, static_cast<std::int64_t>(request.file->size())));
  CHECK(storage::finish_staging(db, {request.institution, request.batch, show(request.blob),
                                     with_file, true, show(staged.digest)}));
  CHECK(transaction.commit());
  return staged;
}

}  // namespace

Result<FactsByPartida> facts_of(storage::Database& db, const std::vector<ScopeInForce>& scopes) {
  FactsByPartida all;
  const auto take = [&](int year, const storage::FactCodes& codes,
                        const budget::YearMovements& moved) -> Result<void> {
    const auto key = packed(year, codes);
    if (!add(all[key], moved)) return refuse(ValueRefusal::MoneyTooLarge, {{"hallado", show(key)}});
    return {};
  };
  for (const auto& scope : scopes)
    CHECK(storage::each_fact(db, scope.first_fact, scope.last_fact, take));
  return all;
}

std::optional<budget::YearMovements> Movements::at(std::size_t i) const {
  auto given = reading_.facts.year(i);
  if (reading_.counting != readers::Counting::Accumulated) return given;
  const auto months = reading_.facts.months(i);
  budget::Amounts before;
  if (const auto there = before_.find(key(i)); there != before_.end()) {
    const auto sum =
        budget::accumulated(there->second, static_cast<unsigned>(std::countr_zero(months)));
    if (!sum) return std::nullopt;
    before = *sum;
  }
  return budget::movements_of(given, months, before);
}

std::optional<budget::YearMovements> Movements::with_in_force(std::size_t i) const {
  auto year = at(i);
  if (!year) return std::nullopt;
  if (const auto there = before_.find(key(i)); there != before_.end())
    if (!add(*year, there->second)) return std::nullopt;
  return year;
}

budget::UsedAmounts Movements::used() const {
  return reading_.counting == readers::Counting::Accumulated ? budget::UsedAmounts::all()
                                                             : reading_.facts.used();
}

LessCare::LessCare(storage::Database& db)
    : db_{db}, lite_{db.engine() == storage::Engine::Sqlite} {}

LessCare::~LessCare() {
  (void)in_full();
  if (lite_) (void)db_.script("pragma wal_autocheckpoint = 1000");
}

Result<void> LessCare::in_part() {
  return db_.script(lite_ ? "pragma synchronous = normal; pragma wal_autocheckpoint = 0"
                          : "set synchronous_commit = off");
}

Result<void> LessCare::in_full() {
  return db_.script(lite_ ? "pragma synchronous = full" : "set synchronous_commit = on");
}

Hash digest_of(const Movements& movements) {
  readers::FactDigest digest;
  for (std::size_t i = 0; i < movements.size(); ++i)
    digest.add(movements.key(i), movements.at(i).value_or(budget::YearMovements{}));
  return digest.finish();
}

Result<Hash> digest_in_base(storage::Database& db, std::string_view batch) {
  readers::FactDigest digest;
  const auto first = storage::first_fact_of(batch);
  CHECK(storage::each_fact(db, first, first + storage::facts_per_batch,
                           [&](int year, const storage::FactCodes& codes,
                               const budget::YearMovements& moved) -> Result<void> {
                             digest.add(packed(year, codes), moved);
                             return {};
                           }));
  return digest.finish();
}

Result<Staged> stage_budget(storage::Database& db, const StageRequest& request,
                            const Movements& movements, const StageProgress& progress) {
  const bool with_file = request.file != nullptr && !TRY(storage::has_blob(db, request.blob));
  CHECK(storage::begin_staging(
      db, {request.institution, request.batch, show(request.blob), with_file, false, ""},
      request.now));
  auto staged = write_all(db, request, movements, with_file, progress);
  if (!staged) (void)storage::drop_staging(db, request.institution, request.batch);
  return staged;
}

}  // namespace commands
