// Counters of what the server does, in the text that Prometheus reads. No address, no name, no
// query in them.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace web {

class Metrics {
 public:
  void answered(int status, std::int64_t microseconds, std::uint64_t bytes);
  void connection_opened() {
    ++connections_;
    ++connections_total_;
  }
  void connection_closed() { --connections_; }
  void overloaded() { ++overloaded_; }
  void cut() { ++cut_; }
  void from_memory() { ++from_memory_; }
  void page_failed() { ++failed_; }
  std::int64_t connections() const { return connections_; }

  // The text of /metrics; `more` are lines of what others count.
  std::string text(std::string_view more) const;

 private:
  // Upper bounds in microseconds.
  static constexpr std::array<std::int64_t, 11> bounds_ = {1'000,     2'500,     5'000,     10'000,
                                                           25'000,    50'000,    100'000,   250'000,
                                                           1'000'000, 5'000'000, 30'000'000};
  std::array<std::atomic<std::int64_t>, 6> by_class_{};  // 1xx … 5xx at its number.
  std::array<std::atomic<std::int64_t>, bounds_.size() + 1> by_time_{};
  std::atomic<std::int64_t> time_sum_ = 0, bytes_ = 0, connections_ = 0, connections_total_ = 0,
                            overloaded_ = 0, cut_ = 0, from_memory_ = 0, failed_ = 0;
};

}  // namespace web
