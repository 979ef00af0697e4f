create table copy (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  state text not null check (state in ('building', 'ready')),
  requested_at timestamptz not null,
  built_at timestamptz,
  -- Of the whole archive, and of the files that came in with works.
  bytes bigint,
  files int,
  -- Paths of files that neither home held intact when the copy was made.
  missing text[] not null default '{}',
  check ((state = 'ready') = (built_at is not null))
);
create unique index copy_building on copy (person_id) where state = 'building';
create index copy_person on copy (person_id, requested_at desc);
comment on table copy is 'copies: a student''s own copy of everything, asked for and made; only the newest is kept';

create table copy_document (
  copy_id uuid not null references copy on delete cascade,
  path text not null,
  size int not null,
  sha256 text not null,
  -- Sealed: grades and the words of a whole portfolio.
  sealed bytea not null,
  primary key (copy_id, path)
);
comment on table copy_document is 'copies: what was written for a copy: the page, the data, receipts';

create table copy_file (
  copy_id uuid not null references copy on delete cascade,
  path text not null,
  size bigint not null,
  sha256 text not null references blob (sha256),
  primary key (copy_id, path)
);
comment on table copy_file is 'copies: which kept file goes where in a copy';
