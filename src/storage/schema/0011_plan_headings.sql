-- Headings of the institution's own workbooks of a plan, as somebody said what they mean.

-- One heading of one layout; field "" is a column that is not read.
-- estado
create table plan_heading (
  institution {text} not null,
  layout {text} not null,
  heading {text} not null,
  field {text} not null,
  actor {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, layout, heading)
) {strict};
