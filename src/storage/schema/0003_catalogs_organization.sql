-- Dated catalogues and norms (of the installation, confirmed by institutions), and the
-- institution's units, posts and functions.

-- The first day is part of the key, '' where it is open: a new value is a new row.
-- estado
create table catalog_entry (
  institution {text} not null,
  catalog {text} not null,
  code {text} not null,
  valid_from {text} not null,
  valid_until {text},
  name {text} not null,
  parent {text},
  certainty {text} not null,
  source {text} not null,
  attributes {text} not null,
  seq {int} not null,
  primary key (institution, catalog, code, valid_from)
) {strict};

-- An institution's legal adviser vouches for a norm of the installation.
-- estado
create table norm_confirmation (
  institution {text} not null,
  catalog {text} not null,
  code {text} not null,
  valid_from {text} not null,
  certainty {text} not null,
  reason {text} not null,
  seq {int} not null,
  primary key (institution, catalog, code, valid_from)
) {strict};

-- estado
create table org_unit (
  institution {text} not null,
  code {text} not null,
  position {int} not null,
  name {text} not null,
  short_name {text},
  kind {text} not null,
  parent {text},
  place {text},
  reports {int} not null,
  valid_from {text},
  valid_until {text},
  source {text} not null,
  seq {int} not null,
  primary key (institution, code)
) {strict};

-- estado
create table post (
  institution {text} not null,
  code {text} not null,
  position {int} not null,
  name {text} not null,
  unit {text} not null,
  seq {int} not null,
  primary key (institution, code)
) {strict};

-- Who holds a post between dates; the name may be the post's own where persons are not named.
-- estado
create table post_holder (
  institution {text} not null,
  post {text} not null,
  valid_from {text} not null,
  valid_until {text},
  name {text} not null,
  person {int} not null,
  act {text},
  seq {int} not null,
  primary key (institution, post, valid_from)
) {strict};

-- A function that the Manual de Organización y Funciones gives a unit, with the manual's number.
-- estado
create table org_function (
  institution {text} not null,
  code {text} not null,
  position {int} not null,
  unit {text} not null,
  norm {text} not null,
  number {int} not null,
  text {text} not null,
  valid_from {text},
  valid_until {text},
  seq {int} not null,
  primary key (institution, code)
) {strict};

-- What shows that a function is exercised: acts of a kind, documents, parts of a report.
-- estado
create table function_link (
  institution {text} not null,
  function {text} not null,
  kind {text} not null,
  target {text} not null,
  seq {int} not null,
  primary key (institution, function, kind, target)
) {strict};
