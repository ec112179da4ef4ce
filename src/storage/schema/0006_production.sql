-- Physical goals, series of variables, and cuts. A row is in force from one entry of the
-- journal until another (until_seq, not included), so that any earlier cut can still be read.

-- What was programmed for a month, where the plan's POA does not say it or was reprogrammed.
-- estado
create table goal_programme (
  institution {text} not null,
  subproducto {text} not null,
  unit {text} not null,
  month {text} not null,
  from_seq {int} not null,
  until_seq {int},
  initial {int} not null,
  amount {int} not null,
  version {int} not null,
  reason {text} not null,
  act {text} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, subproducto, unit, month, from_seq)
) {strict};

-- What a unit reported to have done. No row: nothing was reported. A zero is a row.
-- estado
create table goal_report (
  institution {text} not null,
  subproducto {text} not null,
  unit {text} not null,
  month {text} not null,
  from_seq {int} not null,
  until_seq {int},
  amount {int} not null,
  kind {text} not null,
  parts {text} not null,
  evidence {text} not null,
  note {text} not null,
  rectification {int},
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, subproducto, unit, month, from_seq)
) {strict};

-- Where a unit's month stands: borrador has no row.
-- estado
create table goal_unit_month (
  institution {text} not null,
  unit {text} not null,
  month {text} not null,
  from_seq {int} not null,
  until_seq {int},
  state {text} not null,
  sent_by {int} not null,
  sent_on {text} not null,
  on_date {text} not null,
  comment {text} not null,
  missing {text} not null,
  seq {int} not null,
  primary key (institution, unit, month, from_seq)
) {strict};

-- estado
create table month_close (
  institution {text} not null,
  month {text} not null,
  absentees {text} not null,
  on_date {text} not null,
  from_seq {int} not null,
  seq {int} not null,
  primary key (institution, month)
) {strict};

-- Asked by one person, decided by another: "propuesta", "autorizada", "negada".
-- estado
create table goal_rectification (
  institution {text} not null,
  number {int} not null,
  subproducto {text} not null,
  unit {text} not null,
  month {text} not null,
  old_amount {int},
  new_amount {int} not null,
  parts {text} not null,
  evidence {text} not null,
  note {text} not null,
  reason {text} not null,
  state {text} not null,
  proposed_by {int} not null,
  proposed_on {text} not null,
  decided_by {int},
  decided_on {text},
  decided_seq {int},
  seq {int} not null,
  primary key (institution, number)
) {strict};

-- Values of series: history, reference populations, measurements that no subproducto feeds.
-- estado
create table series_value (
  institution {text} not null,
  series {text} not null,
  unit {text} not null,
  detail {text} not null,
  period {text} not null,
  from_seq {int} not null,
  until_seq {int},
  amount {int} not null,
  unit_of_measure {text} not null,
  kind {text} not null,
  source {text} not null,
  evidence {text} not null,
  note {text} not null,
  reason {text} not null,
  illustrative {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, series, unit, detail, period, from_seq)
) {strict};

-- A period frozen by sequence numbers, with the thresholds and limits that it was judged by.
-- estado
create table cut (
  institution {text} not null,
  code {text} not null,
  version {int} not null,
  first_month {text} not null,
  last_month {text} not null,
  institution_seq {int} not null,
  installation_seq {int} not null,
  frozen_at {int} not null,
  open_months {text} not null,
  norms {text} not null,
  seq {int} not null,
  primary key (institution, code, version)
) {strict};
