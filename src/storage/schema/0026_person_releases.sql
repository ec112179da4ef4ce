-- Counts of persons that were published of a cut, with what disclosure control hid. The counts
-- themselves are those of the cut; `hidden` names the cells that were not shown, as JSON.
-- estado
create table person_release (
  institution {text} not null,
  code {text} not null,
  version {int} not null,
  threshold {int} not null,
  hide_zeros {int} not null,
  shown {int} not null,
  hidden {text} not null,
  digest {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, code, version)
) {strict};
