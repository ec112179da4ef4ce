-- Internal control and audit: what was audited and found, how it was mended and with what
-- evidence, and the instruments of control with each of their runs.

-- An audit of the yearly plan, or one of the Contraloría.
-- estado
create table audit (
  institution {text} not null,
  number {text} not null,
  year {int} not null,
  title {text} not null,
  origin {text} not null,
  kind {text} not null,
  unit {text} not null,
  cua {text} not null,
  planned_from {text} not null,
  planned_until {text} not null,
  started {text},
  ended {text},
  report {text} not null,
  state {text} not null,
  auditor {int} not null,
  reason {text} not null,
  version {int} not null,
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, number)
) {strict};
create index audit_by_year on audit (institution, year, number);

-- The authority approved the plan of the year.
-- estado
create table audit_plan (
  institution {text} not null,
  year {int} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, year)
) {strict};

-- A finding. `due` is the date that its plan, its descargo or an extension gave; the columns of the
-- bound test (`rule` … `proposal`) are empty where nothing computable is bound to it. What the
-- official system says stands apart in `official_…`. `instrument` and `instrument_period` name the
-- run that did not happen, of a finding that is made of it: its words are made from them.
-- estado
create table finding (
  institution {text} not null,
  number {text} not null,
  year {int} not null,
  audit {text} not null,
  origin {text} not null,
  class {text} not null,
  report {text} not null,
  report_number {text} not null,
  area {text} not null,
  unit {text} not null,
  title {text} not null,
  condition {text} not null,
  criterion {text} not null,
  cause {text} not null,
  effect {text} not null,
  recommendation {text} not null,
  legal_action {text} not null,
  folded {text} not null,
  amount {int},
  posts {text} not null,
  state {text} not null,
  responsible {int} not null,
  issued {text} not null,
  due {text},
  hearing {text},
  plan {int} not null,
  plan_since {text},
  verified_by {int},
  closed {text},
  recurrences {int} not null,
  repeats {text} not null,
  rule {text} not null,
  rule_unit {text} not null,
  frequency {text} not null,
  needed {int} not null,
  clean {int} not null,
  proposal {text} not null,
  tested_on {text},
  official_system {text} not null,
  official_state {text} not null,
  official_note {text} not null,
  official_on {text},
  exception_owner {text} not null,
  exception_reason {text} not null,
  exception_until {text},
  instrument {text} not null,
  instrument_period {text} not null,
  author {int} not null,
  version {int} not null,
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, number)
) {strict};
create index finding_by_state on finding (institution, state, due, number);
create index finding_by_person on finding (institution, responsible, state, number);
create index finding_by_rule on finding (institution, rule, number);
create index finding_by_instrument on finding (institution, instrument, instrument_period);
create index finding_by_report on finding (institution, report, report_number);

-- Every step that a finding took, with what was said: the descargo, the reasons of the auditor.
-- estado
create table finding_step (
  institution {text} not null,
  number {text} not null,
  step {int} not null,
  paso {text} not null,
  from_state {text} not null,
  to_state {text} not null,
  actor {int} not null,
  on_behalf {int},
  on_date {text} not null,
  at {int} not null,
  reason {text} not null,
  due {text},
  seq {int} not null,
  primary key (institution, number, step)
) {strict};

-- The actions of a plan. A plan that failed is followed by another; each keeps its actions.
-- estado
create table finding_action (
  institution {text} not null,
  number {text} not null,
  plan {int} not null,
  action {int} not null,
  what {text} not null,
  who {text} not null,
  due {text} not null,
  seq {int} not null,
  primary key (institution, number, plan, action)
) {strict};

-- Evidence, by its hash. Until it is accepted a newer version may take its place.
-- estado
create table finding_evidence (
  institution {text} not null,
  number {text} not null,
  evidence {int} not null,
  version {int} not null,
  plan {int} not null,
  action {int} not null,
  name {text} not null,
  note {text} not null,
  hash {text} not null,
  media_type {text} not null,
  size {int} not null,
  actor {int} not null,
  on_date {text} not null,
  verdict {text} not null,
  judge {int},
  judged_on {text},
  judge_note {text} not null,
  seq {int} not null,
  primary key (institution, number, evidence, version)
) {strict};

-- More time, asked with a reason and answered by whoever audits.
-- estado
create table finding_extension (
  institution {text} not null,
  number {text} not null,
  extension {int} not null,
  was_due {text},
  asked_due {text} not null,
  reason {text} not null,
  actor {int} not null,
  on_date {text} not null,
  answer {text} not null,
  judge {int},
  judged_on {text},
  judge_note {text} not null,
  seq {int} not null,
  primary key (institution, number, extension)
) {strict};

-- Comments of those responsible and of whoever audits.
-- estado
create table finding_comment (
  institution {text} not null,
  number {text} not null,
  seq {int} not null,
  part {text} not null,
  body {text} not null,
  actor {int} not null,
  at {int} not null,
  primary key (institution, number, seq)
) {strict};

-- What the bound test said of each period.
-- estado
create table finding_test (
  institution {text} not null,
  number {text} not null,
  period {text} not null,
  first_day {text} not null,
  last_day {text} not null,
  result {text} not null,
  judged {int} not null,
  failures {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number, period)
) {strict};

-- The inventory of acts and documents under control.
-- estado
create table control_subject (
  institution {text} not null,
  code {text} not null,
  kind {text} not null,
  name {text} not null,
  process {text} not null,
  norm {text} not null,
  seq {int} not null,
  primary key (institution, code)
) {strict};

-- The instruments of control. `subjects` is a JSON array of codes of the inventory.
-- estado
create table control_instrument (
  institution {text} not null,
  code {text} not null,
  name {text} not null,
  what {text} not null,
  why {text} not null,
  norm {text} not null,
  owner {int} not null,
  component {text} not null,
  process {text} not null,
  mode {text} not null,
  frequency {text} not null,
  days {int} not null,
  condition {text} not null,
  rule {text} not null,
  evidence {text} not null,
  subjects {text} not null,
  from_date {text} not null,
  retired {text},
  reason {text} not null,
  version {int} not null,
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, code)
) {strict};

-- That a control was carried out, with its evidence. `period` is the period of a periodic one, the
-- number of the request of a casuistic one.
-- estado
create table control_run (
  institution {text} not null,
  code {text} not null,
  period {text} not null,
  on_date {text} not null,
  actor {int} not null,
  result {text} not null,
  note {text} not null,
  name {text} not null,
  hash {text} not null,
  media_type {text} not null,
  size {int} not null,
  seq {int} not null,
  primary key (institution, code, period)
) {strict};

-- What started a casuistic control.
-- estado
create table control_request (
  institution {text} not null,
  code {text} not null,
  request {text} not null,
  asked_on {text} not null,
  actor {int} not null,
  reason {text} not null,
  seq {int} not null,
  primary key (institution, code, request)
) {strict};
