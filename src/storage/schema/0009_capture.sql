-- What the monthly capture keeps beside the figures themselves: means of verification, what was
-- observed when a report was returned, the visto bueno of a subdirección, and settings.

-- Files that prove a unit's month: of one subproducto, or of all of them ('').
-- estado
create table goal_attachment (
  institution {text} not null,
  unit {text} not null,
  month {text} not null,
  subproducto {text} not null,
  hash {text} not null,
  name {text} not null,
  size {int} not null,
  media_type {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, unit, month, subproducto, hash)
) {strict};

-- What was observed of single rows when a report was returned; `number` is that act's entry.
-- estado
create table goal_observation (
  institution {text} not null,
  unit {text} not null,
  month {text} not null,
  number {int} not null,
  subproducto {text} not null,
  body {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, unit, month, number, subproducto)
) {strict};

-- The visto bueno to a report as it was sent by the entry `sending`.
-- estado
create table goal_endorsement (
  institution {text} not null,
  unit {text} not null,
  month {text} not null,
  sending {int} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, unit, month)
) {strict};

-- How an institution works where there is a choice: "metas.visto_bueno" = "si".
-- estado
create table institution_setting (
  institution {text} not null,
  name {text} not null,
  value {text} not null,
  reason {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, name)
) {strict};

-- What was mailed to whom, so that nothing is mailed twice.
-- fuera
create table notice_mail (
  number {int} not null,
  notice {text} not null,
  at {int} not null,
  primary key (number, notice)
) {strict};
