// SQLite writes into its log (WAL), and from time to time somebody copies the log back into the
// base. By default that is whoever commits next, who then waits for it: here it is a thread of its
// own, so that a person who saves never does. PostgreSQL has its own.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "storage/database.hpp"

namespace storage {

class Checkpoints {
 public:
  // Frees `writer`, a connection to the base at `location`, of copying the log.
  Checkpoints(Database& writer, std::string location);
  ~Checkpoints();
  Checkpoints(const Checkpoints&) = delete;
  Checkpoints& operator=(const Checkpoints&) = delete;

 private:
  void run();

  std::string location_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

// Brings to the disk what careless commits have left in the log of the base at `location`, while
// others may write; the next careful commit would do it otherwise, and keep them waiting. Nothing
// to do for PostgreSQL, or in memory.
void flush_log(const std::string& location);

}  // namespace storage
