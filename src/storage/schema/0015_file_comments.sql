-- What people say to each other on a payment file. `seq` is that of the act: one comment each.
-- estado
create table file_comment (
  institution {text} not null,
  number {text} not null,
  seq {int} not null,
  body {text} not null,
  actor {int} not null,
  at {int} not null,
  primary key (institution, number, seq)
) {strict};
