// A bounded pool of threads for what blocks: pages never run on a thread that serves sockets.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace web {

class Workers {
 public:
  Workers(int threads, std::size_t waiting_max);
  ~Workers();  // Finishes what waits, then stops.
  Workers(const Workers&) = delete;

  // Whether there was room for it.
  bool post(std::function<void()> task);

 private:
  void run();

  std::size_t waiting_max_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;  // Last.
};

}  // namespace web
