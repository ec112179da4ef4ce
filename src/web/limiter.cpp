// Counts requests by minute and by who asks.
#include "web/limiter.hpp"

#include <algorithm>

namespace web {

Limiter::Allowance Limiter::count(const std::string& who, int limit, Milliseconds now) {
  const std::lock_guard lock{mutex_};
  const auto minute = now / 60'000;
  if (minute != minute_) {
    counts_.clear();
    minute_ = minute;
  }
  const int used = ++counts_[who];
  return {used <= limit, limit, std::max(0, limit - used), static_cast<int>(60 - now / 1000 % 60)};
}

}  // namespace web
