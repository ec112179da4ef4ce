-- The journal, the blobs, and what guards them. See docs/formats/journal.md.

-- fuera
create table schema_version (
  number {int} not null primary key,
  name {text} not null
) {strict};

-- One row per journal: its last entry and the Merkle tree's frontier after it.
-- derivado
create table head (
  institution {text} not null primary key,
  seq {int} not null,
  at {int} not null,
  frontier {blob} not null
) {strict};

-- bitacora
create table journal_entry (
  institution {text} not null,
  seq {int} not null,
  base {int} not null,
  at {int} not null,
  actor {int} not null,
  kind {text} not null,
  version {int} not null,
  nonce {blob} not null,
  act {text} not null,
  effect {text} not null,
  leaf {blob} not null,
  primary key (institution, seq)
) {strict};

-- bitacora
create table checkpoint (
  institution {text} not null,
  size {int} not null,
  at {int} not null,
  note {text} not null,
  primary key (institution, size)
) {strict};

-- Files as they were received, by the SHA-256 of their raw bytes (hexadecimal).
-- bitacora
create table blob (
  hash {text} not null primary key,
  size {int} not null,
  erased {int} not null
) {strict};

-- Pieces of 1 MiB of the raw bytes, each as SHA-256 of its zstd frame and that frame.
-- bitacora
create table blob_chunk (
  hash {text} not null,
  n {int} not null,
  bytes {blob} not null,
  primary key (hash, n)
) {strict};

-- fuera
create table idempotency (
  institution {text} not null,
  key {text} not null,
  request {text} not null,
  outcome {text} not null,
  at {int} not null,
  primary key (institution, key)
) {strict};

-- fuera
create table security_log (
  at {int} not null,
  nonce {text} not null,
  institution {text} not null,
  actor {int} not null,
  kind {text} not null,
  code {text} not null,
  primary key (at, nonce)
) {strict};
