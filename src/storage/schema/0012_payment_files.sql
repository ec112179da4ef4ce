-- Payment files (expedientes) and what hangs on them. `lines` is the content as canonical JSON:
-- pairs of path and value of docs/formats/expediente.md, in order, without documents and uploads,
-- which have their own tables. Columns beside it are what lists and history ask for.

-- estado
create table payment_file (
  institution {text} not null,
  number {text} not null,
  gasto {text} not null,
  modalidad {text},
  ejercicio {int} not null,
  unidad {text} not null,
  familia {text} not null,
  nit {text} not null,
  supplier {text} not null,
  folded {text} not null,
  nog {text} not null,
  npg {text} not null,
  reason {text} not null,
  monto {int},
  purchased_on {text},
  purchase {int},
  renglon {text},
  estado {text} not null,
  received {text} not null,
  assignee {int},
  author {int} not null,
  author_for {int},
  version {int} not null,
  visado {int} not null,
  due {text},
  closed {text},
  blocking {int},
  warning {int},
  lines {text} not null,
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, number)
) {strict};
-- Counters and sums of the queue are read from this index alone.
create index payment_file_queue
  on payment_file (institution, estado, received, number, monto);
create index payment_file_received on payment_file (institution, received, number);
create index payment_file_unit on payment_file (institution, unidad, received, number);
create index payment_file_supplier on payment_file (institution, nit, received, number);
create index payment_file_amount on payment_file (institution, monto, number);
create index payment_file_purchase
  on payment_file (institution, ejercicio, unidad, familia, purchased_on);

-- Every version of a document; the newest of a kind counts. `hash` names a kept blob; '' is a
-- paper. `visado` is the hash that the visado saw.
-- estado
create table file_document (
  institution {text} not null,
  number {text} not null,
  clase {text} not null,
  version {int} not null,
  hash {text} not null,
  name {text} not null,
  media_type {text} not null,
  size {int} not null,
  fecha {text},
  desde {text},
  hasta {text},
  monto {int},
  visado {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number, clase, version)
) {strict};
create index file_document_hash on file_document (institution, hash);

-- Whether a document is in a system of the State, and who looked.
-- estado
create table file_upload (
  institution {text} not null,
  number {text} not null,
  clase {text} not null,
  sistema {text} not null,
  cargado {int} not null,
  fecha {text},
  referencia {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number, clase, sistema)
) {strict};

-- Which file holds an invoice: its authorisation, or issuer, series and number.
-- estado
create table file_invoice (
  institution {text} not null,
  invoice {text} not null,
  number {text} not null,
  emisor {text} not null,
  invoice_number {text} not null,
  emitida {text},
  total {int},
  seq {int} not null,
  primary key (institution, invoice)
) {strict};
create index file_invoice_like on file_invoice (institution, emisor, total);
create index file_invoice_file on file_invoice (institution, number);

-- Answers to the lines of the checklist.
-- estado
create table file_answer (
  institution {text} not null,
  number {text} not null,
  code {text} not null,
  answer {text} not null,
  note {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number, code)
) {strict};

-- The steps that a file took.
-- estado
create table file_step (
  institution {text} not null,
  number {text} not null,
  step {int} not null,
  paso {text} not null,
  from_state {text} not null,
  to_state {text} not null,
  actor {int} not null,
  on_behalf {int},
  role {text} not null,
  on_date {text} not null,
  at {int} not null,
  motivo {text},
  justification {text} not null,
  seq {int} not null,
  primary key (institution, number, step)
) {strict};
create index file_step_day on file_step (institution, to_state, on_date);

-- What was observed when a file was returned.
-- estado
create table file_letter (
  institution {text} not null,
  number {text} not null,
  step {int} not null,
  motivos {text} not null,
  letter {text} not null,
  days {int} not null,
  due {text},
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number, step)
) {strict};

-- What the rules asked to verify when an act last asked them.
-- estado
create table file_flag (
  institution {text} not null,
  number {text} not null,
  rule {text} not null,
  effect {text} not null,
  certainty {text} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number, rule)
) {strict};
create index file_flag_rule on file_flag (institution, rule, number);

-- What a person concluded of a flag. `number` may be a subject of history.
-- estado
create table flag_verdict (
  institution {text} not null,
  number {text} not null,
  rule {text} not null,
  finding {text} not null,
  reason {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number, rule)
) {strict};
create index flag_verdict_rule on flag_verdict (institution, rule, finding);

-- A visado: the number, and the digest of what it saw, which its receipt repeats.
-- estado
create table file_visado (
  institution {text} not null,
  visado {int} not null,
  number {text} not null,
  content {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, visado)
) {strict};
create index file_visado_file on file_visado (institution, number);

-- estado
create table supplier (
  institution {text} not null,
  nit {text} not null,
  name {text} not null,
  lines {text} not null,
  seq {int} not null,
  primary key (institution, nit)
) {strict};

-- Contracts with their guarantees. What files of it were paid is asked of the files.
-- estado
create table contract (
  institution {text} not null,
  nit {text} not null,
  number {text} not null,
  lines {text} not null,
  seq {int} not null,
  primary key (institution, nit, number)
) {strict};

-- The institution's versions of checklists. From `from_date` on the lines of a version take the
-- place of those that came with the norms, until the next version's eve.
-- estado
create table checklist_version (
  institution {text} not null,
  list {text} not null,
  version {int} not null,
  from_date {text} not null,
  reason {text} not null,
  items {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, list, version)
) {strict};
