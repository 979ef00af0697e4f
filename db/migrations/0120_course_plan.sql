-- 課程計畫: which courses a year's entrants of a programme are taught when. Offerings are held against it.
create table course_plan (
  id uuid primary key default gen_random_uuid(),
  division text not null check (division in ('day', 'continuing')),
  -- As in an offering; the plan may name a course before it was ever given.
  course_code text not null,
  course_name text not null,
  entry_school_year int not null,
  field_group text not null,
  programme text not null,
  grade int not null check (grade between 1 and 4),
  semester int not null check (semester in (1, 2)),
  -- Credits in the day division, weekly periods (節數) in the continuing division.
  credits numeric(4, 1) not null,
  unique (division, entry_school_year, field_group, programme, course_code, grade, semester)
);
create index course_plan_code on course_plan (course_code);
comment on table course_plan is 'courses: a line of the course plan';

-- Who came to teach an offering or no longer does, by whom and why; the offering itself holds who does now.
create table teacher_change (
  id uuid primary key default gen_random_uuid(),
  -- An offering nobody ever took may be dropped, with all that was said of it.
  offering_id uuid not null references offering on delete cascade,
  person_id uuid not null references person,
  kind text not null check (kind in ('added', 'removed')),
  reason text not null,
  at timestamptz not null,
  by uuid references person,
  appointment_id uuid references appointment,
  import_id uuid references import_run
);
create index teacher_change_offering on teacher_change (offering_id, at desc);
comment on table teacher_change is 'courses: a change of who teaches an offering';
revoke update, delete, truncate on teacher_change from licheng_app;
