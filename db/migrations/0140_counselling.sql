-- 課程諮詢紀錄: stays in the school (國9). No other topic reads these tables but for the student's own questions.
create table counselling_record (
  id uuid primary key default gen_random_uuid(),
  school_year int not null,
  semester int not null check (semester in (1, 2)),
  counsellor uuid not null references person,
  category text not null check (category in ('courses', 'selection', 'portfolio', 'career', 'learning', 'other')),
  topic text not null,
  place text not null,
  held_on date not null,
  -- 24-hour clock, e.g. 14:05.
  held_from text check (held_from ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  held_to text check (held_to ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  content text not null,
  -- For the counselling teachers alone; everything else the student reads too.
  private_note text not null default '',
  follow_up text not null default '',
  follow_up_due date,
  follow_up_done_on date,
  entered_at timestamptz not null,
  changed_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text not null default '',
  check (held_to is null or held_from is not null and held_to > held_from),
  check (follow_up <> '' or (follow_up_due is null and follow_up_done_on is null))
);
create index counselling_record_semester on counselling_record (school_year, semester) where withdrawn_at is null;
comment on table counselling_record is 'counselling: one conversation with one or many students';

create table counselling_student (
  record_id uuid not null references counselling_record,
  registration_id uuid not null references registration,
  primary key (record_id, registration_id)
);
create index counselling_student_registration on counselling_student (registration_id);
comment on table counselling_student is 'counselling: who took part in a conversation';

create table counselling_file (
  id uuid primary key default gen_random_uuid(),
  record_id uuid not null references counselling_record,
  name text not null,
  size bigint not null,
  sha256 text not null references blob (sha256),
  media_type text not null,
  added_by uuid not null references person,
  added_at timestamptz not null,
  removed_at timestamptz
);
create unique index counselling_file_standing on counselling_file (record_id, sha256) where removed_at is null;
create index counselling_file_sha256 on counselling_file (sha256);
comment on table counselling_file is 'counselling: an attachment, by the hash of its bytes';

create table counselling_template (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  name text not null,
  category text not null,
  topic text not null,
  place text not null,
  content text not null,
  follow_up text not null,
  saved_at timestamptz not null,
  unique (person_id, name)
);
comment on table counselling_template is 'counselling: words a counselling teacher begins a record with; their own';
