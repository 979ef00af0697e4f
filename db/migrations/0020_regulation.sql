create table regulation_version (
  id uuid primary key default gen_random_uuid(),
  -- The text as it was adopted; parsed anew by whoever needs it, so that nothing can drift from it.
  source text not null,
  school text not null,
  adopted_on date not null,
  effective_school_year int not null,
  effective_semester int not null check (effective_semester in (1, 2)),
  entered_by uuid references person,
  entered_at timestamptz not null,
  unique (effective_school_year, effective_semester)
);
comment on table regulation_version is 'regulation: an adopted text, in force from a semester on';
