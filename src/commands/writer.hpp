// The one writer of a process: acts wait in a queue, a thread of its own takes all that wait,
// commits them together, and only then answers. That is what makes many small acts cheap: one
// fsync serves them all.
#pragma once

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "commands/submit.hpp"
#include "storage/checkpoints.hpp"

namespace commands {

class Writer {
 public:
  // Takes over the context: nobody else may use its connection any more.
  explicit Writer(Context context);
  ~Writer();  // Finishes what waits, then stops.
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Waits until the act is durable or refused. May be called from any thread.
  Result<Receipt> submit(Actor actor, Submission submission);

  std::int64_t groups() const { return groups_; }  // Commits so far.

 private:
  struct Waiting {
    Actor actor;
    Submission submission;
    std::promise<Result<Receipt>> answer;
  };
  void run();

  Context context_;
  storage::Checkpoints checkpoints_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Waiting> queue_;
  bool stopping_ = false;
  std::atomic<std::int64_t> groups_ = 0;
  std::thread thread_;  // Last: it starts when everything above is there.
};

}  // namespace commands
