-- Who lives in this base, and with which keys its journals are signed.

-- estado
create table institution (
  institution {text} not null primary key,
  name {text} not null,
  short_name {text} not null,
  address {text} not null,
  telephone {text} not null,
  email {text} not null,
  illustrative {int} not null,
  seq {int} not null
) {strict};

-- Public keys of the journals; the private one is in a file and in no base.
-- estado
create table log_key (
  institution {text} not null,
  public_key {text} not null,
  origin {text} not null,
  seq {int} not null,
  primary key (institution, public_key)
) {strict};
