create table blob (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  media_type text not null,
  findings jsonb not null default '[]',
  kept_at timestamptz not null default clock_timestamp()
);
comment on table blob is 'platform: bytes we hold, named by their SHA-256';
