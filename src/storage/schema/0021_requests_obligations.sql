-- Requests for public information, and what was delivered of what the law asks for.

-- A request. What whoever asks has written is not here: `private` is the salted hash of it, and
-- the words are in private_value, where they can be erased. `ticket` is the hash of the secret in
-- the link by which the requester follows it.
-- estado
create table information_request (
  institution {text} not null,
  number {text} not null,
  year {int} not null,
  via {text} not null,
  received {text} not null,
  private {text} not null,
  ticket {text} not null,
  state {text} not null,
  before_pause {text} not null,
  subject {text} not null,
  topic {text} not null,
  unit {text} not null,
  answered_by {int},
  answered_on {text},
  answer {text} not null,
  extended_on {text},
  extension_reason {text} not null,
  result {text} not null,
  reason {text} not null,
  basis {text} not null,
  declaration {text} not null,
  resolver {int},
  resolved_on {text},
  notified_on {text},
  notice {text} not null,
  appealed_on {text},
  appeal {text} not null,
  ruling {text} not null,
  ruling_reason {text} not null,
  ruled_on {text},
  author {int} not null,
  version {int} not null,
  illustrative {int} not null,
  seq {int} not null,
  primary key (institution, number)
) {strict};
create index information_request_by_ticket on information_request (institution, ticket);
create index information_request_by_unit on information_request (institution, unit, number);

-- Every step that a request took. `body` is what the institution said; `private` is the hash of
-- what the requester said in it.
-- estado
create table information_request_step (
  institution {text} not null,
  number {text} not null,
  step {int} not null,
  paso {text} not null,
  from_state {text} not null,
  to_state {text} not null,
  actor {int} not null,
  on_date {text} not null,
  at {int} not null,
  body {text} not null,
  private {text} not null,
  seq {int} not null,
  primary key (institution, number, step)
) {strict};

-- Files by their hash: what the unit found (`part` respuesta; `restricted`: not to leave as it is)
-- and what is handed over (`part` entrega; `replaces`: the file whose parts it covers).
-- estado
create table information_request_file (
  institution {text} not null,
  number {text} not null,
  file {int} not null,
  part {text} not null,
  name {text} not null,
  hash {text} not null,
  media_type {text} not null,
  size {int} not null,
  restricted {int} not null,
  replaces {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number, file)
) {strict};

-- That an obligation of the legal calendar was met for a period, with its proof. A later delivery
-- of the same period corrects the one before.
-- estado
create table obligation_delivery (
  institution {text} not null,
  obligation {text} not null,
  period {text} not null,
  delivery {int} not null,
  on_date {text} not null,
  recipient {text} not null,
  note {text} not null,
  name {text} not null,
  hash {text} not null,
  media_type {text} not null,
  size {int} not null,
  actor {int} not null,
  registered_on {text} not null,
  seq {int} not null,
  primary key (institution, obligation, period, delivery)
) {strict};

-- Words of private persons by the hash of their salt and text: the journal knows only the hash, so
-- that they can be erased.
-- fuera
create table private_value (
  hash {text} not null primary key,
  salt {text} not null,
  value {text} not null,
  at {int} not null
) {strict};
