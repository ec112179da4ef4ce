// The thread that copies the log back.
#include "storage/checkpoints.hpp"

#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace storage {
namespace {

constexpr auto pause = std::chrono::seconds{1};
constexpr std::uintmax_t log_bytes = 4U << 20;  // SQLite's own measure: a thousand pages.

}  // namespace

Checkpoints::Checkpoints(Database& writer, std::string location) : location_{std::move(location)} {
  if (writer.engine() != Engine::Sqlite || location_ == ":memory:") return;
  if (!writer.script("pragma wal_autocheckpoint = 0")) return;
  thread_ = std::thread([this] { run(); });
}

Checkpoints::~Checkpoints() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Checkpoints::run() {
  const auto db = open(location_, Mode::Write);
  if (!db) return;  // The log grows until the last connection closes, and nothing is lost.
  std::unique_lock lock{mutex_};
  while (!wake_.wait_for(lock, pause, [&] { return stopping_; })) {
    std::error_code none;
    const auto size = std::filesystem::file_size(location_ + "-wal", none);
    if (none || size < log_bytes) continue;
    lock.unlock();
    (void)(*db)->script("pragma wal_checkpoint(passive)");  // Busy: the next time.
    lock.lock();
  }
}

void flush_log(const std::string& location) {
  const int log = ::open((location + "-wal").c_str(), O_RDONLY | O_CLOEXEC);
  if (log < 0) return;
  (void)::fdatasync(log);  // Should it fail, so will the careful commit, which says so.
  ::close(log);
}

}  // namespace storage
