// The queue and its thread.
#include "commands/writer.hpp"

namespace commands {

Writer::Writer(Context context)
    : context_{std::move(context)}, checkpoints_{context_.db(), context_.location}, thread_{[this] {
        run();
      }} {}

Writer::~Writer() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

Result<Receipt> Writer::submit(Actor actor, Submission submission) {
  Waiting waiting{actor, std::move(submission), {}};
  auto answer = waiting.answer.get_future();
  {
    const std::lock_guard lock{mutex_};
    queue_.push_back(std::move(waiting));
  }
  wake_.notify_one();
  return answer.get();
}

void Writer::run() {
  for (;;) {
    std::deque<Waiting> taken;
    {
      std::unique_lock lock{mutex_};
      wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      taken.swap(queue_);
    }
    std::vector<Signed> group;
    for (auto& one : taken) group.push_back({one.actor, std::move(one.submission)});
    auto results = submit_group(context_, group);
    ++groups_;
    for (std::size_t i = 0; i < taken.size(); ++i) taken[i].answer.set_value(std::move(results[i]));
  }
}

}  // namespace commands
