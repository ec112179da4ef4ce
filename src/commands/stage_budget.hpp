// Writes the facts of a budget file, and the file itself, into the base in small commits, before
// any act names them. Facts are in key order; adding up what was written and moving SQLite's log
// run beside the writing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/world.hpp"
#include "commands/budget_loads.hpp"
#include "commands/file_pieces.hpp"
#include "readers/budget_file.hpp"
#include "storage/budget_store.hpp"

namespace commands {

struct PartidaHash {
  std::size_t operator()(const readers::PackedPartida& p) const { return readers::hash_of(p); }
};
using FactsByPartida =
    std::unordered_map<readers::PackedPartida, budget::YearMovements, PartidaHash>;

// What these scopes have in force, added up by partida. Errors: AmountTooLarge.
Result<FactsByPartida> facts_of(storage::Database&, const std::vector<ScopeInForce>&);

// What a file moves: its facts, made into movements over what is in force before them.
class Movements {
 public:
  Movements(const readers::BudgetReading& reading, const FactsByPartida& before)
      : reading_{reading}, before_{before} {}
  std::size_t size() const { return reading_.facts.size(); }
  const readers::PackedPartida& key(std::size_t i) const { return reading_.facts.key(i); }
  // Nothing where a sum passes 64 bits.
  std::optional<budget::YearMovements> at(std::size_t i) const;
  budget::UsedAmounts used() const;
  // The same with what is in force added.
  std::optional<budget::YearMovements> with_in_force(std::size_t i) const;

 private:
  const readers::BudgetReading& reading_;
  const FactsByPartida& before_;
};

// SHA-256 of the movements (readers::FactDigest); of those that the base has under a batch's name.
Hash digest_of(const Movements&);
Result<Hash> digest_in_base(storage::Database&, std::string_view batch);

using StageProgress =
    std::function<void(std::string_view what, std::int64_t done, std::int64_t all)>;

struct StageRequest {
  std::string institution, batch;
  std::string location;        // Of the base, for a second connection; "" for none.
  FilePieces* file = nullptr;  // Kept as a blob, unless it is there or null.
  Hash blob;
  std::int64_t now = 0;
};

struct Staged {
  Hash digest;
  MoneySum vigente;  // As the base adds it up.
};

// While staging, the engines do not wait for the disk at each commit, and SQLite leaves its log to
// the second connection until this is destroyed: the act that names the facts is committed with
// full care (in_full), and then what was logged before it is on the disk too.
class LessCare {
 public:
  explicit LessCare(storage::Database&);
  ~LessCare();
  LessCare(const LessCare&) = delete;
  Result<void> in_full();  // From here on every commit waits again.
  Result<void> in_part();

 private:
  storage::Database& db_;
  bool lite_;
};

// Nothing is left behind on an error. Errors: those of storage.
Result<Staged> stage_budget(storage::Database&, const StageRequest&, const Movements&,
                            const StageProgress&);

}  // namespace commands
