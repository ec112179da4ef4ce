// An auditor's re-performance of a visado: the rules asked again, of the state and the norms that
// the act saw, in a base of his own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "storage/database.hpp"

namespace commands {

struct Reperformed {
  std::int64_t seq = 0;       // Of the visado's entry.
  std::string signed_digest;  // What the act says.
  std::string found_digest;   // What comes out now.
  std::string content;        // Canonical, as it comes out now.
  bool equal() const { return signed_digest == found_digest; }
};
// An empty base in memory.
Result<std::unique_ptr<storage::Database>> scratch_base();

// Replays into `scratch`, an empty base. Errors: FileUnknown, NoVisado, those of the replay.
Result<Reperformed> reperform_visado(
    storage::Database& from, storage::Database& scratch, std::string_view institution,
    std::string_view number, const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace commands
