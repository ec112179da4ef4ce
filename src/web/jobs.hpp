// Work that takes longer than a page may: a background thread does one after the other, who
// started it may look how far it is, and it can be cancelled.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "commands/context.hpp"
#include "web/visit.hpp"

namespace web {

// Interrupted: the server ended before it did.
enum class JobState : std::uint8_t { Waiting, Running, Done, Failed, Cancelled, Interrupted };

struct Job {
  std::string id;
  std::string title;
  std::int64_t actor = 0;  // Who started it.
  JobState state = JobState::Waiting;
  std::string stage;
  std::int64_t done = 0, all = 0;
  Milliseconds started_at = 0, ended_at = 0;
  std::string result;          // Address, where Done.
  std::optional<Error> error;  // Where Failed.
};

class Jobs {
 public:
  using Open = std::function<Result<commands::Context>(const commands::Actor&)>;
  Jobs(Open open, World world);
  ~Jobs();
  Jobs(const Jobs&) = delete;

  // Errors: Overloaded, where too many wait.
  Result<std::string> start(std::string title, const commands::Actor&, Visit::Work);
  std::optional<Job> find(std::string_view id) const;
  // The newest first. An actor of 0 asks for everybody's.
  std::vector<Job> list(std::int64_t actor) const;
  // Asks it to stop; work looks at every step. Whether there was anything to stop.
  bool cancel(std::string_view id);
  void stop();  // Cancels all, waits for the one that runs.
  std::size_t waiting() const;

 private:
  struct Entry {
    Job job;
    commands::Actor actor;
    Visit::Work work;
    bool cancelled = false;
  };
  void run();
  void carry_out(const std::shared_ptr<Entry>&);
  bool was_cancelled(const Entry&) const;
  void record(const Job&, const commands::Actor&) const;  // Best effort: the job itself goes on.

  Open open_;
  World world_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::map<std::string, std::shared_ptr<Entry>, std::less<>> all_;
  std::deque<std::shared_ptr<Entry>> queue_;
  bool stopping_ = false;
  std::thread thread_;  // Last.
};

// For pages: the viewer's jobs, and those of everybody for who manages the installation.
std::vector<Job> jobs_of(Visit&);
Result<Job> job_of(Visit&, std::string_view id);  // Errors: JobUnknown.
Result<void> cancel_job(Visit&, std::string_view id);

}  // namespace web
