-- Long jobs as people look at them after the server was started again. What a job did is in the
-- journal; this is only its title, how it ended and where its result is. `fault` is the refusal of
-- one that failed, as JSON; '' for none.

-- fuera
create table job (
  id {text} not null primary key,
  title {text} not null,
  actor {int} not null,
  state {text} not null,
  stage {text} not null,
  done {int} not null,
  steps {int} not null,
  started_at {int} not null,
  ended_at {int} not null,
  result {text} not null,
  fault {text} not null
) {strict};
create index job_by_actor on job (actor, started_at);
