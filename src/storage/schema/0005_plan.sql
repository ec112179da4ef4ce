-- The plan: whole versions as canonical documents, never overwritten; what is asked by key is
-- kept beside them. A row is in force from one entry of the journal until another (until_seq,
-- not included).

-- One version per approved (or proposed) document; of a fiscal year the open one is in force.
-- estado
create table plan_version (
  institution {text} not null,
  number {int} not null,
  name {text} not null,
  fiscal_year {int} not null,
  digest {text} not null,
  document {text} not null,
  acts {text} not null,
  file_name {text} not null,
  file_hash {text} not null,
  actor {int} not null,
  on_date {text} not null,
  from_seq {int} not null,
  until_seq {int},
  seq {int} not null,
  primary key (institution, number)
) {strict};

-- What the POA programmes of a subproducto in a unit and month: as first approved, and with the
-- reprogrammings that the plan itself carries.
-- estado
create table plan_goal (
  institution {text} not null,
  subproducto {text} not null,
  unit {text} not null,
  month {text} not null,
  from_seq {int} not null,
  until_seq {int},
  initial {int} not null,
  amount {int} not null,
  kind {text} not null,
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, subproducto, unit, month, from_seq)
) {strict};

-- Method sheets of indicators. An approved version never changes.
-- estado
create table indicator_sheet (
  institution {text} not null,
  code {text} not null,
  version {int} not null,
  document {text} not null,
  state {text} not null,
  proposed_by {int} not null,
  proposed_on {text} not null,
  proposed_seq {int} not null,
  approved_by {text},
  approved_on {text},
  approved_seq {int},
  act {text} not null,
  seq {int} not null,
  primary key (institution, code, version)
) {strict};

-- Findings of the linter that were accepted with a reason, for this version of the plan only.
-- estado
create table accepted_finding (
  institution {text} not null,
  plan {int} not null,
  finding {text} not null,
  code {text} not null,
  place {text} not null,
  reason {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, plan, finding)
) {strict};

-- Where a measure of the strategy stands in a cuatrimestre.
-- estado
create table measure_progress (
  institution {text} not null,
  measure {text} not null,
  period {text} not null,
  from_seq {int} not null,
  until_seq {int},
  state {text} not null,
  progress {text} not null,
  amount {int},
  spent {int},
  evidence {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, measure, period, from_seq)
) {strict};

-- What was done about a line of the Política Migratoria in a cuatrimestre.
-- estado
create table policy_progress (
  institution {text} not null,
  line {int} not null,
  period {text} not null,
  from_seq {int} not null,
  until_seq {int},
  progress {text} not null,
  percent {int},
  evidence {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, line, period, from_seq)
) {strict};
