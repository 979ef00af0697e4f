-- 收藏: what a student keeps through the year. Its student's alone, counts for nothing, needs no window.
create table shelf_item (
  id uuid primary key default gen_random_uuid(),
  registration_id uuid not null references registration,
  -- Where it stands on the map: the semester in which it was laid in, unless its student says another.
  school_year int not null,
  semester int not null check (semester in (1, 2)),
  title text not null check (title <> ''),
  note text not null,
  -- Addresses on the public internet, over https.
  links text[] not null default '{}',
  -- Codes of 核心素養 and of 學群.
  competencies text[] not null default '{}',
  clusters text[] not null default '{}',
  kept_at timestamptz not null,
  changed_at timestamptz not null
);
create index shelf_item_registration on shelf_item (registration_id, kept_at desc);
comment on table shelf_item is 'shelf: one thing a student keeps; nobody else ever sees it';

create table shelf_course (
  item_id uuid not null references shelf_item on delete cascade,
  enrolment_id uuid not null references enrolment,
  primary key (item_id, enrolment_id)
);
create index shelf_course_enrolment on shelf_course (enrolment_id);
comment on table shelf_course is 'shelf: which of the student''s own courses a thing is from';

-- Announced first, kept once its bytes are here: only then it names them and takes up space.
create table shelf_file (
  id uuid primary key default gen_random_uuid(),
  item_id uuid not null references shelf_item on delete cascade,
  upload_id uuid not null,
  slot text not null check (slot in ('document', 'media')),
  name text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  begun_at timestamptz not null,
  media_type text,
  kept_at timestamptz,
  kept_sha256 text generated always as (case when kept_at is not null then sha256 end) stored references blob (sha256),
  unique (upload_id, slot),
  check ((kept_at is null) = (media_type is null))
);
create index shelf_file_item on shelf_file (item_id);
create index shelf_file_kept on shelf_file (kept_sha256);
comment on table shelf_file is 'shelf: a file of a thing kept, by the hash of its bytes';

-- What was made of it: a draft of the normal kind, whose rules are those of its own topic.
create table shelf_made (
  id uuid primary key default gen_random_uuid(),
  item_id uuid not null references shelf_item on delete cascade,
  outcome_id uuid references outcome,
  performance_id uuid references performance,
  made_at timestamptz not null,
  check (num_nonnulls(outcome_id, performance_id) = 1),
  unique (item_id, outcome_id),
  unique (item_id, performance_id)
);
create index shelf_made_outcome on shelf_made (outcome_id);
create index shelf_made_performance on shelf_made (performance_id);
comment on table shelf_made is 'shelf: which outcomes and performances were made of a thing kept';

-- Until now no row ever gave its bytes up. What is let go loses its place in the store once nothing names it any more:
-- every table that names bytes does so by a foreign key, the uploads on their way too.
create table released_blob (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  released_at timestamptz not null default clock_timestamp()
);
comment on table released_blob is 'platform: bytes a row gave up; the sweep takes them out once no other row names them';

alter table outcome_upload_file add column kept_sha256 text
  generated always as (case when media_type is not null then sha256 end) stored references blob (sha256);
create index outcome_upload_file_kept on outcome_upload_file (kept_sha256);
alter table performance_upload_file add column kept_sha256 text
  generated always as (case when media_type is not null then sha256 end) stored references blob (sha256);
create index performance_upload_file_kept on performance_upload_file (kept_sha256);
create index copy_file_sha256 on copy_file (sha256);
create index file_link_sha256 on file_link (sha256);
