// The server's log: one JSON object a line, written in groups by a thread of its own. No address
// of a person, no name, no query, no path with its parts: the route's pattern says which page.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/world.hpp"

namespace web {

class Log {
 public:
  // "" for none, "-" for standard error, else a file, which is appended to.
  explicit Log(const std::string& where);
  ~Log();
  Log(const Log&) = delete;
  bool good() const { return !wanted_ || handle_ >= 0; }

  struct Answer {
    std::string_view id, method, route;
    int status = 0;
    std::int64_t microseconds = 0;
    std::uint64_t bytes = 0;
    bool from_memory = false;
  };
  void answered(Milliseconds now, const Answer&);
  void event(Milliseconds now, std::string_view what);

 private:
  void add(std::string_view line);
  void run();

  bool wanted_ = false;
  int handle_ = -1;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::string waiting_;
  std::int64_t lost_ = 0;
  bool stopping_ = false;
  std::thread thread_;  // Last.
};

}  // namespace web
