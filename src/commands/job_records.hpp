// Long jobs as they are remembered outside of the journal, so that their list outlives the server.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/context.hpp"

namespace commands {

struct JobRecord {
  std::string id, title;
  std::int64_t actor = 0;
  std::string state;  // Of the server's own words: "terminado".
  std::string stage;
  std::int64_t done = 0, steps = 0;
  Milliseconds started_at = 0, ended_at = 0;
  std::string result;          // Address.
  std::optional<Error> fault;  // With at most the first few hundred of its parts.
};

// Writes the record, over the one with the same id; forgets those that began too long ago.
Result<void> remember_job(Context&, const JobRecord&);

// Newest first; an actor of 0 asks for everybody's.
Result<std::vector<JobRecord>> remembered_jobs(storage::Database&, std::int64_t actor);
Result<std::optional<JobRecord>> remembered_job(storage::Database&, std::string_view id);

}  // namespace commands
