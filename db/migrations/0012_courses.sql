create table course (
  -- The 23-character national code, or the school's own key where it has none (then coded is false).
  code text primary key,
  coded boolean not null,
  name text not null
);
comment on table course is 'courses: a 科目, keyed by its course code';

create table offering (
  id uuid primary key default gen_random_uuid(),
  course_code text not null references course,
  school_year int not null,
  semester int not null check (semester in (1, 2)),
  division text not null check (division in ('day', 'continuing')),
  grade int not null check (grade between 1 and 4),
  -- Class or teaching group; with course and semester it names the offering.
  group_name text not null,
  -- Credits in the day division, weekly periods (節數) in the continuing division.
  credits numeric(4, 1) not null,
  unique (course_code, school_year, semester, division, group_name)
);
create index offering_semester on offering (school_year, semester);
comment on table offering is 'courses: a course given in a semester to a group';

create table offering_teacher (
  offering_id uuid not null references offering,
  person_id uuid not null references person,
  primary key (offering_id, person_id)
);
create index offering_teacher_person on offering_teacher (person_id);
comment on table offering_teacher is 'courses: who teaches an offering; several may';

create table enrolment (
  id uuid primary key default gen_random_uuid(),
  registration_id uuid not null references registration,
  offering_id uuid not null references offering,
  kind text not null default 'ordinary'
    check (kind in ('ordinary', 'retake', 'make-up', 'repeat', 'transfer', 'visiting')),
  ended_at timestamptz,
  unique (registration_id, offering_id, kind)
);
create index enrolment_offering on enrolment (offering_id);
comment on table enrolment is 'courses: a student taking an offering';

alter table appointment add foreign key (offering_id) references offering;
