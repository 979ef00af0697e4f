-- Round = school year x grade band x batch. Its dates are calendar events with the same key.
create table round (
  id uuid primary key default gen_random_uuid(),
  school_year int not null,
  grade_band text not null check (grade_band in ('one-two', 'three')),
  batch int not null default 1 check (batch > 0),
  opened_by uuid references person,
  opened_at timestamptz not null,
  closed_at timestamptz,
  unique (school_year, grade_band, batch)
);
comment on table round is 'submission: one submission round to the central database';

create table submission_task (
  id uuid primary key default gen_random_uuid(),
  round_id uuid not null references round,
  division text not null check (division in ('day', 'continuing')),
  part text not null check (part in ('outcomes')),
  unique (round_id, division, part)
);
comment on table submission_task is 'submission: what one division hands over in a round';
