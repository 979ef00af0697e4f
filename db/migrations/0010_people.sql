create table person (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  -- National ID or resident certificate: ciphertext to read it back, keyed hash to find it. Never in clear.
  national_id_sealed bytea,
  national_id_key bytea,
  birth_date date,
  gender text check (gender in ('male', 'female', 'other')),
  created_at timestamptz not null default clock_timestamp(),
  unique (national_id_key, birth_date)
);
comment on table person is 'people: a human being, once, whatever roles they hold';

create table registration (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  student_number text not null unique,
  division text not null check (division in ('day', 'continuing')),
  entry_school_year int not null,
  -- 科班學程別 and 群別 as the central database codes them.
  programme text not null,
  field_group text not null,
  status text not null default 'enrolled',
  starts_on date not null,
  ends_on date,
  created_at timestamptz not null default clock_timestamp()
);
create index registration_person on registration (person_id);
comment on table registration is 'people: a person as student of this school for a period';

create table class (
  id uuid primary key default gen_random_uuid(),
  school_year int not null,
  division text not null check (division in ('day', 'continuing')),
  grade int not null check (grade between 1 and 4),
  name text not null,
  unique (school_year, division, name)
);
comment on table class is 'people: a class of one school year';

create table placement (
  id uuid primary key default gen_random_uuid(),
  registration_id uuid not null references registration,
  school_year int not null,
  semester int not null check (semester in (1, 2)),
  class_id uuid not null references class,
  seat int,
  unique (registration_id, school_year, semester)
);
create index placement_class on placement (class_id, semester);
comment on table placement is 'people: which class and seat a student has in a semester';

create table staff (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null unique references person,
  staff_code text not null unique,
  email text,
  job_title text not null default '',
  left_on date
);
comment on table staff is 'people: a person as member of staff';
