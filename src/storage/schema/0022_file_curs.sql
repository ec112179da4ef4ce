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
