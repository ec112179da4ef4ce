-- The CURs that the content of a payment file names: one is found by the number of its CUR without
-- reading the content of all of them.
-- derivado
create table file_cur (
  institution {text} not null,
  cur {int} not null,
  number {text} not null,
  primary key (institution, cur, number)
) {strict};
create index file_cur_file on file_cur (institution, number);

-- Certificates in whose name others sign invoices of FEL, as PEM, and that the institution trusts
-- between two days, both included. The key is the SHA-256 of the certificate.
-- estado
create table trusted_certificate (
  institution {text} not null,
  fingerprint {text} not null,
  pem {text} not null,
  from_date {text} not null,
  until_date {text},
  reason {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, fingerprint)
) {strict};
