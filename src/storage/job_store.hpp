// Rows of 0014_jobs.sql.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/records.hpp"

namespace storage {

struct JobRow {
  std::string id, title;
  std::int64_t actor = 0;
  std::string state, stage;
  std::int64_t done = 0, steps = 0, started_at = 0, ended_at = 0;
  std::string result, fault;
};

Result<void> put_job(Database&, const JobRow&);
Result<void> forget_jobs_before(Database&, std::int64_t started_at);
// Newest first, at most `most`; an actor of 0 asks for everybody's.
Result<std::vector<JobRow>> jobs(Database&, std::int64_t actor, std::size_t most);
Result<std::optional<JobRow>> job(Database&, std::string_view id);

}  // namespace storage
