-- An institution's legal adviser vouches for the norm of a rule from a day on: what is judged as of
-- an earlier day keeps the degree of certainty that it had.
-- estado
create table norm_verification (
  institution {text} not null,
  catalog {text} not null,
  code {text} not null,
  valid_from {text} not null,
  since {text} not null,
  reason {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, catalog, code, valid_from)
) {strict};
