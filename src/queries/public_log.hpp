// The public part of an institution's journal: its signed checkpoint and the hashes below it, as
// c2sp.org/tlog-tiles serves them. No entries.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "base/result.hpp"
#include "storage/database.hpp"

namespace queries {

struct PublicLog {
  std::string note;          // "" before the first checkpoint.
  std::vector<Hash> leaves;  // As many as the checkpoint covers.
};
Result<PublicLog> public_log(storage::Database&, std::string_view institution);

// A published file with the act that published it, by format.
struct Publication {
  std::string code;  // "INF-2026-C1", "DATOS-2026-C1"
  std::int64_t version = 0;
  std::string format, name, hash;
  std::int64_t size = 0;
  std::int64_t seq = 0;          // Of the act.
  std::int64_t at = 0;           // UTC milliseconds.
  std::int64_t act_version = 0;  // Of the act: the first acts did not name every file.
};
Result<std::vector<Publication>> publications(storage::Database&, std::string_view institution,
                                              std::string_view code, std::int64_t version);

}  // namespace queries
