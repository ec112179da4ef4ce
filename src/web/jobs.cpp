// A small pool for work that outlives its request.
#include "web/jobs.hpp"

#include <algorithm>
#include <exception>

#include "base/bytes.hpp"
#include "commands/job_records.hpp"
#include "web/application.hpp"
#include "web/inside.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

constexpr std::size_t waiting_max = 50;
constexpr std::size_t kept_max = 500;

std::string new_id(const World& world) {
  const auto nonce = world.nonce();
  return hex({reinterpret_cast<const char*>(nonce.data()), 8});
}

// In the order of JobState.
constexpr std::string_view state_names[] = {"en_cola", "en_curso",  "terminado",
                                            "fallo",   "cancelado", "interrumpido"};

commands::JobRecord record_of(const Job& job) {
  return {job.id,       job.title,
          job.actor,    std::string(state_names[static_cast<std::size_t>(job.state)]),
          job.stage,    job.done,
          job.all,      job.started_at,
          job.ended_at, job.result,
          job.error};
}

// One that had not ended when it was written down, and that this server does not know: its server
// was stopped.
Job job_from(const commands::JobRecord& record) {
  const auto name = std::ranges::find(state_names, record.state);
  auto state = name == std::end(state_names)
                   ? JobState::Interrupted
                   : static_cast<JobState>(name - std::begin(state_names));
  if (state == JobState::Waiting || state == JobState::Running) state = JobState::Interrupted;
  return {record.id,       record.title,  record.actor, state,
          record.stage,    record.done,   record.steps, record.started_at,
          record.ended_at, record.result, record.fault};
}

bool has_ended(JobState state) { return state != JobState::Waiting && state != JobState::Running; }

}  // namespace

Jobs::Jobs(Open open, World world)
    : open_{std::move(open)}, world_{std::move(world)}, thread_{[this] { run(); }} {}

Jobs::~Jobs() {
  stop();
  thread_.join();
}

void Jobs::stop() {
  const std::lock_guard lock{mutex_};
  stopping_ = true;
  for (auto& [id, entry] : all_) entry->cancelled = true;
  wake_.notify_all();
}

Result<std::string> Jobs::start(std::string title, const commands::Actor& actor, Visit::Work work) {
  auto entry = std::make_shared<Entry>();
  entry->job.id = new_id(world_);
  entry->job.title = std::move(title);
  entry->job.actor = actor.number;
  entry->job.started_at = world_.now();
  entry->actor = actor;
  entry->work = std::move(work);
  if (waiting() >= waiting_max) return refuse(Refusal::Overloaded);
  record(entry->job, actor);
  const std::lock_guard lock{mutex_};
  if (stopping_) return refuse(Refusal::Overloaded);
  while (all_.size() >= kept_max) {
    auto oldest = all_.end();
    for (auto it = all_.begin(); it != all_.end(); ++it)
      if (has_ended(it->second->job.state) &&
          (oldest == all_.end() || it->second->job.started_at < oldest->second->job.started_at))
        oldest = it;
    if (oldest == all_.end()) break;
    all_.erase(oldest);
  }
  all_.emplace(entry->job.id, entry);
  queue_.push_back(entry);
  wake_.notify_one();
  return entry->job.id;
}

std::optional<Job> Jobs::find(std::string_view id) const {
  const std::lock_guard lock{mutex_};
  const auto found = all_.find(id);
  return found == all_.end() ? std::nullopt : std::optional(found->second->job);
}

std::vector<Job> Jobs::list(std::int64_t actor) const {
  std::vector<Job> found;
  {
    const std::lock_guard lock{mutex_};
    for (const auto& [id, entry] : all_)
      if (actor == 0 || entry->job.actor == actor) found.push_back(entry->job);
  }
  std::ranges::stable_sort(found, std::greater{}, &Job::started_at);
  return found;
}

bool Jobs::cancel(std::string_view id) {
  const std::lock_guard lock{mutex_};
  const auto found = all_.find(id);
  if (found == all_.end() || has_ended(found->second->job.state)) return false;
  auto& entry = *found->second;
  entry.cancelled = true;
  if (entry.job.state == JobState::Waiting) {
    std::erase(queue_, found->second);
    entry.job.state = JobState::Cancelled;
    entry.job.ended_at = world_.now();
    record(entry.job, entry.actor);
  }
  return true;
}

void Jobs::record(const Job& job, const commands::Actor& actor) const {
  auto context = open_(actor);
  if (context) (void)commands::remember_job(*context, record_of(job));
}

std::size_t Jobs::waiting() const {
  const std::lock_guard lock{mutex_};
  return queue_.size();
}

void Jobs::run() {
  for (;;) {
    std::shared_ptr<Entry> entry;
    {
      std::unique_lock lock{mutex_};
      wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
      if (stopping_) return;
      entry = queue_.front();
      queue_.pop_front();
      entry->job.state = JobState::Running;
    }
    carry_out(entry);
  }
}

void Jobs::carry_out(const std::shared_ptr<Entry>& entry) {
  const auto progress = [&](std::string_view stage, std::int64_t done, std::int64_t all) {
    const std::lock_guard lock{mutex_};
    entry->job.stage = stage;
    entry->job.done = done;
    entry->job.all = all;
    return !entry->cancelled;
  };
  Result<std::string> outcome = refuse(Refusal::Failed);
  try {
    if (auto context = open_(entry->actor))
      outcome = entry->work(*context, progress);
    else
      outcome = std::unexpected(context.error());
  } catch (const std::exception& fault) {
    outcome.error().while_doing.emplace_back(fault.what());
  }
  Job ended;
  {
    const std::lock_guard lock{mutex_};
    ended = entry->job;
  }
  ended.ended_at = world_.now();
  if (outcome) {
    ended.state = JobState::Done;
    ended.result = *std::move(outcome);
  } else if (was_cancelled(*entry)) {
    ended.state = JobState::Cancelled;
  } else {
    ended.state = JobState::Failed;
    ended.error = std::move(outcome.error());
  }
  // Written down before anybody is told, so that what was told is still so after a restart.
  record(ended, entry->actor);
  const std::lock_guard lock{mutex_};
  entry->work = nullptr;
  entry->job = std::move(ended);
}

bool Jobs::was_cancelled(const Entry& entry) const {
  const std::lock_guard lock{mutex_};
  return entry.cancelled;
}

namespace {
bool sees_all(const Viewer& viewer) {
  return viewer.may(access_control::Permission::ManageInstallation);
}
}  // namespace

std::vector<Job> jobs_of(Visit& visit) {
  if (visit.viewer == nullptr) return {};
  const auto whose = sees_all(*visit.viewer) ? 0 : visit.viewer->number;
  auto all = visit.inside().application.jobs().list(whose);
  if (const auto before = commands::remembered_jobs(visit.db(), whose))
    for (const auto& one : *before)
      if (std::ranges::find(all, one.id, &Job::id) == all.end()) all.push_back(job_from(one));
  std::ranges::stable_sort(all, std::greater{}, &Job::started_at);
  return all;
}

Result<Job> job_of(Visit& visit, std::string_view id) {
  auto job = visit.inside().application.jobs().find(id);
  if (!job)
    if (const auto before = TRY(commands::remembered_job(visit.db(), id))) job = job_from(*before);
  if (!job || visit.viewer == nullptr ||
      (job->actor != visit.viewer->number && !sees_all(*visit.viewer)))
    return refuse(Refusal::JobUnknown, {{"codigo", std::string(id)}});
  return *std::move(job);
}

Result<void> cancel_job(Visit& visit, std::string_view id) {
  CHECK(job_of(visit, id));
  visit.inside().application.jobs().cancel(id);
  return {};
}

}  // namespace web
