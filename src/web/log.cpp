// One line of JSON per request, without anything personal.
#include "web/log.hpp"

#include <boost/json/serialize.hpp>
#include <chrono>
#include <fcntl.h>
#include <unistd.h>

#include "base/json.hpp"
#include "domain/values/period.hpp"

namespace web {
namespace {

constexpr std::size_t waiting_max = 8U << 20;
constexpr auto write_every = std::chrono::milliseconds(200);

// ISO 8601 in UTC, with milliseconds.
std::string stamp(Milliseconds now) {
  const auto seconds = now / 1000;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{seconds / 86400}}};
  const auto two = [](std::int64_t n) { return std::to_string(100 + n).substr(1); };
  return std::to_string(int{date.year()}) + '-' + two(unsigned{date.month()}) + '-' +
         two(unsigned{date.day()}) + 'T' + two(seconds / 3600 % 24) + ':' + two(seconds / 60 % 60) +
         ':' + two(seconds % 60) + '.' + std::to_string(1000 + now % 1000).substr(1) + 'Z';
}

void write_all(int handle, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = write(handle, bytes.data(), bytes.size());
    if (written <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Log::Log(const std::string& where) : wanted_{!where.empty()} {
  if (!wanted_) return;
  handle_ = where == "-" ? dup(STDERR_FILENO)
                         : ::open(where.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  thread_ = std::thread([this] { run(); });
}

Log::~Log() {
  if (!wanted_) return;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
  if (handle_ >= 0) close(handle_);
}

void Log::add(std::string_view line) {
  const std::lock_guard lock{mutex_};
  if (waiting_.size() + line.size() > waiting_max)
    ++lost_;
  else
    waiting_ += line;
}

void Log::answered(Milliseconds now, const Answer& answer) {
  if (!wanted_) return;
  std::string line;
  line.reserve(200);
  line += R"({"hora":")" + stamp(now) + R"(","nivel":"info","id":")";
  line += answer.id;
  line += R"(","metodo":")";
  line += answer.method;
  line += R"(","ruta":")";
  line += answer.route;
  line += R"(","estado":)" + std::to_string(answer.status);
  line += R"(,"us":)" + std::to_string(answer.microseconds);
  line += R"(,"bytes":)" + std::to_string(answer.bytes);
  line += answer.from_memory ? ",\"memoria\":true}\n" : "}\n";
  add(line);
}

void Log::event(Milliseconds now, std::string_view what) {
  if (!wanted_) return;
  add(R"({"hora":")" + stamp(now) + R"(","nivel":"aviso","mensaje":)" +
      json::serialize(json::string(what)) + "}\n");
}

void Log::run() {
  for (;;) {
    std::string taken;
    bool last = false;
    {
      std::unique_lock lock{mutex_};
      wake_.wait_for(lock, write_every, [&] { return stopping_; });
      taken.swap(waiting_);
      if (lost_ > 0)
        taken += R"({"nivel":"aviso","mensaje":"se perdieron líneas","lineas":)" +
                 std::to_string(lost_) + "}\n";
      lost_ = 0;
      last = stopping_;
    }
    if (handle_ >= 0) write_all(handle_, taken);
    if (last) return;
  }
}

}  // namespace web
