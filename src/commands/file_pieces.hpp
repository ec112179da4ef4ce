// A file in compressed pieces, as blobs are kept: made in a thread of its own, in order, ahead of
// who takes them. The thread gives way to every other, so that it works where a core is idle.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "base/bytes.hpp"
#include "readers/byte_source.hpp"

namespace commands {

// Makes a thread yield to the ones that somebody waits for.
void give_way();

class FilePieces {
 public:
  explicit FilePieces(const readers::ByteSource&);
  ~FilePieces();  // Stops after the piece that it is at.
  FilePieces(const FilePieces&) = delete;

  std::uint64_t count() const { return count_; }
  std::uint64_t size() const { return source_.size(); }

  // The next piece, if one is ready; waits for it where `wait`. Each of the `count` comes once.
  std::optional<Bytes> take(bool wait);

 private:
  void run();

  const readers::ByteSource& source_;
  const std::uint64_t count_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Bytes> ready_;
  std::size_t ready_bytes_ = 0;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace commands
