-- What a report says beyond the figures: the financial programme, the areas' texts, the
-- evidence of functions, recommendations, and the reports themselves with their approval.

-- Monthly programme of devengado by programmatic category. A new load closes the rows it replaces
-- (until_seq), so that a frozen cut still sees its own.
-- estado
create table financial_programme (
  institution {text} not null,
  category {text} not null,
  month {text} not null,
  from_seq {int} not null,
  until_seq {int},
  amount {int} not null,
  source {text} not null,
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, category, month, from_seq)
) {strict};

-- Logros, limitaciones, causas and acciones correctivas of one area and cuatrimestre.
-- estado
create table area_text (
  institution {text} not null,
  period {text} not null,
  unit {text} not null,
  state {text} not null,
  achievements {text} not null,
  limitations {text} not null,
  causes {text} not null,
  actions {text} not null,
  author {int} not null,
  sent_on {text},
  reviewer {int},
  reviewed_on {text},
  comment {text},
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, period, unit)
) {strict};

-- A document that shows a function at work, where no act of this program does.
-- estado
create table function_evidence (
  institution {text} not null,
  unit {text} not null,
  number {int} not null,
  document {text} not null,
  dated {text} not null,
  description {text} not null,
  blob {text},
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, unit, number, document)
) {strict};

-- estado
create table recommendation (
  institution {text} not null,
  period {text} not null,
  n {int} not null,
  text {text} not null,
  post {text} not null,
  due {text} not null,
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, period, n)
) {strict};

-- A report of a period: draft until another person than its author approves it.
-- estado
create table report (
  institution {text} not null,
  code {text} not null,
  version {int} not null,
  kind {text} not null,
  period {text} not null,
  cut_version {int} not null,
  state {text} not null,
  author {int} not null,
  drafted_on {text} not null,
  approver {int},
  approved_on {text},
  letter {text},
  seq {int} not null,
  primary key (institution, code, version)
) {strict};
