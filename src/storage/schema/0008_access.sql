-- Users, what they may do, and what they prove it with. The first are acts and state; secrets are
-- outside of the journal, because a journal is kept for ever and is shown to auditors.

-- `home` is the institution whose user this is, '' for all of the installation.
-- estado
create table app_user (
  institution {text} not null,
  number {int} not null,
  login {text} not null,
  name {text} not null,
  email {text} not null,
  home {text} not null,
  active {int} not null,
  created_on {text} not null,
  seq {int} not null,
  primary key (institution, number)
) {strict};

-- estado
create table user_role (
  institution {text} not null,
  number {int} not null,
  role {text} not null,
  seq {int} not null,
  primary key (institution, number, role)
) {strict};

-- The units that an enlace or a jefatura answers for; the first is the one that is printed.
-- estado
create table user_unit (
  institution {text} not null,
  number {int} not null,
  position {int} not null,
  unit {text} not null,
  seq {int} not null,
  primary key (institution, number, position)
) {strict};

-- A role lent between dates, both included. `ended_on` is the day on which it was taken back.
-- estado
create table delegation (
  institution {text} not null,
  number {int} not null,
  giver {int} not null,
  taker {int} not null,
  role {text} not null,
  valid_from {text} not null,
  valid_until {text} not null,
  reason {text} not null,
  created_by {int} not null,
  ended_on {text},
  seq {int} not null,
  primary key (institution, number)
) {strict};

-- fuera
create table credential (
  number {int} not null primary key,
  password {text} not null,
  must_change {int} not null,
  changed_at {int} not null,
  totp_secret {text},
  totp_step {int} not null,
  recovery {text} not null
) {strict};

-- A second factor that is being set up: nothing until its first code was right.
-- fuera
create table totp_enrolment (
  number {int} not null primary key,
  secret {text} not null,
  at {int} not null
) {strict};

-- Failures by the hash of the name that was typed, whether there is such a user or not, so that a
-- lock-out does not tell which names exist.
-- fuera
create table sign_in_failure (
  name_hash {text} not null primary key,
  failures {int} not null,
  locked_until {int} not null,
  at {int} not null
) {strict};

-- By the hash of the cookie's 32 random bytes. `second_factor` is 0 until the second step is done.
-- fuera
create table session (
  hash {text} not null primary key,
  name {text} not null,
  number {int} not null,
  csrf {text} not null,
  created_at {int} not null,
  seen_at {int} not null,
  device {text} not null,
  second_factor {int} not null,
  ended_at {int} not null
) {strict};

-- fuera
create table api_token (
  hash {text} not null primary key,
  name {text} not null,
  number {int} not null,
  label {text} not null,
  scopes {text} not null,
  created_at {int} not null,
  expires_at {int} not null,
  ended_at {int} not null
) {strict};

-- The code with which the first administrator is made.
-- fuera
create table setup_code (
  hash {text} not null primary key,
  at {int} not null
) {strict};

-- fuera
create table user_preference (
  number {int} not null,
  name {text} not null,
  value {text} not null,
  primary key (number, name)
) {strict};
