// How often somebody may ask: so many a minute, counted by fixed minutes.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "base/world.hpp"

namespace web {

class Limiter {
 public:
  struct Allowance {
    bool allowed = true;
    int limit = 0, remaining = 0;
    int reset_seconds = 0;  // Until the count begins again.
  };
  // Counts one request of `who`.
  Allowance count(const std::string& who, int limit, Milliseconds now);

 private:
  std::mutex mutex_;
  std::map<std::string, int> counts_;
  std::int64_t minute_ = 0;
};

}  // namespace web
