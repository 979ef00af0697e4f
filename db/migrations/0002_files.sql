create table store (
  id uuid primary key,
  role text not null unique check (role in ('first', 'second')),
  -- The marker in the store's root carries the same count: a store older than this one went back in time.
  counter bigint not null,
  bound_at timestamptz not null default clock_timestamp()
);
comment on table store is 'platform: the stores bound to this database';

create table blob (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  media_type text not null,
  -- What inspection saw inside, e.g. javascript: kept as evidence, never run.
  findings jsonb not null default '[]',
  kept_at timestamptz not null default clock_timestamp(),
  -- When the second home's bytes were read back and had the right hash; null until then.
  second_verified_at timestamptz
);
create index blob_single on blob (kept_at) where second_verified_at is null;
comment on table blob is 'platform: bytes we hold, named by their SHA-256';

create table quarantine (
  sha256 text primary key,
  size bigint not null,
  found_at timestamptz not null default clock_timestamp(),
  -- The tombstone: when the bytes were erased, and why they could be.
  erased_at timestamptz,
  reason text not null
);
comment on table quarantine is 'platform: bytes that belonged to no row, and what became of them';

create table fixity_event (
  id bigint generated always as identity primary key,
  sha256 text not null,
  role text not null,
  at timestamptz not null default clock_timestamp(),
  outcome text not null check (outcome in ('missing', 'altered', 'healed')),
  agent text not null
);
comment on table fixity_event is 'platform: every time bytes were not what their name says, and every repair';
