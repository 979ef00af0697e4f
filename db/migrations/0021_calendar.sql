create table calendar_event (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  school_year int not null,
  semester int check (semester in (1, 2)),
  division text check (division in ('day', 'continuing')),
  grade_band text check (grade_band in ('one-two', 'three')),
  batch int,
  -- A whole day, or an instant with a time of day.
  on_day date,
  at timestamptz,
  entered_by uuid references person,
  entered_at timestamptz not null,
  -- Moving a date enters a new row; the old one stays.
  replaced_at timestamptz,
  check ((on_day is null) <> (at is null))
);
create unique index calendar_event_standing
  on calendar_event (name, school_year, semester, division, grade_band, batch) nulls not distinct
  where replaced_at is null;
comment on table calendar_event is 'calendar: a date staff entered, on which windows hang';

create table window_override (
  id uuid primary key default gen_random_uuid(),
  window_of text not null,
  school_year int not null,
  semester int check (semester in (1, 2)),
  division text check (division in ('day', 'continuing')),
  grade int,
  grade_band text check (grade_band in ('one-two', 'three')),
  batch int,
  opens timestamptz,
  closes timestamptz not null,
  reason text not null check (length(reason) > 0),
  made_by uuid not null references person,
  made_at timestamptz not null,
  revoked_at timestamptz
);
create unique index window_override_standing
  on window_override (window_of, school_year, semester, division, grade, grade_band, batch) nulls not distinct
  where revoked_at is null;
comment on table window_override is 'calendar: a window moved with a reason; the rule stays visible beside it';
