-- The way of a report from its draft to the public: the texts of its sections, the review, the
-- signatures, the files that were made public, the withdrawal, and what a new version corrects.

-- What people wrote for one section of a version. `edits` counts how often it was saved: a form
-- that was made from an earlier one is told so.
-- estado
create table report_section (
  institution {text} not null,
  code {text} not null,
  version {int} not null,
  section {text} not null,
  text {text} not null,
  state {text} not null,
  post {text},
  author {int} not null,
  edits {int} not null,
  seq {int} not null,
  primary key (institution, code, version, section)
) {strict};

-- Where a version stands. A version without a row has not left its author yet.
-- estado
create table report_progress (
  institution {text} not null,
  code {text} not null,
  version {int} not null,
  state {text} not null,
  sender {int},
  sent_on {text},
  returned_by {int},
  returned_on {text},
  reason {text},
  letter {text},
  signed_by {int},
  signed_on {text},
  signatories {text},
  signed_blob {text},
  signed_size {int},
  published_by {int},
  published_on {text},
  withdrawn_by {int},
  withdrawn_on {text},
  replaces {int},
  errata {text},
  kept_seq {int},
  seq {int} not null,
  primary key (institution, code, version)
) {strict};

-- The files of a published version, with the bytes that they had on that day.
-- estado
create table published_file (
  institution {text} not null,
  code {text} not null,
  version {int} not null,
  format {text} not null,
  name {text} not null,
  blob {text} not null,
  size {int} not null,
  seq {int} not null,
  primary key (institution, code, version, format)
) {strict};

-- A DOCX that was edited by hand and sent back, to be compared with the cut.
-- estado
create table report_reading (
  institution {text} not null,
  code {text} not null,
  version {int} not null,
  blob {text} not null,
  name {text} not null,
  size {int} not null,
  reader {int} not null,
  read_on {text} not null,
  seq {int} not null,
  primary key (institution, code, version, blob)
) {strict};
