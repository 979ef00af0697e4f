create table licence (
  code text primary key,
  region text not null,
  class text not null,
  name text not null,
  -- Not in the table any more; what was handed in with it keeps its name.
  retired_at timestamptz
);
comment on table licence is 'performances: 證照代碼, the national table of licences as last imported';
select undoable('licence');

create table performance (
  id uuid primary key default gen_random_uuid(),
  registration_id uuid not null references registration,
  -- Key of one of the ten categories.
  category text not null,
  -- The semester in which it was first handed in, by which caps count; null for a draft.
  school_year int,
  semester int check (semester in (1, 2)),
  -- The school's own record it was taken over from.
  cadre_post_id uuid references cadre_post,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  check ((school_year is null) = (semester is null))
);
create index performance_registration on performance (registration_id);
create index performance_year on performance (school_year, category) where withdrawn_at is null;
create unique index performance_post on performance (cadre_post_id) where withdrawn_at is null;
comment on table performance is 'performances: one 多元表現 (一件); a draft until it has a version';

-- Apart from the performance: what changes with every pause in typing is no act.
create table performance_draft (
  performance_id uuid primary key references performance,
  -- Field key to text, as typed.
  fields jsonb not null,
  description text not null,
  link text not null,
  saved_at timestamptz not null
);
comment on table performance_draft is 'performances: what a student is writing; private, counts for nothing';

create table performance_upload (
  id uuid primary key default gen_random_uuid(),
  performance_id uuid not null references performance,
  fields jsonb not null,
  description text not null,
  link text not null,
  -- Committed before any byte: an upload counts if it began before the window closed.
  begun_at timestamptz not null
);
create index performance_upload_performance on performance_upload (performance_id);
comment on table performance_upload is 'performances: an upload begun; complete when a version names it';

create table performance_upload_file (
  upload_id uuid not null references performance_upload,
  slot text not null check (slot in ('document', 'media')),
  name text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- What the bytes turned out to be; null until they are kept. There from the first for a file of the version before.
  media_type text,
  primary key (upload_id, slot)
);
comment on table performance_upload_file is 'performances: a file an upload announced, and whether its bytes are kept';

create table performance_version (
  id uuid primary key default gen_random_uuid(),
  performance_id uuid not null references performance,
  number int not null check (number > 0),
  upload_id uuid not null unique references performance_upload,
  fields jsonb not null,
  description text not null,
  link text not null,
  begun_at timestamptz not null,
  finished_at timestamptz not null,
  unique (performance_id, number)
);
comment on table performance_version is 'performances: what was handed in, never changed; the highest number stands';

create table performance_file (
  id uuid primary key default gen_random_uuid(),
  version_id uuid not null references performance_version,
  slot text not null check (slot in ('document', 'media')),
  name text not null,
  size bigint not null,
  sha256 text not null references blob (sha256),
  media_type text not null,
  unique (version_id, slot)
);
create index performance_file_sha256 on performance_file (sha256);
comment on table performance_file is 'performances: a file of a version, by the hash of its bytes';

-- A receipt is of a version, of an outcome or of a performance: exactly one of them, whose id is the receipt's key.
alter table receipt drop constraint receipt_version_id_fkey;
alter table receipt
  add column outcome_version_id uuid references outcome_version,
  add column performance_version_id uuid references performance_version;
update receipt set outcome_version_id = version_id;
alter table receipt
  add check (num_nonnulls(outcome_version_id, performance_version_id) = 1),
  add check (version_id = coalesce(outcome_version_id, performance_version_id));
comment on table receipt is 'ledger: the signed receipt of a version of an outcome or of a performance';

alter table record_change drop constraint record_change_topic_check,
  add check (topic in ('register', 'status', 'grades', 'cadre', 'counselling', 'performances'));
