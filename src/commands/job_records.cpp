// Records of jobs, and their refusals as JSON.
#include "commands/job_records.hpp"

#include <algorithm>

#include "storage/job_store.hpp"

namespace commands {
namespace {

constexpr std::size_t parts_max = 300;
constexpr std::size_t listed_max = 200;
constexpr Milliseconds kept_for = 90LL * 24 * 3'600'000;

json::object to_json(const Error& error) {
  json::array details, parts;
  for (const auto& one : error.details) details.push_back(json::array{one.name, one.value});
  for (std::size_t i = 0; i < error.all.size() && i < parts_max; ++i)
    parts.push_back(to_json(error.all[i]));
  return {{"falla", std::int64_t(std::to_underlying(error.fault))},
          {"codigo", error.code},
          {"detalles", std::move(details)},
          {"todas", std::move(parts)}};
}

Result<Error> error_from(const json::object& body) {
  Error error;
  error.fault = static_cast<Fault>(TRY(integer_at(body, "falla")));
  error.code = TRY(text_at(body, "codigo"));
  for (const auto& one : TRY(array_at(body, "detalles"))) {
    const auto& pair = one.as_array();
    error.details.push_back(
        {std::string(pair.at(0).as_string()), std::string(pair.at(1).as_string())});
  }
  for (const auto& one : TRY(array_at(body, "todas")))
    error.all.push_back(TRY(error_from(one.as_object())));
  return error;
}

Result<JobRecord> record_from(const storage::JobRow& row) {
  JobRecord job{row.id,    row.title,      row.actor,    row.state,  row.stage, row.done,
                row.steps, row.started_at, row.ended_at, row.result, {}};
  if (!row.fault.empty()) job.fault = TRY(error_from(TRY(parse_json(row.fault)).as_object()));
  return job;
}

}  // namespace

Result<void> remember_job(Context& context, const JobRecord& job) {
  CHECK(storage::forget_jobs_before(context.db(), job.started_at - kept_for));
  return storage::put_job(
      context.db(),
      {job.id, job.title, job.actor, job.state, job.stage, job.done, job.steps, job.started_at,
       job.ended_at, job.result, job.fault ? canonical(to_json(*job.fault)) : std::string()});
}

Result<std::vector<JobRecord>> remembered_jobs(storage::Database& db, std::int64_t actor) {
  std::vector<JobRecord> found;
  for (const auto& row : TRY(storage::jobs(db, actor, listed_max)))
    found.push_back(TRY(record_from(row)));
  return found;
}

Result<std::optional<JobRecord>> remembered_job(storage::Database& db, std::string_view id) {
  const auto row = TRY(storage::job(db, id));
  if (!row) return std::optional<JobRecord>{};
  return std::optional(TRY(record_from(*row)));
}

}  // namespace commands
