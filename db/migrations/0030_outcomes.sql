create table outcome (
  id uuid primary key default gen_random_uuid(),
  enrolment_id uuid not null references enrolment,
  -- The enrolment's student, here too: lists, locks and caps go by student.
  registration_id uuid not null references registration,
  created_at timestamptz not null,
  withdrawn_at timestamptz
);
create index outcome_registration on outcome (registration_id);
create index outcome_enrolment on outcome (enrolment_id);
comment on table outcome is 'outcomes: one 課程學習成果 (一件); a draft until it has a version';

-- Apart from the outcome: a private note that changes with every pause in typing is no act.
create table outcome_draft (
  outcome_id uuid primary key references outcome,
  description text not null,
  saved_at timestamptz not null
);
comment on table outcome_draft is 'outcomes: the description a student is writing; private, counts for nothing';

create table outcome_upload (
  id uuid primary key default gen_random_uuid(),
  outcome_id uuid not null references outcome,
  description text not null,
  -- Committed before any byte: an upload counts if it began before the window closed.
  begun_at timestamptz not null
);
create index outcome_upload_outcome on outcome_upload (outcome_id);
comment on table outcome_upload is 'outcomes: an upload begun; complete when a version names it';

create table outcome_upload_file (
  upload_id uuid not null references outcome_upload,
  slot text not null check (slot in ('document', 'media')),
  name text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- What the bytes turned out to be; null until they are kept. Stays null where they completed the set.
  media_type text,
  primary key (upload_id, slot)
);
comment on table outcome_upload_file is 'outcomes: a file an upload announced, and whether its bytes are kept';

create table outcome_version (
  id uuid primary key default gen_random_uuid(),
  outcome_id uuid not null references outcome,
  number int not null check (number > 0),
  upload_id uuid not null unique references outcome_upload,
  description text not null,
  begun_at timestamptz not null,
  finished_at timestamptz not null,
  unique (outcome_id, number)
);
comment on table outcome_version is 'outcomes: what was handed in, never changed; the highest number stands';

create table outcome_file (
  id uuid primary key default gen_random_uuid(),
  version_id uuid not null references outcome_version,
  slot text not null check (slot in ('document', 'media')),
  name text not null,
  size bigint not null,
  sha256 text not null references blob (sha256),
  media_type text not null,
  unique (version_id, slot)
);
create index outcome_file_sha256 on outcome_file (sha256);
comment on table outcome_file is 'outcomes: a file of a version, by the hash of its bytes';
