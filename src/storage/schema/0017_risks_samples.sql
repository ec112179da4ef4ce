-- Internal control: the risk matrix of SINACIG with its work plan and the continuity of its
-- evidence, what is said of the five components, samples with their working papers, notes on
-- financial indicators, letters of guidance; and the index by which the trail is searched.

-- One risk of a year's matrix. withdrawn: why it no longer is one; "" while it is.
-- estado
create table risk (
  institution {text} not null,
  ejercicio {int} not null,
  number {int} not null,
  unidad {text} not null,
  objetivo {text} not null,
  area {text} not null,
  evento {text} not null,
  descripcion {text} not null,
  probabilidad {int} not null,
  severidad {int} not null,
  valor_control {int} not null,
  control {text} not null,
  observaciones {text} not null,
  withdrawn {text} not null,
  illustrative {int} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, ejercicio, number)
) {strict};

-- What is done about a risk: a line of the work plan.
-- estado
create table risk_action (
  institution {text} not null,
  ejercicio {int} not null,
  risk {int} not null,
  number {int} not null,
  control {text} not null,
  prioridad {text} not null,
  que {text} not null,
  como {text} not null,
  quien {text} not null,
  recursos {text} not null,
  inicio {text} not null,
  fin {text} not null,
  estado {text} not null,
  comentarios {text} not null,
  illustrative {int} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, ejercicio, risk, number)
) {strict};

-- What shows that an action was carried out in a month. hash "": nothing but these words.
-- estado
create table risk_evidence (
  institution {text} not null,
  ejercicio {int} not null,
  risk {int} not null,
  action {int} not null,
  seq {int} not null,
  month {text} not null,
  description {text} not null,
  hash {text} not null,
  name {text} not null,
  illustrative {int} not null,
  actor {int} not null,
  on_date {text} not null,
  primary key (institution, ejercicio, risk, action, seq)
) {strict};

-- What the yearly report says of each component of internal control.
-- estado
create table control_component (
  institution {text} not null,
  ejercicio {int} not null,
  component {text} not null,
  body {text} not null,
  illustrative {int} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, ejercicio, component)
) {strict};

-- A sample: what it was drawn from, how, with which seed, and what it showed. Rates are hundredths
-- of a per cent, amounts centavos.
-- estado
create table audit_sample (
  institution {text} not null,
  number {int} not null,
  population {text} not null,
  ejercicio {int} not null,
  method {text} not null,
  seed {text} not null,
  size {int} not null,
  confidence {int} not null,
  population_count {int} not null,
  population_amount {int} not null,
  objective {text} not null,
  conclusion {text} not null,
  illustrative {int} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number)
) {strict};

-- An item of a sample and its working paper. result "": not examined yet.
-- estado
create table sample_item (
  institution {text} not null,
  sample {int} not null,
  n {int} not null,
  reference {text} not null,
  stratum {text} not null,
  description {text} not null,
  hits {int} not null,
  place {int} not null,
  amount {int} not null,
  result {text} not null,
  audited {int},
  note {text} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, sample, n)
) {strict};

-- What explains a deviation of a financial indicator in a month; the last word counts.
-- estado
create table indicator_note (
  institution {text} not null,
  indicator {text} not null,
  month {text} not null,
  body {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, indicator, month)
) {strict};

-- A letter of guidance: a deviation, what it comes from, what the norm asks, and ways to mend it.
-- estado
create table guidance (
  institution {text} not null,
  number {int} not null,
  ejercicio {int} not null,
  subject {text} not null,
  origin {text} not null,
  origin_ref {text} not null,
  unidad {text} not null,
  partida {text} not null,
  meta {text} not null,
  figures {text} not null,
  cause {text} not null,
  norm {text} not null,
  demands {text} not null,
  options {text} not null,
  annexes {text} not null,
  addressee {text} not null,
  due {text} not null,
  estado {text} not null,
  outcome {text} not null,
  illustrative {int} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number)
) {strict};

-- What the authority answered.
-- estado
create table guidance_answer (
  institution {text} not null,
  number {int} not null,
  seq {int} not null,
  body {text} not null,
  actor {int} not null,
  on_date {text} not null,
  primary key (institution, number, seq)
) {strict};

-- The words of each entry's act, to find it by what it is about (trail_words.hpp).
-- derivado
create table trail_word (
  institution {text} not null,
  word {text} not null,
  seq {int} not null,
  primary key (institution, word, seq)
) {strict};

create index journal_entry_kind on journal_entry (institution, kind, seq);
create index journal_entry_actor on journal_entry (institution, actor, seq);
create index journal_entry_kind_actor on journal_entry (institution, kind, actor, seq);
create index journal_entry_at on journal_entry (institution, at, seq);
