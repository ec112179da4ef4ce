// Who waits for the one writer of a SQLite base. A waiting act holds a shared flock on the folder
// of the base, so that a bulk load can see between two of its commits that it should step aside,
// whatever process the act is in, and need not pause when nobody waits. SQLite's own locks are of
// another kind (fcntl) and on other files.
#pragma once

#include <string>
#include <string_view>

namespace storage {

// Held while somebody waits. A sign that cannot be raised only costs the one who waits his turn.
class WaitingSign {
 public:
  explicit WaitingSign(std::string base) : base_{std::move(base)} {}
  ~WaitingSign() { lower(); }
  WaitingSign(const WaitingSign&) = delete;
  WaitingSign& operator=(const WaitingSign&) = delete;
  void raise();
  void lower();

 private:
  std::string base_;
  int folder_ = -1;
};

// Returns when no act waits to write into the base at this path (or into another of the same
// folder), and after 10 ms at the latest.
void let_others_write(std::string_view base);

}  // namespace storage
