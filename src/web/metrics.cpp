// Counters in the text form of Prometheus.
#include "web/metrics.hpp"

namespace web {
namespace {

// 1500 µs → "0.001500", without any floating point.
std::string seconds(std::int64_t microseconds) {
  const auto fraction = std::to_string(1'000'000 + microseconds % 1'000'000).substr(1);
  return std::to_string(microseconds / 1'000'000) + '.' + fraction;
}

void counter(std::string& out, std::string_view name, std::string_view help, std::string_view type,
             std::int64_t value) {
  out += "# HELP ";
  out.append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ");
  out.append(type).append("\n").append(name).append(" ").append(std::to_string(value)).append("\n");
}

}  // namespace

void Metrics::answered(int status, std::int64_t microseconds, std::uint64_t bytes) {
  ++by_class_[status >= 100 && status < 600 ? static_cast<std::size_t>(status / 100) : 5];
  std::size_t i = 0;
  while (i < bounds_.size() && microseconds > bounds_[i]) ++i;
  ++by_time_[i];
  time_sum_ += microseconds;
  bytes_ += static_cast<std::int64_t>(bytes);
}

std::string Metrics::text(std::string_view more) const {
  std::string out =
      "# HELP ceiba_http_requests_total Answers by class of status.\n"
      "# TYPE ceiba_http_requests_total counter\n";
  for (std::size_t i = 1; i < by_class_.size(); ++i)
    out += "ceiba_http_requests_total{class=\"" + std::to_string(i) + "xx\"} " +
           std::to_string(by_class_[i]) + '\n';
  out +=
      "# HELP ceiba_http_duration_seconds From the whole request to the first byte of the answer.\n"
      "# TYPE ceiba_http_duration_seconds histogram\n";
  std::int64_t so_far = 0;
  for (std::size_t i = 0; i <= bounds_.size(); ++i) {
    so_far += by_time_[i];
    out += "ceiba_http_duration_seconds_bucket{le=\"" +
           (i < bounds_.size() ? seconds(bounds_[i]) : std::string("+Inf")) + "\"} " +
           std::to_string(so_far) + '\n';
  }
  out += "ceiba_http_duration_seconds_sum " + seconds(time_sum_) + '\n';
  out += "ceiba_http_duration_seconds_count " + std::to_string(so_far) + '\n';
  counter(out, "ceiba_http_sent_bytes_total", "Bytes of bodies sent.", "counter", bytes_);
  counter(out, "ceiba_http_connections", "Open connections.", "gauge", connections_);
  counter(out, "ceiba_http_connections_total", "Connections so far.", "counter",
          connections_total_);
  counter(out, "ceiba_http_overloaded_total", "Answers 503 because the queue was full.", "counter",
          overloaded_);
  counter(out, "ceiba_http_cut_total", "Connections cut for being too slow.", "counter", cut_);
  counter(out, "ceiba_http_from_memory_total", "Public answers that were in memory.", "counter",
          from_memory_);
  counter(out, "ceiba_page_failures_total", "Pages that failed by a fault of the program.",
          "counter", failed_);
  out += more;
  return out;
}

}  // namespace web
