// One thread and a queue of bounded size.
#include "commands/file_pieces.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include "storage/blobs.hpp"

namespace commands {

using storage::blob_piece;

void give_way() {
  constexpr int nicer = 10;
  const auto thread = static_cast<id_t>(::gettid());
  (void)::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + nicer);
}

FilePieces::FilePieces(const readers::ByteSource& source)
    : source_{source}, count_{(source.size() + blob_piece - 1) / blob_piece}, thread_{[this] {
        run();
      }} {}

FilePieces::~FilePieces() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

std::optional<Bytes> FilePieces::take(bool wait) {
  std::unique_lock lock(mutex_);
  if (wait) wake_.wait(lock, [&] { return !ready_.empty(); });
  if (ready_.empty()) return std::nullopt;
  auto piece = std::move(ready_.front());
  ready_.pop_front();
  ready_bytes_ -= piece.size();
  wake_.notify_all();
  return piece;
}

void FilePieces::run() {
  give_way();
  constexpr std::size_t ready_bytes_max = 64U << 20;
  std::string raw(blob_piece, '\0');
  for (std::uint64_t n = 0; n < count_; ++n) {
    const auto size = source_.read(n * blob_piece, raw);
    auto piece = storage::compressed_piece(std::string_view(raw).substr(0, size));
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [&] { return stopped_ || ready_bytes_ < ready_bytes_max; });
    if (stopped_) return;
    ready_bytes_ += piece.size();
    ready_.push_back(std::move(piece));
    wake_.notify_all();
  }
}

}  // namespace commands
