-- Bytes that no home holds any more: since when it is known. Null again once they have been handed in anew.
alter table blob add column lost_at timestamptz;

-- An upload that brings lost bytes back makes no version: the one it names stands as before.
alter table outcome_upload
  add column restores uuid references outcome_version,
  add column restored_at timestamptz,
  add check (restored_at is null or restores is not null);
create index outcome_upload_restores on outcome_upload (restores) where restores is not null;

create table reopening (
  id uuid primary key default gen_random_uuid(),
  division text not null check (division in ('day', 'continuing')),
  school_year int not null,
  semester int not null check (semester in (1, 2)),
  reason text not null check (length(reason) > 0),
  made_by uuid not null references person,
  appointment_id uuid references appointment,
  made_at timestamptz not null,
  closes timestamptz not null,
  -- Ended early.
  ended_at timestamptz,
  ended_by uuid references person,
  ended_reason text,
  check (closes > made_at),
  check ((ended_at is null) = (ended_by is null))
);
create index reopening_term on reopening (school_year, semester);
comment on table reopening is 'reopening: a semester''s upload opened again after its closing, for named students';

create table reopening_student (
  reopening_id uuid not null references reopening,
  registration_id uuid not null references registration,
  primary key (reopening_id, registration_id)
);
create index reopening_student_registration on reopening_student (registration_id);
comment on table reopening_student is 'reopening: for whom';

create table reopening_course (
  reopening_id uuid not null references reopening,
  course_code text not null references course (code),
  primary key (reopening_id, course_code)
);
comment on table reopening_course is 'reopening: for which courses; none named means all of them';

-- By which reopening it came in after the closing (補件); null within the window.
alter table outcome_version add column reopening_id uuid references reopening;
create index outcome_version_reopening on outcome_version (reopening_id) where reopening_id is not null;

-- The reopenings there ever were for a student in a course of a semester, each up to its end.
create function reopenings_of(student uuid, course text, year int, term int) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('reopeningId', r.id, 'reason', r.reason, 'from', r.made_at,
           'until', least(r.closes, r.ended_at)) order by r.made_at), '[]')
  from reopening_student s join reopening r on r.id = s.reopening_id
  where s.registration_id = student and r.school_year = year and r.semester = term
    and (not exists (select from reopening_course c where c.reopening_id = r.id)
      or exists (select from reopening_course c where c.reopening_id = r.id and c.course_code = course))
$$;

alter table notice drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in ('returned', 'doubt', 'answered', 'reopened'));

alter table record_change drop constraint record_change_topic_check,
  add constraint record_change_topic_check
    check (topic in ('register', 'status', 'grades', 'cadre', 'counselling', 'performances', 'outcomes'));

-- The original course of an enrolment also comes by import, of which the house itself may be the importer.
alter table enrolment_origin alter column entered_by drop not null;
select undoable('enrolment_origin');
