// The sign that an act waits to write.
#include "storage/turns.hpp"

#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace storage {
namespace {

int opened_folder(std::string_view base) {
  const auto folder = std::filesystem::path(base).parent_path();
  return ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

}  // namespace

void WaitingSign::raise() {
  if (folder_ >= 0) return;
  folder_ = opened_folder(base_);
  if (folder_ >= 0) ::flock(folder_, LOCK_SH | LOCK_NB);
}

void WaitingSign::lower() {
  if (folder_ >= 0) ::close(folder_);
  folder_ = -1;
}

void let_others_write(std::string_view base) {
  constexpr auto pause = std::chrono::microseconds{250};
  constexpr int most = 40;
  const int folder = opened_folder(base);
  if (folder < 0) return std::this_thread::sleep_for(pause);  // Unknown: step aside for a moment.
  for (int n = 0; n < most && ::flock(folder, LOCK_EX | LOCK_NB) != 0; ++n)
    std::this_thread::sleep_for(pause);
  ::close(folder);
}

}  // namespace storage
