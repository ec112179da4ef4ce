// The proof of a load: what its file adds up to, and what the base does.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/budget/amounts.hpp"
#include "storage/database.hpp"

namespace queries {

struct LoadProof {
  std::string counting;  // "mes", "acumulado", "anual"
  std::int64_t size_bytes = 0, actor = 0;
  std::string encoding;
  std::array<MoneySum, budget::stage_count> file;  // Every amount of every row.
  std::array<MoneySum, budget::stage_count> base;  // Every movement of its facts.
  // Movements and allocations add up to the file's amounts. Of accumulated amounts the import
  // compares what each partida has accumulated, and refuses what differs.
  bool comparable() const { return counting != "acumulado"; }
  bool equal() const { return file == base; }
};

// Nothing where there is no such load.
Result<std::optional<LoadProof>> load_proof(storage::Database&, std::string_view institution,
                                            std::int64_t load);

}  // namespace queries
