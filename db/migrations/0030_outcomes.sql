create table outcome (
  id uuid primary key default gen_random_uuid(),
  enrolment_id uuid not null references enrolment,
  registration_id uuid not null references registration,
  -- The private draft; what counts is always a version.
  draft_description text not null default '',
  created_at timestamptz not null,
  withdrawn_at timestamptz
);
create index outcome_registration on outcome (registration_id);
create index outcome_enrolment on outcome (enrolment_id);
comment on table outcome is 'outcomes: one 課程學習成果 (一件); a draft until it has a version';

create table outcome_upload (
  id uuid primary key default gen_random_uuid(),
  outcome_id uuid not null references outcome,
  description text not null,
  -- Committed before any byte: an upload counts if it began before the window closed.
  begun_at timestamptz not null,
  finish_by timestamptz not null,
  finished_at timestamptz
);
create index outcome_upload_outcome on outcome_upload (outcome_id);
comment on table outcome_upload is 'outcomes: an upload begun, with all files it will bring';

create table outcome_upload_file (
  upload_id uuid not null references outcome_upload,
  slot text not null check (slot in ('document', 'media')),
  name text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text,
  received_at timestamptz,
  primary key (upload_id, slot)
);
comment on table outcome_upload_file is 'outcomes: a file announced by an upload, and whether its bytes arrived';

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
  version_id uuid not null references outcome_version,
  slot text not null check (slot in ('document', 'media')),
  name text not null,
  size bigint not null,
  sha256 text not null references blob (sha256),
  media_type text not null,
  primary key (version_id, slot)
);
create index outcome_file_sha256 on outcome_file (sha256);
comment on table outcome_file is 'outcomes: a file of a version, by the hash of its bytes';
