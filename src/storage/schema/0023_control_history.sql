-- What a report of a past cut asks of internal control: how findings, instruments and risks stood
-- when the cut was frozen, whatever became of them since; and what the rules that flag nothing said
-- of each payment file, so that a month in which a rule could not tell is no month without failure.

-- A finding as each act that moved it left it, from the day on which it stood so.
-- estado
create table finding_standing (
  institution {text} not null,
  number {text} not null,
  version {int} not null,
  state {text} not null,
  due {text},
  exception_until {text},
  recurrences {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, number, version)
) {strict};
insert into finding_standing (institution, number, version, state, due, exception_until,
                              recurrences, on_date, seq)
  select institution, number, version, state, due, exception_until, recurrences,
         coalesce(closed, issued), seq
    from finding;

-- estado
create table instrument_standing (
  institution {text} not null,
  code {text} not null,
  version {int} not null,
  mode {text} not null,
  frequency {text} not null,
  days {int} not null,
  from_date {text} not null,
  retired {text},
  seq {int} not null,
  primary key (institution, code, version)
) {strict};
insert into instrument_standing (institution, code, version, mode, frequency, days, from_date,
                                 retired, seq)
  select institution, code, version, mode, frequency, days, from_date, retired, seq
    from control_instrument;

-- withdrawn: 1 once it no longer is a risk.
-- estado
create table risk_standing (
  institution {text} not null,
  ejercicio {int} not null,
  number {int} not null,
  probabilidad {int} not null,
  severidad {int} not null,
  valor_control {int} not null,
  withdrawn {int} not null,
  on_date {text} not null,
  seq {int} not null,
  primary key (institution, ejercicio, number, seq)
) {strict};
insert into risk_standing (institution, ejercicio, number, probabilidad, severidad, valor_control,
                           withdrawn, on_date, seq)
  select institution, ejercicio, number, probabilidad, severidad, valor_control,
         case when withdrawn = '' then 0 else 1 end, on_date, seq
    from risk;

-- The rules that passed, and those that could not tell, when an act last asked: codes between
-- blanks, " B02 V01 ". Those that asked to verify are in file_flag.
-- estado
create table file_asked (
  institution {text} not null,
  number {text} not null,
  passed {text} not null,
  untold {text} not null,
  seq {int} not null,
  primary key (institution, number)
) {strict};
