-- What a sample was drawn from, beside its sum: the strata, by which an error is projected, and
-- what was left out of the population and why; and the payment files that are over, by day, of
-- which financial indicators count the paid ones without reading them.

-- How many items of the population each stratum has; amount: of those above zero, in centavos.
-- estado
create table sample_stratum (
  institution {text} not null,
  sample {int} not null,
  stratum {text} not null,
  items {int} not null,
  amount {int} not null,
  seq {int} not null,
  primary key (institution, sample, stratum)
) {strict};

-- reason: "sin_monto", "rechazado", "anulado", "apartado".
-- estado
create table sample_left_out (
  institution {text} not null,
  sample {int} not null,
  reason {text} not null,
  items {int} not null,
  seq {int} not null,
  primary key (institution, sample, reason)
) {strict};

create index payment_file_closed
  on payment_file (institution, closed, estado, visado, received, gasto, monto, illustrative)
  where closed is not null;
