// Jobs by who started them, newest first.
#include "storage/job_store.hpp"

namespace storage {
namespace {

JobRow job_from(const Row& row) {
  return {row.text(0),    row.text(1),    row.integer(2), row.text(3), row.text(4), row.integer(5),
          row.integer(6), row.integer(7), row.integer(8), row.text(9), row.text(10)};
}

}  // namespace

Result<void> put_job(Database& db, const JobRow& job) {
  return put(db, "job",
             {{"id", job.id},
              {"title", job.title},
              {"actor", job.actor},
              {"state", job.state},
              {"stage", job.stage},
              {"done", job.done},
              {"steps", job.steps},
              {"started_at", job.started_at},
              {"ended_at", job.ended_at},
              {"result", job.result},
              {"fault", job.fault}});
}

Result<void> forget_jobs_before(Database& db, std::int64_t started_at) {
  CHECK(db.run("delete from job where started_at < ?1", started_at));
  return {};
}

Result<std::vector<JobRow>> jobs(Database& db, std::int64_t actor, std::size_t most) {
  constexpr auto sql = R"(
    select id, title, actor, state, stage, done, steps, started_at, ended_at, result, fault
      from job
     where ?1 = 0 or actor = ?1
     order by started_at desc, id
     limit ?2)";
  return db.rows(sql, job_from, actor, static_cast<std::int64_t>(most));
}

Result<std::optional<JobRow>> job(Database& db, std::string_view id) {
  constexpr auto sql = R"(
    select id, title, actor, state, stage, done, steps, started_at, ended_at, result, fault
      from job
     where id = ?1)";
  return db.first(sql, job_from, id);
}

}  // namespace storage
